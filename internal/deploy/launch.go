package deploy

import (
	"github.com/djvet/djvet/parser/text"
)

// SettingsVariable is the environment variable by which Django finds its
// settings module.
const SettingsVariable = "DJANGO_SETTINGS_MODULE"

// Launch is one way in which the repository starts the project: a process of a
// Procfile, a container, a compose service, a systemd unit. A launch whose
// program is not known (an image's own command, a script that is not in the
// repository) is still one if its file gives the project an environment.
type Launch struct {
	// Kind is the sort of file: "Procfile", "Dockerfile", "compose",
	// "env file", "uWSGI", "systemd", "Elastic Beanstalk", "App Engine",
	// "Fly.io", "Render", "Railway", "Heroku", "supervisor", "script",
	// "GitHub workflow".
	Kind string
	// Path and Span are the line that says so.
	Path string
	Span text.Span
	// Service is the compose service, Procfile process, Dockerfile stage, unit
	// or program name; "" if the file names none.
	Service string

	// Role says for whom the launch is, and Why the evidence for it.
	Role Role
	Why  Evidence

	// Container is where it runs, nil for the machine itself.
	Container *Container

	// Program is what runs: "gunicorn", "uwsgi", "daphne", "uvicorn",
	// "hypercorn", "granian", "waitress-serve", "mod_wsgi-express",
	// "runserver", "celery", or "manage.py COMMAND" for other management
	// commands. It is "" if it is not known.
	Program string
	// Settings is the settings module that the launch names, nil if it names
	// none or one that is not known (Environment tells the two apart).
	Settings *Reference
	// Target is what the server loads: "mysite.wsgi:application" as gunicorn
	// takes it, or the path of a WSGI file. Celery's is the value of -A.
	Target *Reference
	// Directory is the working directory as the file gives it, a path of the
	// server or container if it is absolute; "" if it is not said.
	Directory string
	// DirectoryBy is what says the directory, nil if nothing does. What it says
	// may not be known: Directory is "" then.
	DirectoryBy *Reference
	// PythonPath are the directories that the launch puts on sys.path, as the
	// file gives them.
	PythonPath []string
	// User is the account that the program runs as, "" if it is not said.
	User string
	// Serving says how the program takes requests.
	Serving
	// Commands are all commands of the project that this launch runs, in
	// order: migrate, collectstatic, the server itself.
	Commands []Command
	// Variables is the environment that the repository gives the launch, in
	// the order in which it is set: a later one of the same name wins.
	Variables []Variable
	// Placements say which paths of the container hold what of the repository,
	// in order: of two that hold one path the later counts.
	Placements []Placement
	// Missing are the env files that are named but absent from the repository
	// or ignored by git. What they supply is external: with one of them, any
	// variable may be set or overridden.
	Missing []string
}

// Command is one command of the project that a launch runs.
type Command struct {
	// Program is as in Launch.
	Program string
	// Arguments are the words behind the program's name; a word with an
	// expansion whose value is not known is left as it is written.
	Arguments []string
	// Settings, Target, Directory, PythonPath and Serving are as in Launch.
	Settings    *Reference
	Target      *Reference
	Directory   string
	DirectoryBy *Reference
	PythonPath  []string
	Serving
	// Conditional is true if the command stands in a branch, so that another
	// may run in its place.
	Conditional bool
	// Path and Span are where the command stands.
	Path string
	Span text.Span
}

// Placement is a path of a container that holds a file or directory of the
// repository: COPY, ADD, cp in a RUN, a bind mount.
type Placement struct {
	// Source is a path in the repository, "" for its root.
	Source string
	// Target is an absolute path in the container.
	Target string
	// Mounted says that the container sees the directory of the machine itself
	// (a bind mount), and not a copy.
	Mounted bool
}

// Reference is a value together with the place that gives it.
type Reference struct {
	Value string
	Path  string
	Span  text.Span
	// How says in a few words how the place gives it, for example
	// "ENV DJANGO_SETTINGS_MODULE" or "--settings".
	How string
}

// Evidence is a reason in words, with the place it is read from. Path is "" if
// nothing but the absence of other evidence speaks for it.
type Evidence struct {
	Text string
	Path string
	Span text.Span
}

// Role says for whom a launch is.
type Role uint8

// The roles of launches.
const (
	// UnknownRole: it cannot be told, so that nothing is concluded from it.
	UnknownRole Role = iota
	// Production: what users reach.
	Production
	// Development: a developer's machine, tests, continuous integration.
	Development
	// Build: it runs while an image or a release is built (RUN in a
	// Dockerfile). Its variables are never those of the running container.
	Build
)

// String is the role in lower case: "production", "development", "build" or
// "unknown".
func (r Role) String() string {
	switch r {
	case Production:
		return "production"
	case Development:
		return "development"
	case Build:
		return "build"
	default:
		return "unknown"
	}
}

// Problem is a deployment file, or a part of one, that cannot be read.
type Problem struct {
	Path    string
	Span    text.Span
	Message string
	// Role is that of a web server's file, UnknownRole for others: one that
	// production runs with keeps the server from starting.
	Role Role
	// Skipped is true if nothing is wrong with the file, but it was left out
	// on purpose: a template, or one that is too large.
	Skipped bool
}
