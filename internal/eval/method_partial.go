package eval

import (
	"slices"
	"strings"
)

// partialMethod is a method of a text of which some parts are not known: what
// can be told by its ends.
func partialMethod(t *Text, name string, c *call) Value {
	unclear := derived("str."+name, t)
	argument, given := c.text(0, "")
	if len(c.positional) > 1 || len(c.keywords) > 0 || c.open || len(c.positional) == 1 && !given {
		return unclear
	}
	if !given {
		argument = pythonSpace
	}
	first, last := t.Parts[0], t.Parts[len(t.Parts)-1]
	switch name {
	case "rstrip":
		return or(t.trimmedRight(argument), unclear)
	case "lstrip":
		return or(t.trimmedLeft(argument), unclear)
	case "strip":
		if left, ok := t.trimmedLeft(argument).(*Text); ok {
			return or(left.trimmedRight(argument), unclear)
		}
	case "startswith":
		if given && first.Hole == nil && len(first.Known) >= len(argument) {
			return Bool(strings.HasPrefix(first.Known, argument))
		}
	case "endswith":
		if given && last.Hole == nil && len(last.Known) >= len(argument) {
			return Bool(strings.HasSuffix(last.Known, argument))
		}
	}
	return unclear
}

func or(v, otherwise Value) Value {
	if v == nil {
		return otherwise
	}
	return v
}

// trimmedRight is the text without the characters of cutset at its end; nil if
// that is not known. The directory of the tree is not the root of the file system:
// no slash ends it.
func (t *Text) trimmedRight(cutset string) Value {
	at := len(t.Parts) - 1
	last := t.Parts[at]
	if last.Hole == nil {
		if kept := strings.TrimRight(last.Known, cutset); kept != "" {
			parts := slices.Clone(t.Parts)
			parts[at].Known = kept
			return fromParts(parts)
		}
		at--
		if at < 0 {
			return nil
		}
	}
	if _, isRoot := t.Parts[at].Hole.(Root); isRoot && (cutset == "/" || cutset == pythonSpace) {
		return fromParts(slices.Clone(t.Parts[:at+1]))
	}
	return nil
}

// trimmedLeft is the text without the characters of cutset at its start; nil if
// that is not known.
func (t *Text) trimmedLeft(cutset string) Value {
	first := t.Parts[0]
	if _, isRoot := first.Hole.(Root); isRoot && !strings.Contains(cutset, "/") {
		return t
	}
	if first.Hole != nil {
		return nil
	}
	kept := strings.TrimLeft(first.Known, cutset)
	if kept == "" {
		return nil
	}
	parts := slices.Clone(t.Parts)
	parts[0].Known = kept
	return fromParts(parts)
}
