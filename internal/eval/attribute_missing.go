package eval

import (
	"slices"
	"strings"
)

// attributesOf are the attributes of a builtin type that do not begin with an
// underscore, in all versions of Python from 3.6 to 3.14.
func attributesOf(kind string) string {
	switch kind {
	case "str":
		return "capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal isdigit " +
			"isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix " +
			"replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill"
	case "list":
		return "append clear copy count extend index insert pop remove reverse sort"
	case "tuple":
		return "count index"
	case "dict":
		return "clear copy fromkeys get items keys pop popitem setdefault update values"
	case "set":
		return "add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset issuperset pop remove " +
			"symmetric_difference symmetric_difference_update union update"
	}
	return ""
}

// lacksAttribute reports whether an object of a builtin type has no attribute of
// that name, as a tuple has no append.
func lacksAttribute(v Value, name string) bool {
	switch v.(type) {
	case Str, *Text, *Sequence, *Mapping, None:
	default:
		return false
	}
	if strings.HasPrefix(name, "_") {
		return false
	}
	kind, _ := typeName(v)
	return kind == "NoneType" || kind != "" && !slices.Contains(strings.Fields(attributesOf(kind)), name)
}

// missingAttribute raises what Python does.
func (it *interpreter) missingAttribute(f failure) Alternatives {
	it.raise(Guard{}, f)
	return one(unknown(f.message))
}
