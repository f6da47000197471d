package eval

import (
	"slices"

	"github.com/djvet/djvet/parser/python"
)

// pydanticClass is what a class of settings says of its fields. Those of
// pydantic 1, which had BaseSettings itself, are told apart from pydantic-settings.
type pydanticClass struct {
	old    bool
	fields []*pydanticField
	config pydanticConfig
	// unclear is why it is not known what the fields become.
	unclear string
	// hooks are the functions of the class that run when it is called.
	hooks []*Unknown
}

// pydanticField is one field of a class of settings.
type pydanticField struct {
	name string
	kind pydanticKind
	// fallback is what it is by default, nil if it is required; factory makes it.
	fallback, factory Alternatives
	// names are those of the variables, instead of the prefix and the field's own.
	names []string
	// bounded says that what it may be is restricted further.
	bounded bool
	unclear string
	origin  Origin
}

// pydanticModels are pydantic-settings, and what a class of settings takes from
// pydantic. Source: main.py and sources of pydantic-settings 2.16.3, fields.py of
// pydantic 2.14.3, and env_settings.py of pydantic 1.10 (which 2.14.3 has as
// pydantic.v1).
func pydanticModels() map[string]map[string]Value {
	config := &Builtin{Name: "SettingsConfigDict", call: callDict}
	secret := &Class{Name: pydanticSecretName, init: newPydanticSecret}
	field := &Builtin{Name: "pydantic.Field", call: pydanticFieldCall}
	choices := &Builtin{Name: "pydantic.AliasChoices", call: func(_ *interpreter, c *call) Alternatives {
		return one(nativeInstance("AliasChoices", pydanticArguments{c}))
	}}
	recent := &Class{Name: "pydantic_settings.BaseSettings", pydantic: &pydanticClass{}}
	old := &Class{Name: "pydantic.BaseSettings", pydantic: &pydanticClass{old: true}}
	return map[string]map[string]Value{
		"pydantic_settings": {"BaseSettings": recent, "SettingsConfigDict": config},
		"pydantic": {
			"BaseSettings": old, "Field": field, "AliasChoices": choices, "ConfigDict": config, "SecretStr": secret,
		},
		"pydantic.v1":           {"BaseSettings": old, "Field": field, "SecretStr": secret},
		"pydantic.fields":       {"Field": field},
		"pydantic.types":        {"SecretStr": secret},
		"pydantic.env_settings": {"BaseSettings": old},
	}
}

// doubtOldPydantic notes that pydantic 2 has no BaseSettings to import.
func (it *interpreter) doubtOldPydantic(module string, v Value) {
	if class, ok := v.(*Class); ok && class.pydantic != nil && class.pydantic.old && module == "pydantic" {
		it.doubtOf(exception{name: "ImportError", open: true}, "pydantic has no BaseSettings since 2.0")
	}
}

// pydanticArguments is the state of what Field() and AliasChoices() return.
type pydanticArguments struct{ c *call }

func (pydanticArguments) method(*interpreter, string, *call) (Alternatives, bool) { return nil, false }

func pydanticFieldCall(_ *interpreter, c *call) Alternatives {
	return one(nativeInstance("FieldInfo", pydanticArguments{c}))
}

const pydanticSecretName = "pydantic.SecretStr"

// pydanticSecret is a SecretStr, which shows what it holds only when asked.
type pydanticSecret struct{ content Alternatives }

func newPydanticSecret(_ *interpreter, c *call) Alternatives {
	content := c.arg(0, "secret_value")
	if content == nil || c.open {
		content = one(unknown("what a SecretStr holds is not known"))
	}
	return one(nativeInstance(pydanticSecretName, pydanticSecret{content}))
}

func (s pydanticSecret) method(it *interpreter, name string, _ *call) (Alternatives, bool) {
	if name != "get_secret_value" {
		return nil, false
	}
	return s.content.within(it.pc), true
}

// pydanticBase is the class of settings among some bases; nil for none.
func pydanticBase(bases []Value) *pydanticClass {
	for _, base := range bases {
		if b, ok := base.(*Class); ok && b.pydantic != nil {
			return b.pydantic
		}
	}
	return nil
}

// pydanticFields notes the fields that the body of a class of settings declares;
// own are the names that the body binds.
func (it *interpreter) pydanticFields(class *Class, s *python.ClassDef, bases []Value, own map[string]bool) {
	base := pydanticBase(bases)
	if base == nil {
		return
	}
	p := &pydanticClass{
		old: base.old, fields: slices.Clone(base.fields), config: base.config, unclear: base.unclear, hooks: slices.Clone(base.hooks),
	}
	class.pydantic = p
	outer := it.scope
	it.scope = class.scope
	defer func() { it.scope = outer }()
	if len(bases) > 1 || class.scope.taint != nil || len(s.Decorators) > 0 {
		p.unclear = "the bases of the class of settings are not followed"
	}
	for _, statement := range s.Body {
		it.pydanticStatement(class, statement)
	}
	for name := range own {
		if len(class.scope.names[name].writes) > 1 {
			p.unclear = "the class of settings binds a name twice"
		}
	}
	for _, f := range p.fields { // which are attributes of instances only
		class.scope.names[f.name] = &binding{alternatives: one(perhaps(unknown("a field is no attribute of its class")))}
	}
}

