package eval

import (
	"strings"

	"github.com/djvet/djvet/parser/dotenv"
	"github.com/djvet/djvet/parser/text"
)

// dotenvModel is python-dotenv. Source: dotenv/main.py of 0.15.0, 1.0.0 and 1.2.4.
func dotenvModel() map[string]Value {
	return map[string]Value{
		"load_dotenv":   &Builtin{Name: "load_dotenv", call: loadDotenv},
		"find_dotenv":   &Builtin{Name: "find_dotenv", call: findDotenv},
		"dotenv_values": &Builtin{Name: "dotenv_values", call: dotenvValues},
		"set_key":       &Builtin{Name: "set_key", call: rewriteDotenv},
		"unset_key":     &Builtin{Name: "unset_key", call: rewriteDotenv},
		"get_key": &Builtin{Name: "get_key", call: func(it *interpreter, c *call) Alternatives {
			values := dotenvValues(it, &call{node: c.node, positional: c.positional[:min(1, len(c.positional))]})
			return it.each(values, func(a Alternative) Alternatives {
				inner := &call{node: c.node, positional: []Alternatives{c.arg(1, "key_to_get")}}
				if m, ok := a.Value.(*Mapping); ok && c.arg(1, "key_to_get") != nil {
					return it.getKey(m, inner, false)
				}
				it.doubt("get_key() fails")
				return one(derived("get_key", a.Value))
			})
		}},
	}
}

// rewriteDotenv is set_key and unset_key, which change a file: what is read of
// any file of variables from now on is not known.
func rewriteDotenv(it *interpreter, c *call) Alternatives {
	it.fileOfVariables = unknown("the source changes a file of variables")
	return it.unknownCall(it.fileOfVariables, c)
}

// loadDotenv is load_dotenv(dotenv_path, stream, verbose, override, interpolate).
func loadDotenv(it *interpreter, c *call) Alternatives {
	override, known := truthOf(c.arg(3, "override"))
	interpolate, knownStyle := true, true
	if given := c.arg(4, "interpolate"); given != nil {
		interpolate, knownStyle = truthOf(given)
	}
	if c.arg(1, "stream") != nil || c.open || !known || !knownStyle {
		it.fileOfVariables = unknown("how a file sets variables is not known")
	}
	style := dotenvStyle{it: it, interpolate: interpolate, override: override}
	if path := c.arg(0, "dotenv_path"); path != nil && !isNone(path) {
		it.readEnvFile(path, override, style.variables)
	} else if at, ok := it.nearestFile(".env"); ok { // as find_dotenv() does
		it.readEnvFile(one(fromRooted(at)), override, style.variables)
	}
	return one(unknown("whether a .env file was found"))
}

// dotenvStyle is how python-dotenv reads a file.
type dotenvStyle struct {
	it *interpreter
	// interpolate says that ${NAME} stands for a variable; override, that those
	// of the file count before those of the environment.
	interpolate, override bool
}

// variables are those that the file sets.
func (style dotenvStyle) variables(source *text.File) map[string]Value {
	variables := map[string]Value{}
	for _, e := range style.entries(source) {
		if v, _ := e.Alternatives.Single(); v != Value(None{}) {
			name, _ := e.Key.(Str)
			variables[string(name)] = v
		}
	}
	return variables
}

// entries are the names of the file with their values, None for those without.
func (style dotenvStyle) entries(source *text.File) []Entry {
	var entries []Entry
	parsed, _ := dotenv.Parse(source)
	for _, entry := range parsed {
		value := Value(None{})
		if entry.HasValue {
			value = Str(entry.Value)
			if style.interpolate && len(dotenv.References(entry.Value)) > 0 {
				value = style.expanded(entry.Value, entries, source)
			}
		}
		origin := Origin{Kind: Written, File: source, Span: entry.Span}
		entries = withEntry(entries, Entry{Key: Str(entry.Name), KeySpan: entry.NameSpan, Alternatives: Alternatives{{Value: value, Origin: origin}}})
	}
	return entries
}

