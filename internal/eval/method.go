package eval

import (
	"strings"

	"github.com/djvet/djvet/parser/python"
)

// collectionMethod calls a method of a string, list, dict, path or file.
func (it *interpreter) collectionMethod(object Value, a *python.Attribute, c *call) (Alternatives, bool) {
	switch o := object.(type) {
	case Str:
		return it.textMethod(o, a.Name, c), true
	case Bytes:
		return it.bytesMethod(o, a.Name, c), true
	case *Text:
		return one(partialMethod(o, a.Name, c)), true
	case *External:
		if v, ok := it.externalMethod(o, a.Name, c); ok {
			return v, true
		}
	case *Sequence:
		return it.listMethod(o, a, c)
	case *Mapping:
		return it.mappingMethod(o, a, c)
	case *Path:
		return it.pathMethod(o, a.Name, c)
	case *Instance:
		return it.modelMethod(o, a.Name, c)
	}
	return nil, false
}

// boundMethod and the two below give methods as values.
func boundMethod(v Value, e *python.Attribute) (Value, bool) {
	switch v.(type) {
	case *Sequence, *Mapping:
	default:
		return nil, false
	}
	return &Builtin{Name: e.Name, call: func(it *interpreter, c *call) Alternatives {
		if result, ok := it.collectionMethod(v, e, c); ok {
			return result
		}
		why := unknown("the method " + e.Name + " is not followed")
		it.taintValue(v, why)
		return it.unknownCall(why, c)
	}}, true
}

func methodValue(i *Instance, name string) (Value, bool) {
	if _, modelled := i.Class.modelled(); !modelled {
		return nil, false
	}
	return &Builtin{Name: i.Class.Name + "." + name, call: func(it *interpreter, c *call) Alternatives {
		if result, ok := it.modelMethod(i, name, c); ok {
			return result
		}
		return it.unknownCall(unknown("the method "+name+" of a "+i.Class.Name+" is not followed"), c)
	}}, true
}

func (c *Class) modelled() (string, bool) { return c.Name, c.scope == nil }

// textMethod is a method of a string that is known.
func (it *interpreter) textMethod(s Str, name string, c *call) Alternatives {
	if name == "format" {
		return it.format(s, c)
	}
	if name == "join" && len(c.positional) == 1 {
		return it.each(c.positional[0], func(a Alternative) Alternatives { return it.joinText(s, a) })
	}
	arguments := make([]Value, 0, 2)
	for _, arg := range c.positional {
		v, ok := arg.Single()
		if !ok {
			return it.textMethodPairs(s, name, c)
		}
		arguments = append(arguments, v)
	}
	if c.open || len(c.keywords) > 0 {
		return one(unknown("a string method is called in a way that is not followed"))
	}
	if v := it.textResult(string(s), name, arguments); v != nil {
		return one(v)
	}
	return one(derived("str."+name, append(arguments, Value(s))...))
}

// textMethodPairs evaluates a method with one argument that has several
// possible values.
func (it *interpreter) textMethodPairs(s Str, name string, c *call) Alternatives {
	if len(c.positional) != 1 {
		return one(unknown("a string method is called in a way that is not followed"))
	}
	return c.positional[0].values(func(v Value) Value {
		if result := it.textResult(string(s), name, []Value{v}); result != nil {
			return result
		}
		return derived("str."+name, v)
	})
}

func (it *interpreter) textResult(s, name string, arguments []Value) Value {
	texts := make([]string, len(arguments))
	for i, a := range arguments {
		t, ok := a.(Str)
		if !ok {
			return it.textResultOther(s, name, arguments)
		}
		texts[i] = string(t)
	}
	switch len(texts) {
	case 0:
		return it.textResult0(s, name)
	case 1:
		return it.textResult1(s, name, texts[0])
	}
	if name == "replace" && len(texts) == 2 {
		if (strings.Count(s, texts[0])+1)*len(texts[1]) > maxText {
			return unknown("gave up because the string is too long")
		}
		return limitText(strings.ReplaceAll(s, texts[0], texts[1]))
	}
	return nil
}

