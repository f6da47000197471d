package eval

import (
	"encoding/json"
	"math"
	"strings"
)

// RenderJSON writes a value of a Result as JSON: lists, tuples and sets as
// arrays, dicts as objects in the order of their keys, paths and bytes as
// strings. What has no JSON of its own is an object with one key that begins
// with a dollar sign: {"$external": source}, {"$unknown": why}, {"$type": name},
// {"$oneof": [values]}; {"$more": why} is an element that stands for any number
// of others, and the key "$more" stands for other keys.
func RenderJSON(v Value, options RenderOptions) json.RawMessage {
	r := &jsonRenderer{options: options.bounded()}
	r.value(v, 0)
	return json.RawMessage(r.out.String())
}

type jsonRenderer struct {
	options RenderOptions
	out     strings.Builder
}

const tooLong = "it is too large to be shown"

func (r *jsonRenderer) value(v Value, depth int) {
	if depth >= r.options.Depth || r.out.Len() >= r.options.Length {
		r.special("$unknown", tooLong)
		return
	}
	switch v := v.(type) {
	case None:
		r.out.WriteString("null")
	case Bool:
		r.literal(bool(v))
	case Int:
		r.literal(int64(v))
	case Float:
		if math.IsInf(float64(v), 0) || math.IsNaN(float64(v)) { // JSON has none
			r.special("$type", "float "+floatText(float64(v)))
			return
		}
		r.literal(float64(v))
	case Str:
		r.text(string(v))
	case Bytes:
		r.text(string(v))
	case *Text:
		r.text(r.options.textOf(v))
	case *Path:
		r.value(v.Name, depth)
	case *Sequence:
		r.sequence(v, depth)
	case *Mapping:
		r.mapping(v, depth)
	case *External:
		r.special("$external", r.options.described(v))
	case *Unknown:
		r.special("$unknown", r.options.redacted(v.Reason))
	case Unbound:
		r.special("$unknown", "it may not be set")
	default:
		r.special("$type", r.options.described(v))
	}
}

func (r *jsonRenderer) text(text string) {
	text = r.options.redacted(text)
	if len(text) > r.options.Length {
		text = strings.ToValidUTF8(text[:r.options.Length], "") + ellipsis
	}
	r.literal(text)
}

// literal writes what encoding/json can write.
func (r *jsonRenderer) literal(v any) {
	encoded, err := json.Marshal(v)
	if err != nil {
		encoded = []byte("null") // cannot happen: all are scalars, and finite
	}
	r.out.Write(encoded)
}

func (r *jsonRenderer) special(key, text string) {
	r.out.WriteString("{")
	r.literal(key)
	r.out.WriteString(":")
	r.literal(text)
	r.out.WriteString("}")
}

func (r *jsonRenderer) sequence(s *Sequence, depth int) {
	r.out.WriteString("[")
	for i, e := range s.Elements() {
		if i > 0 {
			r.out.WriteString(",")
		}
		if r.out.Len() >= r.options.Length {
			r.special("$more", tooLong)
			break
		}
		if e.Spread != nil {
			r.special("$more", r.options.redacted(e.Spread.Reason))
			continue
		}
		r.alternatives(nil, e.Alternatives, depth)
	}
	r.out.WriteString("]")
}

func (r *jsonRenderer) mapping(m *Mapping, depth int) {
	more := ""
	if unknown := m.More(); unknown != nil {
		more = r.options.redacted(unknown.Reason)
	}
	r.out.WriteString("{")
	first := true
	key := func(name string) {
		if !first {
			r.out.WriteString(",")
		}
		first = false
		r.literal(name)
		r.out.WriteString(":")
	}
	for _, e := range m.Entries() {
		if r.out.Len() >= r.options.Length {
			more = tooLong
			break
		}
		if name, ok := e.Key.(Str); ok {
			key(r.options.redacted(string(name)))
		} else {
			key(Render(e.Key, r.options)) // as Python writes it: JSON has only strings for keys
		}
		r.alternatives(e.Key, e.Alternatives, depth)
	}
	if more != "" {
		key("$more")
		r.literal(more)
	}
	r.out.WriteString("}")
}

func (r *jsonRenderer) alternatives(key Value, list Alternatives, depth int) {
	value := func(a Alternative) {
		if r.options.hides(key, a) {
			r.literal(r.options.Mask)
			return
		}
		r.value(a.Value, depth+1)
	}
	if len(list) == 1 {
		value(list[0])
		return
	}
	r.out.WriteString(`{"$oneof":[`)
	for i, a := range list {
		if i > 0 {
			r.out.WriteString(",")
		}
		value(a)
	}
	r.out.WriteString("]}")
}
