package eval

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/djvet/djvet/parser/python"
)

// environCast is what django-environ turns the text of a variable into.
type environCast struct {
	// kind is "" for none, the name of a type of Python's, "json", "url", "typed
	// dict", "call" for a function, or "unknown".
	kind string
	// of is the cast of the elements of a list or tuple, a function, or the dict
	// that describes a dict.
	of Alternatives
}

// castOfValue is the cast that an argument stands for.
func castOfValue(a Alternatives) environCast {
	v, ok := a.Single()
	switch v := v.(type) {
	case nil:
		if a == nil {
			return environCast{}
		}
	case None:
		return environCast{}
	case *Builtin:
		switch v.Name {
		case "bool", "int", "str", "float", "list", "tuple", "dict":
			return environCast{kind: v.Name}
		}
		return environCast{kind: "call", of: a}
	case *Function, *Class:
		return environCast{kind: "call", of: a}
	case *Sequence:
		if elements := v.versions[0].elements; len(v.versions) == 1 && len(elements) > 0 && elements[0].Spread == nil && v.Kind != SetKind {
			return environCast{kind: [...]string{"list", "tuple"}[v.Kind], of: elements[0].Alternatives}
		}
	case *Mapping:
		return environCast{kind: "typed dict", of: a}
	}
	_ = ok
	return environCast{kind: "unknown"}
}

// typeName is the Python type that the cast gives, "" if it is not known.
func (cast environCast) typeName() string {
	switch cast.kind {
	case "typed dict":
		return "dict"
	case "", "str":
		return "str"
	}
	return castType(cast.kind)
}

// name is how reads of the environment name the cast.
func (cast environCast) name() string {
	switch cast.kind {
	case "":
		return "str"
	case "typed dict":
		return "dict"
	case "call":
		return castName(cast.of)
	}
	return cast.kind
}

// parse is Env.parse_value of a text.
func (cast environCast) parse(it *interpreter, text string, n *python.Call) Alternatives {
	switch cast.kind {
	case "", "str":
		return one(Str(text))
	case "bool":
		return one(environBool(text))
	case "int":
		return it.toIntOrRaise(Str(text), n)
	case "float":
		return one(it.environFloat(text))
	case "list":
		return it.castElements(ListKind, nonEmptyParts(text), cast.of, n)
	case "tuple":
		return it.castElements(TupleKind, nonEmptyParts(strings.Trim(strings.Trim(text, "("), ")")), cast.of, n)
	case "dict":
		return it.environDict(text, n)
	case "typed dict":
		return it.environTypedDict(text, cast, n)
	case "url":
		return one(&Object{Type: "urllib.parse.ParseResult"})
	case "json":
		return it.apply(modelled().modules["json"]["loads"], &call{node: n, positional: []Alternatives{one(Str(text))}})
	case "call":
		return it.each(cast.of, func(f Alternative) Alternatives {
			return it.apply(f.Value, &call{node: n, positional: []Alternatives{one(Str(text))}})
		})
	}
	it.doubt("the cast fails")
	return one(unknown("the cast is not followed"))
}

func environBool(text string) Value {
	if n, err := strconv.ParseInt(strings.Trim(text, pythonSpace), 10, 64); err == nil {
		return Bool(n != 0)
	}
	if !plainText(text) {
		return unknown("a bool of a text that is not plain")
	}
	if strings.Trim(text, pythonSpace) != text { // which 0.4.5 takes for false
		return unknown("releases of django-environ disagree about a bool with spaces")
	}
	switch strings.ToLower(text) {
	case "true", "on", "ok", "y", "yes", "1":
		return Bool(true)
	}
	return Bool(false)
}

var notOfFloat = regexp.MustCompile(`[^\d,.-]`)

