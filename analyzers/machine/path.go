package machine

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/host"
)

// What follows if a file cannot be used.
const (
	failsToSave = "every request that saves something is answered with 500"
	failsToLoad = "every request that needs the database is answered with 500"
)

// fault is what is wrong with a file for the server, "" if nothing is known to be.
func fault(h *check.Host, kind check.HostFileKind, name string) string {
	l := look{h.As, h.Look(name), kind.Name() + " " + name}
	switch {
	case l.view.Unknown:
		return ""
	case kind == check.DatabaseFile:
		return l.database()
	case kind == check.MediaDirectory:
		return l.media()
	case kind == check.LateLogFile:
		return l.log("what is logged is lost")
	}
	return l.log("Django does not start")
}

// look is a file as the server's account sees it.
type look struct {
	who  host.Account
	view host.View
	what string
}

// database is about the file of a database. Django opens it for reading and
// writing, and makes it if it is not there; SQLite makes a journal beside it for
// each transaction that writes. Source: https://www.sqlite.org/tempfiles.html.
func (l look) database() string {
	if wrong, done := l.way(); done {
		return l.is(wrong, failsToLoad)
	}
	switch {
	case !l.view.Exists || !l.view.File.Mode.IsRegular():
		return ""
	case !l.who.May(l.view.File, host.Read):
		return l.is("not readable for "+l.who.Name, failsToLoad)
	case !l.who.May(l.view.File, host.Write):
		return l.is("not writable for "+l.who.Name, failsToSave)
	case !l.who.May(l.view.DirectoryFile, host.Write|host.Enter):
		return l.who.Name + " cannot write to " + l.view.Directory + ", where SQLite makes a journal beside the database: " + failsToSave
	}
	return ""
}

// log is about a log file, which is opened for appending.
func (l look) log(so string) string {
	if wrong, done := l.way(); done {
		return l.is(wrong, so)
	}
	if l.view.Exists && l.view.File.Mode.IsRegular() && !l.who.May(l.view.File, host.Write) {
		return l.is("not writable for "+l.who.Name, so)
	}
	return ""
}

// media is about the directory for uploads. Django makes it, and directories in
// it, as it needs them.
func (l look) media() string {
	const so = "uploads are answered with 500"
	switch {
	case !l.view.Exists || l.view.Closed != "":
		wrong, _ := l.way()
		return l.is(wrong, so)
	case l.view.File.Mode.IsDir() && !l.who.May(l.view.File, host.Write|host.Enter):
		return l.is("not writable for "+l.who.Name, so)
	}
	return ""
}

// way is what is wrong on the way to a file; done says that there is no more to
// be said.
func (l look) way() (wrong string, done bool) {
	makes := l.who.May(l.view.DirectoryFile, host.Write|host.Enter)
	switch {
	case l.view.Closed != "":
		return "out of reach for " + l.who.Name + ", who may not enter " + l.view.Closed, true
	case l.view.Exists:
		return "", false
	case makes: // a directory too: the settings may
		return "", true
	case l.view.Missing:
		return "in a directory that is not there, and " + l.who.Name + " cannot make one in " + l.view.Directory, true
	}
	return "not there, and " + l.who.Name + " cannot make it in " + l.view.Directory, true
}

// is puts a message together, if something is wrong.
func (l look) is(wrong, so string) string {
	if wrong == "" {
		return ""
	}
	return l.what + " is " + wrong + ": " + so
}
