package eval

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

func jsonModel() map[string]Value {
	return map[string]Value{
		"load":  &Builtin{Name: "json.load", call: jsonLoad},
		"loads": &Builtin{Name: "json.loads", call: jsonLoads}, "dumps": opaqueFunction("json.dumps"),
		"JSONDecodeError": &Class{Name: "JSONDecodeError"},
	}
}

// plainCall reports whether a call has one argument and nothing else.
func plainCall(c *call, name string) (Alternatives, bool) {
	argument := c.arg(0, name)
	return argument, argument != nil && !c.open && len(c.positional)+len(c.keywords) == 1
}

func jsonLoad(it *interpreter, c *call) Alternatives {
	argument, ok := plainCall(c, "fp")
	if !ok {
		return it.unknownCall(unknown("json.load() is called in a way that is not followed"), c)
	}
	return it.each(argument, func(a Alternative) Alternatives {
		if content, file := it.fileRead(a.Value); file != nil {
			return one(it.parseJSON(content))
		}
		it.doubt("json.load() fails")
		return one(derived("json.load", a.Value))
	})
}

func jsonLoads(it *interpreter, c *call) Alternatives {
	argument, ok := plainCall(c, "s")
	if !ok {
		return it.unknownCall(unknown("json.loads() is called in a way that is not followed"), c)
	}
	return it.each(argument, func(a Alternative) Alternatives { return one(it.parseJSON(a.Value)) })
}

// parseJSON is json.loads. What Go's reader refuses is not known to be refused
// by Python's, which takes NaN and is otherwise the stricter one.
func (it *interpreter) parseJSON(v Value) Value {
	var text string
	switch v := v.(type) {
	case Str:
		text = string(v)
	case Bytes:
		text = string(v)
	case *External:
		it.doubt("json.loads() of " + v.Source.String() + " fails")
		return &External{Source: v.Source, Through: "json(" + v.expression() + ")", vague: v.vague}
	default:
		it.doubt("json.loads() fails")
		return derived("json", v)
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	parsed, err := it.jsonValue(decoder, 0)
	if err == nil {
		if _, more := decoder.Token(); !errors.Is(more, io.EOF) {
			err = errJSON
		}
	}
	if err != nil || !utf8.ValidString(text) {
		it.doubtOf(exception{name: "ValueError", open: true}, "json.loads() fails")
		return unknown("the JSON could not be read")
	}
	return parsed
}

var errJSON = errors.New("not followed")

// jsonValue reads one value, keeping the order of keys.
func (it *interpreter) jsonValue(decoder *json.Decoder, depth int) (Value, error) {
	if depth > 100 {
		return nil, errJSON
	}
	token, err := decoder.Token()
	if err != nil {
		return nil, err //nolint:wrapcheck // the caller does not look inside
	}
	switch t := token.(type) {
	case json.Delim:
		if t == '[' {
			return it.jsonList(decoder, depth)
		}
		return it.jsonDict(decoder, depth)
	case string:
		if strings.ContainsRune(t, utf8.RuneError) { // Python keeps a surrogate that stands alone
			return unknown("a text in JSON with a character that is not followed"), nil
		}
		return limitText(t), nil
	case bool:
		return Bool(t), nil
	case json.Number:
		return jsonNumber(t), nil
	}
	return None{}, nil
}

func jsonNumber(t json.Number) Value {
	if strings.ContainsAny(string(t), ".eE") {
		if f, err := t.Float64(); err == nil {
			return Float(f)
		}
	} else if n, err := t.Int64(); err == nil {
		return Int(n)
	}
	return unknown("a number that is too large")
}

func (it *interpreter) jsonList(decoder *json.Decoder, depth int) (Value, error) {
	var elements []Element
	for decoder.More() {
		v, err := it.jsonValue(decoder, depth+1)
		if err != nil {
			return nil, err
		}
		elements = append(elements, Element{Alternatives: one(v)})
	}
	_, err := decoder.Token()
	return it.sequence(ListKind, elements), err
}

func (it *interpreter) jsonDict(decoder *json.Decoder, depth int) (Value, error) {
	var entries []Entry
	index := map[string]int{}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return nil, err //nolint:wrapcheck // as above
		}
		name, ok := key.(string)
		if !ok || strings.ContainsRune(name, utf8.RuneError) {
			return nil, errJSON
		}
		v, err := it.jsonValue(decoder, depth+1)
		if err != nil {
			return nil, err
		}
		entries = addEntry(entries, index, name, v)
	}
	_, err := decoder.Token()
	return it.mapping(entries, nil), err
}

// addEntry adds a key, or replaces its value: the last one counts, at the place
// of the first. The index tells where the keys stand.
func addEntry(entries []Entry, index map[string]int, name string, v Value) []Entry {
	if at, twice := index[name]; twice {
		entries[at].Alternatives = one(v)
		return entries
	}
	index[name] = len(entries)
	return append(entries, Entry{Key: Str(name), Alternatives: one(v)})
}
