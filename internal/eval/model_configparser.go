package eval

import (
	"strings"

	"github.com/djvet/djvet/parser/python"
)

const iniDefaults = "DEFAULT"

// configParser is the state of a configparser.ConfigParser.
type configParser struct {
	// raw says that % means nothing; caseful, that names are not lowered.
	raw, caseful bool
	sections     []*iniSection
	// suppliers are the files outside the repository that were read, if they are
	// there.
	suppliers []Source
	// unclear is why what it holds is not known.
	unclear *Unknown
	born    condition
	age     int
}

// configparserModel is Python's configparser. Source: that of Python 3.11.
func configparserModel() map[string]Value {
	table := map[string]Value{
		"BasicInterpolation": &Builtin{Name: "BasicInterpolation", call: func(*interpreter, *call) Alternatives {
			return one(&Object{Type: "configparser.BasicInterpolation"})
		}},
	}
	for _, name := range []string{"ConfigParser", "SafeConfigParser", "RawConfigParser"} {
		table[name] = &Builtin{Name: "configparser." + name, call: func(it *interpreter, c *call) Alternatives {
			p := &configParser{raw: name == "RawConfigParser", born: it.pc, age: it.havoc}
			interpolation, _ := c.keywords["interpolation"].Single()
			object, _ := interpolation.(*Object)
			switch {
			case len(c.positional) > 0 || c.open || len(c.keywords) > 1 || len(c.keywords) == 1 && interpolation == nil:
				p.unclear = unknown("a parser of configuration with settings that are not followed")
			case interpolation == Value(None{}):
				p.raw = true
			case object != nil && object.Type == "configparser.BasicInterpolation":
				p.raw = false
			case interpolation != nil:
				p.unclear = unknown("an interpolation that is not followed")
			}
			return one(nativeInstance("configparser."+name, p))
		}}
	}
	for _, name := range []string{"Error", "NoSectionError", "NoOptionError", "ParsingError"} {
		table[name] = &Class{Name: name}
	}
	return table
}

func (p *configParser) tainted(_ *interpreter, why *Unknown) { p.unclear = why }

// changing says that the parser is changed now: in some worlds only, or in a loop
// that is not followed, it is not known what it holds afterwards.
func (p *configParser) changing(it *interpreter) {
	if !it.elsewhere(p.born).never() || it.havoc > p.age {
		p.unclear = unknown("configuration is read in some worlds only")
	}
}

func (p *configParser) method(it *interpreter, name string, c *call) (Alternatives, bool) {
	switch name {
	case "read":
		p.changing(it)
		p.read(it, c)
		return one(unknown("which files were read")), true
	case "read_file", "readfp", "read_string":
		p.changing(it)
		p.readFrom(it, c)
		return one(None{}), true
	case "get", "getint", "getfloat", "getboolean":
		return p.getCall(it, name, c), true
	case "has_section", "has_option", "sections":
		if v := p.asks(it, name, c); v != nil {
			return one(v), true
		}
	case "set", "add_section", "remove_section", "remove_option", "read_dict", "clear", "update", "pop", "popitem", "setdefault":
		p.unclear = unknown("configuration is changed by " + name + "()")
	}
	it.doubt("a parser's " + name + "() fails")
	return one(unknown("a parser's " + name + "() is not followed")), true
}

func (p *configParser) attribute(*interpreter, *python.Attribute) (Alternatives, bool) {
	return nil, false
}

func (p *configParser) setAttribute(_ *interpreter, name string, value Alternatives) {
	v, _ := value.Single()
	if b, ok := v.(*Builtin); ok && b.Name == "str" && name == "optionxform" && len(p.sections) == 0 {
		p.caseful = true
		return
	}
	p.unclear = unknown("a parser's " + name + " is set")
}

