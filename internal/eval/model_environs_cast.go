package eval

import (
	"regexp"
	"strconv"
	"strings"
)

// plainFloat is a text that float() takes in every release of Python.
var plainFloat = regexp.MustCompile(`\A-?\d+(\.\d+)?\z`)

// environsCast is one of the plain parsers of environs, "" for none. They are
// fields of marshmallow; facts from fields.py of 3.26.2 and 4.4.0.
type environsCast struct {
	kind string
	c    *call
}

// invalid raises EnvValidationError.
func (p environsCast) invalid(it *interpreter) Alternatives {
	it.raise(Guard{}, failure{exception: "EnvValidationError", above: []string{"EnvError"}, message: "the variable is no " + p.kind, node: p.c.node})
	return nil
}

// unclear is what is not followed, and may raise.
func (p environsCast) unclear(it *interpreter) Alternatives {
	it.doubt(p.kind + "() fails")
	return one(unknown("what environs makes of the text is not followed"))
}

func (p environsCast) parse(it *interpreter, text string) Alternatives {
	switch p.kind {
	case "", "str":
		if p.c.arg(2, "subcast") == nil {
			return one(Str(text))
		}
	case "int":
		n, ok := toIntText(text)
		switch {
		case ok:
			return one(Int(n))
		case ascii(text) && !plainInteger.MatchString(text):
			return p.invalid(it)
		}
	case "float":
		if f, ok := plainFloatOf(text); ok {
			return one(f)
		}
	case "bool":
		switch text {
		case "t", "T", "true", "True", "TRUE", "on", "On", "ON", "y", "Y", "yes", "Yes", "YES", "1":
			return one(Bool(true))
		case "f", "F", "false", "False", "FALSE", "off", "Off", "OFF", "n", "N", "no", "No", "NO", "0":
			return one(Bool(false))
		}
		return p.invalid(it)
	case "list":
		return p.list(it, text)
	case "dict":
		return p.dict(it, text)
	case "json":
		return it.apply(modelled().modules["json"]["loads"], &call{node: p.c.node, positional: []Alternatives{one(Str(text))}})
	case "path":
		return one(newPath(Str(text)))
	case "log_level":
		return p.logLevel(it, text)
	case "timedelta", "datetime", "date", "time":
		it.doubt(p.kind + "() fails")
		return one(&Object{Type: "datetime." + p.kind})
	case "url":
		it.doubt("url() fails")
		return one(&Object{Type: "urllib.parse.ParseResult"})
	case "uuid":
		it.doubt("uuid() fails")
		return one(&Object{Type: "uuid.UUID"})
	case "decimal":
		it.doubt("decimal() fails")
		return one(&Object{Type: "decimal.Decimal"})
	}
	return p.unclear(it)
}

func plainFloatOf(text string) (Float, bool) {
	f, err := strconv.ParseFloat(text, 64)
	return Float(f), err == nil && plainFloat.MatchString(text)
}

// list is a list of texts, or of what the subcast makes of them.
func (p environsCast) list(it *interpreter, text string) Alternatives {
	delimiter := ","
	if p.c.keywords["delimiter"] != nil {
		var ok bool
		if delimiter, ok = p.c.text(-1, "delimiter"); !ok || delimiter == "" {
			return p.unclear(it)
		}
		it.doubt("an old release knows no delimiter")
	}
	var elements []Element
	var parts []string
	if text != "" {
		parts = strings.Split(text, delimiter)
	}
	for _, part := range parts {
		value := p.element(it, p.c.arg(2, "subcast"), part)
		if it.pc.never() {
			return nil
		}
		elements = append(elements, Element{Alternatives: value})
	}
	return one(it.sequence(ListKind, elements))
}

// element is one text after a subcast: a type stands for the parser of that name.
func (p environsCast) element(it *interpreter, subcast Alternatives, text string) Alternatives {
	if subcast == nil || isNone(subcast) {
		return one(Str(text))
	}
	v, _ := subcast.Single()
	switch f := v.(type) {
	case *Builtin:
		switch f.Name {
		case "str", "int", "float", "bool":
			return environsCast{kind: f.Name, c: &call{node: p.c.node}}.parse(it, text)
		}
	case *Function:
		return it.apply(f, &call{node: p.c.node, positional: []Alternatives{one(Str(text))}})
	}
	return p.unclear(it)
}