// expanded is a value with ${NAME} in it. Where both the environment and the file
// have the name, releases before 0.15 take the other one.
func (style dotenvStyle) expanded(value string, above []Entry, source *text.File) Value {
	known := true
	text := dotenv.Expand(value, func(name string) (string, bool) {
		inFile, okFile := lookupEntry(above, Str(name)).Single()
		outside, okOutside := style.it.readVariable(name).Single()
		known = known && okOutside
		if _, unset := outside.(Unbound); !unset {
			s, isText := outside.(Str)
			same := !okFile || inFile == outside
			known = known && isText && (same || style.override)
			if !okFile || !style.override {
				return string(s), true
			}
		}
		if s, isText := inFile.(Str); okFile {
			known = known && (isText || inFile == Value(None{}))
			return string(s), true
		}
		return "", false
	})
	if !known || len(text) > maxText {
		return unknown("an expansion in " + source.Path + " is not followed")
	}
	return Str(text)
}

// dotenvValues is dotenv_values(path): a dict of what the file holds.
func dotenvValues(it *interpreter, c *call) Alternatives {
	interpolate, known := true, true
	if given := c.arg(3, "interpolate"); given != nil {
		interpolate, known = truthOf(given)
	}
	path := c.arg(0, "dotenv_path")
	if !known || c.open || c.arg(1, "stream") != nil || it.fileOfVariables != nil && it.fileOfVariables.Reason == "the source changes a file of variables" {
		return opaqueCall("dotenv_values")(it, c)
	}
	style := dotenvStyle{it: it, interpolate: interpolate, override: true}
	if path == nil || isNone(path) {
		at, ok := it.nearestFile(".env")
		if !ok {
			return one(it.newVariableMap(fileLayer{Source{Kind: OutsideFile, Name: ".env"}}))
		}
		path = one(fromRooted(at))
	}
	return it.each(path, func(a Alternative) Alternatives { return one(it.dotenvDict(a.Value, style)) })
}

func (it *interpreter) dotenvDict(path Value, style dotenvStyle) Value {
	if name, ok := Rooted(path); ok && it.files.IsFile(name) {
		source, err := it.files.Source(name)
		if err != nil {
			it.doubt("a file of variables cannot be read")
			return unknown("the file " + name + " cannot be read")
		}
		return it.mapping(style.entries(source), nil)
	}
	if source, ok := foundOutside(path); ok {
		return it.newVariableMap(fileLayer{source})
	}
	if source, ok := outsideFile(path); ok {
		return it.newVariableMap(fileLayer{source})
	}
	if p, ok := pathOf(path).(*Path); ok {
		path = p.Name
	}
	if s, ok := path.(Str); ok && it.outsideName(string(s)) {
		return it.newVariableMap(fileLayer{Source{Kind: OutsideFile, Name: string(s)}})
	}
	it.doubt("a file of variables cannot be read")
	return derived("dotenv_values", path)
}

// findDotenv is find_dotenv(): the nearest .env, or "" if there is none.
func findDotenv(it *interpreter, c *call) Alternatives {
	name := ".env"
	if given := c.arg(0, "filename"); given != nil {
		text, ok := c.text(0, "filename")
		if name = text; !ok || text == "" {
			return opaqueCall("find_dotenv")(it, c)
		}
	}
	raises, knownRaises := truthOf(c.arg(1, "raise_error_if_not_found"))
	here, known := truthOf(c.arg(2, "usecwd"))
	if at, ok := it.nearestFile(name); ok && known && !here && !c.open {
		return one(fromRooted(at))
	}
	if raises || !knownRaises || c.open {
		it.doubtOf(exception{name: "OSError"}, "there is no file "+name)
	}
	// What the repository does not have may be there, or else it is "".
	return one(&External{Source: Source{Kind: OutsideFile, Name: name}, Through: "find_dotenv(" + name + ")", Type: "str"})
}

// foundOutside reports whether a path is what find_dotenv gives of a file that the
// repository does not have.
func foundOutside(path Value) (Source, bool) {
	e, ok := path.(*External)
	if !ok || e.Source.Kind != OutsideFile || !strings.HasPrefix(e.Through, "find_dotenv(") {
		return Source{}, false
	}
	return e.Source, true
}