// read reads the files that are there.
func (p *configParser) read(it *interpreter, c *call) {
	if _, given := c.keywords["encoding"]; c.open || len(c.positional) != 1 || given && len(c.keywords) > 1 {
		p.unclear = unknown("which files are read is not known")
		return
	}
	mode := fileMode{}
	if encoding := c.keywords["encoding"]; encoding != nil {
		v, _ := encoding.Single()
		s, _ := v.(Str)
		mode.encoded(string(s))
	}
	paths := c.positional[:1]
	if v, _ := paths[0].Single(); v != nil {
		if _, isList := v.(*Sequence); isList {
			listed, ok := it.iterate(paths[0])
			if !ok {
				p.unclear = unknown("which files are read is not known")
				return
			}
			paths = listed
		}
	}
	for _, path := range paths {
		v, ok := path.Single()
		name, supplier := it.fileAt(v)
		switch {
		case !ok || isUnknown(path):
			p.unclear = unknown("which files are read is not known")
		case supplier != nil:
			p.suppliers = append(p.suppliers, *supplier)
			it.doubt("a file of configuration cannot be read")
		default:
			p.add(it, it.content(&openFile{name: name, mode: mode}))
		}
	}
}

// readFrom is read_file(file) and read_string(text).
func (p *configParser) readFrom(it *interpreter, c *call) {
	argument := c.arg(0, "f")
	v, ok := argument.Single()
	if !ok || c.open || len(c.positional) != 1 || len(c.keywords) > 0 {
		p.unclear = unknown("what is read is not known")
		return
	}
	if content, file := it.fileRead(v); file != nil {
		v = content
	}
	if e, ok := v.(*External); ok && e.Through == "" {
		p.suppliers = append(p.suppliers, e.Source)
		it.doubt("a file of configuration cannot be read")
		return
	}
	p.add(it, v)
}

func (p *configParser) add(it *interpreter, v Value) {
	text, ok := v.(Str)
	if !ok || !p.parse(string(text)) {
		it.doubt("configuration cannot be read")
		p.unclear = unknown("configuration could not be read")
	}
}

// asks is has_section, has_option and sections(); nil where it is not known.
func (p *configParser) asks(it *interpreter, name string, c *call) Value {
	section, ok := c.text(0, "section")
	if p.unclear != nil || len(p.suppliers) > 0 || c.open {
		return nil
	}
	switch {
	case name == "sections" && len(c.positional) == 0:
		var names []string
		for _, s := range p.sections {
			if s.name != iniDefaults {
				names = append(names, s.name)
			}
		}
		return it.texts(names)
	case name == "has_section" && ok:
		return Bool(section != iniDefaults && p.section(section, false) != nil)
	case name == "has_option" && ok && section != "" && section != iniDefaults:
		option, ok := c.text(1, "option")
		if s := p.section(section, false); ok && s != nil && ascii(option) {
			_, found := p.find(s, p.key(option))
			return Bool(found)
		} else if ok {
			return Bool(false)
		}
	}
	return nil
}

// getCall is parser.get(section, option, fallback=…) and its like.
func (p *configParser) getCall(it *interpreter, name string, c *call) Alternatives {
	section, okSection := c.text(0, "section")
	option, okOption := c.text(1, "option")
	if !okSection || !okOption || len(c.positional) > 2 {
		it.doubt("an option is missing")
		return one(unknown("which option is read is not known"))
	}
	return p.option(it, iniRead{section: section, option: option, convert: name, fallback: c.keywords["fallback"], call: c})
}

// iniRead is one read of an option.
type iniRead struct {
	section, option, convert string
	fallback                 Alternatives // nil if it has to be there
	call                     *call
	node                     python.Node
}

// option is the value of an option: what the files of the repository say, where
// those outside do not say something else.
func (p *configParser) option(it *interpreter, r iniRead) Alternatives {
	raw := p.raw
	if r.call != nil {
		r.node = r.call.node
		if given := r.call.keywords["raw"]; given != nil {
			on, known := truthOf(given)
			raw = raw || on
			if !known {
				it.doubt("an option cannot be read")
				return one(unknown("how an option is read is not known"))
			}
		}
	}
	if p.unclear != nil || !ascii(r.option) || r.call != nil && (r.call.open || r.call.keywords["vars"] != nil) {
		it.doubt("an option is missing")
		return one(unknown("what the configuration says is not known"))
	}
	value, seen := one(Unbound{}), 0
	s := p.section(r.section, false)
	if s != nil {
		if found, ok := p.find(s, p.key(r.option)); ok {
			value, seen = one(p.text(it, s, found, raw)), found.seen
		}
	}
	for _, supplier := range p.suppliers[seen:] {
		name := r.section + "." + r.option
		said := &External{Source: supplier, Through: supplier.String() + "[" + r.section + "][" + r.option + "]", Type: "str"}
		value = append(Alternatives{{Guard: override(name, supplier.Name, true), Value: said}}, value.when(override(name, supplier.Name, false))...)
	}
	missing := failure{exception: "NoOptionError", above: []string{"Error"}, message: "there is no option " + r.option, node: r.node}
	switch {
	case r.call == nil:
		missing.exception, missing.above = "KeyError", nil
	case len(p.suppliers) > 0:
		missing.exception, missing.open = "Error", true
	case s == nil:
		missing.exception = "NoSectionError"
	}
	result := it.each(value.bounded(), func(a Alternative) Alternatives {
		if _, unset := a.Value.(Unbound); !unset {
			return it.iniConverted(a.Value, r)
		}
		if r.fallback == nil {
			it.raise(Guard{}, missing)
		}
		return r.fallback
	})
	return withOrigin(result, it.here(r.node))
}

