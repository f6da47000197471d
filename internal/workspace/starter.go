package workspace

import (
	"path"
	"strings"
)

// StarterKind is the sort of file by which something starts Django.
type StarterKind string

// The kinds of starters. NoStarter is that of any other file.
const (
	NoStarter StarterKind = ""
	// Manage is manage.py, and its variants.
	Manage StarterKind = "manage.py"
	// WSGI is wsgi.py, *.wsgi, passenger_wsgi.py, and what cloud platforms
	// load by name (application.py of Elastic Beanstalk, main.py of App
	// Engine).
	WSGI StarterKind = "wsgi"
	// ASGI is asgi.py.
	ASGI StarterKind = "asgi"
	// Celery is celery.py.
	Celery StarterKind = "celery"
)

// StarterOf tells a starter by its path. application.py, main.py and celery.py
// need not have anything to do with Django: their content tells.
func StarterOf(name string) StarterKind {
	base := strings.ToLower(path.Base(name))
	stem, isPython := strings.CutSuffix(base, ".py")
	switch {
	case strings.HasSuffix(base, ".wsgi"), strings.HasSuffix(base, ".fcgi"):
		return WSGI
	case !isPython:
		return NoStarter
	case stem == "manage" || strings.HasPrefix(stem, "manage_") || strings.HasSuffix(stem, "_manage"):
		return Manage
	case hasToken(stem, "wsgi"):
		return WSGI
	case hasToken(stem, "asgi"):
		return ASGI
	case hasToken(stem, "celery") && !strings.Contains(stem, "config") && !strings.Contains(stem, "setting"):
		return Celery
	case stem == "application" || stem == "main":
		return WSGI
	}
	switch path.Base(parentOf(strings.ToLower(name))) { // wsgi/production.py
	case "wsgi":
		return WSGI
	case "asgi":
		return ASGI
	}
	return NoStarter
}

func hasToken(stem, token string) bool {
	for found := range strings.FieldsFuncSeq(stem, isNameSeparator) {
		if found == token {
			return true
		}
	}
	return false
}
