package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// openFile is the state of a file object.
type openFile struct {
	// name is the path relative to the tree's root of a file in the
	// repository; supplier is set for any other.
	name     string
	supplier *Source
}

// open is open(path): a file of the repository, or one that the repository does
// not have, whose content is external.
func (it *interpreter) open(arguments []Alternatives, c *call) Alternatives {
	if len(arguments) == 0 {
		return it.unknownCall(unknown("open() is called in a way that is not followed"), c)
	}
	return it.each(arguments[0], func(a Alternative) Alternatives {
		file := &openFile{}
		name, ok := Rooted(a.Value)
		switch {
		case ok && it.files.IsFile(name):
			file.name = name
		case ok:
			file.supplier = &Source{Kind: OutsideFile, Name: name}
			it.doubt("there is no file " + name)
		default:
			outside := "outside the repository"
			if s, isText := a.Value.(Str); isText {
				outside = string(s)
			}
			file.supplier = &Source{Kind: OutsideFile, Name: outside}
			it.doubt("a file is missing")
		}
		return one(nativeInstance("file", file))
	})
}

// content is what a file holds; an External if it is not in the repository.
func (it *interpreter) content(file *openFile) Value {
	if file.supplier != nil {
		return &External{Source: *file.supplier, Type: "str"}
	}
	source, err := it.files.Source(file.name)
	if err != nil {
		return &External{Source: Source{Kind: OutsideFile, Name: file.name}, Type: "str"}
	}
	return limitText(string(source.Data))
}

func (file *openFile) method(it *interpreter, name string, _ *call) (Alternatives, bool) {
	switch name {
	case "read":
		return one(it.content(file)), true
	case "close", "write", "__enter__":
		return one(None{}), true
	}
	return one(derived("a file's "+name, it.content(file))), true
}

func jsonLoad(it *interpreter, c *call) Alternatives {
	return it.each(c.arg(0, "fp"), func(a Alternative) Alternatives {
		if i, ok := a.Value.(*Instance); ok {
			if file, ok := i.state.(*openFile); ok {
				return one(it.parseJSON(it.content(file)))
			}
		}
		it.doubt("json.load() fails")
		return one(derived("json.load", a.Value))
	})
}

func jsonLoads(it *interpreter, c *call) Alternatives {
	return c.arg(0, "s").values(it.parseJSON)
}

func (it *interpreter) parseJSON(v Value) Value {
	s, ok := v.(Str)
	if !ok {
		if e, external := v.(*External); external {
			return &External{Source: e.Source, Through: "json(" + e.expression() + ")"}
		}
		return derived("json", v)
	}
	decoder := json.NewDecoder(bytes.NewReader([]byte(s)))
	decoder.UseNumber()
	parsed, err := it.jsonValue(decoder, 0)
	if err != nil {
		it.doubt("json.loads() fails")
		return unknown("the JSON could not be read")
	}
	return parsed
}

var errJSONDepth = errors.New("nested too deeply")

// jsonValue reads one value, keeping the order of keys.
func (it *interpreter) jsonValue(decoder *json.Decoder, depth int) (Value, error) {
	if depth > 100 {
		return nil, errJSONDepth
	}
	token, err := decoder.Token()
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what is wrong with the file
	}
	switch t := token.(type) {
	case json.Delim:
		if t == '[' {
			return it.jsonList(decoder, depth)
		}
		return it.jsonDict(decoder, depth)
	case string:
		return limitText(t), nil
	case bool:
		return Bool(t), nil
	case json.Number:
		if n, err := t.Int64(); err == nil && !strings.ContainsAny(string(t), ".eE") {
			return Int(n), nil
		}
		f, err := t.Float64()
		return Float(f), err
	}
	return None{}, nil
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
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return nil, err //nolint:wrapcheck // as above
		}
		name, ok := key.(string)
		if !ok {
			return nil, io.ErrUnexpectedEOF
		}
		v, err := it.jsonValue(decoder, depth+1)
		if err != nil {
			return nil, err
		}
		entries = withEntry(entries, Entry{Key: Str(name), Alternatives: one(v)})
	}
	_, err := decoder.Token()
	return it.mapping(entries, nil), err
}