// pythonSpace is what str.isspace holds for.
const pythonSpace = " \t\n\r\v\f\x1c\x1d\x1e\x1f\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"

func (it *interpreter) textResult0(s, name string) Value {
	switch name {
	case "strip":
		return Str(strings.Trim(s, pythonSpace))
	case "lstrip":
		return Str(strings.TrimLeft(s, pythonSpace))
	case "rstrip":
		return Str(strings.TrimRight(s, pythonSpace))
	case "split":
		return it.texts(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(pythonSpace, r) }))
	}
	if !ascii(s) {
		return nil // Unicode's case rules differ between Go and Python
	}
	switch name {
	case "lower", "casefold":
		return Str(strings.ToLower(s))
	case "upper":
		return Str(strings.ToUpper(s))
	case "capitalize":
		if s == "" {
			return Str("")
		}
		return Str(strings.ToUpper(s[:1]) + strings.ToLower(s[1:]))
	case "title":
		return Str(titleCase(s))
	case "isdigit", "isnumeric", "isdecimal":
		return Bool(s != "" && strings.Trim(s, "0123456789") == "")
	case "splitlines":
		if s == "" {
			return it.texts(nil)
		}
		lines := strings.Split(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"), "\n")
		if lines[len(lines)-1] == "" {
			lines = lines[:len(lines)-1]
		}
		if strings.ContainsAny(s, "\v\f\x1c\x1d\x1e") {
			return nil
		}
		return it.texts(lines)
	case "encode":
		return Bytes(s)
	}
	return nil
}

