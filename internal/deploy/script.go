package deploy

import (
	"path"
	"strings"

	"github.com/djvet/djvet/parser/shell"
	"github.com/djvet/djvet/parser/text"
)

// scriptWords are the words in names of scripts that start a server.
var scriptWords = map[string]bool{
	"start": true, "entrypoint": true, "run": true, "gunicorn": true, "uwsgi": true, "daphne": true, "uvicorn": true,
	"serve": true, "server": true, "startup": true, "launch": true, "boot": true, "bootstrap": true, "web": true, "procfile": true,
}

func isStartScript(name string) bool {
	base := path.Base(name)
	if !strings.HasSuffix(base, ".sh") && !strings.HasSuffix(base, ".bash") {
		return false
	}
	for _, word := range strings.FieldsFunc(strings.ToLower(base), func(r rune) bool { return !('a' <= r && r <= 'z') }) {
		if scriptWords[word] {
			return true
		}
	}
	return false
}

// startScript reads a script that no launch of production runs. It counts only
// if it starts a server: many scripts of that name run tests or migrations.
func (r *reader) startScript(file *text.File) {
	if role, read := r.touched[file.Path]; read {
		// Also run for development, run-prod.sh says what production does.
		if named, _ := roleByName(path.Base(file.Path)); role == Production || named != Production {
			return
		}
	}
	if !looksLikeShell(string(file.Data)) {
		return
	}
	script, err := shell.Parse(shell.At(string(file.Data), 0))
	if err != nil && len(script.Commands) == 0 {
		return // not ours to judge: nothing starts it
	}
	base := Launch{Kind: "script", Path: file.Path, Service: path.Base(file.Path)}
	base.with(roleOf(file.Path))
	read := touched{}
	p := &process{run: &run{evaluation: r.evaluation}, path: file.Path, files: hostFiles{r.workspace, directoryOf(file.Path), read}}
	p.script(script.Commands)
	starts := false
	for _, s := range p.run.started {
		if serves(s.Command) {
			if !starts {
				base.Span = s.Span
				if s.Path != file.Path {
					base.Span = text.Span{}
				}
			}
			starts = true
		}
	}
	if !starts {
		return
	}
	if onlyRunserver(p.run.started) && base.Role == Production {
		// A script that only starts the development server, and that nothing
		// else runs, is a developer's.
		base.with(Development, evidence(file.Path, base.Span, "the script starts the development server, and no deployment file runs it"))
	}
	r.touch(read, base.Role)
	r.add(base, p.run.started, p, false)
}

// onlyRunserver reports whether all that serves is the development server.
func onlyRunserver(commands []started) bool {
	found := false
	for _, s := range commands {
		switch {
		case !serves(s.Command):
		case s.Program == "runserver" || s.Program == "manage.py runserver_plus":
			found = true
		default:
			return false
		}
	}
	return found
}
