package eval

import (
	"strings"

	"github.com/djvet/djvet/parser/python"
)

// pydanticConfig is what model_config, or the class Config, says of reading.
type pydanticConfig struct {
	prefix      string
	sensitive   bool // to the case of names
	ignoreEmpty bool
	// nested says that a field may be put together from several variables.
	nested bool
	// strict says that a variable of a file that is no field is an error.
	lenient bool
	file    Alternatives // nil for none
}

// pydanticConfigure takes model_config, which changes what the bases say.
func (it *interpreter) pydanticConfigure(p *pydanticClass, config Alternatives) {
	v, _ := config.Single()
	m, ok := v.(*Mapping)
	if !ok {
		p.unclear = "the configuration of the settings is not known"
		return
	}
	entries, more, ok := it.onlyEntries(m)
	if more != nil || !ok {
		p.unclear = "the configuration of the settings is not known"
		return
	}
	for _, e := range entries {
		name, _ := e.Key.(Str)
		if !p.configured(string(name), e.Alternatives) {
			p.unclear = "a configuration of the settings is not followed"
		}
	}
}

// pydanticOldConfigure takes the class Config.
func (it *interpreter) pydanticOldConfigure(p *pydanticClass, config *binding) {
	if config == nil {
		return
	}
	v, _ := config.alternatives.Single()
	class, ok := v.(*Class)
	if !ok || class.scope == nil || class.scope.taint != nil {
		p.unclear = "the configuration of the settings is not known"
		return
	}
	for _, name := range sortedNames(class.scope) {
		if !strings.HasPrefix(name, "__") && !p.configured(name, class.scope.names[name].alternatives) {
			p.unclear = "a configuration of the settings is not followed"
		}
	}
}

// configured takes one configuration. It reports false for one that is not
// followed.
func (p *pydanticClass) configured(name string, value Alternatives) bool {
	v, _ := value.Single()
	truth, isBool := v.(Bool)
	_, isNone := v.(None)
	switch name {
	case "env_prefix":
		s, ok := v.(Str)
		p.config.prefix = string(s)
		return ok && ascii(string(s))
	case "case_sensitive":
		p.config.sensitive = bool(truth)
		return isBool
	case "env_ignore_empty":
		p.config.ignoreEmpty = bool(truth)
		return isBool && !p.old
	case "env_file":
		if p.config.file = value; isNone {
			p.config.file = nil
		}
		return true
	case "env_file_encoding":
		s, _ := v.(Str)
		return isNone || strings.EqualFold(string(s), "utf-8") || strings.EqualFold(string(s), "utf8")
	case "extra":
		s, ok := v.(Str)
		p.config.lenient = s == "ignore" || s == "allow"
		return ok
	case "env_nested_delimiter":
		p.config.nested = !isNone
		return true
	case "secrets_dir":
		return isNone
	case "validate_default", "validate_all":
		return bool(truth)
	case "title", "description", "arbitrary_types_allowed", "json_schema_extra", "schema_extra", "env_nested_max_split", "from_attributes",
		"orm_mode", "protected_namespaces", "use_enum_values":
		return true
	}
	return isBool && !bool(truth) && pydanticSwitch(name)
}

// pydanticSwitch reports whether a configuration does nothing where it is False.
func pydanticSwitch(name string) bool {
	switch name {
	case "populate_by_name", "allow_population_by_field_name", "validate_by_name", "validate_assignment", "frozen", "strict", "str_strip_whitespace",
		"anystr_strip_whitespace", "str_to_lower", "str_to_upper":
		return true
	}
	return false
}

// pydanticMethod looks at a function in the class: some run when it is called.
func (it *interpreter) pydanticMethod(class *Class, s *python.FunctionDef) {
	p := class.pydantic
	own := false
	for _, d := range s.Decorators {
		switch name := it.decoratorName(d); {
		case name == "property" || name == "staticmethod" || name == "classmethod" || name == "cached_property" ||
			name == "computed_field" || strings.HasSuffix(name, ".setter"):
			own = own || name == "property"
		case name == "field_validator" || name == "validator":
			it.pydanticValidator(class, s, d)
		default:
			p.unclear = "a function of the class of settings may change its fields"
			it.pydanticHook(class, s.Name)
		}
	}
	if own && len(s.Decorators) > 1 && it.onlyComputed(s.Decorators) {
		f := it.closure(s.Name, s.Params, s.Body, nil)
		f.property = true
		class.scope.names[s.Name] = &binding{alternatives: it.literal(f, s), writes: class.scope.names[s.Name].writes}
	}
	switch s.Name {
	case "__str__", "__repr__", "__hash__":
		return
	case "settings_customise_sources", "customise_sources", "__init__", "__getattr__":
		p.unclear = "the class of settings reads in a way of its own"
		return
	}
	if strings.HasPrefix(s.Name, "__") || strings.HasPrefix(s.Name, "model_") {
		p.unclear = "a function of the class of settings may change its fields"
		it.pydanticHook(class, s.Name)
	}
}

// onlyComputed reports whether decorators are those of a computed property.
func (it *interpreter) onlyComputed(decorators []python.Expr) bool {
	for _, d := range decorators {
		if name := it.decoratorName(d); name != "property" && name != "computed_field" {
			return false
		}
	}
	return true
}

// decoratorName is the last name of a decorator.
func (it *interpreter) decoratorName(d python.Expr) string {
	if c, ok := d.(*python.Call); ok {
		d = c.Func
	}
	switch d := d.(type) {
	case *python.Name:
		return d.ID
	case *python.Attribute:
		if d.Name == "setter" {
			return ".setter"
		}
		return d.Name
	}
	return ""
}

// pydanticValidator is a function that makes of some fields what it likes.
func (it *interpreter) pydanticValidator(class *Class, s *python.FunctionDef, d python.Expr) {
	it.pydanticHook(class, s.Name)
	p := class.pydantic
	c, ok := d.(*python.Call)
	if !ok {
		p.unclear = "a validator is not followed"
		return
	}
	for _, arg := range c.Args {
		name, isText := arg.Value.(*python.Str)
		switch {
		case arg.Keyword != "":
		case !isText || name.Value == "*" || arg.Star > 0:
			p.unclear = "a validator is not followed"
		default:
			p.replaced(name.Value)
		}
	}
}

// replaced says that a validator replaces the value of a field, which may have
// been declared in a base.
func (p *pydanticClass) replaced(name string) {
	for i, f := range p.fields {
		if f.name == name {
			changed := *f
			changed.unclear = "a validator of the field is not followed"
			p.fields[i] = &changed
			return
		}
	}
	p.unclear = "a validator of a field that is not known" // it may be declared below
}

// pydanticHook notes a function that runs when the class is called.
func (it *interpreter) pydanticHook(class *Class, name string) {
	b := class.scope.names[name]
	if b == nil {
		return
	}
	for _, alternative := range b.alternatives {
		class.pydantic.hooks = append(class.pydantic.hooks, unknownFrom("a function of the class of settings", alternative.Value))
	}
}
