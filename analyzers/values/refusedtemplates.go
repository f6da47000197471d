package values

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
)

// refusedTemplates reports engines that cannot be made. Django's checks make them
// all since 5.1 (django/core/checks/templates.py), and those of the admin since 2.2
// (check_dependencies in django/contrib/admin/checks.py).
func (r refuser) refusedTemplates() {
	if !r.DjangoAtLeast(5, 1) && !(r.DjangoAtLeast(2, 2) && r.installed("django.contrib.admin")) {
		return
	}
	value, known := r.one("TEMPLATES")
	if !known {
		return
	}
	sequence, isSequence := value.Value.(*eval.Sequence)
	if !isSequence {
		if isOf(value.Value, scalarTypes()...) {
			r.inChecks("TEMPLATES", value, "TEMPLATES is no list")
		}
		return
	}
	names := map[string]bool{}
	for _, element := range sequence.Elements() {
		e, known := alone(element.Alternatives)
		engine, isDict := e.Value.(*eval.Mapping)
		if !known || !isDict {
			continue
		}
		why := r.refusedEngine(engine)
		if name := engineName(engine); name != "" && why == "" {
			if names[name] {
				why = "two engines in TEMPLATES have the same name"
			}
			names[name] = true
		}
		if why != "" {
			r.inChecks("TEMPLATES", value, why)
			return
		}
	}
}

// engineName is the name of an engine: that which it is given, or the last part
// but one of its class (django/template/utils.py).
func engineName(engine *eval.Mapping) string {
	if name, given := engine.Get("NAME").Single(); given {
		if text, ok := name.(eval.Str); ok {
			return string(text)
		}
		if _, absent := name.(eval.Unbound); !absent {
			return ""
		}
	}
	if backend, ok := engine.Get("BACKEND").Single(); ok {
		parts := strings.Split(textOf(backend), ".")
		if len(parts) > 1 {
			return parts[len(parts)-2]
		}
	}
	return ""
}

func textOf(v eval.Value) string {
	text, _ := v.(eval.Str)
	return string(text)
}

// refusedEngine says why an engine cannot be made, "" if it can.
func (r refuser) refusedEngine(engine *eval.Mapping) string {
	backend, known := alone(engine.Get("BACKEND"))
	if !known {
		return ""
	}
	dotted, isText := backend.Value.(eval.Str)
	switch _, absent := backend.Value.(eval.Unbound); {
	case absent, !isText && isOf(backend.Value, scalarTypes()...), isText && !strings.Contains(string(dotted), "."):
		return "an engine in TEMPLATES has no valid BACKEND"
	case isText && r.missing(string(dotted), false):
		return "there is no " + string(dotted) + ", which TEMPLATES names"
	case r.Inherits(r.m, string(dotted), djangoTemplates) != check.Bad:
		return ""
	}
	for _, entry := range engine.Entries() {
		if !slices.Contains([]string{"BACKEND", "NAME", "DIRS", "APP_DIRS", "OPTIONS"}, textOf(entry.Key)) {
			return "an engine in TEMPLATES has a key that Django does not know"
		}
	}
	options, known := alone(engine.Get("OPTIONS"))
	dict, isDict := options.Value.(*eval.Mapping)
	if !known || !isDict {
		return ""
	}
	return refusedOptions(engine, dict)
}

// refusedOptions says why the options of a DjangoTemplates engine are refused.
// Source: Engine.__init__ in django/template/engine.py.
func refusedOptions(engine, options *eval.Mapping) string {
	for _, entry := range options.Entries() {
		switch textOf(entry.Key) {
		case "context_processors", "debug", "loaders", "string_if_invalid", "file_charset", "libraries", "builtins", "autoescape":
		default:
			return "an engine in TEMPLATES has an option that Django does not know"
		}
	}
	appDirs, known := engine.Get("APP_DIRS").Single()
	loaders, sure := options.Get("loaders").Single()
	if !known || !sure || isOf(loaders, "NoneType") {
		return ""
	}
	_, absent := loaders.(eval.Unbound)
	_, without := appDirs.(eval.Unbound)
	if truth, certain := eval.Truth(appDirs); !absent && !without && certain && truth {
		return "an engine in TEMPLATES has both APP_DIRS and loaders"
	}
	return ""
}

// refusedAuthentication reports AUTHENTICATION_BACKENDS that the admin's check
// cannot go through, which it does if the first engine of Django's lacks the
// context processor of users (check_dependencies in django/contrib/admin/checks.py).
func (r refuser) refusedAuthentication() {
	value, known := r.one("AUTHENTICATION_BACKENDS")
	if !known || !isOf(value.Value, scalarTypes()...) || !r.installed("django.contrib.admin") {
		return
	}
	templates, _ := r.one("TEMPLATES")
	engines, isSequence := templates.Value.(*eval.Sequence)
	if !isSequence {
		return
	}
	for _, element := range engines.Elements() {
		engine, _ := element.Alternatives.Single()
		dict, isDict := engine.(*eval.Mapping)
		if !isDict {
			return
		}
		backend, _ := dict.Get("BACKEND").Single()
		if r.Inherits(r.m, textOf(backend), djangoTemplates) != check.Bad {
			continue
		}
		processors := check.Item(eval.Alternatives{{Value: dict}}, "OPTIONS", "context_processors")
		if has, sure := check.Contains(processors, "django.contrib.auth.context_processors.auth"); sure && !has || isUnbound(processors) {
			r.inChecks("AUTHENTICATION_BACKENDS", value, "AUTHENTICATION_BACKENDS is of the type "+pythonType(value.Value))
		}
		return
	}
}
