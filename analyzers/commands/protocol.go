package commands

import (
	"path"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
)

// spokenBy is the protocol that the server of a launch speaks to the application:
// "WSGI", "ASGI" or granian's own "RSGI"; "" if it cannot be told. What each does
// when it is given the other was tried with gunicorn 27, uvicorn 0.54, daphne 4.2,
// hypercorn 0.18 (which takes both), granian 2.8, waitress 3.0 and uWSGI 2.0.21.
func spokenBy(p *check.Pass, l deploy.Launch) string {
	c, ok := mainCommand(l)
	if !ok {
		return ""
	}
	switch l.Program {
	case "uwsgi", "waitress-serve":
		return "WSGI"
	case "daphne":
		return "ASGI"
	case "uvicorn":
		switch option(c, "--interface") {
		case "", "auto", "asgi2", "asgi3":
			return unlessSet(l, "UVICORN_INTERFACE", "ASGI")
		}
	case "granian":
		switch option(c, "--interface") {
		case "":
			return unlessSet(l, "GRANIAN_INTERFACE", "RSGI")
		case "asgi", "asginl":
			return "ASGI"
		case "wsgi":
			return "WSGI"
		}
	case "gunicorn":
		return spokenByGunicorn(p, l, c)
	}
	return ""
}

// spokenByGunicorn is the protocol of gunicorn's workers. Where a configuration
// may choose them, it is not known.
func spokenByGunicorn(p *check.Pass, l deploy.Launch, c deploy.Command) string {
	class := option(c, "-k", "--worker-class")
	switch {
	case class != "":
	case option(c, "-c", "--config") != "" || l.External():
		return ""
	case len(p.Project.Files.Files(func(name string) bool { return path.Base(name) == "gunicorn.conf.py" })) > 0:
		return ""
	default:
		if unlessSet(l, "GUNICORN_CMD_ARGS", "sync") == "" {
			return ""
		}
		class = "sync"
	}
	switch class {
	case "sync", "gthread", "gevent", "gevent_wsgi", "gevent_pywsgi", "eventlet", "tornado":
		return "WSGI"
	case "asgi":
		return "ASGI"
	}
	if strings.Contains(class, "uvicorn") && !strings.Contains(class, "WSGI") {
		return "ASGI"
	}
	return ""
}

// unlessSet is a value that holds as long as a variable is not set.
func unlessSet(l deploy.Launch, name, value string) string {
	if _, set := l.Environment()[name]; set || l.External() {
		return ""
	}
	return value
}

// option is the value of an option of a command line, "" if it is not given. An
// option that is there without a known value gives what is written.
func option(c deploy.Command, names ...string) string {
	value := ""
	for i, word := range c.Arguments {
		for _, name := range names {
			switch rest, found := strings.CutPrefix(word, name); {
			case !found:
			case rest == "" && i+1 < len(c.Arguments):
				value = c.Arguments[i+1]
			case strings.HasPrefix(rest, "="):
				value = rest[1:]
			case len(name) == 2 && rest != "":
				value = rest
			}
		}
	}
	return value
}
