package deploy

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/parser/text"
)

// attached is a program that lives as long as uWSGI does.
type attached struct {
	argument
	// pidfile says that the first word is one.
	pidfile bool
}

// attach runs the programs, in the environment that all options make.
func (u *uwsgiReader) attach() {
	for _, program := range u.attached {
		words := split(u.path, program.verbatim())
		if program.pidfile && len(words) > 0 {
			words = words[1:]
		}
		if len(words) > 0 && u.process.depth < maxScripts {
			child := u.process.child()
			child.depth++
			child.path = u.path
			child.execute(words)
		}
	}
}

// uwsgiVariables are the options that uWSGI takes from variables: UWSGI_HTTP is
// http. A secret is none.
func (p *process) uwsgiVariables() []option {
	var options []option
	environment := resolve(p.variables)
	for _, name := range slices.Sorted(maps.Keys(environment)) {
		v := environment[name]
		if written, ok := strings.CutPrefix(name, "UWSGI_"); ok && !v.Secret() {
			value := argument{text: v.Value, known: v.Known, fallback: v.Fallback, path: v.Path, span: v.Span}
			if v.ValueSpan.Len() > 0 {
				value.span = v.ValueSpan
			}
			options = append(options, option{
				name: "--" + strings.ToLower(strings.ReplaceAll(written, "_", "-")), value: value, word: value, hasValue: true,
			})
		}
	}
	return options
}

// emperor starts the vassals of a directory: each is a uWSGI of its own.
func (p *process) emperor(directory argument) {
	if !directory.known || p.run.files == nil || p.depth >= maxScripts {
		return
	}
	below := directory.text
	if strings.Contains(path.Base(directory.text), "*") { // /etc/uwsgi/vassals/*.ini
		below = path.Dir(directory.text)
	}
	for _, name := range p.run.files.Files(isUWSGI) {
		if p.files.find(path.Join(below, path.Base(name)), p.directory) != name || len(p.run.started) > maxCommands {
			continue
		}
		child := p.child()
		child.depth++
		vassal := Command{Program: "uwsgi", Conditional: p.conditional}
		said := &saidOptions{process: child, program: "uwsgi"}
		file := argument{text: "/" + name, known: true, path: directory.path, span: directory.span}
		child.vassal(&vassal, said, name, file)
	}
}

// vassal reads the configuration of one.
func (p *process) vassal(command *Command, said *saidOptions, name string, file argument) {
	source, ok := p.files.source(name)
	if !ok {
		return
	}
	sections, _ := uwsgiSections(text.NewFile(name, []byte(source.Text)))
	p.uwsgiOptions(command, said, name, sections, "uwsgi")
	if command.Target == nil && settingsOf(p.variables) == nil {
		return
	}
	command.Serving = said.serving()
	p.start(*command, []argument{file})
}

// included reads another section, or another file.
func (u *uwsgiReader) included(given argument, depth int) {
	if section, own := strings.CutPrefix(given.text, ":"); own && given.known {
		u.section(section, depth+1)
		return
	}
	if depth > maxScripts || u.process.depth > maxScripts {
		return
	}
	u.process.depth++
	u.process.uwsgiConfigured(u.command, u.said, given)
	u.process.depth--
}
