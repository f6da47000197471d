package deploy

import "strings"

// interpolation replaces $NAME, ${NAME}, ${NAME:-word} and their like in the
// values of a compose file, as the compose specification has it: $$ is a
// dollar sign, words may nest, and a variable that is not set is empty. Which
// variables the host sets is not known, except those of the .env file beside
// the compose file: what neither gives stays unknown.
type interpolation struct {
	variables []Variable
	input     string
	at        int
}

// interpolate expands one value.
func interpolate(input string, variables []Variable) value {
	if !strings.Contains(input, "$") {
		return value{input, true, false}
	}
	i := &interpolation{variables: variables, input: input}
	return i.until(0, 0)
}

// until expands up to an unnested stop byte, or to the end if stop is 0.
func (i *interpolation) until(stop byte, depth int) value {
	var out strings.Builder
	whole := value{known: true}
	for i.at < len(i.input) {
		c := i.input[i.at]
		if stop != 0 && c == stop {
			break
		}
		if c != '$' || i.at+1 == len(i.input) {
			out.WriteByte(c)
			i.at++
			continue
		}
		i.at++
		var part value
		switch next := i.input[i.at]; {
		case next == '$':
			i.at++
			part = value{"$", true, false}
		case next == '{' && depth < 20:
			i.at++
			part = i.braced(depth)
		default:
			name := i.name()
			if name == "" {
				out.WriteByte('$')
				continue
			}
			part, _ = i.lookup(name)
		}
		whole.known = whole.known && part.known
		whole.fallback = whole.fallback || part.fallback
		out.WriteString(part.text)
	}
	if !whole.known {
		return value{}
	}
	whole.text = out.String()
	return whole
}

// braced reads what is behind "${", its brace included.
func (i *interpolation) braced(depth int) value {
	name := i.name()
	operator := ""
	for _, candidate := range []string{":-", ":?", ":+", "-", "?", "+"} {
		if strings.HasPrefix(i.input[i.at:], candidate) {
			operator = candidate
			i.at += len(candidate)
			break
		}
	}
	word := i.until('}', depth+1)
	if i.at < len(i.input) {
		i.at++
	}
	current, set := i.lookup(name)
	switch operator {
	case ":-", "-":
		if !set {
			word.fallback = true
			return word
		}
		if current.known && current.text == "" && operator == ":-" {
			return word
		}
	case ":+", "+":
		if !set || !current.known {
			return value{}
		}
		if current.text == "" && operator == ":+" {
			return value{"", true, current.fallback}
		}
		return word
	}
	return current
}

func (i *interpolation) lookup(name string) (value, bool) {
	if variable, found := find(i.variables, name); found {
		// The host's environment goes before the file.
		return value{variable.Value, variable.Known, true}, true
	}
	return value{}, false
}

func (i *interpolation) name() string {
	start := i.at
	for i.at < len(i.input) {
		c := i.input[i.at]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || i.at > start && '0' <= c && c <= '9') {
			break
		}
		i.at++
	}
	return i.input[start:i.at]
}
