package eval

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/workspace"
)

// evaluated evaluates a module of some files. Roots default to the top.
func evaluated(t testing.TB, files map[string]string, module string, world World, roots ...string) *Result {
	t.Helper()
	ws, err := workspace.Open(context.Background(), workspace.NewMap(files), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(roots) == 0 {
		roots = []string{""}
	}
	r, ok := Evaluate(context.Background(), Input{Files: ws, Roots: roots, Module: module, World: world})
	if !ok {
		t.Fatalf("there is no module %s", module)
	}
	return r
}

// shown writes alternatives in one line: value, then its guard after "if".
func shown(a Alternatives) string {
	parts := make([]string, len(a))
	for i, alternative := range a {
		parts[i] = shownValue(alternative.Value)
		if !alternative.Guard.Always() {
			parts[i] += " if " + alternative.Guard.String()
		}
	}
	return strings.Join(parts, " | ")
}

func shownValue(v Value) string {
	switch v := v.(type) {
	case Str:
		return strconv.Quote(string(v))
	case Bytes:
		return "b" + strconv.Quote(string(v))
	case Float:
		return pythonFloat(float64(v))
	case Int, Bool, None:
		s, _ := scalarText(v)
		return s
	case Unbound:
		return "unset"
	case *Unknown:
		return "?"
	case *External:
		return "<" + v.expression() + ">"
	case *Object:
		return "object " + v.Type
	case *Text:
		return "text " + shownParts(v)
	case *Path:
		return "Path(" + shownValue(v.Name) + ")"
	case *Sequence:
		return shownSequence(v)
	case *Mapping:
		return shownMapping(v)
	case *Class:
		return "class " + v.Name
	case *Function:
		return "function " + v.Name
	case *ModuleValue:
		return "module " + v.Name
	}
	return fmt.Sprintf("%T", v)
}

func shownParts(t *Text) string {
	var b strings.Builder
	for _, part := range t.Parts {
		switch hole := part.Hole.(type) {
		case nil:
			b.WriteString(part.Known)
		case Root:
			b.WriteString("$ROOT")
		default:
			b.WriteString(shownValue(hole))
		}
	}
	return strconv.Quote(b.String())
}

func shownSequence(s *Sequence) string {
	parts := make([]string, 0, len(s.Elements()))
	for _, e := range s.Elements() {
		if e.Spread != nil {
			parts = append(parts, "*?")
			continue
		}
		part := shown(e.Alternatives)
		if len(e.Alternatives) != 1 {
			part = "(" + part + ")"
		}
		parts = append(parts, part)
	}
	inner := strings.Join(parts, ", ")
	switch s.Kind {
	case TupleKind:
		return "(" + inner + ",)"
	case SetKind:
		return "{" + inner + "}"
	default:
		return "[" + inner + "]"
	}
}

func shownMapping(m *Mapping) string {
	var parts []string
	for _, e := range m.Entries() {
		part := shown(e.Alternatives)
		if len(e.Alternatives) != 1 {
			part = "(" + part + ")"
		}
		parts = append(parts, shownValue(e.Key)+": "+part)
	}
	if m.More() != nil {
		parts = append(parts, "**?")
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
