package commands

import (
	"path"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
)

// target is what a launch tells its server to load.
type target struct {
	// module is a dotted name, or file a path; one of them is "".
	module, file string
	// callable is the name in it; "" if it is not known, as behind a factory.
	callable string
	// written says that the launch names the callable, so that it is not only
	// what the server looks for.
	written bool
}

// targetOf reads what a server loads: "mysite.wsgi:application", "mysite.wsgi",
// "mysite/wsgi.py". It reports false for what cannot be told. What a server calls
// where it is told no name is application for gunicorn and uWSGI, and app for
// hypercorn and granian; the others need a name.
func targetOf(l deploy.Launch) (target, bool) {
	value := strings.TrimSpace(l.Target.Value)
	if l.Program == "hypercorn" { // hypercorn takes wsgi:mysite.wsgi:application
		value = strings.TrimPrefix(strings.TrimPrefix(value, "asgi:"), "wsgi:")
	}
	if value == "" || strings.ContainsAny(value, " \t$<>{}%*\"'`") {
		return target{}, false
	}
	name, callable, named := strings.Cut(value, ":")
	if strings.Contains(callable, ":") { // C:\mysite\wsgi.py
		return target{}, false
	}
	t := target{callable: callable, written: named}
	if !named {
		switch l.Program {
		case "hypercorn", "granian":
			t.callable = "app"
		default:
			t.callable = "application"
		}
	}
	if !isName(t.callable) {
		t.callable = ""
	}
	switch {
	case strings.HasSuffix(name, ".py") || strings.ContainsAny(name, "/\\"):
		if strings.Contains(name, "\\") || path.Ext(name) == "" || len(name) < 4 {
			return target{}, false
		}
		t.file = name
	case dotted(name):
		t.module = name
	default:
		return target{}, false
	}
	return t, true
}

func isName(word string) bool {
	for i, r := range word {
		if r != '_' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return word != ""
}

// dotted reports whether a text is the name of a module.
func dotted(name string) bool {
	for part := range strings.SplitSeq(name, ".") {
		if !isName(part) {
			return false
		}
	}
	return true
}
