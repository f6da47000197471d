package eval

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/djvet/djvet/parser/text"
	"github.com/djvet/djvet/parser/yaml"
)

// yamlModel is PyYAML. Source: resolver.py and constructor.py of 6.0.3. A source
// that teaches it other tags, or other scalars, is not followed from there on.
func yamlModel() map[string]Value {
	table := map[string]Value{"YAMLError": &Class{Name: "YAMLError"}}
	for _, name := range []string{"load", "safe_load", "full_load", "unsafe_load"} {
		table[name] = &Builtin{Name: "yaml." + name, call: yamlLoad}
	}
	for _, name := range []string{"Loader", "SafeLoader", "FullLoader", "UnsafeLoader", "BaseLoader", "CLoader", "CSafeLoader", "CFullLoader"} {
		table[name] = nativeInstance("yaml."+name, yamlLoader{base: name == "BaseLoader"})
	}
	for _, name := range []string{"add_constructor", "add_multi_constructor", "add_implicit_resolver", "add_path_resolver", "YAMLObject"} {
		table[name] = &Builtin{Name: "yaml." + name, call: func(it *interpreter, c *call) Alternatives {
			it.alter("yaml")
			return it.unknownCall(unknown("yaml."+name+" is not followed"), c)
		}}
	}
	return table
}

// alter notes that the source changes what a modelled module does.
func (it *interpreter) alter(module string) {
	if it.altered == nil {
		it.altered = map[string]bool{}
	}
	it.altered[module] = true
}

// yamlLoader is one of PyYAML's loaders; base takes every scalar for a text.
type yamlLoader struct{ base bool }

func (yamlLoader) method(it *interpreter, name string, _ *call) (Alternatives, bool) {
	it.alter("yaml")
	return one(unknown("a loader's " + name + " is not followed")), true
}

func yamlLoad(it *interpreter, c *call) Alternatives {
	stream := c.arg(0, "stream")
	loader, _ := c.arg(1, "Loader").Single()
	i, isInstance := loader.(*Instance)
	known := c.arg(1, "Loader") == nil
	if isInstance {
		l, isLoader := i.state.(yamlLoader)
		known = isLoader && !l.base
	}
	if stream == nil || c.open || !known || it.altered["yaml"] {
		return it.unknownCall(unknown("a YAML loader that is not followed"), c)
	}
	return it.each(stream, func(a Alternative) Alternatives {
		content, file := it.fileRead(a.Value)
		if file == nil {
			content = a.Value
		}
		return one(it.parseYAML(content))
	})
}

// parsedText is the text that a parser is given, or what it makes of something
// else.
func (it *interpreter) parsedText(v Value, how string) (string, Value) {
	switch v := v.(type) {
	case Str:
		return string(v), nil
	case Bytes:
		return string(v), nil
	case *External:
		it.doubt(how + " of " + v.Source.String() + " fails")
		return "", &External{Source: v.Source, Through: how + "(" + v.expression() + ")", vague: v.vague}
	}
	it.doubt(how + " fails")
	return "", derived(how, v)
}

func (it *interpreter) parseYAML(v Value) Value {
	source, other := it.parsedText(v, "yaml")
	if other != nil {
		return other
	}
	file := text.NewFile("", []byte(source))
	documents, err := yaml.Parse(file)
	if err != nil || len(documents) > 1 || !ascii(source) && strings.ContainsAny(source, "\u0085\u2028\u2029\ufeff") || strings.Contains(source, "\t") {
		it.doubt("the YAML cannot be read")
		return unknown("the YAML could not be read")
	}
	if len(documents) == 0 {
		return None{}
	}
	r := yamlReader{it: it, source: source, merges: strings.Contains(source, "<<"), seen: map[*yaml.Node]Value{}}
	value := r.value(documents[0])
	if r.unclear {
		it.doubt("the YAML cannot be read")
	}
	return value
}

// yamlReader makes values of nodes: one for each, however many aliases lead to
// it.
type yamlReader struct {
	it      *interpreter
	source  string
	merges  bool
	unclear bool
	seen    map[*yaml.Node]Value
}

func (r *yamlReader) value(n *yaml.Node) Value {
	if v, ok := r.seen[n]; ok {
		return v
	}
	v := r.made(n)
	r.seen[n] = v
	return v
}

