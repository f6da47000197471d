package eval

import (
	"fmt"
	"strings"
)

// csvCast is the state of a Csv.
type csvCast struct {
	cast             Alternatives // nil for str
	delimiter, strip string
	post             string // the type that it makes, "" if that is not followed
	// plain says that it was made without arguments.
	plain bool
}

// newCsv is Csv(cast=str, delimiter=",", strip=string.whitespace, post_process=list).
func newCsv(_ *interpreter, c *call) Alternatives {
	csv := csvCast{delimiter: ",", strip: " \t\n\r\v\f", post: "list", plain: len(c.positional)+len(c.keywords) == 0}
	known := !c.open
	if given := c.arg(0, "cast"); given != nil {
		csv.cast = given
		known = known && len(given) == 1
	}
	for i, target := range []*string{&csv.delimiter, &csv.strip} {
		if name := []string{"delimiter", "strip"}[i]; c.arg(i+1, name) != nil {
			s, ok := c.text(i+1, name)
			*target, known = s, known && ok
		}
	}
	if given := c.arg(3, "post_process"); given != nil {
		v, _ := given.Single()
		b, ok := v.(*Builtin)
		if csv.post = ""; ok {
			csv.post = b.Name
		}
	}
	switch csv.post {
	case "list", "tuple", "set", "frozenset":
	default:
		known = false
	}
	if !known || csv.delimiter == "" || strings.ContainsAny(csv.delimiter, `"'\#`) {
		return one(&Builtin{Name: "Csv with arguments", call: opaqueCall("Csv")})
	}
	return one(nativeInstance("csv", csv))
}

func (csvCast) method(*interpreter, string, *call) (Alternatives, bool) { return nil, false }

// called is Csv()(value): shlex leaves out what is empty.
func (csv csvCast) called(it *interpreter, c *call) Alternatives {
	return it.each(c.arg(0, "value"), func(a Alternative) Alternatives {
		switch v := a.Value.(type) {
		case None:
			return one(it.sequence(csv.kind(), nil))
		case Str:
			if strings.ContainsAny(string(v), `"'\#`) {
				it.doubt("the list cannot be read")
				return one(unknown("quotes and comments in a list are not followed"))
			}
			return csv.elements(it, string(v), c)
		case *External:
			it.doubt("the list of " + v.Source.String() + " cannot be read")
			result := v.through("csv("+v.expression()+")", csv.typeName())
			result.vague = result.vague || !csv.plain
			return one(result)
		}
		it.doubt("the list cannot be read")
		return one(derived("csv", a.Value))
	})
}

func (csv csvCast) kind() SequenceKind {
	switch csv.post {
	case "tuple":
		return TupleKind
	case "set", "frozenset":
		return SetKind
	}
	return ListKind
}

func (csv csvCast) typeName() string { return [...]string{"list", "tuple", "set"}[csv.kind()] }

func (csv csvCast) elements(it *interpreter, text string, c *call) Alternatives {
	var elements []Element
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(csv.delimiter, r) }) {
		value := one(Str(strings.Trim(part, csv.strip)))
		if v, _ := csv.cast.Single(); csv.cast != nil {
			value = it.apply(v, &call{node: c.node, positional: []Alternatives{value}})
		}
		if it.pc.never() {
			return nil
		}
		elements = append(elements, Element{Alternatives: value})
	}
	if csv.kind() == SetKind {
		return one(it.setDisplay(elements))
	}
	return one(it.sequence(csv.kind(), elements))
}

// choicesCast is the state of a Choices: what may come out of the cast.
type choicesCast struct {
	cast    Alternatives // nil for str
	allowed []Value      // nil if they are not known
}

// newChoices is Choices(flat, cast=str, choices=((value, label), …)).
func newChoices(it *interpreter, c *call) Alternatives {
	choices := choicesCast{cast: c.arg(1, "cast")}
	flat, okFlat := it.listedArgument(c.arg(0, "flat"))
	pairs, okPairs := it.listedArgument(c.arg(2, "choices"))
	allowed := append([]Value{}, flat...)
	for _, pair := range pairs {
		both, ok := it.unpacked(pair, 2)
		if !ok {
			okPairs = false
			break
		}
		v, single := both[0].Single()
		allowed, okPairs = append(allowed, v), okPairs && single
	}
	if okFlat && okPairs && !c.open {
		choices.allowed = allowed
	}
	return one(nativeInstance("choices", choices))
}

// listedArgument are the elements of a list or tuple that is an argument.
func (it *interpreter) listedArgument(a Alternatives) ([]Value, bool) {
	if a == nil || isNone(a) {
		return nil, true
	}
	v, _ := a.Single()
	s, ok := v.(*Sequence)
	if !ok {
		return nil, false
	}
	elements, ok := it.only(s)
	if !ok {
		return nil, false
	}
	return certainElements(elements)
}

func (choicesCast) method(*interpreter, string, *call) (Alternatives, bool) { return nil, false }

func (choices choicesCast) called(it *interpreter, c *call) Alternatives {
	value := c.arg(0, "value")
	function := modelled().builtins["str"]
	if choices.cast != nil {
		function, _ = choices.cast.Single()
	}
	if function == nil {
		return it.unknownCall(unknown("the cast has several possible values"), c)
	}
	value = it.apply(function, &call{node: c.node, positional: []Alternatives{value}})
	return it.each(value, func(a Alternative) Alternatives {
		unclear := choices.allowed == nil
		for _, allowed := range choices.allowed {
			equal, known := knownEqual(a.Value, allowed)
			if equal && known {
				return one(a.Value)
			}
			unclear = unclear || !known
		}
		if !unclear {
			it.raise(Guard{}, failure{exception: "ValueError", message: fmt.Sprintf("the value is none of the %d choices", len(choices.allowed)), node: c.node})
			return nil
		}
		it.doubtOf(exception{name: "ValueError"}, "the value is none of the choices")
		return one(a.Value)
	})
}
