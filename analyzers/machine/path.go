package machine

import (
	"path"

	"github.com/djvet/djvet/internal/host"
)

// What Django does if a file cannot be used.
const (
	refusesToStart = "Django does not start"
	failsToSave    = "every request that saves something is answered with 500"
)

// databaseFile is what is wrong with the file of a database, "" if nothing is
// known to be. Django opens it for reading and writing, and makes it if it is not
// there; SQLite makes a journal beside it for each transaction that writes.
// Source: https://www.sqlite.org/tempfiles.html.
func (w writable) databaseFile(name string) string {
	const what = "the database file"
	view := w.pass.Host.Look(name)
	who := w.pass.Host.As
	if fault, done := w.way(view, what, name, "every request that needs the database is answered with 500"); done {
		return fault
	}
	switch {
	case !view.Exists && !who.May(view.DirectoryFile, host.Write|host.Enter):
		return w.is(what, name, "not there, and "+who.Name+" cannot make it in "+view.Directory, "every request that needs the database is answered with 500")
	case !view.Exists || !view.File.Mode.IsRegular():
		return ""
	case !who.May(view.File, host.Read):
		return w.is(what, name, "not readable for "+who.Name, "every request that needs the database is answered with 500")
	case !who.May(view.File, host.Write):
		return w.is(what, name, "not writable for "+who.Name, failsToSave)
	case !who.May(view.DirectoryFile, host.Write|host.Enter):
		return who.Name + " cannot write to " + view.Directory + ", where SQLite makes a journal beside the database: " + failsToSave
	}
	return ""
}

// logFile is what is wrong with a log file, which is opened for appending: when
// Django starts, or when something is logged.
func (w writable) logFile(name, so string) string {
	const what = "the log file"
	view := w.pass.Host.Look(name)
	who := w.pass.Host.As
	if fault, done := w.way(view, what, name, so); done {
		return fault
	}
	switch {
	case !view.Exists && !who.May(view.DirectoryFile, host.Write|host.Enter):
		return w.is(what, name, "not there, and "+who.Name+" cannot make it in "+view.Directory, so)
	case view.Exists && view.File.Mode.IsRegular() && !who.May(view.File, host.Write):
		return w.is(what, name, "not writable for "+who.Name, so)
	}
	return ""
}

// mediaDirectory is what is wrong with the directory for uploads. Django makes it,
// and directories in it, as it needs them.
func (w writable) mediaDirectory(name string) string {
	const what = "the directory for uploads"
	view := w.pass.Host.Look(name)
	who := w.pass.Host.As
	directory, exists := view.DirectoryFile, view.Exists
	if exists {
		directory = view.File
	}
	switch {
	case view.Unknown || exists && !directory.Mode.IsDir():
		return ""
	case view.Closed != "":
		return w.is(what, name, "out of reach for "+who.Name+", who may not enter "+view.Closed, "uploads are answered with 500")
	case who.May(directory, host.Write|host.Enter):
		return ""
	case exists:
		return w.is(what, name, "not writable for "+who.Name, "uploads are answered with 500")
	}
	return w.is(what, name, "not there, and "+who.Name+" cannot make it in "+view.Directory, "uploads are answered with 500")
}

// way is what is wrong on the way to a file; done says that there is no more to
// be said.
func (w writable) way(view host.View, what, name, so string) (fault string, done bool) {
	switch {
	case view.Unknown:
		return "", true
	case view.Closed != "":
		return w.is(what, name, "out of reach for "+w.pass.Host.As.Name+", who may not enter "+view.Closed, so), true
	case view.Missing && w.pass.Host.As.May(view.DirectoryFile, host.Write|host.Enter):
		return "", true // the settings may make the directory
	case view.Missing:
		return w.is(what, name, "in a directory that is not there, and "+w.pass.Host.As.Name+" cannot make one in "+view.Directory, so), true
	}
	return "", false
}

func (w writable) is(what, name, wrong, so string) string {
	return what + " " + path.Clean(name) + " is " + wrong + ": " + so
}
