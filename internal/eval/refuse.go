package eval

import "github.com/djvet/djvet/parser/python"

// refuse raises TypeError in the worlds in which Python has no such operation for
// the two values, and reports whether no world is left. Only types that leave
// no doubt are looked at: a text divided by a text, and the sum of two different
// kinds of text, path, list, tuple, dict and number.
func (it *interpreter) refuse(op string, left, right Alternatives, n python.Node) bool {
	if op != "/" && op != "+" {
		return false
	}
	for _, x := range left {
		for _, y := range right {
			guard, ok := x.Guard.And(y.Guard)
			if !ok {
				continue
			}
			if message := refusal(op, x.Value, y.Value, n); message != "" {
				it.raise(guard, failure{exception: "TypeError", message: message, node: n})
			}
		}
	}
	return it.pc.never()
}

// refusal is what Python says of an operation that it does not have, "" if it
// may have it.
func refusal(op string, x, y Value, n python.Node) string {
	a, b := plainType(x), plainType(y)
	if a == "" || b == "" {
		return ""
	}
	switch op {
	case "/":
		if a == "Path" || b == "Path" && a == "str" || isNumber(a) && isNumber(b) {
			return ""
		}
	case "+":
		_, augmented := n.(*python.AugAssign)
		if a == b || isNumber(a) && isNumber(b) || augmented && a == "list" {
			return "" // list += takes whatever can be iterated
		}
	}
	return "unsupported operand types for " + op + ": " + a + " and " + b
}

// plainType is the name of the type of a value that Python itself made, and that
// is not None: whether something is None often depends on what is not followed.
func plainType(v Value) string {
	switch v := v.(type) {
	case *Path:
		return "Path"
	case *Text:
		for _, part := range v.Parts {
			if _, open := part.Hole.(*Unknown); open {
				return ""
			}
		}
		return "str"
	case Str, Int, Float, Bool, *Mapping:
		name, _ := typeName(v)
		return name
	case *Sequence:
		if v.Kind == SetKind {
			return ""
		}
		name, _ := typeName(v)
		return name
	}
	return ""
}

func isNumber(name string) bool { return name == "int" || name == "float" || name == "bool" }
