package eval

import (
	"strconv"
	"strings"
	"unicode"
)

// RenderOptions say how values are shown to people and programs. The zero value
// hides nothing, and shows everything within generous bounds.
type RenderOptions struct {
	// Root is the directory, relative to the tree's root, that is written as
	// $ROOT; "" for the tree's root itself.
	Root string
	// Length is the number of bytes after which nothing more is shown, and
	// Depth the number of collections inside each other; 0 stands for 64 KiB
	// and for 32.
	Length int
	Depth  int
	// Hidden reports whether a value that has a name (a key of a dict) is
	// shown as Mask. What is only named and not known is never hidden. Nil
	// hides nothing.
	Hidden func(name string, value Alternative) bool
	// Redact gives what is shown of a text. Nil shows all of it.
	Redact func(text string) string
	// Mask stands where something is hidden.
	Mask string
}

const (
	renderLength = 64 << 10
	renderDepth  = 32
	// leastShown is how much of a string is shown however little room is left,
	// so that it can be recognised.
	leastShown = 8
	ellipsis   = "…"
	rootName   = "$ROOT"
)

func (o RenderOptions) bounded() RenderOptions {
	if o.Length <= 0 {
		o.Length = renderLength
	}
	if o.Depth <= 0 {
		o.Depth = renderDepth
	}
	return o
}

func (o RenderOptions) redacted(text string) string {
	if o.Redact == nil {
		return text
	}
	return o.Redact(text)
}

// hides reports whether an alternative that stands under a key is hidden.
func (o RenderOptions) hides(key Value, a Alternative) bool {
	if o.Hidden == nil {
		return false
	}
	switch a.Value.(type) {
	case *External, *Unknown, Unbound:
		return false
	}
	name, _ := key.(Str)
	return o.Hidden(string(name), a)
}

// Render writes a value of a Result much as Python's repr does. What is not
// known stands in angle brackets, and a part of a string that is not known in
// ${}. Several values that something may have are separated by a bar.
func Render(v Value, options RenderOptions) string {
	r := &renderer{options: options.bounded()}
	r.value(v, 0)
	return r.out.String()
}

// renderer writes one value.
type renderer struct {
	options RenderOptions
	out     strings.Builder
}

func (r *renderer) full() bool { return r.out.Len() >= r.options.Length }

func (r *renderer) value(v Value, depth int) {
	switch v := v.(type) {
	case Str:
		r.text(string(v))
	case *Text:
		r.text(r.options.textOf(v))
	case *Path:
		r.out.WriteString("Path(")
		r.value(v.Name, depth)
		r.out.WriteString(")")
	case Bytes:
		r.out.WriteString("b")
		r.text(string(v))
	case *Sequence:
		r.sequence(v, depth)
	case *Mapping:
		r.mapping(v, depth)
	default:
		if literal, ok := scalarText(v); ok {
			r.out.WriteString(literal)
			return
		}
		if f, ok := v.(Float); ok {
			r.out.WriteString(floatText(float64(f)))
			return
		}
		r.out.WriteString("<" + r.options.described(v) + ">")
	}
}

// text writes a string. It is redacted before it is cut, for a part of a secret
// would not be found any more.
func (r *renderer) text(text string) {
	text = r.options.redacted(text)
	if room := max(r.options.Length-r.out.Len(), leastShown); len(text) > room {
		text = strings.ToValidUTF8(text[:room], "") + ellipsis
	}
	r.out.WriteString(quotedText(text))
}

func (r *renderer) sequence(s *Sequence, depth int) {
	elements := s.Elements()
	opening, closing := "[", "]"
	switch s.Kind {
	case TupleKind:
		opening, closing = "(", ")"
		if len(elements) == 1 && elements[0].Spread == nil {
			closing = ",)"
		}
	case SetKind:
		opening, closing = "{", "}"
		if len(elements) == 0 {
			opening, closing = "set(", ")"
		}
	case ListKind:
	}
	r.items(opening, closing, len(elements), depth, func(i int) {
		if spread := elements[i].Spread; spread != nil {
			r.out.WriteString("*<" + r.options.described(spread) + ">")
			return
		}
		r.alternatives(nil, elements[i].Alternatives, depth)
	})
}

