package django

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed data/paths.txt
var pathsText string

var paths = table(pathsText)

var lookupPath = table(pathsText).indexed()

// module is a line of data/paths.txt.
type module struct {
	open  bool   // it makes names in a way that the data does not show
	runs  string // of the minors that have it
	names string // space-separated, ~ before those it only binds, @runs after those that are not there throughout
}

func parseModule(rest string) module {
	flags, rest, _ := strings.Cut(rest, "\t")
	runs, names, _ := strings.Cut(rest, "\t")
	return module{flags == "o", runs, names}
}

// has tells whether the module, which m has, binds a name in m.
func (mod module) has(m Minor, name string) bool {
	for word := range strings.SplitSeq(mod.names, " ") {
		word, runs, sometimes := strings.Cut(strings.TrimPrefix(word, "~"), "@")
		if word == name {
			return !sometimes || inRuns(runs, m)
		}
	}
	return false
}

func findModule(m Minor, name string) (module, bool) {
	rest, ok := lookupPath(name)
	if !ok {
		return module{}, false
	}
	mod := parseModule(rest)
	return mod, inRuns(mod.runs, m)
}

// HasPath tells whether a dotted path under django can be imported in a minor: a module, or a name that a module
// binds at its top level, by an import too. Names of optional parts count even if they need another package to be installed.
//
// It is not known of paths outside django, of a minor that is not known, of what is inside a class, of private names,
// and of names that a module makes at run time. Of a known path that is absent the module or the name is missing.
func HasPath(m Minor, dotted string) (ok, known bool) {
	if checkKnown(m) != nil {
		return false, false
	}
	if dotted != "django" && !strings.HasPrefix(dotted, "django.") {
		return false, false
	}
	if _, ok := findModule(m, dotted); ok {
		return true, true
	}
	// The longest prefix that is a module decides.
	for prefix := dotted; ; {
		dot := strings.LastIndexByte(prefix, '.')
		if dot < 0 {
			return false, false
		}
		prefix = prefix[:dot]
		mod, ok := findModule(m, prefix)
		if !ok {
			continue
		}
		name, inside, _ := strings.Cut(dotted[dot+1:], ".")
		switch {
		case name == "" || strings.HasPrefix(name, "_"):
			return false, false
		case mod.has(m, name):
			return inside == "", inside == ""
		}
		return false, !mod.open
	}
}

// PathMinors is the known minors in which a dotted path can be imported, as HasPath has it. It is empty for what is not
// known too: ask HasPath which of the two it is.
func PathMinors(dotted string) Minors {
	return releases().known.Filter(func(m Minor) bool { ok, _ := HasPath(m, dotted); return ok })
}

// Modules is the sorted modules of a minor, packages among them. A minor that is not known is an *UnknownMinorError.
func Modules(m Minor) ([]string, error) {
	if err := checkKnown(m); err != nil {
		return nil, err
	}
	var names []string
	paths.each(func(name, rest string) {
		if inRuns(parseModule(rest).runs, m) {
			names = append(names, name)
		}
	})
	return names, nil
}

// ModuleNames is the sorted public classes and functions that a module defines in a minor: what to suggest for a
// name that is not there. A module that the minor does not have has none. A minor that is not known is an *UnknownMinorError.
func ModuleNames(m Minor, dotted string) ([]string, error) {
	if err := checkKnown(m); err != nil {
		return nil, err
	}
	mod, ok := findModule(m, dotted)
	if !ok || mod.names == "" {
		return nil, nil
	}
	var names []string
	for word := range strings.SplitSeq(mod.names, " ") {
		name, runs, sometimes := strings.Cut(word, "@")
		if name[0] != '~' && (!sometimes || inRuns(runs, m)) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, nil
}
