package cli

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/workspace"
)

// work is what is done with each tree: engine.Check or engine.Survey.
type work func(context.Context, workspace.Tree, engine.Options) (engine.Report, error)

// eachRoot does the work with every tree and makes one report of it all.
func (r *run) eachRoot(ctx context.Context, roots []*root, options engine.Options, do work) (engine.Report, error) {
	parts := make([]engine.Part, 0, len(roots))
	var absent error
	for _, root := range roots {
		report, err := inRoot(ctx, root, options, do)
		switch {
		case errors.Is(err, engine.ErrSettings):
			absent = err // it may well be in another one
			continue
		case err != nil:
			return engine.Report{}, err
		}
		root.noteMissing(report.Projects)
		parts = append(parts, engine.Part{Root: root.directory, Report: report})
	}
	if len(parts) == 0 {
		return engine.Report{}, usagef("--settings: %w; djvet projects lists those that there are", absent)
	}
	return r.merge(parts), nil
}

func inRoot(ctx context.Context, root *root, options engine.Options, do work) (engine.Report, error) {
	tree, shut, err := root.open()
	if err != nil {
		return engine.Report{}, err
	}
	defer shut()
	options.Paths, options.Host = root.paths, at(options.Host, root.directory)
	report, err := do(ctx, tree, options)
	return report, hostError(err)
}

// merge makes one report whose paths print relative to the working directory.
func (r *run) merge(parts []engine.Part) engine.Report {
	if len(parts) == 1 {
		report := parts[0].Report
		directory := &root{directory: parts[0].Root}
		report.PathPrefix = func(name string) string { return r.shown(directory.join(name)) }
		return report
	}
	report := engine.Merge(parts)
	report.PathPrefix = r.shown
	return report
}

// noteMissing notes the paths at which there is no project, nor around them.
func (r *root) noteMissing(projects []engine.Project) {
	for _, asked := range r.paths {
		if !slices.ContainsFunc(projects, func(p engine.Project) bool { return touches(p, asked) }) {
			r.missing = append(r.missing, asked)
		}
	}
}

// touches reports whether a project has to do with a path of its tree.
func touches(p engine.Project, asked string) bool {
	inSettings := func(m engine.SettingsModule) bool { return below(m.Path, asked) }
	return p.Root == "." || below(p.Root, asked) || below(asked, p.Root) || slices.ContainsFunc(p.Settings, inSettings)
}

// below reports whether a path is a directory or in it; "" is the root.
func below(name, directory string) bool {
	return directory == "" || name == directory || strings.HasPrefix(name, directory+"/")
}

// missing tells people where there is no project, and reports whether there is
// nothing at all to print.
func (r *run) missing(roots []*root, report *engine.Report) bool {
	var places []string
	for _, root := range roots {
		for _, name := range root.missing {
			places = append(places, r.shown(root.join(name)))
		}
	}
	nothing := len(report.Projects) == 0 && len(report.Incidents) == 0
	switch where := "no Django project found under " + strings.Join(places, ", "); {
	case nothing:
		r.complain(where + ": looked for manage.py, wsgi.py and asgi.py, and for settings modules, outside of what git ignores;" +
			" name the directory or the settings file as PATH")
	case len(places) > 0:
		r.complain(where)
	}
	return nothing
}
