package deploy

import (
	"path"
	"strings"

	"github.com/djvet/djvet/parser/shell"
)

// wrapper says how a program that only starts another one is read: which of
// its options take a value, and how many words of its own stand before the
// command.
type wrapper struct {
	// values are the options whose value is the next word.
	values string
	// words is the number of words before the command, options aside.
	words int
	// subcommand, if set, must be the first word: "run" of poetry.
	subcommand string
	// dashes is true if the command begins only behind "--".
	dashes bool
	// user is the option or, with words == 1, the word that names the account.
	user string
}

// wrappers are the programs that only start another one.
var wrappers = map[string]wrapper{
	"exec": {values: " -a "}, "nohup": {}, "command": {}, "time": {}, "builtin": {},
	"nice": {values: " -n "}, "ionice": {values: " -c -n -p "}, "stdbuf": {values: " -i -o -e "}, "setsid": {},
	"timeout": {values: " -s -k ", words: 1}, "chpst": {values: " -u -U -b -e / -n -l -L -m -d -o -p -f -c ", user: "-u"},
	"sudo": {values: " -u -g -h -p -C -T ", user: "-u"}, "doas": {values: " -u -C ", user: "-u"},
	"gosu": {words: 1, user: "word"}, "su-exec": {words: 1, user: "word"}, "s6-setuidgid": {words: 1, user: "word"}, "setuser": {words: 1, user: "word"},
	"runuser": {values: " -u -g -G ", user: "-u"}, "setpriv": {},
	"tini": {values: " -p -e "}, "dumb-init": {values: " -r --rewrite "}, "catatonit": {}, "with-contenv": {}, "init": {dashes: true},
	"newrelic-admin": {subcommand: "run-program"}, "ddtrace-run": {}, "opentelemetry-instrument": {},
	"poetry": {subcommand: "run", values: " -C -P --directory --project "}, "pipenv": {subcommand: "run"}, "pdm": {subcommand: "run", values: " -p "},
	"rye":   {subcommand: "run"},
	"hatch": {subcommand: "run", values: " -e "},
	"uv":    {subcommand: "run", values: " --with --extra --group --only-group --no-group --python -p --directory --project --env-file --package --index-url --with-requirements --no-extra --config-file --cache-dir "},
	"conda": {subcommand: "run", values: " -n -p --name --prefix "}, "micromamba": {subcommand: "run", values: " -n -p "},
	"wait-for-it": {values: " -h -p -t --timeout ", words: 1, dashes: true}, "wait-for-it.sh": {values: " -h -p -t ", words: 1, dashes: true},
	"wait-for": {dashes: true}, "wait-for.sh": {dashes: true}, "wait_for_it.sh": {dashes: true}, "wait-for-postgres.sh": {words: 1},
	"dockerize": {values: " -wait -timeout -template -stdout -stderr -wait-retry-interval -wait-http-header -poll -delims "},
	"doppler":   {dashes: true}, "dotenv": {subcommand: "run", values: " -f "}, "chamber": {dashes: true}, "infisical": {dashes: true}, "op": {dashes: true},
	"watchmedo": {dashes: true}, "start-stop-daemon": {dashes: true}, "circus": {dashes: true}, "aws-vault": {dashes: true}, "teller": {dashes: true},
	"coverage": {subcommand: "run", values: " --rcfile --source -p "}, "xvfb-run": {}, "catchsegv": {}, "unbuffer": {},
	"start-pgbouncer": {}, "start-nginx": {}, "start-stunnel": {}, "qgtunnel": {},
}

// unwrap takes one wrapper off. It returns nil if the words are no wrapper's.
func (p *process) unwrap(arguments []argument) []argument {
	name := path.Base(arguments[0].text)
	if name == "env" {
		return p.environmentWrapper(arguments[1:])
	}
	w, found := wrappers[name]
	if !found {
		return nil
	}
	rest := arguments[1:]
	if w.dashes {
		for i, word := range rest {
			if word.text == "--" {
				return rest[i+1:]
			}
		}
		return nil
	}
	words, subcommand := w.words, w.subcommand == ""
	for len(rest) > 0 {
		word := rest[0].text
		switch {
		case word == "--":
			return rest[1:]
		case strings.HasPrefix(word, "-") && len(word) > 1:
			option, _, joined := strings.Cut(word, "=")
			if !joined && strings.Contains(w.values, " "+option+" ") && len(rest) > 1 {
				if option == w.user {
					p.user = rest[1].text
				}
				rest = rest[1:]
			}
		case !subcommand:
			if word != w.subcommand {
				return nil
			}
			subcommand = true
		case words > 0:
			if w.user == "word" {
				p.user = word
			}
			words--
		case name == "sudo" && isAssignment(word):
			p.assignArgument(rest[0], "sudo")
		default:
			return rest
		}
		rest = rest[1:]
	}
	return nil
}