func (r *renderer) mapping(m *Mapping, depth int) {
	entries, more := m.Entries(), m.More()
	count := len(entries)
	if more != nil {
		count++
	}
	r.items("{", "}", count, depth, func(i int) {
		if i == len(entries) {
			r.out.WriteString("**<" + r.options.described(more) + ">")
			return
		}
		r.value(entries[i].Key, depth+1)
		r.out.WriteString(": ")
		r.alternatives(entries[i].Key, entries[i].Alternatives, depth)
	})
}

// items writes what is between two brackets, as far as there is room.
func (r *renderer) items(opening, closing string, count, depth int, item func(int)) {
	r.out.WriteString(opening)
	for i := range count {
		if i > 0 {
			r.out.WriteString(", ")
		}
		if r.full() || depth+1 >= r.options.Depth {
			r.out.WriteString(ellipsis)
			break
		}
		item(i)
	}
	r.out.WriteString(closing)
}

func (r *renderer) alternatives(key Value, list Alternatives, depth int) {
	for i, a := range list {
		if i > 0 {
			r.out.WriteString(" | ")
		}
		if r.full() {
			r.out.WriteString(ellipsis)
			return
		}
		if r.options.hides(key, a) {
			r.out.WriteString(r.options.Mask)
			continue
		}
		r.value(a.Value, depth+1)
	}
}

// textOf is a string with its unknown parts named.
func (o RenderOptions) textOf(t *Text) string {
	var b strings.Builder
	parts := t.Parts
	if len(parts) > 0 {
		if _, isRoot := parts[0].Hole.(Root); isRoot {
			rest := ""
			if parts = parts[1:]; len(parts) > 0 && parts[0].Hole == nil {
				rest, parts = parts[0].Known, parts[1:]
			}
			b.WriteString(o.belowRoot(rest))
		}
	}
	for _, part := range parts {
		switch hole := part.Hole.(type) {
		case nil:
			b.WriteString(part.Known)
		case Root:
			b.WriteString(rootName)
		case *External:
			b.WriteString("${" + o.redacted(hole.short()) + "}")
		default:
			b.WriteString("${" + ellipsis + "}")
		}
	}
	return b.String()
}

// belowRoot is a path below the tree's root ("" or with a slash before it), as
// seen from the directory that $ROOT stands for.
func (o RenderOptions) belowRoot(name string) string {
	if o.Root == "" {
		return rootName + name
	}
	if rest, ok := strings.CutPrefix(name, "/"+o.Root); ok && (rest == "" || rest[0] == '/') {
		return rootName + rest
	}
	return rootName + strings.Repeat("/..", strings.Count(o.Root, "/")+1) + name
}

// short names an external where there is no room to say what kind it is.
func (e *External) short() string {
	if e.Through == "" && e.Source.Kind == Environment {
		return e.Source.Name
	}
	return e.expression()
}

// described says in words what a value is that cannot be written down.
func (o RenderOptions) described(v Value) string {
	switch v := v.(type) {
	case *External:
		if v.Through != "" {
			return o.redacted(v.Through)
		}
		return v.Source.String()
	case *Unknown:
		return "unknown: " + o.redacted(v.Reason)
	case Unbound:
		return "not set"
	case *Object:
		return v.Type
	case *Function:
		return strings.TrimSpace("function " + v.Name)
	case *Builtin:
		return "function " + v.Name
	case *ModuleValue:
		return "module " + v.Name
	case *Class:
		return "class " + v.Name
	case *Instance:
		if v.Class != nil {
			return "instance of " + v.Class.Name
		}
	case Root:
		return rootName
	}
	return "object"
}

// floatText is a floating-point number as Python writes one.
func floatText(f float64) string {
	text := strings.ToLower(strings.TrimPrefix(strconv.FormatFloat(f, 'g', -1, 64), "+"))
	if strings.ContainsAny(text, ".en") { // has a point, an exponent, or is inf or nan
		return text
	}
	return text + ".0"
}

// quotedText is a string literal, with the quotes that Python prefers.
func quotedText(text string) string {
	quote := '\''
	if strings.Contains(text, "'") && !strings.Contains(text, `"`) {
		quote = '"'
	}
	var b strings.Builder
	b.WriteRune(quote)
	for _, c := range text {
		switch {
		case c == quote, c == '\\':
			b.WriteRune('\\')
			b.WriteRune(c)
		case unicode.IsPrint(c):
			b.WriteRune(c)
		default:
			escaped := strconv.QuoteRuneToASCII(c)
			b.WriteString(escaped[1 : len(escaped)-1])
		}
	}
	b.WriteRune(quote)
	return b.String()
}
