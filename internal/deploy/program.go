package deploy

import (
	"path"
	"regexp"
	"strings"

	"github.com/djvet/djvet/parser/text"
)

// longRunning are management commands that serve, so that what starts them is
// a process of its own.
var longRunning = map[string]bool{
	"runserver": true, "runserver_plus": true, "runsslserver": true, "runmodwsgi": true, "run_gunicorn": true, "rungunicorn": true,
	"runworker": true, "qcluster": true, "rqworker": true, "rqworker-pool": true, "run_huey": true, "process_tasks": true, "db_worker": true,
	"rundramatiq": true, "celery": true, "celeryd": true, "celerycam": true, "daphne": true, "run_uwsgi": true, "pyuwsgi": true, "procrastinate": true,
}

// serves reports whether a command runs until it is stopped: a server, a
// worker, a scheduler.
func serves(command Command) bool {
	if name, found := strings.CutPrefix(command.Program, "manage.py "); found {
		return longRunning[name]
	}
	if command.Program == "celery" {
		for _, word := range command.Arguments {
			switch word {
			case "inspect", "status", "purge", "call", "control", "report", "result", "shell", "upgrade", "list", "migrate", "amqp", "graph":
				return false
			}
		}
	}
	_, found := servers[command.Program]
	return found || command.Program == "runserver"
}

// pythonName is a Python interpreter: python, python3, python3.12, pypy3.
var pythonName = regexp.MustCompile(`^(python|pypy)[0-9.]*$`)

// program takes a command of the project up. It returns false if the words
// start something else.
func (p *process) program(arguments []argument) bool {
	name := path.Base(arguments[0].text)
	rest := arguments[1:]
	switch {
	case pythonName.MatchString(name):
		return p.python(rest)
	case isManage(name):
		return p.management(arguments, rest)
	}
	table, found := servers[name]
	if !found && strings.HasPrefix(name, "uwsgi_python") || name == "uwsgi-core" {
		name, table, found = "uwsgi", servers["uwsgi"], true
	}
	if !found {
		return false
	}
	p.serve(name, table, arguments)
	return true
}

func isManage(name string) bool {
	return name == "manage.py" || name == "django-admin" || name == "django-admin.py"
}

// python runs python [options] manage.py … or python -m program ….
func (p *process) python(rest []argument) bool {
	for len(rest) > 0 && strings.HasPrefix(rest[0].text, "-") {
		option := rest[0].text
		rest = rest[1:]
		switch {
		case option == "-m" && len(rest) > 0:
			module := rest[0]
			if module.text == "django" {
				return p.management(rest, rest[1:])
			}
			module.text = strings.TrimSuffix(module.text, ".__main__")
			if module.text == "manage" {
				return p.management(rest, rest[1:])
			}
			return p.program(append([]argument{module}, rest[1:]...))
		case option == "-c":
			return false
		case (option == "-W" || option == "-X") && len(rest) > 0:
			rest = rest[1:]
		}
	}
	if len(rest) == 0 {
		return false
	}
	name := path.Base(rest[0].text)
	if isManage(name) {
		return p.management(rest, rest[1:])
	}
	// python /venv/bin/gunicorn …
	if _, found := servers[name]; found {
		return p.program(rest)
	}
	return false
}

// management takes manage.py COMMAND up. head begins with manage.py, rest with
// the command.
func (p *process) management(head, rest []argument) bool {
	command := Command{Program: "manage.py", Arguments: texts(rest)}
	named := false
	for i := 0; i < len(rest); i++ {
		option, joined, isJoined := strings.Cut(rest[i].text, "=")
		switch option {
		case "--settings", "--pythonpath":
			given, ok := rest[i], joined
			if !isJoined {
				if i+1 == len(rest) {
					continue
				}
				i++
				given, ok = rest[i], rest[i].text
			}
			switch {
			case !given.known:
			case option == "--settings":
				command.Settings = given.reference(ok, "--settings")
			default:
				command.PythonPath = append(command.PythonPath, ok)
			}
			if option == "--settings" && !given.known {
				command.Settings = &Reference{}
			}
		default:
			if !named && !strings.HasPrefix(rest[i].text, "-") {
				named = true
				command.Program = "manage.py " + rest[i].text
				if !rest[i].known {
					command.Program = "manage.py"
				}
			}
		}
	}
	if command.Program == "manage.py runserver" {
		command.Program = "runserver"
		command.Serving = runserverListener(rest)
	}
	p.start(command, head)
	return true
}

