package eval

import (
	"strings"

	"github.com/djvet/djvet/parser/ini"
	"github.com/djvet/djvet/parser/text"
)

// decoupleRepository is where a Config looks for what the environment does not
// set.
type decoupleRepository struct {
	// variables are what a file of the repository holds.
	variables map[string]Value
	// lower says that the case of names does not count.
	lower bool
	// unclear is why it is not known what the file holds.
	unclear string
	// outside is the file that the repository does not have.
	outside *Source
}

func (r decoupleRepository) method(*interpreter, string, *call) (Alternatives, bool) {
	return nil, false
}

// value is what the file holds for a name: Unbound for nothing.
func (r decoupleRepository) value(name string) Alternatives {
	switch {
	case r.unclear != "":
		return one(perhaps(unknown(r.unclear)))
	case r.outside != nil:
		return outsideValue(*r.outside, name)
	}
	if r.lower {
		name = strings.ToLower(name)
	}
	if v, ok := r.variables[name]; ok {
		return one(v)
	}
	return one(Unbound{})
}

// outsideValue is what a file of variables that the repository does not have
// says of one.
func outsideValue(file Source, name string) Alternatives {
	test := file.String() + " sets " + name
	supplied := &External{Source: file, Through: file.String() + "[" + name + "]", Type: "str"}
	return Alternatives{{Guard: Test(test, false), Value: Unbound{}}, {Guard: Test(test, true), Value: supplied}}
}

// repositoryOf is a repository that is an argument.
func repositoryOf(v Value) decoupleRepository {
	if i, ok := v.(*Instance); ok {
		if r, ok := i.state.(decoupleRepository); ok {
			return r
		}
	}
	return decoupleRepository{unclear: "a repository that is not known may supply it"}
}

// repositoryClass is a class of repositories; parse is nil for one without a file
// that is followed.
func repositoryClass(name string, parse func(*text.File) map[string]Value) Value {
	return &Class{Name: name, init: func(it *interpreter, c *call) Alternatives {
		switch {
		case name == "RepositoryEmpty":
			return one(nativeInstance(name, decoupleRepository{}))
		case parse == nil || c.open || c.arg(0, "source") == nil:
			it.doubt("the repository cannot be read")
			return one(nativeInstance(name, decoupleRepository{unclear: "a repository that is not followed may supply it"}))
		}
		return it.each(c.arg(0, "source"), func(a Alternative) Alternatives {
			r := it.repositoryIn(a.Value, parse)
			r.lower = name == "RepositoryIni"
			return one(nativeInstance(name, r))
		})
	}}
}

// repositoryIn is a repository in a file.
func (it *interpreter) repositoryIn(path Value, parse func(*text.File) map[string]Value) decoupleRepository {
	name, ok := Rooted(path)
	if ok && it.files.IsFile(name) {
		if source, err := it.files.Source(name); err == nil {
			if variables := parse(source); variables != nil {
				return decoupleRepository{variables: variables, lower: strings.HasSuffix(name, ".ini")}
			}
		}
		it.doubt("the file cannot be read")
		return decoupleRepository{unclear: "the file " + name + " is not followed"}
	}
	it.doubtOf(exception{name: "FileNotFoundError"}, "the file of variables is missing")
	if outside, known := outsideFile(path); known {
		return decoupleRepository{outside: &outside}
	}
	return decoupleRepository{unclear: "a file that is not known may supply it"}
}

// outsideFile names a file that the repository does not have.
func outsideFile(path Value) (Source, bool) {
	if name, ok := Rooted(path); ok {
		return Source{Kind: OutsideFile, Name: name}, true
	}
	if p, ok := pathOf(path).(*Path); ok {
		path = p.Name
	}
	if s, ok := path.(Str); ok && strings.HasPrefix(string(s), "/") {
		return Source{Kind: OutsideFile, Name: string(s)}, true
	}
	return Source{}, false
}

// decoupleVariables are those of a file as decouple's RepositoryEnv reads it.
func decoupleVariables(source *text.File) map[string]Value {
	variables := map[string]Value{}
	for _, line := range strings.Split(strings.ReplaceAll(string(source.Data), "\r", "\n"), "\n") {
		line = strings.Trim(line, pythonSpace)
		name, value, ok := strings.Cut(line, "=")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		value = strings.Trim(value, pythonSpace)
		bare := value
		for _, quote := range []string{`'`, `"`} {
			if inner, ok := between(value, quote); ok {
				bare = inner
				break
			}
		}
		name = strings.Trim(name, pythonSpace)
		variables[name] = Str(bare)
		if bare != strings.Trim(value, `'"`) { // which 3.1 takes off
			variables[name] = unknown("releases of decouple disagree about the quotes in " + source.Path)
		}
	}
	return variables
}

// iniVariables are those of the section settings, with names in lower case; nil
// if it is not certain that configparser reads the file so.
func iniVariables(source *text.File) map[string]Value {
	dialect := ini.Dialect{Separators: "=:", Comments: ";#", Indent: true}
	sections, damages := ini.Parse(source, dialect)
	if len(damages) > 0 {
		return nil
	}
	variables := map[string]Value{}
	seen := map[string]bool{}
	for _, section := range sections {
		if section.Name == "" || section.Name == "DEFAULT" || seen[section.Name] {
			return nil
		}
		seen[section.Name] = true
		keys := map[string]bool{}
		for _, entry := range section.Entries {
			key := strings.ToLower(entry.Key)
			if !entry.HasValue || keys[key] || !ascii(entry.Key) {
				return nil
			}
			keys[key] = true
			if section.Name != "settings" {
				continue
			}
			variables[key] = Str(entry.Value.Text)
			if strings.ContainsAny(entry.Value.Text, "%\n") {
				variables[key] = unknown("an interpolation in " + source.Path + " is not followed")
			}
		}
	}
	return variables
}
