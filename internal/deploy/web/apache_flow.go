package web

import (
	"slices"
	"strconv"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/parser/directive"
	"github.com/djvet/djvet/parser/text"
)

const (
	// maxApacheIncludes is the server's own limit on files that include each other
	// (AP_MAX_INCLUDE_DEPTH is 20, with two levels for each file).
	maxApacheIncludes = 10
	// maxItems bounds what includes of includes make.
	maxItems = 20_000
)

// apacheFlow goes through a configuration as the server does while it reads it:
// includes are followed, variables expanded, conditions decided.
type apacheFlow struct {
	reader *apacheReader
	root   string
	main   *apacheServer
	hosts  []*apacheServer
	// defines are the variables of Define that hold so far.
	defines map[string]string
	// modules are those that LoadModule loads, by their short names.
	modules map[string]deploy.Reference
	// whole says that the file is the server's whole configuration, so that a
	// module that it does not load is not there.
	whole      bool
	files      []string
	unread     []deploy.Reference
	serverRoot string
	count      int
}

// apachePlace is where in a configuration the flow is.
type apachePlace struct {
	file        *text.File
	server      *apacheServer
	sections    []*apacheSection
	conditional bool
	depth       int
}

func (f *apacheFlow) run(directives []*directive.Directive, at apachePlace) {
	for _, d := range directives {
		f.count++
		if d.Damaged || f.count > maxItems {
			at.server.opaque = true
			continue
		}
		if d.Block {
			f.block(d, at)
		} else {
			f.plain(d, at)
		}
	}
}

func (f *apacheFlow) item(d *directive.Directive, at apachePlace) *apacheItem {
	return &apacheItem{Directive: d, file: at.file, words: f.expand(d.Words), sections: at.sections, conditional: at.conditional}
}

func (f *apacheFlow) plain(d *directive.Directive, at apachePlace) {
	item := f.item(d, at)
	switch first := item.word(0); strings.ToLower(d.Name) {
	case "include", "includeoptional":
		f.include(item, first, at)
		return
	case "define":
		f.defines[first.text] = item.word(1).text
	case "undefine":
		delete(f.defines, first.text)
	case "serverroot":
		f.serverRoot = first.text
	case "loadmodule":
		if !at.conditional {
			f.modules[moduleName(first.text)] = item.reference(first)
		}
	case "use": // a macro
		at.server.opaque = true
	}
	at.server.items = append(at.server.items, item)
}

func (f *apacheFlow) include(item *apacheItem, pattern apacheWord, at apachePlace) {
	names := f.reader.resolve(pattern, f.root, f.serverRoot)
	if len(names) == 0 || at.depth >= maxApacheIncludes {
		f.unread = append(f.unread, item.reference(pattern))
		if !strings.Contains(pattern.text, "letsencrypt") { // certbot's has nothing but SSL directives
			at.server.opaque = true
		}
		return
	}
	for _, name := range names {
		tree := f.reader.trees[name]
		if !slices.Contains(f.files, name) {
			f.files = append(f.files, name)
		}
		inner := at
		inner.file, inner.depth = tree.File, at.depth+1
		f.run(tree.Directives, inner)
	}
}

func (f *apacheFlow) block(d *directive.Directive, at apachePlace) {
	words := f.expand(d.Words)
	first := apacheWord{}
	if len(words) > 0 {
		first = words[0]
	}
	switch name := strings.ToLower(d.Name); name {
	case "ifmodule", "ifdefine", "ifversion":
		f.condition(name, d, words, at)
	case "virtualhost":
		host := &apacheServer{directive: d, file: at.file, words: words, conditional: at.conditional}
		f.hosts = append(f.hosts, host)
		at.server, at.sections = host, nil
		f.run(d.Children, at)
	case "directory", "directorymatch", "files", "filesmatch", "location", "locationmatch", "proxy", "proxymatch", "limit", "limitexcept", "if", "elseif", "else":
		section := &apacheSection{kind: strings.TrimSuffix(name, "match"), path: at.file.Path, span: d.Span}
		section.regex = strings.HasSuffix(name, "match")
		if first.text == "~" && len(words) > 1 {
			section.regex, first = true, words[1]
		}
		section.pattern, section.known = first.text, first.known || section.regex && !strings.Contains(first.text, "{{")
		at.sections = append(at.sections[:len(at.sections):len(at.sections)], section)
		f.run(d.Children, at)
	case "requireall", "requireany", "requirenone":
		at.server.items = append(at.server.items, f.item(d, at))
	case "iffile", "ifdirective", "ifsection":
		at.conditional = true
		f.run(d.Children, at)
	case "macro", "perl":
		at.server.opaque = true
	}
}

