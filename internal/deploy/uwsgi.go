package deploy

import (
	"bytes"
	"path"
	"strings"

	"github.com/djvet/djvet/parser/ini"
	"github.com/djvet/djvet/parser/shell"
	"github.com/djvet/djvet/parser/text"
)

func isUWSGI(name string) bool {
	base := path.Base(name)
	switch path.Ext(base) {
	case ".ini":
		return !isExample(base) && base != "tox.ini" && base != "pytest.ini" && base != "mypy.ini"
	case ".xml", ".yaml", ".yml", ".json":
		return !isExample(base) && strings.Contains(strings.ToLower(name), "uwsgi")
	}
	return false
}

// uwsgi reads a configuration that no production launch names.
func (r *reader) uwsgi(file *text.File) {
	named := strings.Contains(path.Base(file.Path), "uwsgi")
	if path.Ext(file.Path) == ".ini" && !named && !bytes.Contains(file.Data, []byte("[uwsgi]")) || r.touched[file.Path] == Production {
		return
	}
	sections, damages := uwsgiSections(file)
	main := "uwsgi"
	if len(sections) == 1 && sections[0].Name == "" && len(sections[0].Entries) > 0 {
		// The options are meant, but uWSGI does not read them.
		main = ""
		r.problem(file.Path, sections[0].Entries[0].Span, "uWSGI reads only what stands below [uwsgi], and this file has no such line")
	}
	for _, damage := range damages {
		r.problem(file.Path, damage.Span, damage.Message)
	}
	p := &process{run: &run{evaluation: r.evaluation}, path: file.Path, files: hostFiles{r.workspace, directoryOf(file.Path), touched{}}}
	command := Command{Program: "uwsgi", Path: file.Path}
	said := &saidOptions{process: p, program: "uwsgi"}
	p.uwsgiOptions(&command, said, file.Path, sections, main)
	command.Serving = said.serving()
	for _, section := range sections {
		if section.Name == "uwsgi" && command.Span.Len() == 0 {
			command.Span = section.Span
		}
	}
	if main == "" {
		command.Span = sections[0].Entries[0].Span
	}
	if command.Target == nil && settingsOf(p.variables) == nil {
		return // an emperor, a router, a config of something else
	}
	command.Settings, command.Directory, command.DirectoryBy = settingsOf(p.variables), p.directory, p.directoryBy
	base := Launch{Kind: "uWSGI", Path: file.Path, Span: command.Span}
	base.with(roleOf(file.Path))
	own := started{Command: command, variables: p.variables, missing: p.missing, user: p.user}
	r.add(base, append([]started{own}, p.run.started...), p, true)
}

// uwsgiWord takes a word that is no option: uwsgi loads it by its extension.
func uwsgiWord(given argument, target func(argument, string, string)) (configurations []argument) {
	switch path.Ext(strings.SplitN(given.text, ":", 2)[0]) {
	case ".ini", ".xml", ".yaml", ".yml", ".json", ".js":
		return []argument{given}
	case ".py", ".wsgi":
		target(given, given.text, "uwsgi")
	}
	return nil
}

// isUWSGIConfiguration reports whether an option of the command line names a
// configuration.
func isUWSGIConfiguration(option string) bool {
	switch option {
	case "--ini", "-i", "--xml", "-x", "--yaml", "--yml", "-y", "--json", "-j":
		return true
	}
	return false
}

// uwsgiConfigured adds the options of the file that a command line names.
func (p *process) uwsgiConfigured(command *Command, said *saidOptions, file argument) {
	name, section, found := strings.Cut(file.text, ":")
	if !found || section == "" {
		section = "uwsgi"
	}
	repositoryPath := ""
	if file.known {
		repositoryPath = p.files.find(name, p.directory)
	}
	source, ok := shell.Source{}, false
	if repositoryPath != "" {
		source, ok = p.files.source(repositoryPath)
	}
	if !ok {
		said.note(meansElsewhere, "uwsgi", file)
		return
	}
	sections, _ := uwsgiSections(text.NewFile(repositoryPath, []byte(source.Text)))
	p.uwsgiOptions(command, said, repositoryPath, sections, section)
}

// uwsgiOptions applies the options of a section, and of those it includes.
func (p *process) uwsgiOptions(command *Command, said *saidOptions, name string, sections []ini.Section, section string) {
	u := &uwsgiReader{process: p, command: command, said: said, path: name, sections: sections, defined: map[string]string{}}
	u.section(section, 0)
	u.attach()
	if target := command.Target; target != nil && u.callable != "" && !strings.Contains(target.Value, ":") {
		target.Value += ":" + u.callable
	}
}

type uwsgiReader struct {
	process  *process
	command  *Command
	said     *saidOptions
	path     string
	sections []ini.Section
	// defined are the options above, for %(name).
	defined  map[string]string
	callable string
	attached []attached
	// conditional is true between if-… and endif.
	conditional bool
}

func (u *uwsgiReader) section(name string, depth int) {
	if depth > maxScripts {
		return
	}
	for _, section := range u.sections {
		if section.Name != name {
			continue
		}
		for _, entry := range section.Entries {
			u.option(entry, depth)
		}
	}
}