func titleCase(s string) string {
	var b strings.Builder
	letter := false
	for i := range len(s) {
		ch := s[i : i+1]
		if letter {
			b.WriteString(strings.ToLower(ch))
		} else {
			b.WriteString(strings.ToUpper(ch))
		}
		letter = ch[0] >= 'a' && ch[0] <= 'z' || ch[0] >= 'A' && ch[0] <= 'Z'
	}
	return b.String()
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func (it *interpreter) textResult1(s, name, argument string) Value {
	switch name {
	case "strip":
		return Str(strings.Trim(s, argument))
	case "lstrip":
		return Str(strings.TrimLeft(s, argument))
	case "rstrip":
		return Str(strings.TrimRight(s, argument))
	case "split":
		if argument != "" {
			return it.texts(strings.Split(s, argument))
		}
	case "startswith":
		return Bool(strings.HasPrefix(s, argument))
	case "endswith":
		return Bool(strings.HasSuffix(s, argument))
	case "removeprefix":
		return Str(strings.TrimPrefix(s, argument))
	case "removesuffix":
		return Str(strings.TrimSuffix(s, argument))
	case "count":
		if argument != "" {
			return Int(strings.Count(s, argument))
		}
	case "encode":
		switch strings.ToLower(argument) {
		case "utf-8", "utf8", "ascii", "latin-1":
			if ascii(s) {
				return Bytes(s)
			}
		}
	}
	return nil
}

func (it *interpreter) textResultOther(s, name string, arguments []Value) Value {
	if len(arguments) == 2 && name == "split" {
		separator, okS := arguments[0].(Str)
		limit, okL := arguments[1].(Int)
		if okS && okL && separator != "" && limit >= 0 && limit < maxElements {
			return it.texts(strings.SplitN(s, string(separator), int(limit)+1))
		}
	}
	if len(arguments) == 1 && (name == "startswith" || name == "endswith") {
		if tuple, ok := arguments[0].(*Sequence); ok && tuple.Kind == TupleKind {
			found := false
			for _, e := range tuple.Elements() {
				v, single := e.Alternatives.Single()
				t, isText := v.(Str)
				if e.Spread != nil || !single || !isText {
					return nil
				}
				found = found || it.textResult1(s, name, string(t)) == Value(Bool(true))
			}
			return Bool(found)
		}
	}
	return nil
}

func (it *interpreter) texts(list []string) Value {
	elements := make([]Element, len(list))
	for i, s := range list {
		elements[i] = Element{Alternatives: one(Str(s))}
	}
	return it.sequence(ListKind, elements)
}

// externalMethod follows the methods of strings from outside by name.
func (it *interpreter) externalMethod(e *External, name string, c *call) (Alternatives, bool) {
	written := make([]string, len(c.positional))
	for i, arg := range c.positional {
		v, ok := arg.Single()
		if s, isScalar := scalarText(v); ok && isScalar {
			written[i] = s
			continue
		}
		return nil, false
	}
	if c.open || len(c.keywords) > 0 {
		return nil, false
	}
	typeName := ""
	if e.Type == "str" {
		switch name {
		case "lower", "upper", "strip", "lstrip", "rstrip", "title", "capitalize", "casefold", "replace", "removeprefix", "removesuffix", "format":
			typeName = "str"
		case "split", "splitlines", "rsplit":
			typeName = "list"
		case "startswith", "endswith", "isdigit", "isnumeric":
			typeName = "bool"
		}
	}
	if typeName == "" {
		it.doubt("a method of " + e.Source.String() + " fails")
	}
	return one(e.through(name+"("+strings.Join(append([]string{e.expression()}, written...), ", ")+")", typeName)), true
}

// joinText is separator.join(collection).
func (it *interpreter) joinText(separator Str, a Alternative) Alternatives {
	if isFresh(a.Value) {
		return one(&Object{Type: "str", Fresh: true})
	}
	elements := it.elementsOf(a)
	if hasSpread(elements) {
		return one(derived("str.join", a.Value))
	}
	result := one(Str(""))
	for i, e := range elements {
		if i > 0 {
			result = result.values(func(v Value) Value { return fromParts(append(formatted(v), TextPart{Known: string(separator)})) })
		}
		result = it.pairs(result, e.Alternatives, func(x, y Value) Alternatives {
			if _, isUnknown := x.(*Unknown); isUnknown {
				return one(x)
			}
			if isFresh(x) || isFresh(y) {
				return one(&Object{Type: "str", Fresh: true})
			}
			parts, ok := partsOf(y)
			if !ok {
				return one(derived("str.join", y))
			}
			return one(fromParts(append(formatted(x), parts...)))
		})
	}
	for i := range result {
		result[i].Origin = Origin{}
	}
	return result
}

// isFresh reports whether a value differs at each start.
func isFresh(v Value) bool {
	o, ok := v.(*Object)
	return ok && o.Fresh
}

// format is text.format(…) with plain fields: {}, {0} and {name}.
func (it *interpreter) format(s Str, c *call) Alternatives {
	result := one(Str(""))
	rest, next := string(s), 0
	add := func(piece Alternatives) {
		result = it.pairs(result, piece, func(x, y Value) Alternatives {
			return one(fromParts(append(formatted(x), formatted(y)...)))
		})
	}
	for rest != "" {
		at := strings.IndexAny(rest, "{}")
		if at < 0 {
			add(one(Str(rest)))
			break
		}
		add(one(Str(rest[:at])))
		if at+1 < len(rest) && rest[at+1] == rest[at] {
			add(one(Str(rest[at : at+1])))
			rest = rest[at+2:]
			continue
		}
		field, tail, closed := strings.Cut(rest[at+1:], "}")
		if rest[at] == '}' || !closed {
			return one(unknown("a format is not followed here"))
		}
		argument := formatArgument(field, &next, c)
		if argument == nil {
			return one(unknown("a format is not followed here"))
		}
		add(argument)
		rest = tail
	}
	for i := range result {
		result[i].Origin = Origin{}
	}
	return result
}

func formatArgument(field string, next *int, c *call) Alternatives {
	if c.open {
		return nil
	}
	if field == "" {
		*next++
		return c.arg(*next-1, "")
	}
	if len(field) == 1 && field[0] >= '0' && field[0] <= '9' {
		return c.arg(int(field[0]-'0'), "")
	}
	return c.keywords[field]
}
