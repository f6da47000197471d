package eval

import (
	"strings"
)

// iniSection is one section of the files that a parser has read.
type iniSection struct {
	name    string
	options []string
	values  map[string]iniValue
}

// iniValue is the text of an option, and how many files outside the repository
// were read before it: later ones may say something else.
type iniValue struct {
	text string
	seen int
}

// section finds a section, or with make adds it.
func (p *configParser) section(name string, add bool) *iniSection {
	for _, s := range p.sections {
		if s.name == name {
			return s
		}
	}
	if !add {
		return nil
	}
	s := &iniSection{name: name, values: map[string]iniValue{}}
	if name == iniDefaults {
		p.sections = append([]*iniSection{s}, p.sections...)
	} else {
		p.sections = append(p.sections, s)
	}
	return s
}

// key is what the parser makes of an option's name.
func (p *configParser) key(option string) string {
	if p.caseful {
		return option
	}
	return strings.ToLower(option)
}

// parse reads a source as Python's configparser does with its own settings:
// values go on in lines that are indented deeper, and nothing stands twice. It
// reports false for what that refuses. Source: configparser.py of Python 3.11.
func (p *configParser) parse(source string) bool {
	if strings.ContainsAny(source, "\r\v\f\x1c\x1d\x1e\u0085\u2028\u2029\ufeff") || !p.caseful && !ascii(source) {
		return false
	}
	var section *iniSection
	option, indent := "", 0
	added := map[string]bool{}
	lines := map[string][]string{}
	join := func() {
		if section != nil && option != "" {
			text := strings.TrimRight(strings.Join(lines[option], "\n"), pythonSpace)
			section.values[option] = iniValue{text: text, seen: len(p.suppliers)}
		}
	}
	for _, line := range strings.Split(strings.TrimSuffix(source, "\n"), "\n") {
		value := strings.Trim(line, pythonSpace)
		switch at := len(line) - len(strings.TrimLeft(line, pythonSpace)); {
		case strings.HasPrefix(value, "#") || strings.HasPrefix(value, ";"):
		case value == "":
			if option != "" {
				lines[option] = append(lines[option], "")
			}
		case section != nil && option != "" && at > indent:
			lines[option] = append(lines[option], value)
		case strings.HasPrefix(value, "[") && strings.Contains(value[1:], "]"):
			join()
			name, ok := iniHeader(value)
			if !ok || added["["+name] {
				return false
			}
			section, option, indent, lines = p.section(name, true), "", at, map[string][]string{}
			added["["+name] = name != iniDefaults
		default:
			join()
			at1 := strings.IndexAny(value, "=:")
			if section == nil || at1 < 0 {
				return false
			}
			option, indent = p.key(strings.TrimRight(value[:at1], pythonSpace)), at
			if option == "" || added[section.name+"]"+option] {
				return false
			}
			added[section.name+"]"+option] = true
			if _, known := section.values[option]; !known {
				section.options = append(section.options, option)
			}
			lines[option] = []string{strings.Trim(value[at1+1:], pythonSpace)}
			section.values[option] = iniValue{}
		}
	}
	join()
	return true
}

// iniHeader is the name in brackets. Releases of Python disagree on brackets in
// it.
func iniHeader(value string) (string, bool) {
	name, rest, _ := strings.Cut(value[1:], "]")
	return name, name != "" && !strings.Contains(rest, "]")
}

// interpolated is a value after %(name)s was replaced; false where Python raises.
func (p *configParser) interpolated(s *iniSection, text string, depth int) (string, bool) {
	if depth > 10 || len(text) > maxText {
		return "", false
	}
	var b strings.Builder
	for text != "" {
		before, after, found := strings.Cut(text, "%")
		b.WriteString(before)
		if !found {
			break
		}
		if rest, escaped := strings.CutPrefix(after, "%"); escaped {
			b.WriteByte('%')
			text = rest
			continue
		}
		name, rest, ok := strings.Cut(strings.TrimPrefix(after, "("), ")")
		if !strings.HasPrefix(after, "(") || !ok || name == "" || !strings.HasPrefix(rest, "s") {
			return "", false
		}
		value, ok := p.find(s, p.key(name))
		if !ok {
			return "", false
		}
		inner := value.text
		if strings.Contains(inner, "%") {
			if inner, ok = p.interpolated(s, inner, depth+1); !ok {
				return "", false
			}
		}
		b.WriteString(inner)
		text = rest[1:]
	}
	return b.String(), b.Len() <= maxText
}

// find gives an option of a section, or of the defaults.
func (p *configParser) find(s *iniSection, key string) (iniValue, bool) {
	if v, ok := s.values[key]; ok {
		return v, true
	}
	if defaults := p.section(iniDefaults, false); defaults != nil {
		v, ok := defaults.values[key]
		return v, ok
	}
	return iniValue{}, false
}