// option applies one option. The names are those of uwsgi's own option tables.
func (u *uwsgiReader) option(entry ini.Entry, depth int) {
	u.process.run.steps++
	if u.process.run.steps > 50*maxCommands {
		return
	}
	expanded := u.expand(entry.Value.Text)
	if expanded.known {
		u.defined[entry.Key] = expanded.text
	} else {
		delete(u.defined, entry.Key)
	}
	given := argument{text: expanded.text, known: expanded.known, path: u.path, span: entry.Value.Whole()}
	switch key := entry.Key; key {
	case "ini", "xml", "yaml", "yml", "json", "include", "inherit":
		u.included(given, depth)
		return
	case "endif", "end-if", "endfor", "end-for", "end", "else":
		u.conditional = key == "else"
		return
	default:
		if strings.HasPrefix(key, "if-") || strings.HasPrefix(key, "for") && (key == "for" || strings.HasPrefix(key, "for-")) {
			u.conditional = true
			return
		}
	}
	if entry.Key == "env" {
		u.environment(entry, given)
		return
	}
	switch local := strings.Contains(entry.Value.Text, "%d") || strings.Contains(entry.Value.Text, "%p"); {
	case u.conditional:
		u.said.note(meansElsewhere, entry.Key, given)
	case local: // a path of the repository, of which the server's is not known
		u.said.addUWSGI(entry.Key, argument{text: entry.Value.Text, path: given.path, span: given.span})
	default:
		u.said.addUWSGI(entry.Key, given)
	}
	if !given.known {
		return
	}
	switch key := entry.Key; key {
	case "attach-daemon", "smart-attach-daemon":
		u.attached = append(u.attached, attached{given, key == "smart-attach-daemon"})
	case "emperor":
		u.process.emperor(given)
	case "module", "wsgi", "wsgi-file", "file", "mount":
		// The last one counts. mount is URL=module, possibly one of several.
		value := given.text
		if key == "mount" {
			_, value, _ = strings.Cut(value, "=")
		}
		if value == "" || u.conditional && u.command.Target != nil {
			return
		}
		u.command.Target = &Reference{Value: value, Path: u.path, Span: given.tail(value), How: "[uwsgi] " + key}
	case "callable":
		u.callable = given.text
	case "chdir", "chdir2":
		if key == "chdir" || u.process.directory == "" {
			u.process.directory = cleanDirectory(given.text)
			u.process.directoryBy = given.reference(u.process.directory, key)
		}
	case "pythonpath", "python-path", "pp":
		u.command.PythonPath = append(u.command.PythonPath, cleanDirectory(given.text))
	case "uid":
		u.process.user = given.text
	}
}

// environment sets env = NAME=value, and takes env = NAME out.
func (u *uwsgiReader) environment(entry ini.Entry, given argument) {
	if !isAssignment(entry.Value.Text) {
		return
	}
	name, _, _ := strings.Cut(entry.Value.Text, "=")
	variable := Variable{Name: name, Known: given.known, How: "[uwsgi] env", Path: u.path, Span: given.span}
	if given.known {
		_, variable.Value, _ = strings.Cut(given.text, "=")
		variable.ValueSpan = given.tail(variable.Value)
	}
	outer := u.process.conditional
	u.process.conditional = u.conditional
	how := variable.How
	u.process.set(variable, true)
	u.process.variables[len(u.process.variables)-1].How = how
	u.process.conditional = outer
}

// expand replaces uWSGI's placeholders: %(name) is an option defined above, %d
// the file's directory with a slash at its end, %p its path, %s its name, %n
// that without extension, %e the extension, %% a percent sign. Paths are those
// in the repository. $(NAME) is a variable of the host, and @(…) a file's
// content: they are not known, nor are the other placeholders.
func (u *uwsgiReader) expand(option string) value {
	var out strings.Builder
	for i := 0; i < len(option); i++ {
		c := option[i]
		switch {
		case (c == '$' || c == '@') && strings.HasPrefix(option[i+1:], "("):
			return value{}
		case c != '%' || i+1 == len(option):
			out.WriteByte(c)
			continue
		}
		i++
		base := path.Base(u.path)
		switch option[i] {
		case '(':
			end := strings.IndexByte(option[i:], ')')
			if end < 0 {
				return value{}
			}
			defined, found := u.defined[option[i+1:i+end]]
			if !found || out.Len()+len(defined) > 1<<12 {
				return value{}
			}
			out.WriteString(defined)
			i += end
		case '%':
			out.WriteByte('%')
		case 'd':
			directory := directoryOf(u.path)
			if directory == "" {
				directory = "."
			}
			out.WriteString(directory + "/")
		case 'p':
			out.WriteString(u.path)
		case 's':
			out.WriteString(base)
		case 'n':
			out.WriteString(strings.TrimSuffix(base, path.Ext(base)))
		case 'e':
			out.WriteString(strings.TrimPrefix(path.Ext(base), "."))
		default:
			return value{}
		}
	}
	return value{out.String(), true, false}
}

// cleanDirectory makes %d/app, which is docker//app, docker/app.
func cleanDirectory(name string) string {
	if name == "" {
		return ""
	}
	return path.Clean(name)
}
