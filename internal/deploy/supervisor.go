package deploy

import (
	"bytes"
	"path"
	"strings"

	"github.com/djvet/djvet/parser/ini"
	"github.com/djvet/djvet/parser/shell"
	"github.com/djvet/djvet/parser/text"
)

func isSupervisor(name string) bool {
	base := path.Base(name)
	return strings.HasSuffix(base, ".conf") && !isExample(base) || strings.Contains(base, "supervisor") && strings.HasSuffix(base, ".ini")
}

// supervisor reads the programs of a supervisor configuration. Other files
// called .conf have no [program:x].
func (r *reader) supervisor(file *text.File) {
	if !bytes.Contains(file.Data, []byte("[program:")) {
		return
	}
	sections, damages := ini.Parse(file, ini.Supervisor())
	for _, damage := range damages {
		r.problem(file.Path, damage.Span, damage.Message)
	}
	var common []Variable // [supervisord] environment= holds for every program
	for _, section := range sections {
		if section.Name == "supervisord" {
			for _, entry := range section.Entries {
				if entry.Key == "environment" {
					common = supervisorEnvironment(file.Path, entry.Value)
				}
			}
		}
	}
	for _, section := range sections {
		name, isProgram := strings.CutPrefix(section.Name, "program:")
		if !isProgram {
			continue
		}
		base := Launch{Kind: "supervisor", Path: file.Path, Span: section.Span, Service: name}
		base.with(roleOf(file.Path))
		variables := append([]Variable{}, common...)
		var command shell.Source
		for _, entry := range section.Entries {
			switch entry.Key {
			case "command":
				command, base.Span = entry.Value, entry.Span
			case "directory":
				base.Directory = supervisorPath(entry.Value.Text)
				base.DirectoryBy = &Reference{Value: base.Directory, Path: file.Path, Span: entry.Span, How: entry.Key}
			case "user":
				base.User = entry.Value.Text
			case "environment":
				variables = append(variables, supervisorEnvironment(file.Path, entry.Value)...)
			}
		}
		r.hostLaunch(base, variables, func(p *process) {
			words := split(file.Path, command)
			for i := range words {
				if strings.Contains(words[i].text, "%(") { // %(ENV_NAME)s, %(here)s
					words[i].known = false
				}
			}
			p.execute(words)
		})
	}
}

// supervisorPath is a directory without expansions, "" if it has one.
func supervisorPath(name string) string {
	if strings.Contains(name, "%(") {
		return ""
	}
	return name
}

// supervisorEnvironment reads KEY="value",KEY2=value: commas separate, as do
// line ends, and quotes protect.
func supervisorEnvironment(name string, source shell.Source) []Variable {
	var variables []Variable
	input := source.Text
	for at := 0; at < len(input); {
		start, quote := at, byte(0)
		var word []byte
		for at < len(input) && (quote != 0 || input[at] != ',' && input[at] != '\n') {
			switch c := input[at]; {
			case quote == 0 && (c == '"' || c == '\''):
				quote = c
			case c == quote:
				quote = 0
			default:
				word = append(word, c)
			}
			at++
		}
		key, assigned, found := strings.Cut(strings.TrimSpace(string(word)), "=")
		key = strings.TrimSpace(key)
		if found && isVariableName(key) {
			left := start + len(input[start:at]) - len(strings.TrimLeft(input[start:at], " \t"))
			variable := Variable{Name: key, How: "environment", Path: name, Span: source.Span(left, start+len(strings.TrimRight(input[start:at], " \t")))}
			if variable.Known = !strings.Contains(assigned, "%("); variable.Known {
				variable.Value = strings.ReplaceAll(strings.TrimSpace(assigned), "%%", "%")
				written := strings.TrimRight(input[start:at], " \t")
				if from := start + strings.IndexByte(written, '=') + 1; from > start {
					variable.ValueSpan = unquoted(input[from:start+len(written)], source.Span(from, start+len(written)))
				}
			}
			variables = append(variables, variable)
		}
		at++
	}
	return variables
}
