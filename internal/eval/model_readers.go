package eval

import (
	"slices"
	"strings"
)

func isNone(a Alternatives) bool {
	v, _ := a.Single()
	return v == Value(None{})
}

// castType is the Python type that a cast gives, "" if it is not known.
func castType(cast string) string {
	switch cast {
	case "bool", "int", "float", "list", "tuple", "dict", "set":
		return cast
	}
	return ""
}

// plainText reports whether Python and Go agree on the letters and digits of a
// text.
func plainText(text string) bool { return ascii(text) && !strings.Contains(text, "_") }

func nonEmptyParts(text string) []string {
	return slices.DeleteFunc(strings.Split(text, ","), func(part string) bool { return part == "" })
}
