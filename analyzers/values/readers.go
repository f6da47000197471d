package values

import (
	"bytes"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
)

// readers answers whether anything in the repository reads a name. The files are
// read at the first question; most projects never ask one.
type readers struct {
	pass    *check.Pass
	files   []sourceFile
	loaded  bool
	all     bool // all code was read
	answers map[string]bool
}

type readersKey struct{}

// readersOf are the readers of the project's names, which several rules ask.
func readersOf(p *check.Pass) *readers {
	return check.Shared(p, readersKey{}, func() *readers { return &readers{pass: p} })
}

// sourceFile is a Python file, or a template.
type sourceFile struct {
	path     string
	data     []byte // read when it is searched
	settings bool
	template bool
}

func (r *readers) read(name string) bool {
	if !r.loaded {
		r.load()
	}
	answer, asked := r.answers[name]
	if !asked {
		answer = r.search(name)
		r.answers[name] = answer
	}
	return answer
}

// readKey reports whether anything but settings uses a key of a dict by its name.
func (r *readers) readKey(name string) bool {
	return r.any(func(file sourceFile) bool { return !file.settings && reads(file, name) })
}

// readAll reads all code, for a question that is mostly answered with no.
func (r *readers) readAll() {
	if r.all {
		return
	}
	r.all = true
	if !r.loaded {
		r.load()
	}
	var names []string
	for _, file := range r.files {
		if !file.template {
			names = append(names, file.path)
		}
	}
	p := r.pass.Input.Project
	p.Files.ReadCode(p.Context(), names)
}

// any reports whether one of the files is what is looked for.
func (r *readers) any(is func(sourceFile) bool) bool {
	if !r.loaded {
		r.load()
	}
	return slices.ContainsFunc(r.files, func(file sourceFile) bool {
		file.data = r.pass.Input.Project.Files.Code(file.path)
		return is(file)
	})
}

func (r *readers) load() {
	r.loaded, r.answers = true, map[string]bool{}
	p := r.pass.Input.Project
	settings := map[string]bool{}
	for _, m := range p.Settings {
		settings[m.Path] = true
	}
	for _, m := range r.pass.Loadable() {
		for _, path := range m.Evaluate(m.World()).Files {
			settings[path] = true
		}
	}
	names := p.Files.Files(func(name string) bool {
		return strings.HasSuffix(name, ".py") || strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".txt") && strings.Contains(name, "templates/")
	})
	for _, name := range names {
		r.files = append(r.files, sourceFile{path: name, settings: settings[name], template: !strings.HasSuffix(name, ".py")})
	}
}

func (r *readers) search(name string) bool {
	return r.any(func(file sourceFile) bool { return reads(file, name) })
}

// reads reports whether a text uses a name other than by giving it a value. In a
// settings file, the name of an environment variable or of a key that happens to
// be the same does not count.
func reads(file sourceFile, name string) bool {
	for at := 0; ; {
		next := bytes.Index(file.data[at:], []byte(name))
		if next < 0 {
			return false
		}
		start, end := at+next, at+next+len(name)
		at = end
		if isWordByte(file.data, start-1) || isWordByte(file.data, end) {
			continue
		}
		before, after := line(file.data, start), bytes.TrimLeft(file.data[end:], " \t")
		if bytes.IndexByte(before, '#') >= 0 {
			continue
		}
		if quote := quoteBefore(before); quote != 0 {
			if !file.settings || !looksUp(before[:len(before)-1]) {
				return true
			}
			continue
		}
		if !assigns(bytes.TrimSpace(before), after) {
			return true
		}
	}
}

// line is the text of the line before an offset.
func line(data []byte, offset int) []byte {
	return data[bytes.LastIndexByte(data[:offset], '\n')+1 : offset]
}

func quoteBefore(before []byte) byte {
	if n := len(before); n > 0 && (before[n-1] == '"' || before[n-1] == '\'') {
		return before[n-1]
	}
	return 0
}

// looksUp reports whether a text that begins here is the first argument of a
// call, or a key: env("NAME"), os.environ["NAME"]. globals()["NAME"] and
// an element of a list are none.
func looksUp(before []byte) bool {
	before = bytes.TrimRight(before, " \t")
	n := len(before)
	if n == 0 {
		return false
	}
	if before[n-1] == '(' {
		return true
	}
	return before[n-1] == '[' && n > 1 && (isWordByte(before, n-2) || before[n-2] == ']')
}

// assigns reports whether a name between two texts is given a value: NAME = …,
// NAME += …, NAME: type = …, or a keyword argument.
func assigns(before, after []byte) bool {
	if len(after) == 0 {
		return false
	}
	if after[0] == ':' {
		return len(before) == 0
	}
	if len(after) > 1 && after[1] == '=' && bytes.IndexByte([]byte("+|-*"), after[0]) >= 0 {
		return true
	}
	return after[0] == '=' && (len(after) == 1 || after[1] != '=')
}

func isWordByte(data []byte, at int) bool {
	if at < 0 || at >= len(data) {
		return false
	}
	b := data[at]
	return b == '_' || '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}