func (it *interpreter) pydanticStatement(class *Class, statement python.Stmt) {
	p := class.pydantic
	switch s := statement.(type) {
	case *python.AnnAssign:
		name, ok := s.Target.(*python.Name)
		switch {
		case !ok || name.ID == "model_config":
			p.unclear = "a statement in the class of settings is not followed"
		case name.ID[0] == '_':
			it.pydanticPrivate(class, name.ID)
		case !it.isClassVariable(s.Annotation):
			p.declare(it.pydanticDeclared(class, name.ID, s))
		}
	case *python.Assign:
		name, ok := s.Targets[0].(*python.Name)
		switch {
		case !ok || len(s.Targets) > 1:
			p.unclear = "a statement in the class of settings is not followed"
		case name.ID == "model_config" && !p.old:
			it.pydanticConfigure(p, class.scope.names[name.ID].alternatives)
		case name.ID[0] == '_':
			it.pydanticPrivate(class, name.ID)
		default: // an error, or in pydantic 1 a field of the value's type
			p.unclear = "the class of settings has an attribute without a type"
		}
	case *python.FunctionDef:
		it.pydanticMethod(class, s)
	case *python.ClassDef:
		if s.Name == "Config" {
			it.pydanticOldConfigure(p, class.scope.names[s.Name])
		}
	case *python.Pass, *python.ExprStmt:
	default:
		p.unclear = "a statement in the class of settings is not followed"
	}
}

// declare adds a field, or replaces that of a base at its place.
func (p *pydanticClass) declare(f *pydanticField) {
	at := slices.IndexFunc(p.fields, func(other *pydanticField) bool { return other.name == f.name })
	if at < 0 {
		p.fields = append(p.fields, f)
		return
	}
	if old := p.fields[at]; f.unclear == "" && (old.unclear != "" || f.fallback == nil && f.factory == nil && old.fallback != nil) {
		f.unclear = "what a base says of the field is not followed" // its validators still run
	}
	p.fields[at] = f
}

// pydanticPrivate is a name that is no field: each instance has its own copy.
func (it *interpreter) pydanticPrivate(class *Class, name string) {
	class.scope.names[name] = &binding{alternatives: one(perhaps(unknown("a private attribute of settings is not followed")))}
}

func (it *interpreter) pydanticDeclared(class *Class, name string, s *python.AnnAssign) *pydanticField {
	f := &pydanticField{name: name, kind: it.pydanticKindOf(s.Annotation, 0), origin: it.here(s)}
	if !ascii(name) {
		f.unclear = "a name that is not plain"
	}
	if s.Value == nil {
		if b := class.scope.names[name]; b != nil && len(b.writes) > 0 {
			f.unclear = "the field is declared twice"
		}
		if class.pydantic.old && (f.kind.name == "optional" || f.kind.name == "Any") { // None by default
			f.fallback = one(None{})
		}
		return f
	}
	b := class.scope.names[name]
	if b == nil {
		f.unclear = "the field is not certain"
		return f
	}
	v, _ := b.alternatives.Single()
	if i, ok := v.(*Instance); ok {
		if arguments, ok := i.state.(pydanticArguments); ok {
			f.described(arguments.c, class.pydantic.old)
			return f.orNone(class.pydantic.old)
		}
	}
	if o, ok := v.(*Object); !ok || o.Type != "ellipsis" {
		f.fallback = b.alternatives
	}
	return f.orNone(class.pydantic.old)
}

// orNone makes a field of pydantic 1 optional whose default is None.
func (f *pydanticField) orNone(old bool) *pydanticField {
	if old && f.fallback != nil && f.kind.name != "optional" && slices.ContainsFunc(f.fallback, func(a Alternative) bool { return a.Value == Value(None{}) }) {
		f.kind = pydanticKind{name: "optional", of: []pydanticKind{f.kind}}
	}
	return f
}

// described takes what Field(…) says of a field.
func (f *pydanticField) described(c *call, old bool) {
	if c.open || len(c.positional) > 1 {
		f.unclear = "the arguments of Field are not known"
	}
	if f.fallback = c.arg(0, "default"); f.fallback != nil {
		if v, _ := f.fallback.Single(); isEllipsis(v) {
			f.fallback = nil
		}
	}
	for name, value := range c.keywords {
		switch name {
		case "default", "title", "description", "examples", "example", "exclude", "repr", "json_schema_extra", "serialization_alias":
		case "default_factory":
			f.factory = value
		case "ge", "gt", "le", "lt", "min_length", "max_length", "pattern", "regex", "multiple_of":
			f.bounded = true
		case "alias", "validation_alias", "env":
			if name == "alias" && (c.keywords["validation_alias"] != nil) {
				continue
			}
			var ok bool
			if f.names, ok = pydanticNames(value, name == "env"); !ok || old != (name == "env") {
				f.unclear = "the name of its variable is not known"
			}
		default:
			f.unclear = "an argument of Field is not followed"
		}
	}
}

func isEllipsis(v Value) bool {
	o, ok := v.(*Object)
	return ok && o.Type == "ellipsis"
}

// pydanticNames are the names of an alias, or, with several, those of a list.
func pydanticNames(a Alternatives, several bool) ([]string, bool) {
	v, _ := a.Single()
	listed := Alternatives{}
	switch v := v.(type) {
	case Str:
		return []string{string(v)}, ascii(string(v)) && v != ""
	case *Instance:
		arguments, ok := v.state.(pydanticArguments)
		if !ok || several || arguments.c.open || v.Class.Name != "AliasChoices" {
			return nil, false
		}
		for _, choice := range arguments.c.positional {
			if len(choice) != 1 {
				return nil, false
			}
			listed = append(listed, choice[0])
		}
	case *Sequence:
		if !several || v.Kind == SetKind || len(v.versions) != 1 {
			return nil, false
		}
		for _, e := range v.versions[0].elements {
			if len(e.Alternatives) != 1 {
				return nil, false
			}
			listed = append(listed, e.Alternatives[0])
		}
	}
	var names []string
	for _, alternative := range listed {
		s, ok := alternative.Value.(Str)
		if !ok || !ascii(string(s)) || s == "" {
			return nil, false
		}
		names = append(names, string(s))
	}
	return names, len(names) > 0
}
