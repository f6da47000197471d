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
	// Groups are the WSGIProcessGroup lines and process-group= options, wherever
	// they stand.
	Groups []deploy.Reference
	// Module is the LoadModule line of mod_wsgi, nil if there is none; Disabled
	// is one that is commented out.
	Module, Disabled *deploy.Reference
	// Modules are the modules that are loaded, by their short names ("wsgi",
	// "access_compat").
	Modules map[string]deploy.Reference
	// Misplaced are WSGIPythonPath, WSGIPythonHome and their like inside of a
	// virtual host, where the server refuses them.
	Misplaced []deploy.Reference
	// OldAccess is the first Order, Allow or Deny, nil if there is none. They
	// are mod_access_compat's.
	OldAccess *deploy.Reference
	// Granting is the first directive that lets visitors have something, by the
	// words of Apache 2.4.
	Granting *deploy.Reference
	// PassesByVariable says that the header Authorization is handed on by
	// other means: SetEnvIf, a RewriteRule, CGIPassAuth.
	PassesByVariable bool
	// User and Group are those that Apache itself runs as, nil if it is not said.
	User, Group *deploy.Reference
	// Complete says that nothing which the repository does not hold can load a
	// module or define a process group.
	Complete bool
}

// Daemon is a WSGIDaemonProcess.
type Daemon struct {
	// Name is the group, with its place.
	Name deploy.Reference
	// Options are its other words by lower-case name: python-path, home, user.
	Options map[string]deploy.Reference
	// Host is the virtual host that it stands in, whose scripts alone may use
	// it, or what is outside of all.
	Host *Host
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
	// ApplicationGroup is the interpreter that it runs in, nil for one of its
	// own: application-group= or WSGIApplicationGroup.
	ApplicationGroup *deploy.Reference
	// Authorization is WSGIPassAuthorization, nil if it is not given, which
	// means Off.
	Authorization *deploy.Reference
	// Known says that Target is a path, with nothing in it that somebody has to
	// put there first.
	Known bool
	// Uncertain says that some of this holds under a condition that is not
	// known.
	Uncertain   bool
	Conditional bool
	// Access says whether Apache may serve the script; Why is the place that
	// decides, zero if none does.
	Access Access
	Why    deploy.Reference
}
