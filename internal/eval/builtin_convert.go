package eval

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/djvet/djvet/parser/python"
)

// toIntOrRaise is int(), which raises for a text that is certainly no number.
func (it *interpreter) toIntOrRaise(v Value, n python.Node) Alternatives {
	if s, ok := v.(Str); ok && ascii(string(s)) && !plainInteger.MatchString(string(s)) {
		if n == nil {
			n = &python.Name{Span: python.Span{Span: it.span}}
		}
		it.raise(Guard{}, failure{exception: "ValueError", message: "int() of a text that is no number", node: n})
		return nil
	}
	return one(toInt(it, v))
}

var plainInteger = regexp.MustCompile(`\A[\s\x1c-\x1f]*[+-]?\d+(_\d+)*[\s\x1c-\x1f]*\z`)

func toInt(it *interpreter, v Value) Value {
	switch v := v.(type) {
	case Int:
		return v
	case Bool:
		if v {
			return Int(1)
		}
		return Int(0)
	case Float:
		if v > -1<<53 && v < 1<<53 {
			return Int(v)
		}
	case Str:
		text := strings.Trim(string(v), pythonSpace)
		if n, err := strconv.ParseInt(text, 10, 64); err == nil && text == strings.TrimLeft(text, "+") {
			return Int(n)
		}
		it.doubtOf(exception{name: "ValueError"}, "int() fails")
		return unknown("int() of a text that is no plain number")
	case *External:
		if v.Type == "str" {
			it.doubtOf(exception{name: "ValueError"}, "int() of "+v.Source.String()+" fails")
		} else {
			it.doubt("int() of " + v.Source.String() + " fails")
		}
		return v.through("int("+v.expression()+")", "int")
	}
	it.doubt("int() fails")
	return derived("int", v)
}

func toFloat(it *interpreter, v Value) Value {
	switch v := v.(type) {
	case Int:
		return Float(v)
	case Float:
		return v
	case Str:
		text := strings.Trim(string(v), pythonSpace)
		if f, err := strconv.ParseFloat(text, 64); err == nil && strings.Trim(text, "0123456789.-") == "" {
			return Float(f)
		}
	case *External:
		it.doubt("float() of " + v.Source.String() + " fails")
		return v.through("float("+v.expression()+")", "float")
	}
	it.doubt("float() fails")
	return derived("float", v)
}

func callBool(it *interpreter, c *call) Alternatives {
	if len(c.positional) == 0 {
		return one(Bool(false))
	}
	it.truthTaken(c.positional[0])
	yes, no := it.split(c.positional[0], c.node)
	switch {
	case no.never():
		return one(Bool(true))
	case yes.never():
		return one(Bool(false))
	}
	return append(one(Bool(true)).under(yes), one(Bool(false)).under(no)...).merged()
}

func (it *interpreter) toSequence(kind SequenceKind, c *call) Alternatives {
	if len(c.positional) == 0 {
		return one(it.sequence(kind, nil))
	}
	return it.each(c.positional[0], func(a Alternative) Alternatives {
		if s, ok := a.Value.(*Sequence); ok {
			return it.eachVersion(s, func(elements []Element) Alternatives {
				if kind == SetKind {
					return one(it.setDisplay(elements))
				}
				if s.Kind == SetKind && len(elements) > 1 {
					return one(it.sequence(kind, spread("the order of a set is not known")))
				}
				return one(it.sequence(kind, elements))
			})
		}
		if e, ok := a.Value.(*External); ok {
			name := [...]string{"list", "tuple", "set"}[kind]
			it.doubt(name + "() fails")
			return one(e.through(name+"("+e.expression()+")", name))
		}
		elements := it.elementsOf(a)
		if hasSpread(elements) {
			it.doubt("making a collection fails")
		}
		if kind == SetKind {
			return one(it.setDisplay(elements))
		}
		return one(it.sequence(kind, elements))
	})
}

// certainElements are the values of elements that are all known to be one.
func certainElements(elements []Element) ([]Value, bool) {
	values := make([]Value, len(elements))
	for i, e := range elements {
		v, ok := e.Alternatives.Single()
		if e.Spread != nil || !ok {
			return nil, false
		}
		values[i] = v
	}
	return values, true
}