// environmentWrapper reads env [-i] [-u NAME] [NAME=value …] command.
func (p *process) environmentWrapper(rest []argument) []argument {
	for len(rest) > 0 {
		word := rest[0].text
		switch {
		case word == "-i" || word == "-" || word == "--ignore-environment":
			for name := range resolve(p.variables) {
				p.variables = append(p.variables, Variable{Name: name, Unset: true, How: "env -i", Path: rest[0].path, Span: rest[0].span})
			}
			p.missing = nil
		case (word == "-u" || word == "--unset") && len(rest) > 1:
			rest = rest[1:]
			p.variables = append(p.variables, Variable{Name: rest[0].text, Unset: true, How: "env -u", Path: rest[0].path, Span: rest[0].span})
		case word == "-C" || word == "--chdir":
			if len(rest) > 1 {
				rest = rest[1:]
				p.changeDirectory(rest[0])
			}
		case word == "--" || strings.HasPrefix(word, "-"):
		case isAssignment(word):
			p.assignArgument(rest[0], "env")
		default:
			return rest
		}
		rest = rest[1:]
	}
	return nil
}

// assignArgument sets NAME=value given as a word.
func (p *process) assignArgument(word argument, how string) {
	name, assigned, _ := strings.Cut(word.text, "=")
	variable := Variable{Name: name, Known: word.known, Fallback: word.fallback, How: how, Path: word.path, Span: word.span}
	if word.known {
		variable.Value, variable.ValueSpan = assigned, word.tail(assigned)
	}
	p.variables = append(p.variables, variable)
}

// isAssignment reports whether a word is NAME=….
func isAssignment(word string) bool {
	name, _, found := strings.Cut(word, "=")
	return found && isVariableName(name)
}

func isVariableName(name string) bool {
	for i := range len(name) {
		c := name[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || i > 0 && '0' <= c && c <= '9') {
			return false
		}
	}
	return name != ""
}

// shells are the programs that take a command line with -c, or a script.
var shells = map[string]bool{"sh": true, "bash": true, "dash": true, "ash": true, "zsh": true, "ksh": true}

// shell runs sh -c "…" and sh script.
func (p *process) shell(arguments []argument) {
	rest := arguments[1:]
	for len(rest) > 0 && strings.HasPrefix(rest[0].text, "-") && len(rest[0].text) > 1 {
		option := rest[0].text
		rest = rest[1:]
		if option == "-o" && len(rest) > 0 {
			rest = rest[1:]
			continue
		}
		if strings.HasPrefix(option, "--") || !strings.Contains(option, "c") || len(rest) == 0 {
			continue
		}
		p.line(rest[0], rest[1:])
		return
	}
	if len(rest) > 0 {
		if found := p.files.find(rest[0].text, p.directory); found != "" {
			p.follow(found, rest[1:])
		}
	}
}

// line runs a word as a command line. Behind it stand $0, $1 ….
func (p *process) line(line argument, rest []argument) {
	if p.depth >= maxScripts {
		return
	}
	script, _ := shell.Parse(line.verbatim())
	child := p.child()
	child.path, child.depth = line.path, p.depth+1
	child.arguments = []argument{}
	if len(rest) > 0 {
		child.arguments = append(child.arguments, rest[1:]...)
	}
	child.script(script.Commands)
}

// verbatim is the word as a text with places: exact if it stands in the file
// letter by letter, with or without quotes around it.
func (a argument) verbatim() shell.Source {
	switch len(a.text) {
	case a.span.Len():
		return shell.At(a.text, a.span.Start)
	case a.span.Len() - 2:
		return shell.At(a.text, a.span.Start+1)
	}
	return shell.Within(a.text, a.span)
}