func (r *yamlReader) made(n *yaml.Node) Value {
	switch n.Kind {
	case yaml.Sequence:
		if n.Tag != "!!seq" {
			return r.tagged()
		}
		elements := make([]Element, len(n.Items))
		for i, item := range n.Items {
			elements[i] = Element{Alternatives: one(r.value(item))}
		}
		return r.it.sequence(ListKind, elements)
	case yaml.Mapping:
		if n.Tag != "!!map" {
			return r.tagged()
		}
		return r.mapping(n)
	case yaml.Scalar:
	}
	return r.scalar(n)
}

// mapping reads a dict whose keys are texts. Of a key written twice the parser
// keeps one, by its letters: with other keys it is not certain which.
func (r *yamlReader) mapping(n *yaml.Node) Value {
	r.unclear = r.unclear || n.Repeats // what is passed over may be refused
	entries := make([]Entry, 0, len(n.Pairs))
	for _, pair := range n.Pairs {
		if pair.Key.Kind != yaml.Scalar || yamlPlain(pair.Key.Value) != Value(Str(pair.Key.Value)) {
			r.unclear = true
			return unknown("a YAML mapping with keys that are no plain texts")
		}
		key, ok := r.scalar(pair.Key).(Str)
		if !ok {
			r.unclear = true
			return unknown("a YAML mapping with keys that are no plain texts")
		}
		// Merged keys come first in PyYAML, and last in the parser's nodes.
		entries = append(entries, Entry{Key: key, Alternatives: one(r.value(pair.Value)), unordered: r.merges})
	}
	return r.it.mapping(entries, nil)
}

func (r *yamlReader) tagged() Value {
	r.unclear = true
	return unknown("a YAML tag is not followed")
}

// scalar tells from the first letter whether a scalar is plain, since only those
// are resolved.
func (r *yamlReader) scalar(n *yaml.Node) Value {
	if n.Value == "" && n.IsNull() {
		return None{}
	}
	if n.Span.Start >= uint32(len(r.source)) {
		return r.tagged()
	}
	// The span begins behind a tag or anchor.
	before := strings.TrimRight(r.source[:n.Span.Start], " \t\r\n")
	if strings.ContainsAny(before[strings.LastIndexAny(before, " \t\r\n")+1:], "!&") {
		return r.tagged()
	}
	switch r.source[n.Span.Start] {
	case '"', '\'', '|', '>':
		return limitText(n.Value)
	case '!', '&', '*':
		return r.tagged()
	}
	v := yamlPlain(n.Value)
	if _, isUnknown := v.(*Unknown); isUnknown {
		r.unclear = true
	}
	return v
}

// The patterns of PyYAML's implicit resolvers, which are those of YAML 1.1.
var (
	yamlBool = regexp.MustCompile(`\A(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)\z`)
	// yamlFloat leaves out numbers to the base of 60, infinity and nan.
	yamlFloat  = regexp.MustCompile(`\A(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)\z`)
	yamlInt    = regexp.MustCompile(`\A[-+]?(?:0|[1-9][0-9_]*)\z`)
	yamlOctal  = regexp.MustCompile(`\A[-+]?0[0-7_]+\z`)
	yamlOthers = regexp.MustCompile(`\A(?:[-+]?0[bx][0-9a-fA-F_]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?.*|<<|=)\z`)
)

// yamlPlain is what a plain scalar stands for.
func yamlPlain(s string) Value {
	digits := strings.ReplaceAll(s, "_", "")
	switch {
	case s == "", s == "~", s == "null", s == "Null", s == "NULL":
		return None{}
	case yamlBool.MatchString(s):
		lower := strings.ToLower(s)
		return Bool(lower == "yes" || lower == "true" || lower == "on")
	case yamlFloat.MatchString(s):
		if f, err := strconv.ParseFloat(digits, 64); err == nil {
			return Float(f)
		}
		return unknown("a YAML number that is not followed")
	case yamlInt.MatchString(s), yamlOctal.MatchString(s):
		base := 10
		if yamlOctal.MatchString(s) {
			base = 8
		}
		if n, err := strconv.ParseInt(digits, base, 64); err == nil {
			return Int(n)
		}
		return unknown("a YAML number that is not followed")
	case yamlOthers.MatchString(s):
		return unknown("a YAML scalar of a kind that is not followed")
	}
	return limitText(s)
}
