package deploy

import (
	"context"
	"strings"

	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/parser/shell"
)

// gunicorn adds what GUNICORN_CMD_ARGS and gunicorn's configuration file say to
// what the command line said. directory is where the program was started:
// gunicorn looks for the file before it changes to --chdir (gunicorn/app/base.py,
// load_config).
func (s *saidOptions) gunicorn(command *Command, given []option, directory string) {
	configuration, named := gunicornConfig(given)
	p := s.process
	if v, set := find(p.variables, "GUNICORN_CMD_ARGS"); set {
		if !v.Known {
			s.note(meansElsewhere, "GUNICORN_CMD_ARGS", argument{})
		}
		words := split(v.Path, shell.Within(v.Value, v.Span))
		for i := range words {
			words[i].fallback = v.Fallback
		}
		options := servers["gunicorn"].options(words)
		s.below(func(lower *saidOptions) {
			for _, o := range options {
				lower.add(o)
			}
		})
		if !named {
			configuration, named = gunicornConfig(options)
		}
	}
	if !named {
		configuration = "./gunicorn.conf.py"
	}
	if configuration == "" {
		s.note(meansElsewhere, "--config", argument{})
		return
	}
	if module, found := strings.CutPrefix(configuration, "python:"); found {
		configuration = strings.ReplaceAll(module, ".", "/") + ".py"
	}
	found := p.files.find(strings.TrimPrefix(configuration, "file:"), directory)
	if found == "" {
		if named {
			s.note(meansElsewhere, "--config", argument{})
		}
		return
	}
	if _, ok := p.files.source(found); ok && p.run.files != nil {
		s.configured(command, found)
	}
}

// gunicornConfig is the configuration file that options name, "" if they name
// one that is not known.
func gunicornConfig(options []option) (name string, named bool) {
	for _, o := range options {
		if o.name == "-c" || o.name == "--config" {
			named, name = true, ""
			if o.value.known {
				name = o.value.text
			}
		}
	}
	return name, named
}

// configured evaluates a configuration file of gunicorn.
func (s *saidOptions) configured(command *Command, name string) {
	p := s.process
	result, ok := eval.Evaluate(p.run.ctx, eval.Input{
		Files: p.run.files, Roots: []string{directoryOf(name)}, Module: "__config__", Path: name, World: worldOf(resolve(p.variables)),
	})
	if !ok {
		return
	}
	c := gunicornFile{result: result, name: name}
	s.below(func(lower *saidOptions) {
		for setting, meaning := range map[string]string{
			"bind": meansBind, "reload": meansReload, "forwarded_allow_ips": meansForwarded, "worker_class": meansWorker,
			"group": meansGroup, "certfile": meansCertificate,
		} {
			for _, value := range c.texts(setting) {
				lower.note(meaning, setting, value)
			}
		}
	})
	if result.Failure != nil || result.Taint() != nil || result.GaveUp != "" {
		s.note(meansElsewhere, name, argument{})
	}
	for _, value := range c.texts("raw_env") {
		if value.known && isAssignment(value.text) {
			p.assignArgument(value, "raw_env")
		}
	}
	if target := c.texts("wsgi_app"); len(target) == 1 && command.Target == nil && target[0].known {
		command.Target = target[0].reference(target[0].text, "wsgi_app")
	}
	if directory := c.texts("chdir"); len(directory) == 1 && directory[0].known && !strings.Contains(strings.Join(command.Arguments, " "), "--chdir") {
		p.directory = cleanDirectory(directory[0].text)
		p.directoryBy = directory[0].reference(p.directory, "chdir")
	}
	if roots := c.texts("pythonpath"); len(roots) == 1 && roots[0].known {
		command.PythonPath = append(command.PythonPath, strings.Split(roots[0].text, ",")...)
	}
	if user := c.texts("user"); len(user) == 1 && user[0].known && p.user == "" {
		p.user = user[0].text
	}
}

// worldOf is the world of an environment: what the host may choose is set, but
// not known.
func worldOf(environment Environment) eval.World {
	world := eval.World{Variables: map[string]string{}, Supplied: map[string]bool{}}
	for name, v := range environment {
		if v.Known && !v.Fallback {
			world.Variables[name] = v.Value
		} else {
			world.Supplied[name] = true
		}
	}
	return world
}

// gunicornFile is a configuration file that was evaluated.
type gunicornFile struct {
	result *eval.Result
	name   string
}

// texts are the strings that a setting holds: one, or the elements of a list.
// Of several alternatives the one that holds while variables are unset counts,
// and the host may choose another.
func (c gunicornFile) texts(setting string) []argument {
	alternatives := c.result.Get(setting)
	var standing *eval.Alternative
	for i, a := range alternatives {
		if _, unset := a.Value.(eval.Unbound); unset {
			continue
		}
		if standing == nil || a.Guard.HoldsWhenUnset() && !standing.Guard.HoldsWhenUnset() {
			standing = &alternatives[i]
		}
	}
	if standing == nil {
		return nil
	}
	list := c.values(*standing, len(alternatives) > 1 || !standing.Guard.Always())
	if len(alternatives) > 1 && !standing.Guard.HoldsWhenUnset() {
		for i := range list {
			list[i].known = false
		}
	}
	return list
}

func (c gunicornFile) values(a eval.Alternative, fallback bool) []argument {
	at := argument{path: c.name, fallback: fallback}
	if a.Origin.Known() {
		at.path, at.span = a.Origin.File.Path, a.Origin.Span
	}
	if sequence, ok := a.Value.(*eval.Sequence); ok {
		var list []argument
		for _, e := range sequence.Elements() {
			for _, inner := range e.Alternatives {
				list = append(list, textOf(at, inner.Value))
			}
		}
		if !sequence.Complete() {
			list = append(list, at)
		}
		return list
	}
	if _, none := a.Value.(eval.None); none {
		return nil
	}
	return []argument{textOf(at, a.Value)}
}

// textOf is a value as gunicorn takes it from a configuration.
func textOf(at argument, v eval.Value) argument {
	switch v := v.(type) {
	case eval.Str:
		at.text, at.known = string(v), true
	case eval.Bool:
		at.text, at.known = map[bool]string{true: "True", false: "False"}[bool(v)], true
	case *eval.Path:
		return textOf(at, v.Name)
	case *eval.Text:
		for _, part := range v.Parts {
			if part.Hole != nil {
				at.text += "$"
			}
			at.text += part.Known
		}
	default:
		if name, ok := eval.Rooted(v); ok {
			at.text, at.known = name, true
		}
	}
	return at
}

// evaluation is what a run needs to evaluate configurations in Python.
type evaluation struct {
	ctx   context.Context //nolint:containedctx // lives for one call of Read
	files *workspace.Workspace
}
