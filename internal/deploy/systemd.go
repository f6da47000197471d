package deploy

import (
	"path"
	"strings"

	"github.com/djvet/djvet/parser/ini"
	"github.com/djvet/djvet/parser/shell"
	"github.com/djvet/djvet/parser/text"
)

func isUnit(name string) bool {
	base := path.Base(name)
	return strings.HasSuffix(base, ".service") || strings.HasSuffix(base, ".service.d/override.conf")
}

// unit reads a systemd service. ExecStart is split by systemd itself: quotes
// protect, $NAME and ${NAME} are variables, and no shell sees it.
func (r *reader) unit(file *text.File) {
	sections, damages := ini.Parse(file, ini.Systemd())
	for _, damage := range damages {
		r.problem(file.Path, damage.Span, damage.Message)
	}
	base := Launch{Kind: "systemd", Path: file.Path, Service: strings.TrimSuffix(path.Base(file.Path), ".service")}
	base.with(roleOf(file.Path))
	read := touched{}
	files := hostFiles{r.workspace, directoryOf(file.Path), read}
	p := &process{run: &run{evaluation: r.evaluation}, path: file.Path, files: files}
	var commands []ini.Entry
	for _, section := range sections {
		if section.Name != "Service" {
			continue
		}
		for _, entry := range section.Entries {
			switch entry.Key {
			case "WorkingDirectory":
				p.directory = unitPath(strings.TrimPrefix(entry.Value.Text, "-"))
				p.directoryBy = &Reference{Value: p.directory, Path: file.Path, Span: entry.Span, How: entry.Key}
			case "User":
				p.user = entry.Value.Text
			case "Group":
				p.group = entry.Value.Text
			case "Environment":
				p.unitEnvironment(entry)
			case "EnvironmentFile":
				p.unitEnvironmentFile(entry.Value.Text)
			case "UnsetEnvironment":
				for _, name := range strings.Fields(entry.Value.Text) {
					p.variables = append(p.variables, Variable{Name: name, Unset: true, How: "UnsetEnvironment", Path: file.Path, Span: entry.Span})
				}
			case "ExecStart", "ExecStartPre":
				// An empty value takes back what was said before.
				if entry.Value.Text == "" {
					commands = nil
				} else {
					commands = append(commands, entry)
				}
			}
		}
	}
	// Environment counts wherever it stands in the section.
	for _, entry := range commands {
		if entry.Key == "ExecStart" {
			base.Span = entry.Span
		}
		p.child().execute(p.unitWords(entry.Value))
	}
	r.touch(read, base.Role)
	_, named := find(p.variables, SettingsVariable)
	if base.Span.Len() == 0 && len(commands) > 0 {
		base.Span = commands[0].Span
	}
	before := len(r.launches)
	r.add(base, p.run.started, p, named && len(commands) > 0)
	r.activate(r.launches[before:], base.Service)
}

// unitWords cuts ExecStart into words and expands variables and specifiers.
func (p *process) unitWords(source shell.Source) []argument {
	words := split(p.path, source)
	if len(words) > 0 {
		words[0].text = strings.TrimLeft(words[0].text, "@-:+!|")
	}
	for i := range words {
		words[i].text, words[i].known = p.unitExpand(words[i].text)
	}
	return words
}

// unitExpand replaces ${NAME}, and %% of the specifiers. What it cannot tell
// stays as it is written.
func (p *process) unitExpand(word string) (string, bool) {
	known := true
	var out strings.Builder
	for i := 0; i < len(word); i++ {
		switch rest := word[i:]; {
		case strings.HasPrefix(rest, "%%"):
			out.WriteByte('%')
			i++
		case rest[0] == '%' && len(rest) > 1:
			known = false
			out.WriteByte('%')
		case strings.HasPrefix(rest, "$$"):
			out.WriteByte('$')
			i++
		case strings.HasPrefix(rest, "${") && strings.Contains(rest, "}"):
			end := strings.IndexByte(rest, '}')
			variable, found := find(p.variables, rest[2:end])
			if found && variable.Known {
				out.WriteString(variable.Value)
			} else {
				known = false
				out.WriteString(rest[:end+1])
			}
			i += end
		case rest[0] == '$' && len(rest) == len(word) && isVariableName(rest[1:]):
			variable, found := find(p.variables, rest[1:])
			if !found || !variable.Known {
				return word, false
			}
			return variable.Value, true
		default:
			out.WriteByte(word[i])
		}
	}
	return out.String(), known
}

// unitEnvironment reads Environment="NAME=value" NAME=value ….
func (p *process) unitEnvironment(entry ini.Entry) {
	for _, word := range split(p.path, entry.Value) {
		name, assigned, found := strings.Cut(word.text, "=")
		if !found || !isVariableName(name) {
			continue
		}
		known := !strings.Contains(strings.ReplaceAll(assigned, "%%", ""), "%")
		variable := Variable{Name: name, Known: known, How: "Environment", Path: p.path, Span: word.span}
		if known {
			variable.Value = strings.ReplaceAll(assigned, "%%", "%")
			variable.ValueSpan = word.tail(assigned)
		}
		p.variables = append(p.variables, variable)
	}
}

// unitEnvironmentFile reads EnvironmentFile=[-]/path. It is a file of the
// server: one of the repository only if the path's tail is there.
func (p *process) unitEnvironmentFile(name string) {
	name = strings.TrimPrefix(name, "-")
	found := p.files.find(name, "")
	if found == "" || isExample(path.Base(found)) {
		p.missing = append(p.missing, name)
		return
	}
	source, ok := p.files.source(found)
	if !ok {
		p.missing = append(p.missing, name)
		return
	}
	p.variables = append(p.variables, envFileVariables(found, source.Text, p.variables)...)
}

// unitPath is a path without specifiers, "" if it has one.
func unitPath(name string) string {
	if strings.Contains(name, "%") || name == "~" {
		return ""
	}
	return strings.Trim(name, `"`)
}