// condition decides what the server decides while it reads: whether a module is
// loaded, a name defined, the version right. What depends on more is conditional.
func (f *apacheFlow) condition(name string, d *directive.Directive, words []apacheWord, at apachePlace) {
	if len(words) == 0 {
		return
	}
	// The argument of IfDefine and IfModule is not unquoted by the server.
	argument, not := strings.CutPrefix(words[0].text, "!")
	var holds, decided bool
	switch name {
	case "ifmodule":
		holds, decided = f.loaded(moduleName(argument))
	case "ifdefine":
		_, holds = f.defines[argument]
		// What is not defined here may be given with -D. A section that defines
		// the name that it asks for is there to be read once.
		decided = holds || not && definesItself(d, argument)
	case "ifversion":
		not = false
		holds, decided = versionHolds(words)
	}
	if !decided {
		at.conditional = true
	} else if holds == not {
		return
	}
	f.run(d.Children, at)
}

func definesItself(d *directive.Directive, name string) bool {
	for _, child := range d.Children {
		if strings.EqualFold(child.Name, "Define") && len(child.Words) > 0 && child.Words[0].Text == name {
			return true
		}
	}
	return false
}

// moduleName makes one name of the two that a module has: mod_wsgi.c and
// wsgi_module.
func moduleName(name string) string {
	name = strings.TrimSuffix(strings.TrimPrefix(name, "mod_"), ".c")
	return strings.TrimSuffix(name, "_module")
}

// usual are the modules that are there wherever nothing else is said: the
// distributions' packages load them, and mod_wsgi is what the file is for.
var usual = map[string]bool{
	"authz_core": true, "authz_host": true, "alias": true, "dir": true, "mime": true, "version": true, "wsgi": true, "core": true,
	"so": true, "http": true, "log_config": true, "unixd": true,
}

// loaded says whether a module is there, and whether that is known.
func (f *apacheFlow) loaded(module string) (holds, decided bool) {
	if _, found := f.modules[module]; found || usual[module] && !f.whole {
		return true, true
	}
	switch module {
	case "core", "so", "http", "version":
		return true, true // built in, or nearly always
	}
	return false, f.whole && len(f.unread) == 0 && len(f.modules) > 0
}

// versionHolds compares with Apache 2.4, which it is taken for: 2.2 has had no
// releases since 2017.
func versionHolds(words []apacheWord) (holds, decided bool) {
	operator, version := "=", words[0].text
	if len(words) > 1 {
		operator, version = words[0].text, words[1].text
	} else if cut := strings.TrimLeft(version, "<>=!"); cut != version {
		operator, version = version[:len(version)-len(cut)], cut
	}
	order, ok := compareVersion(version)
	if !ok {
		return false, false
	}
	not := strings.HasPrefix(operator, "!")
	switch strings.TrimPrefix(operator, "!") {
	case "<":
		holds = order < 0
	case "<=":
		holds = order <= 0
	case ">":
		holds = order > 0
	case ">=":
		holds = order >= 0
	default:
		return false, order != 0
	}
	return holds != not, true
}

// compareVersion is the order of Apache 2.4 and a version: 2.3 is below, 2.4.10
// is not known to be either.
func compareVersion(version string) (order int, ok bool) {
	parts := strings.Split(version, ".")
	ours := []int{2, 4}
	for i, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil || i >= len(ours) && n > 0 {
			return 0, false
		}
		if i < len(ours) && n != ours[i] {
			return ours[i] - n, true
		}
	}
	return 0, true
}

func (f *apacheFlow) expand(words []directive.Word) []apacheWord {
	expanded := make([]apacheWord, 0, len(words))
	for _, w := range words {
		value := f.variables(w.Text)
		expanded = append(expanded, apacheWord{text: value, known: concrete(value), span: w.Span})
	}
	return expanded
}

// variables resolves ${NAME}. One that nothing defines is left as it is: the
// server's environment may have it.
func (f *apacheFlow) variables(s string) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(s, "${")
		name, after, closed := strings.Cut(rest, "}")
		value, defined := f.defines[name]
		if !found || !closed {
			out.WriteString(s)
			return out.String()
		}
		if !defined {
			value = "${" + name + "}"
		}
		out.WriteString(before + value)
		if s = after; out.Len() > 1<<16 {
			return out.String()
		}
	}
}