// serve takes a server up.
func (p *process) serve(name string, table server, arguments []argument) {
	command := Command{Program: name, Arguments: texts(arguments[1:])}
	directory, by, user := p.directory, p.directoryBy, p.user
	said := &saidOptions{process: p, program: name}
	var configurations []argument
	callable := ""
	target := func(given argument, value, how string) {
		if command.Target == nil && given.known {
			command.Target = given.reference(value, how)
		}
	}
	options := table.options(arguments[1:])
	if name == "uwsgi" {
		options = append(options, p.uwsgiVariables()...)
	}
	for _, o := range options {
		switch {
		case o.name == "" && name == "uwsgi":
			configurations = append(configurations, uwsgiWord(o.value, target)...)
		case o.name == "" && name == "mod_wsgi-express" && (o.value.text == "start-server" || o.value.text == "setup-server"):
		case o.name == "" && table.positional:
			target(o.value, o.value.text, name)
		case o.name == "":
		case has(table.directory, o.name):
			p.changeDirectory(o.value)
		case has(table.pythonPath, o.name) && o.value.known:
			command.PythonPath = append(command.PythonPath, strings.Split(o.value.text, ",")...)
		case has(table.environment, o.name) && isAssignment(o.value.text):
			p.assignArgument(o.value, o.name)
		case has(table.target, o.name):
			target(o.word, o.value.text, o.name)
		case name == "uwsgi" && o.name == "--callable":
			callable = o.value.text
		case name == "uwsgi" && isUWSGIConfiguration(o.name):
			configurations = append(configurations, o.value)
		case name == "uvicorn" && o.name == "--env-file":
			p.environmentFile(o.value.text)
		}
		if o.name == "--user" || o.name == "--uid" || o.name == "-u" && name == "gunicorn" {
			p.user = o.value.text
		}
		said.add(o)
	}
	if command.Target != nil && name == "uwsgi" && callable != "" && !strings.Contains(command.Target.Value, ":") {
		command.Target.Value += ":" + callable
	}
	for _, file := range configurations {
		p.uwsgiConfigured(&command, said, file)
	}
	if name == "gunicorn" {
		said.gunicorn(&command, options, directory)
	}
	command.Serving = said.serving()
	p.start(command, arguments)
	for _, o := range options {
		if name == "uwsgi" && o.name == "--emperor" {
			p.emperor(o.value)
		}
	}
	p.directory, p.directoryBy, p.user = directory, by, user
}

// has reports whether one of the options of a list is meant.
func has(options, option string) bool {
	for _, candidate := range strings.Fields(options) {
		if candidate == option {
			return true
		}
	}
	return false
}

// start notes a command with the environment it finds.
func (p *process) start(command Command, words []argument) {
	command.Directory, command.DirectoryBy = p.directory, p.directoryBy
	command.Conditional = p.conditional
	command.Path = words[0].path
	command.Span = words[0].span
	for _, word := range words {
		if word.path == command.Path {
			command.Span = text.Span{Start: min(command.Span.Start, word.span.Start), End: max(command.Span.End, word.span.End)}
		}
	}
	switch {
	case command.Settings != nil && command.Settings.Path == "":
		command.Settings = nil // --settings of an unknown value
	case command.Settings == nil:
		command.Settings = settingsOf(p.variables)
	}
	p.run.started = append(p.run.started, started{
		Command:   command,
		variables: append([]Variable(nil), p.variables...),
		missing:   append([]string(nil), p.missing...),
		user:      p.user,
		group:     p.group,
	})
}

// settingsOf is the settings module that an environment names.
func settingsOf(variables []Variable) *Reference {
	variable, set := find(variables, SettingsVariable)
	if !set || !variable.Known || variable.Value == "" {
		return nil
	}
	span := variable.Span
	if variable.ValueSpan.Len() > 0 {
		span = variable.ValueSpan
	}
	return &Reference{Value: variable.Value, Path: variable.Path, Span: span, How: variable.How + " " + SettingsVariable}
}

func texts(arguments []argument) []string {
	words := make([]string, 0, len(arguments))
	for _, argument := range arguments {
		words = append(words, argument.text)
	}
	return words
}
