package web

import (
	"bytes"
	"errors"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/parser/text"
)

// source reads a file that may be the configuration of a server. It is nil for
// what is none: a template of a whole project, a file that is not text. The
// problem, if there is one, says why a file was left out.
func source(w *workspace.Workspace, name string) (*text.File, *deploy.Problem) {
	file, err := w.Source(name)
	switch {
	case errors.Is(err, workspace.ErrTooLarge):
		return nil, &deploy.Problem{Path: name, Message: err.Error(), Skipped: true}
	case err != nil || bytes.IndexByte(file.Data, 0) >= 0:
		return nil, nil
	}
	if mark, is := deploy.TemplateMark(file.Data); is {
		return nil, &deploy.Problem{Path: name, Span: mark, Message: "the file is a template, not a deployment file", Skipped: true}
	}
	return file, nil
}
