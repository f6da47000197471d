package web

import (
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/parser/text"
)

// Software is a web server.
type Software string

// The web servers.
const (
	Apache Software = "Apache"
	Nginx  Software = "nginx"
)

// Configuration is what one server loads: a main file with what it includes, or
// a file that no other of the repository includes, such as a site that is put
// into sites-enabled.
type Configuration struct {
	Software Software
	// Path is the file that it begins with; Files are all that were read, Path
	// first.
	Path  string
	Files []string
	// Main says that the file is the server's whole configuration, and not a
	// fragment that some other file includes.
	Main bool
	Role deploy.Role
	Why  deploy.Evidence
	// Container is the one that holds the file, nil if it is used on a machine
	// or nothing is known of that.
	Container *deploy.Container
	// Hosts are its virtual hosts in their order. What Apache has outside of
	// every VirtualHost is one of them if it serves anything.
	Hosts []*Host
	// Errors are the places at which the server would refuse a file, the first
	// of each file. Nothing is concluded from what is damaged there.
	Errors []Fault
	// Unread are the includes that the repository does not hold.
	Unread []deploy.Reference
	// WSGI is what mod_wsgi is told, nil for nginx.
	WSGI *WSGI
}

// Fault is a place of a file that its server refuses.
type Fault struct {
	Path    string
	Span    text.Span
	Message string
	// Accepted says that the server takes it all the same, and does something
	// else than what was meant.
	Accepted bool
}

// Host is a virtual host: <VirtualHost>, server { … }.
type Host struct {
	// Path and Span are the line that opens it; the file's first directive if
	// it is what stands outside of every VirtualHost.
	Path string
	Span text.Span
	// Names are the names that it answers to; DefaultServer says that it also
	// answers to all others.
	Names         []deploy.Reference
	DefaultServer bool
	// Listens are its addresses. TLS says that one of them is encrypted, Plain
	// that one is not.
	Listens    []deploy.Listener
	TLS, Plain bool
	// Routes say what happens to which URLs. Of Apache's the first that matches
	// counts, of nginx's the one that nginx picks.
	Routes []Route
	// Headers are those that every answer gets, if no route says otherwise.
	Headers []Header
	// Behind says that it takes the visitor's address from a header: another
	// proxy stands in front of it.
	Behind bool
	// Opaque says that an include which the repository does not hold may add
	// routes or headers to this host.
	Opaque bool

	// apache are the servers whose directives hold here.
	apache []*apacheServer
}

// Match says how a route's URL is meant.
type Match uint8

// The matches.
const (
	// Prefix: every URL that begins so. Apache's Alias also needs the URL to
	// end or go on with a slash there (Route.Segment).
	Prefix Match = iota
	// Exact: this URL alone.
	Exact
	// Pattern: a regular expression, which is Route.URL.
	Pattern
	// Internal: a named location, reached from other routes only.
	Internal
)

// Route is what a host does with some URLs: location, Alias, ProxyPass,
// WSGIScriptAlias. Exactly one of Files, Application and Redirect is set, or
// none if it is not understood or does something else.
type Route struct {
	URL   string
	Match Match
	// Segment says that a prefix matches whole segments of a path only:
	// /static matches /static/a and not /statics.
	Segment bool
	// Final says that no pattern of the host is tried where the prefix matches:
	// ^~ of nginx.
	Final bool
	// Within is the URL of the location in which a pattern stands, and below which
	// alone it is tried; "" for the host itself.
	Within string
	// Status is what is answered to all of it, 0 if that is not fixed: return 444.
	Status int
	// Path and Span are the directive that makes the route.
	Path string
	Span text.Span

	Files       *Files
	Application *Application
	Redirect    *Redirect
	// Conditional says that it holds under a condition only: if, RewriteCond,
	// IfDefine. A RewriteCond that asks whether the request is encrypted is none.
	Conditional bool
	// Access says whether visitors may have it.
	Access Access
	// Headers are those of its answers, inherited ones included.
	Headers []Header
	// Executes is the place of the directive that runs scripts of what is
	// served as files here (AddHandler, SetHandler, php, fastcgi_pass, ExecCGI),
	// nil if there is none.
	Executes *deploy.Reference
	// Opaque is as in Host, for this route alone.
	Opaque bool
}

// Files say that a route serves files.
type Files struct {
	// Directory is the directory or file as it is written, a path of the server
	// or container; Place is where.
	Directory deploy.Reference
	// Replaces is true if the directory stands for the route's URL (alias),
	// false if the URL is looked up below it (root, DocumentRoot).
	Replaces bool
	// Fallback is what gets the request if there is no such file (try_files
	// with a named location or URL), "" for nothing.
	Fallback string
	// Rewritten says that the file is looked for under another name than the
	// URL's, or under several: rewrite, try_files with other paths.
	Rewritten bool
}

// Application says that a route gives requests to a program.
type Application struct {
	// Listeners are the addresses it is reached at; several for an upstream with
	// several servers, none if they are not known.
	Listeners []deploy.Listener
	// Upstream is the place of the name that was looked up, nil for none.
	Upstream *deploy.Reference
	// Script is the WSGI file that mod_wsgi loads, nil for what is passed on.
	Script *deploy.Reference
	// Protocol is as in deploy.Listener, "wsgi" for a script.
	Protocol string
	// Path is what of the URL the address has behind it: "/api/" of
	// http://127.0.0.1:8000/api/.
	Path string
	// RequestHeaders are those that it sets for the program. The name is in
	// lower case.
	RequestHeaders []Header
	// Parameters are those of uwsgi_param, fastcgi_param and scgi_param that are
	// no headers: HTTPS, UWSGI_SCHEME. The name is as it is written.
	Parameters []Header
	// HostPreserved says that the program sees the Host that the visitor sent:
	// ProxyPreserveHost, Host $http_host, uwsgi_params.
	HostPreserved bool
	// Opaque says that an include which is not there may set more headers.
	Opaque bool
}

// Redirect says that a route sends visitors elsewhere.
type Redirect struct {
	// Target is as it is written; ToTLS says that it is the same address with
	// https.
	Target string
	ToTLS  bool
	Status int
}

// Header is a header that a server sets.
type Header struct {
	// Name is in lower case.
	Name string
	// Value is as it is written, variables in it; "" takes the header away.
	Value string
	Path  string
	Span  text.Span
}

// Access says whether visitors may have something.
type Access uint8

// The kinds of access.
const (
	// Unsaid: nothing in the files that were read speaks of it. Apache's own
	// default refuses what lies outside of what its distribution allows.
	Unsaid Access = iota
	Granted
	Denied
	// Restricted: some may, by address, password or the like; or it is not
	// understood.
	Restricted
)