// dict is a dict of texts: a=1,b=2.
func (p environsCast) dict(it *interpreter, text string) Alternatives {
	for name := range p.c.keywords {
		if name != "name" && name != "default" {
			return p.unclear(it)
		}
	}
	if text == "" || len(p.c.positional) > 2 {
		return p.unclear(it)
	}
	var entries []Entry
	for _, part := range strings.Split(text, ",") {
		key, value, ok := strings.Cut(part, "=")
		if !ok {
			it.doubtOf(exception{name: "ValueError"}, "dict() fails")
			return one(unknown("a dict of a text that is none"))
		}
		entries = withEntry(entries, Entry{Key: Str(strings.Trim(key, pythonSpace)), Alternatives: one(Str(strings.Trim(value, pythonSpace)))})
	}
	return one(it.mapping(entries, nil))
}

// logLevel is a number or a name of the module logging.
func (p environsCast) logLevel(it *interpreter, text string) Alternatives {
	if n, err := strconv.ParseInt(text, 10, 32); err == nil {
		return one(Int(n))
	}
	switch strings.ToUpper(text) {
	case "CRITICAL", "FATAL":
		return one(Int(50))
	case "ERROR":
		return one(Int(40))
	case "WARNING", "WARN":
		return one(Int(30))
	case "INFO":
		return one(Int(20))
	case "DEBUG":
		return one(Int(10))
	case "NOTSET":
		return one(Int(0))
	}
	return p.unclear(it)
}

// outside is what a variable gives of which the text is not known.
func (p environsCast) outside(it *interpreter, e *External) Value {
	if p.kind == "" || p.kind == "str" {
		return e
	}
	it.doubtOf(exception{}, p.kind+"() of "+e.Source.String()+" fails")
	typeName := castType(p.kind)
	result := e.through("environs."+p.kind+"("+e.short()+")", typeName)
	result.vague = result.vague || len(p.c.positional) > 2 || len(p.c.keywords) > 1
	return result
}

// fallback is a default, which releases before 11 parse too: it is known where
// that changes nothing.
func (p environsCast) fallback(it *interpreter, v Value) Alternatives {
	same := false
	if p.kind == "" {
		same = true
	}
	switch v := v.(type) {
	case None:
		same = true
	case Str, *Text:
		same = same || p.kind == "str"
	case Bool:
		same = same || p.kind == "bool"
	case Int:
		same = same || p.kind == "int" || p.kind == "log_level"
	case Float:
		same = same || p.kind == "float"
	case *Path:
		same = same || p.kind == "path"
	case *Sequence:
		same = same || v.Kind == ListKind && (p.kind == "json" || p.kind == "list" && p.plainElements(it, v))
	case *Mapping:
		same = same || p.kind == "json" || p.kind == "dict" && len(p.c.keywords) <= 2
	case *External:
		same = same || p.kind == "str" && v.Type == "str"
	case *Object:
		same = same || strings.HasSuffix(v.Type, "."+p.kind)
	}
	if n, ok := v.(Int); ok && p.kind == "float" {
		const test = "environs is older than 12"
		return Alternatives{{Guard: Test(test, true), Value: Float(n)}, {Guard: Test(test, false), Value: n}}
	}
	if same && p.kind == "json" {
		it.doubt("an old release takes the default for a text")
	}
	if same {
		return one(v)
	}
	it.doubt("the default is not valid")
	return one(unknown("releases of environs disagree about the default"))
}

// plainElements reports whether a subcast leaves the elements of a default.
func (p environsCast) plainElements(it *interpreter, s *Sequence) bool {
	subcast := p.c.arg(2, "subcast")
	elements, ok := it.only(s)
	if subcast == nil || isNone(subcast) || ok && len(elements) == 0 {
		return true
	}
	values, certain := certainElements(elements)
	v, _ := subcast.Single()
	b, isType := v.(*Builtin)
	if !ok || !certain || !isType {
		return false
	}
	for _, value := range values {
		if name, known := typeName(value); !known || name != b.Name {
			return false
		}
	}
	return true
}
