package eval

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// tomlModels are the readers of TOML: tomllib of Python 3.11, tomli, which is
// the same, and toml 0.10.2, which takes a path too.
func tomlModels() map[string]map[string]Value {
	standard := map[string]Value{
		"load": &Builtin{Name: "tomllib.load", call: func(it *interpreter, c *call) Alternatives {
			return it.tomlCall(c, "fp", true, tomlStandard)
		}},
		"loads":           &Builtin{Name: "tomllib.loads", call: tomlLoads(tomlStandard)},
		"TOMLDecodeError": &Class{Name: "TOMLDecodeError"},
	}
	older := map[string]Value{
		"load": &Builtin{Name: "toml.load", call: func(it *interpreter, c *call) Alternatives {
			if path := c.arg(0, "f"); path != nil && !c.open && len(c.positional)+len(c.keywords) == 1 {
				c = &call{node: c.node, positional: []Alternatives{path.values(func(v Value) Value {
					switch v.(type) {
					case Str, *Text, *Path:
						return it.openAs(v, fileMode{})
					}
					return v
				})}}
			}
			return it.tomlCall(c, "f", false, tomlOlder)
		}},
		"loads":           &Builtin{Name: "toml.loads", call: tomlLoads(tomlOlder)},
		"TomlDecodeError": &Class{Name: "TomlDecodeError"},
	}
	return map[string]map[string]Value{"tomllib": standard, "tomli": standard, "toml": older}
}

// tomlDialect reports whether a reader takes a source as the library does.
type tomlDialect func(source string) bool

func tomlStandard(string) bool { return true }

// tomlSimple is a line that toml 0.10.2 reads as everybody does: it goes its own
// ways with dotted keys, texts of several lines and lists of lists.
var tomlSimple = regexp.MustCompile(`\A\s*(?:\[[A-Za-z0-9_.-]+\]|[A-Za-z0-9_-]+\s*=\s*(?:"[^"\\#]*"|'[^'\\#"]*'|true|false|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|\[(?:\s*"[^"\\#,\[\]]*"\s*,?)*\]))?\s*\z`)

func tomlOlder(source string) bool {
	for _, line := range strings.Split(source, "\n") {
		if !strings.HasPrefix(line, "#") && !tomlSimple.MatchString(line) {
			return false
		}
	}
	return true
}

// tomlCall is load(file), for files that are open in the right way.
func (it *interpreter) tomlCall(c *call, name string, binary bool, dialect tomlDialect) Alternatives {
	argument, ok := plainCall(c, name)
	if !ok {
		return it.unknownCall(unknown("reading TOML in a way that is not followed"), c)
	}
	return it.each(argument, func(a Alternative) Alternatives {
		content, file := it.fileRead(a.Value)
		if file == nil || file.mode.binary != binary {
			it.doubt("reading TOML fails")
			return one(derived("toml", a.Value))
		}
		return one(it.parseTOML(content, dialect))
	})
}

func tomlLoads(dialect tomlDialect) func(*interpreter, *call) Alternatives {
	return func(it *interpreter, c *call) Alternatives {
		argument, ok := plainCall(c, "s")
		if !ok {
			return it.unknownCall(unknown("reading TOML in a way that is not followed"), c)
		}
		return it.each(argument, func(a Alternative) Alternatives {
			if _, isBytes := a.Value.(Bytes); isBytes {
				it.doubt("reading TOML fails")
				return one(unknown("TOML is read from bytes"))
			}
			return one(it.parseTOML(a.Value, dialect))
		})
	}
}

func (it *interpreter) parseTOML(v Value, dialect tomlDialect) Value {
	source, other := it.parsedText(v, "toml")
	if other != nil {
		return other
	}
	var table map[string]any
	if err := toml.Unmarshal([]byte(source), &table); err != nil || !dialect(source) {
		it.doubt("the TOML cannot be read")
		return unknown("the TOML could not be read")
	}
	return it.tomlValue(table, 0)
}

// tomlValue is a value of the library's, which does not keep the order of keys.
func (it *interpreter) tomlValue(v any, depth int) Value {
	if depth > 100 {
		return unknown("gave up because the TOML is nested too deeply")
	}
	switch v := v.(type) {
	case string:
		return limitText(v)
	case bool:
		return Bool(v)
	case int64:
		return Int(v)
	case float64:
		return Float(v)
	case []any:
		elements := make([]Element, len(v))
		for i, inner := range v {
			elements[i] = Element{Alternatives: one(it.tomlValue(inner, depth+1))}
		}
		return it.sequence(ListKind, elements)
	case map[string]any:
		entries := make([]Entry, 0, len(v))
		for _, name := range slices.Sorted(maps.Keys(v)) {
			entries = append(entries, Entry{Key: Str(name), Alternatives: one(it.tomlValue(v[name], depth+1)), unordered: len(v) > 1})
		}
		return it.mapping(entries, nil)
	}
	return unknown("dates in TOML are not followed")
}
