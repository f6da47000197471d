package deploy

import (
	"path"
	"strings"

	"github.com/djvet/djvet/parser/shell"
)

// builtin runs what changes the shell itself.
func (p *process) builtin(arguments []argument) bool {
	name, rest := arguments[0].text, arguments[1:]
	if function, found := p.functions[name]; found && p.depth < maxScripts {
		called := *p
		called.arguments, called.depth = rest, p.depth+1
		if rest == nil {
			called.arguments = []argument{}
		}
		called.script(function.Commands)
		p.variables, p.local, p.directory, p.directoryBy, p.missing = called.variables, called.local, called.directory, called.directoryBy, called.missing
		return true
	}
	switch name {
	case "cd", "pushd":
		if len(rest) > 0 {
			p.changeDirectory(rest[len(rest)-1])
		}
	case "exit", "return":
		p.ended = true
	case "unset":
		for _, variable := range rest {
			delete(p.local, variable.text)
			p.variables = append(p.variables, Variable{Name: variable.text, Unset: true, How: "unset", Path: variable.path, Span: variable.span})
		}
	case "set":
		p.setOptions(rest)
	case "shift":
		if len(p.arguments) > 0 {
			p.arguments = p.arguments[1:]
		}
	case "source", ".":
		if len(rest) > 0 {
			p.read(rest[0])
		}
	default:
		return false
	}
	return true
}

func (p *process) changeDirectory(to argument) {
	lost := p.directory == "" && p.directoryBy != nil
	switch {
	case lost && !path.IsAbs(to.text): // seen from a directory that is not known
	case !to.known || strings.HasPrefix(to.text, "~") || to.text == "-":
		p.directory = ""
	case path.IsAbs(to.text) || p.directory == "":
		p.directory = to.text
	default:
		p.directory = path.Join(p.directory, to.text)
	}
	p.directoryBy = &Reference{Value: p.directory, Path: to.path, Span: to.span, How: "cd"}
}

func (p *process) setOptions(options []argument) {
	for i, option := range options {
		switch {
		case option.text == "--":
			p.arguments = append([]argument{}, options[i+1:]...)
			return
		case option.text == "-o" || option.text == "+o":
			if i+1 < len(options) && options[i+1].text == "allexport" {
				p.export = option.text == "-o"
			}
		case strings.HasPrefix(option.text, "-") && strings.Contains(option.text, "a"):
			p.export = true
		case strings.HasPrefix(option.text, "+") && strings.Contains(option.text, "a"):
			p.export = false
		}
	}
}

// read runs a file in the same shell: another script, or an env file.
func (p *process) read(name argument) {
	if !name.known || p.depth >= maxScripts {
		p.missing = append(p.missing, name.text)
		return
	}
	found := p.files.find(name.text, p.directory)
	source, ok := shell.Source{}, false
	if found != "" {
		source, ok = p.files.source(found)
	}
	if !ok {
		// A virtual environment's activate sets nothing of the project's.
		if path.Base(name.text) != "activate" {
			p.missing = append(p.missing, name.text)
		}
		return
	}
	script, _ := shell.Parse(source)
	before := p.path
	p.path, p.depth = found, p.depth+1
	p.script(script.Commands)
	p.path, p.depth = before, p.depth-1
}

// follow runs a script of the repository as a process of its own.
func (p *process) follow(found string, arguments []argument) {
	source, ok := p.files.source(found)
	if !ok || p.depth >= maxScripts || !looksLikeShell(source.Text) {
		return
	}
	script, _ := shell.Parse(source)
	child := p.child()
	child.path, child.depth, child.local, child.functions, child.export = found, p.depth+1, map[string]Variable{}, nil, false
	child.arguments = append([]argument{}, arguments...)
	child.script(script.Commands)
}

// looksLikeShell tells a script by its first line; one without #! is taken as
// shell, as the kernel's callers do.
func looksLikeShell(source string) bool {
	first, _, _ := strings.Cut(source, "\n")
	if strings.HasPrefix(first, "#!") {
		return strings.Contains(first, "sh")
	}
	return !strings.Contains(source, "\x00")
}
