package entrypoints

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/parser/text"
)

// factoryWrong reports applications that are made with a factory that there is
// not, with that of the other protocol, or without calling it.
func factoryWrong(p *check.Pass) {
	for _, s := range p.Project.Starters {
		if s.Kind != workspace.WSGI && s.Kind != workspace.ASGI {
			continue
		}
		if f, ok := misspeltFactory(s); ok {
			p.Report(f)
			continue
		}
		names := append([]string{defaultCallable}, callables(p.Project, s)...)
		slices.Sort(names)
		for _, name := range slices.Compact(names) {
			if f, ok := wrongApplication(p, s, name); ok {
				p.Report(f)
			}
		}
	}
}

// misspeltFactory is a name that is not defined, or cannot be imported, and is
// almost that of a factory.
func misspeltFactory(s *project.Starter) (finding.Finding, bool) {
	failures := slices.Clone(s.Result.Undefined)
	if s.Result.Failure != nil {
		failures = append(failures, *s.Result.Failure)
	}
	for _, failure := range failures {
		name, from := failure.Name, ""
		if failure.Exception == "ImportError" {
			name, from = notImported(failure.Message)
		}
		if name == "" || failure.File.Path != s.Path {
			continue
		}
		factory := nearFactory(name, from)
		if factory == "" {
			continue
		}
		f := finding.Finding{
			Path: s.Path, Span: wordIn(failure.File, failure.Span, name), Setting: defaultCallable, Detail: name,
		}
		f.Message = "Django has no " + name + ": the function is called " + factory
		if name == factory {
			f.Message = name + " is not imported, so that the application cannot be made"
		}
		if from != "" && name == factory {
			f.Message = from + " has no " + name + ": it is in " + moduleOf(factory)
		}
		return f, true
	}
	return finding.Finding{}, false
}

// notImported reads what Python says of a name that cannot be imported from one
// of Django's two modules.
func notImported(message string) (name, from string) {
	rest, ok := strings.CutPrefix(message, "cannot import name '")
	name, from, found := strings.Cut(rest, "' from ")
	if !ok || !found || from != "django.core.wsgi" && from != "django.core.asgi" {
		return "", ""
	}
	return name, from
}

func moduleOf(factory string) string {
	if factory == asgi().factory {
		return "django.core.asgi"
	}
	return "django.core.wsgi"
}

// nearFactory is the factory that a name was meant to be: the same one if it is
// in the other module, or was not imported at all.
func nearFactory(name, from string) string {
	factories := []string{wsgi().factory, asgi().factory}
	if slices.Contains(factories, name) {
		return name
	}
	if near := check.Nearest(name, factories); near != "" {
		if from == moduleOf(near) || from == "" {
			return near
		}
	}
	if from == "django.core.asgi" {
		return asgi().factory // whatever it says, this is all there is
	}
	if from != "" {
		return wsgi().factory
	}
	return ""
}

// wordIn is the place of a word in a statement, or else the statement.
func wordIn(file *text.File, span text.Span, word string) text.Span {
	at := strings.Index(file.Slice(span), word)
	if at < 0 {
		return span
	}
	start := span.Start + uint32(at)
	return text.Span{Start: start, End: start + uint32(len(word))}
}

// wrongApplication looks at what a name of a file is that servers may call.
func wrongApplication(p *check.Pass, s *project.Starter, name string) (finding.Finding, bool) {
	alternatives, ok := bound(s.Result, name)
	if !ok {
		return finding.Finding{}, false
	}
	message := ""
	for _, alternative := range alternatives {
		if message = wrongValue(p, s, name, alternative.Value); message == "" {
			return finding.Finding{}, false
		}
	}
	origin := alternatives[0].Origin.Binding()
	if !origin.Known() || origin.File.Path != s.Path {
		return finding.Finding{}, false
	}
	return finding.Finding{Path: s.Path, Span: origin.Span, Setting: name, Message: message}, true
}

// wrongValue says what is wrong with an application, "" if nothing certainly is.
func wrongValue(p *check.Pass, s *project.Starter, name string, value eval.Value) string {
	switch v := value.(type) {
	case *eval.Builtin:
		for _, of := range []protocol{wsgi(), asgi()} {
			if strings.HasSuffix(v.Name, "."+of.factory) {
				return name + " is the function " + of.factory + " itself, not what it returns: call it, " + of.factory + "()"
			}
		}
	case *eval.Object:
		spoken, ok := protocolOf(s)
		other := wsgi()
		if spoken == other {
			other = asgi()
		}
		if ok && v.Type == other.handler && !servedAs(p.Project, s, other) {
			return name + " is made for " + other.name + ", and " + spoken.name + " servers cannot call it: in " + s.Path +
				" it takes " + spoken.factory + "()"
		}
	}
	return ""
}
