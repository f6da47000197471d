package eval

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/djvet/djvet/parser/python"
)

// pydanticKind is the type of a field: one that is followed, or "" for any other.
type pydanticKind struct {
	name string
	// of are the types inside: of elements, of what may also be None.
	of []pydanticKind
	// options are those of a Literal.
	options []Value
}

const maxPydanticDepth = 20

// pydanticKindOf is the type that an annotation stands for.
func (it *interpreter) pydanticKindOf(e python.Expr, depth int) pydanticKind {
	if depth > maxPydanticDepth {
		return pydanticKind{}
	}
	switch e := e.(type) {
	case *python.Name, *python.Attribute:
		return pydanticKind{name: it.pydanticTypeName(e)}
	case *python.Constant:
		if e.Kind == python.None {
			return pydanticKind{name: "none"}
		}
	case *python.Binary:
		if e.Op == "|" {
			return optionalKind(it.pydanticKindOf(e.Left, depth+1), it.pydanticKindOf(e.Right, depth+1))
		}
	case *python.Subscript:
		return it.pydanticGeneric(e, depth)
	}
	return pydanticKind{}
}

func optionalKind(a, b pydanticKind) pydanticKind {
	switch {
	case b.name == "none":
		return pydanticKind{name: "optional", of: []pydanticKind{a}}
	case a.name == "none":
		return pydanticKind{name: "optional", of: []pydanticKind{b}}
	}
	return pydanticKind{}
}

// pydanticGeneric is Type[index].
func (it *interpreter) pydanticGeneric(e *python.Subscript, depth int) pydanticKind {
	indexes := []python.Expr{e.Index}
	if t, ok := e.Index.(*python.Tuple); ok {
		indexes = t.Elements
	}
	name := it.pydanticTypeName(e.Value)
	if name == "Literal" {
		return it.pydanticLiteral(indexes)
	}
	of := make([]pydanticKind, len(indexes))
	for i, index := range indexes {
		of[i] = it.pydanticKindOf(index, depth+1)
	}
	switch {
	case name == "Optional" && len(of) == 1:
		return pydanticKind{name: "optional", of: of}
	case name == "Union" && len(of) == 2:
		return optionalKind(of[0], of[1])
	case (name == "list" || name == "set") && len(of) == 1, name == "dict" && len(of) == 2:
		return pydanticKind{name: name, of: of}
	case name == "tuple" && len(of) == 2:
		if dots, ok := indexes[1].(*python.Constant); ok && dots.Kind == python.Ellipsis {
			return pydanticKind{name: name, of: of[:1]}
		}
	}
	return pydanticKind{}
}

func (it *interpreter) pydanticLiteral(indexes []python.Expr) pydanticKind {
	kind := pydanticKind{name: "literal"}
	for _, index := range indexes {
		s, ok := index.(*python.Str)
		if !ok || s.Bytes {
			return pydanticKind{}
		}
		kind.options = append(kind.options, Str(s.Value))
	}
	return kind
}

// pydanticTypeName is the name of a type as pydantic's documentation has it: those
// of typing stand for the builtin ones. It is "" for what is not followed.
func (it *interpreter) pydanticTypeName(e python.Expr) string {
	dotted := ""
	switch e := e.(type) {
	case *python.Name:
		b := it.scope.lookup(e.ID)
		if b == nil {
			if it.scope.tainted() != nil {
				return ""
			}
			dotted = "builtins." + e.ID
			break
		}
		v, _ := b.alternatives.Single()
		switch v := v.(type) {
		case *Unknown:
			dotted = v.outside
		case *Class:
			dotted = modelledType(v)
		}
	case *python.Attribute:
		name, ok := e.Value.(*python.Name)
		if !ok {
			return ""
		}
		if b := it.scope.lookup(name.ID); b != nil {
			v, _ := b.alternatives.Single()
			if m, ok := v.(*ModuleValue); ok && m.module == nil {
				if class, ok := m.model[e.Name].(*Class); ok {
					dotted = modelledType(class)
				} else {
					dotted = m.Name + "." + e.Name
				}
			}
		}
	}
	switch dotted {
	case "builtins.str", "builtins.bool", "builtins.int", "builtins.float", "builtins.list", "builtins.tuple", "builtins.set", "builtins.dict":
		return strings.TrimPrefix(dotted, "builtins.")
	case "typing.List", "typing.Tuple", "typing.Set", "typing.Dict":
		return strings.ToLower(strings.TrimPrefix(dotted, "typing."))
	case "typing.Optional", "typing.Union", "typing.Literal", "typing.Any":
		return strings.TrimPrefix(dotted, "typing.")
	case "typing_extensions.Literal":
		return "Literal"
	case "pathlib.Path", pydanticSecretName:
		return dotted
	}
	return ""
}

// modelledType is the dotted name of a class that djvet models and fields have.
func modelledType(class *Class) string {
	switch {
	case class.scope != nil:
		return ""
	case class.Name == "Path":
		return "pathlib.Path"
	case class.Name == pydanticSecretName:
		return class.Name
	}
	return ""
}

func (it *interpreter) isClassVariable(e python.Expr) bool {
	if s, ok := e.(*python.Subscript); ok {
		e = s.Value
	}
	switch e := e.(type) {
	case *python.Name:
		return e.ID == "ClassVar"
	case *python.Attribute:
		return e.Name == "ClassVar"
	}
	return false
}

// plain is the type without "or None".
func (k pydanticKind) plain() pydanticKind {
	if k.name == "optional" && k.of[0].name != "optional" {
		return k.of[0]
	}
	return k
}

// complex reports whether a variable holds the value as JSON.
func (k pydanticKind) complex() bool {
	switch k.plain().name {
	case "list", "tuple", "set", "dict":
		return true
	}
	return false
}

// cast names the type for people.
func (k pydanticKind) cast() string {
	switch name := k.plain().name; name {
	case "", "optional", "none", "Any", "literal":
		return "str"
	case pydanticSecretName:
		return "SecretStr"
	case "pathlib.Path":
		return "Path"
	default:
		return name
	}
}

// pydanticInteger is an integer that every release takes; other texts with a
// digit are not followed.
var pydanticInteger = regexp.MustCompile(`\A *(0|-?[1-9]\d{0,17}) *\z`)

func pydanticInt(s string) (Int, bool) {
	if !pydanticInteger.MatchString(s) {
		return 0, false
	}
	n, err := strconv.ParseInt(strings.Trim(s, " "), 10, 64)
	return Int(n), err == nil
}
