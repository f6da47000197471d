package engine

import (
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/parser/text"
)

// Report is what one run found. It is complete in itself: the printers need
// nothing else, and it is not changed once it has been made.
//
// Every path in it is relative to the root of the tree and slash-separated.
// PathPrefix and RepositoryPath turn them into what people and tools expect.
type Report struct {
	Tool     Tool
	Projects []Project // by root
	// Findings are sorted, merged, folded and fingerprinted; those that are
	// suppressed or in the baseline are left out and only counted in Summary.
	Findings  []finding.Finding
	Incidents []Incident
	// Sources holds each file that a finding, or a step of its trace, stands
	// in, by its path. Lines and columns are worked out from it.
	Sources map[string]*text.File
	// Redactor masks the secrets of Sources and of every message. Nil means
	// that there are none.
	Redactor *finding.Redactor
	Summary  Summary
	// PathPrefix gives the path relative to the working directory. Nil means
	// that the tree's root is the working directory.
	PathPrefix func(path string) string
	// RepositoryPath gives the path relative to the root of the git
	// repository, for SARIF. Nil means that the tree's root is that root.
	RepositoryPath func(path string) string

	secrets secrets // what Redactor was made from, for Merge
}

// Tool is the program that made the report.
type Tool struct {
	Name    string
	Version string
}

// Project is one Django project of the tree.
type Project struct {
	Root string // "." for the root of the tree
	// Django are the minor versions that the project may run on, oldest first.
	Django []string
	// DjangoWhy is where the versions were read; empty if nowhere.
	DjangoWhy []Evidence
	Settings  []SettingsModule // by module name
	Launches  []Launch         // by path, then line
}

// SettingsModule is a settings module of a project and what djvet makes of it.
type SettingsModule struct {
	Module string // dotted
	Path   string
	// Role is "production", "development", "test", "example", "base" or
	// "unrated".
	Role string
	// Judged says whether the rules for production were run on it.
	Judged bool
	// Why tells where the role comes from.
	Why   []Evidence
	Loads Loads
}

// Loads tells whether a settings module can be loaded.
type Loads struct {
	OK bool
	// Error is what Python or Django would say; Path and Line are where. They
	// are empty if OK, and Line counts from 1.
	Error string
	Path  string
	Line  int
}

// Launch is one way in which the project is started.
type Launch struct {
	Path string
	Line int // from 1; 0 for the whole file
	// Kind is what starts it: "gunicorn", "uwsgi", "mod_wsgi", "manage.py" …
	Kind string
	// Target is the module and the callable, for example
	// "mysite.wsgi:application"; "" if there is none.
	Target string
	// Settings is the settings module that the launch leads to; "" if unknown.
	Settings string
	// Role is "production", "development" or "test".
	Role string
	Why  []Evidence
}

// Evidence is a place that shows something.
type Evidence struct {
	Path string
	Line int // from 1; 0 for the whole file
	// Text says what the place shows. The printers redact it.
	Text string
}

// Incident is something that kept djvet from judging a part of the tree: a
// file that is too large or cannot be read, or a fault of djvet's own. It is
// never a finding.
type Incident struct {
	Path    string // "" if it concerns no single file
	Project string // root of the project; "" if it concerns none
	Message string
}

// Summary counts. Errors, Warnings and Notes count the reported findings.
type Summary struct {
	Errors     int
	Warnings   int
	Notes      int
	Suppressed int
	Baselined  int
	Projects   int
	// Modules counts the settings modules, Files the files that were read.
	Modules int
	Files   int
}