// environFloat takes the last comma or dot for the decimal one.
func (it *interpreter) environFloat(text string) Value {
	cleaned := notOfFloat.ReplaceAllString(text, "")
	parts := strings.FieldsFunc(cleaned, func(r rune) bool { return r == ',' || r == '.' })
	separators := strings.Count(cleaned, ",") + strings.Count(cleaned, ".")
	if len(parts) != separators+1 || !ascii(text) || strings.Contains(cleaned, "-") { // a sign is lost before 0.10
		it.doubt("the cast fails")
		return unknown("a float of a text that is not plain")
	}
	written := parts[0]
	if len(parts) > 1 {
		written = strings.Join(parts[:len(parts)-1], "") + "." + parts[len(parts)-1]
	}
	f, err := strconv.ParseFloat(written, 64)
	if err != nil {
		it.doubt("the cast fails")
		return unknown("a float of a text that is none")
	}
	return Float(f)
}

// castElements applies a cast to each element; nil for none.
func (it *interpreter) castElements(kind SequenceKind, texts []string, of Alternatives, n *python.Call) Alternatives {
	elements := make([]Element, len(texts))
	for i, text := range texts {
		value := one(Str(text))
		if of != nil {
			value = it.each(of, func(f Alternative) Alternatives {
				return it.apply(f.Value, &call{node: n, positional: []Alternatives{one(Str(text))}})
			})
		}
		if it.pc.never() {
			return nil
		}
		elements[i] = Element{Alternatives: value}
	}
	return one(it.sequence(kind, elements))
}

// environDict is the cast dict: a=1,b=2.
func (it *interpreter) environDict(text string, n *python.Call) Alternatives {
	var entries []Entry
	for _, part := range nonEmptyParts(text) {
		key, value, ok := strings.Cut(part, "=")
		if !ok {
			it.raise(Guard{}, failure{exception: "ValueError", message: "an element of the dict has no =", node: n})
			return nil
		}
		if strings.Contains(value, "=") { // with which releases before 0.5 fail
			it.doubt("an element of the dict has two =")
		}
		entries = withEntry(entries, Entry{Key: Str(key), Alternatives: one(Str(value))})
	}
	return one(it.mapping(entries, nil))
}

// environTypedDict is a cast such as dict(value=int, cast={'b': bool}): a=1;b=2.
func (it *interpreter) environTypedDict(text string, cast environCast, n *python.Call) Alternatives {
	v, _ := cast.of.Single()
	m, ok := v.(*Mapping)
	entries, more, single := it.onlyEntries(m)
	if !ok || !single || more != nil || lookupEntry(entries, Str("key")) != nil {
		it.doubt("the cast fails")
		return one(unknown("the cast of a dict is not followed"))
	}
	var made []Entry
	for _, part := range strings.Split(text, ";") {
		if part == "" {
			continue
		}
		fields := strings.Split(part, "=")
		if len(fields) < 2 {
			it.raise(Guard{}, failure{exception: "IndexError", message: "an element of the dict has no =", node: n})
			return nil
		}
		of := environCast{kind: "str"}
		if given := lookupEntry(entries, Str("value")); given != nil {
			of = castOfValue(given)
		}
		if given := lookupEntry(entries, Str("cast")); given != nil {
			of = it.castOfKey(given, fields[0], of)
		}
		value := of.parse(it, fields[1], n)
		if it.pc.never() {
			return nil
		}
		made = withEntry(made, Entry{Key: Str(fields[0]), Alternatives: value})
	}
	return one(it.mapping(made, nil))
}

// castOfKey is the cast of one key of a typed dict.
func (it *interpreter) castOfKey(casts Alternatives, key string, otherwise environCast) environCast {
	v, _ := casts.Single()
	m, ok := v.(*Mapping)
	if !ok {
		return environCast{kind: "unknown"}
	}
	entries, more, ok := it.onlyEntries(m)
	if !ok || more != nil {
		return environCast{kind: "unknown"}
	}
	if given := lookupEntry(entries, Str(key)); given != nil {
		return castOfValue(given)
	}
	return otherwise
}
