package web

import "github.com/djvet/djvet/internal/deploy"

// WSGI is what a configuration of Apache tells mod_wsgi.
type WSGI struct {
	// Daemons are the WSGIDaemonProcess lines.
	Daemons []Daemon
	// Scripts are the WSGIScriptAlias lines, with what holds for each.
	Scripts []Script
	// PythonPath and PythonHome are those of embedded mode, nil if not given.
	PythonPath, PythonHome *deploy.Reference
}

// Daemon is a WSGIDaemonProcess.
type Daemon struct {
	// Name is the group, with its place.
	Name deploy.Reference
	// Options are its other words by lower-case name: python-path, home, user.
	Options map[string]deploy.Reference
	// Conditional is as in Route.
	Conditional bool
}

// Script is a WSGIScriptAlias (or WSGIScriptAliasMatch).
type Script struct {
	Host *Host
	// URL is the prefix it answers, Target the WSGI file.
	URL, Target deploy.Reference
	// Group is the process group it runs in: process-group= or
	// WSGIProcessGroup; nil means embedded mode.
	Group *deploy.Reference
	// PassesAuthorization is WSGIPassAuthorization.
	PassesAuthorization bool
	Conditional         bool
	// Access says whether Apache may serve the script; Why is the place that
	// decides, zero if none does.
	Access Access
	Why    deploy.Reference
}
