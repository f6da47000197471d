package deploy

import (
	"path"
	"strings"

	"github.com/djvet/djvet/parser/procfile"
	"github.com/djvet/djvet/parser/shell"
	"github.com/djvet/djvet/parser/text"
)

func isProcfile(name string) bool {
	base := path.Base(name)
	return base == "Procfile" || strings.HasPrefix(base, "Procfile.") && !strings.HasSuffix(base, ".sh") && !isExample(base)
}

// procfile reads the process types of a Procfile. Their commands run in a
// shell, at the project's root.
func (r *reader) procfile(file *text.File) {
	role, why := roleOf(file.Path)
	for _, process := range procfile.Parse(file) {
		base := Launch{Kind: "Procfile", Path: file.Path, Span: process.Span, Service: process.Name}
		why := why
		if why.Span.Len() == 0 {
			why.Span = process.NameSpan
		}
		base.with(role, why)
		r.shellLaunch(base, process.Command, nil)
	}
}

// shellLaunch adds what a shell command line of a file starts, given the
// variables that the file sets for it.
func (r *reader) shellLaunch(base Launch, line shell.Source, variables []Variable) {
	r.hostLaunch(base, variables, func(p *process) {
		script, err := shell.Parse(line)
		if err != nil {
			r.problem(base.Path, line.Whole(), "the command line cannot be read: "+err.Error())
		}
		p.script(script.Commands)
	})
}

// hostLaunch adds what start starts on a machine that has the checkout.
func (r *reader) hostLaunch(base Launch, variables []Variable, start func(*process)) {
	read := touched{}
	p := &process{
		run: &run{evaluation: r.evaluation}, path: base.Path, variables: variables, missing: base.Missing, directory: base.Directory, directoryBy: base.DirectoryBy, user: base.User,
		files: hostFiles{r.workspace, directoryOf(base.Path), read},
	}
	start(p)
	r.touch(read, base.Role)
	_, named := find(p.variables, SettingsVariable)
	r.add(base, p.run.started, p, named)
}
