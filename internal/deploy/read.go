package deploy

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io/fs"
	"regexp"
	"slices"

	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/parser/text"
)

// Read gives what the deployment files of a workspace say. The error is that of
// ctx; a damaged file is a Problem, and the others are read all the same.
func Read(ctx context.Context, w *workspace.Workspace) (*Deployment, error) {
	r := &reader{
		workspace: w, evaluation: evaluation{ctx, w}, touched: map[string]Role{}, composed: map[string]*composeFile{}, contexts: map[string]string{},
		builders: map[string][]Evidence{}, productive: map[string]bool{},
	}
	// Files that others refer to come last: a uwsgi.ini that a container
	// starts is told there, with the container's environment.
	readers := []struct {
		match func(name string) bool
		read  func(file *text.File)
	}{
		{isCompose, r.compose}, // says the build contexts of Dockerfiles
		{isDockerfile, r.dockerfile},
		{isProcfile, r.procfile},
		{isUnit, r.unit},
		{isSupervisor, r.supervisor},
		{isBeanstalk, r.beanstalk},
		{isPlatform, r.platform},
		{isWorkflow, r.workflow},
		{isStartScript, r.startScript},
		{isUWSGI, r.uwsgi},
		{isLaunchingEnvFile, r.envFile},
	}
	names := make([][]string, len(readers))
	w.Files(func(name string) bool {
		for i, reader := range readers {
			if reader.match(name) {
				names[i] = append(names[i], name)
				return true
			}
		}
		return false
	})
	// Files drops what git ignores only from its own result.
	for i, reader := range readers {
		slices.Sort(names[i])
		for _, name := range names[i] {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if w.IsFile(name) {
				r.one(name, reader.read)
			}
		}
	}
	slices.SortStableFunc(r.launches, func(a, b Launch) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Service, b.Service))
	})
	slices.SortStableFunc(r.containers, func(a, b *Container) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Service, b.Service))
	})
	slices.SortStableFunc(r.problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Message, b.Message))
	})
	return &Deployment{Launches: r.launches, Containers: r.containers, Problems: slices.Compact(r.problems)}, nil
}

// reader holds what is read so far.
type reader struct {
	workspace  *workspace.Workspace
	evaluation evaluation
	launches   []Launch
	containers []*Container
	problems   []Problem
	// touched are the files that launches refer to, with the weightiest role
	// of those launches.
	touched map[string]Role
	// composed are the compose files read, by path; nil for what is none.
	composed     map[string]*composeFile
	composeNames []string
	// contexts are the build contexts that compose files say, by Dockerfile.
	contexts map[string]string
	// builders are the launches of compose files that build a Dockerfile, by
	// its path.
	builders map[string][]Evidence
	// productive are the Dockerfiles that a production launch builds.
	productive map[string]bool
	// entries are the entry points of projects.
	entries []string
}

// templateMark finds what templates of whole projects write into their files.
var templateMark = regexp.MustCompile(`\{\{-? *cookiecutter\.|\{\{ ?project_name ?\}\}|(?m)^\s*\{%-? *(if|for|else|endif|endfor|raw)\b`)

// TemplateMark is the place that shows that a file is the template of a
// deployment file, and says whether there is one.
func TemplateMark(data []byte) (text.Span, bool) {
	mark := templateMark.FindIndex(data)
	if mark == nil {
		return text.Span{}, false
	}
	return text.Span{Start: uint32(mark[0]), End: uint32(mark[1])}, true
}

func (r *reader) one(name string, read func(*text.File)) {
	file, err := r.workspace.Source(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) || errors.Is(err, workspace.ErrIgnored):
		return
	case errors.Is(err, workspace.ErrTooLarge):
		r.problems = append(r.problems, Problem{Path: name, Message: err.Error(), Skipped: true})
		return
	case err != nil: // the workspace has it among its incidents
		return
	case bytes.IndexByte(file.Data, 0) >= 0:
		r.problems = append(r.problems, Problem{Path: name, Message: "the file is not text", Skipped: true})
		return
	}
	if mark, is := TemplateMark(file.Data); is {
		r.problems = append(r.problems, Problem{
			Path: name, Span: mark, Message: "the file is a template, not a deployment file", Skipped: true,
		})
		return
	}
	read(file)
}

func (r *reader) problem(path string, span text.Span, message string) {
	r.problems = append(r.problems, Problem{Path: path, Span: span, Message: message})
}

// touch notes what a launch refers to.
func (r *reader) touch(read touched, role Role) {
	for name := range read {
		if before, found := r.touched[name]; !found || role == Production || before == UnknownRole {
			r.touched[name] = role
		}
	}
}

// add turns what a command line started into launches: one for each program
// that serves, or one for the last command if none does. rest is the state in
// which nothing was started; it makes a launch if relevant is true.
func (r *reader) add(base Launch, started []started, rest *process, relevant bool) {
	base.Commands = nil
	if files, inContainer := rest.files.(containerFiles); inContainer {
		base.Placements = files.placements()
	}
	for _, s := range started {
		base.Commands = append(base.Commands, s.Command)
	}
	var main []int
	type place struct {
		path string
		span text.Span
	}
	seen := map[place]bool{} // a function that two branches call starts once
	for i, s := range started {
		if at := (place{s.Path, s.Span}); serves(s.Command) && !seen[at] {
			seen[at] = true
			main = append(main, i)
		}
	}
	if len(main) == 0 && len(started) > 0 {
		main = []int{len(started) - 1}
	}
	for _, i := range main {
		s := started[i]
		launch := base
		launch.Program, launch.Settings, launch.Target, launch.Serving = s.Program, s.Settings, s.Target, s.Serving
		launch.Directory, launch.DirectoryBy, launch.PythonPath, launch.User = s.Directory, s.DirectoryBy, s.PythonPath, s.user
		launch.Variables, launch.Missing = s.variables, s.missing
		if launch.Group == "" {
			launch.Group = s.group
		}
		launch.platformPort()
		if s.Conditional && s.Program == "runserver" && len(main) > 1 && launch.Role == Production {
			launch.with(UnknownRole, evidence(s.Path, s.Span, "it runs only in one branch of a script that can start another server"))
		}
		r.launches = append(r.launches, launch)
	}
	if len(main) == 0 && relevant {
		base.Settings = settingsOf(rest.variables)
		base.Variables, base.Missing = rest.variables, rest.missing
		base.Directory, base.DirectoryBy, base.User = rest.directory, rest.directoryBy, rest.user
		r.launches = append(r.launches, base)
	}
}

// platformPort takes back the address that gunicorn has of its own, where a
// platform tells it another one in PORT.
func (l *Launch) platformPort() {
	switch l.Kind {
	case "Procfile", "Heroku", "Render", "Railway", "App Engine", "Elastic Beanstalk":
	default:
		return
	}
	if l.Program == "gunicorn" && len(l.Listens) == 1 && l.Listens[0].Default && l.Listens[0].Path == "" {
		l.Listens = []Listener{{Protocol: l.Listens[0].Protocol, Default: true, Unknown: true}}
	}
}