// text is the text of an option. One that refers to others may be changed by a
// file outside the repository.
func (p *configParser) text(it *interpreter, s *iniSection, v iniValue, raw bool) Value {
	if raw || !strings.Contains(v.text, "%") {
		return limitText(v.text)
	}
	if len(p.suppliers) == 0 {
		if text, ok := p.interpolated(s, v.text, 1); ok {
			return limitText(text)
		}
	}
	it.doubt("an option refers to one that is missing")
	return unknown("an option that refers to others")
}

func (it *interpreter) iniConverted(v Value, r iniRead) Alternatives {
	switch r.convert {
	case "getint":
		return it.toIntOrRaise(v, r.node)
	case "getfloat":
		return one(toFloat(it, v))
	case "getboolean":
		text, ok := v.(Str)
		if !ok {
			it.doubt("an option is no boolean")
			return one(derived("bool", v))
		}
		switch strings.ToLower(string(text)) {
		case "1", "yes", "true", "on":
			return one(Bool(true))
		case "0", "no", "false", "off":
			return one(Bool(false))
		}
		it.raise(Guard{}, failure{exception: "ValueError", message: "an option is no boolean", node: r.node})
		return nil
	}
	return one(v)
}

// item is parser[section].
func (p *configParser) item(it *interpreter, key Value, e *python.Subscript) Alternatives {
	name, ok := key.(Str)
	if !ok || p.unclear != nil || len(p.suppliers) > 0 {
		it.doubt("a section is missing")
	}
	if !ok {
		return one(unknown("which section is read is not known"))
	}
	if p.unclear == nil && len(p.suppliers) == 0 && name != iniDefaults && p.section(string(name), false) == nil {
		it.raise(Guard{}, failure{exception: "KeyError", message: "there is no section " + string(name), node: e})
		return nil
	}
	return one(nativeInstance("configparser.SectionProxy", iniProxy{parser: p, name: string(name)}))
}

func (p *configParser) setItem(*interpreter, Alternatives, Alternatives, python.Node) {
	p.unclear = unknown("a section is set")
}

// iniProxy is parser[section].
type iniProxy struct {
	parser *configParser
	name   string
}

func (s iniProxy) method(it *interpreter, name string, c *call) (Alternatives, bool) {
	switch name {
	case "get", "getint", "getfloat", "getboolean":
		option, ok := c.text(0, "option")
		if !ok || len(c.positional) > 2 {
			break
		}
		fallback := c.arg(1, "fallback")
		if fallback == nil {
			fallback = one(None{})
		}
		return s.parser.option(it, iniRead{section: s.name, option: option, convert: name, fallback: fallback, call: c}), true
	}
	it.doubt("a section's " + name + "() fails")
	if name != "items" && name != "keys" && name != "values" {
		s.parser.unclear = unknown("a section's " + name + "() is not followed")
	}
	return one(unknown("a section's " + name + "() is not followed")), true
}

func (s iniProxy) item(it *interpreter, key Value, e *python.Subscript) Alternatives {
	option, ok := key.(Str)
	if !ok {
		it.doubt("an option is missing")
		return one(unknown("which option is read is not known"))
	}
	return s.parser.option(it, iniRead{section: s.name, option: string(option), node: e})
}

func (s iniProxy) setItem(*interpreter, Alternatives, Alternatives, python.Node) {
	s.parser.unclear = unknown("an option is set")
}
