package eval

import (
	"maps"
	"slices"
	"strings"

	"github.com/djvet/djvet/parser/text"
)

// addFiles adds the files of variables, one or several.
func (r *pydanticReading) addFiles(it *interpreter, files Alternatives) {
	v, single := files.Single()
	if s, ok := v.(*Sequence); ok && s.Kind != SetKind {
		elements, known := it.only(s)
		values, certain := certainElements(elements)
		if known && certain {
			for _, value := range values {
				r.files = append(r.files, r.fileAt(it, value))
			}
			return
		}
	}
	if !single {
		v = nil
	}
	r.files = append(r.files, r.fileAt(it, v))
}

func (r *pydanticReading) fileAt(it *interpreter, path Value) pydanticFile {
	name, rooted := Rooted(path)
	switch {
	case rooted && it.files.IsFile(name):
		source, err := it.files.Source(name)
		if err != nil || it.fileOfVariables != nil {
			return pydanticFile{unclear: true}
		}
		return r.fileIn(it, source)
	case rooted:
		return pydanticFile{outside: name}
	}
	if p, ok := pathOf(path).(*Path); ok {
		path = p.Name
	}
	s, ok := path.(Str)
	switch {
	case ok && strings.HasPrefix(string(s), "/"), ok && it.outsideName(string(s)):
		return pydanticFile{outside: string(s)}
	}
	return pydanticFile{unclear: true}
}

// fileIn are the variables of a file of the repository. The last spelling counts.
func (r *pydanticReading) fileIn(it *interpreter, source *text.File) pydanticFile {
	file := pydanticFile{variables: map[string]Value{}}
	style := dotenvStyle{it: it, interpolate: true, override: true}
	for _, e := range style.entries(source) {
		name, _ := e.Key.(Str)
		v, _ := e.Alternatives.Single()
		if v == Value(None{}) || r.config.ignoreEmpty && v == Value(Str("")) {
			if v != Value(None{}) {
				continue
			}
			v = Unbound{}
		}
		file.variables[r.folded(string(name))] = v
	}
	return file
}

// raw is what the environment or a file says of a field: Unbound for nothing.
// Two dicts would be joined.
func (r *pydanticReading) raw(it *interpreter, f *pydanticField) Alternatives {
	found := one(Unbound{})
	names := r.variables(f)
	orElse := func(next func() Alternatives) {
		found = it.each(found, func(a Alternative) Alternatives {
			if _, unset := a.Value.(Unbound); unset {
				return next()
			}
			return one(a.Value)
		})
	}
	if r.old {
		for _, name := range names {
			orElse(func() Alternatives { return r.variable(it, name) })
			orElse(func() Alternatives { return r.fromFiles(it, f, name) })
		}
		return found
	}
	// JSON's null is as good as nothing.
	orNull := func(a Alternatives) Alternatives {
		return a.values(func(v Value) Value {
			if s, ok := v.(Str); ok && f.kind.complex() && strings.Trim(string(s), " \t\r\n") == "null" {
				return Unbound{}
			}
			return v
		})
	}
	// A null of the first name that is set hides the others, but not the files.
	for _, name := range names {
		orElse(func() Alternatives { return r.variable(it, name) })
	}
	found = orNull(found)
	if len(r.files) > 0 && f.kind.plain().name == "dict" {
		return found.values(func(Value) Value { return unknown("dicts from several places are not followed") })
	}
	for _, name := range names {
		orElse(func() Alternatives { return r.fromFiles(it, f, name) })
	}
	return orNull(found)
}

// fromFiles is what the files say of a variable. A field that has to be set, and
// is not in the environment, comes from a file that the repository does not have,
// wherever the settings are valid.
func (r *pydanticReading) fromFiles(it *interpreter, f *pydanticField, name string) Alternatives {
	for _, file := range slices.Backward(r.files) {
		if file.unclear {
			return one(unknown("a file of variables that is not known may set " + name))
		}
		if file.outside != "" {
			return r.fromOutside(it, f, name, file.outside)
		}
		if v, ok := file.variables[name]; ok {
			return one(v)
		}
	}
	return one(Unbound{})
}

func (r *pydanticReading) fromOutside(it *interpreter, f *pydanticField, name, file string) Alternatives {
	source := Source{Kind: OutsideFile, Name: file}
	supplied := &External{Source: source, Through: source.String() + "[" + name + "]", Type: "str"}
	if r.config.ignoreEmpty || len(r.files) > 1 || len(f.names) > 1 || r.config.sensitive {
		supplied = supplied.vaguely(supplied.Through)
	}
	if f.fallback == nil && f.factory == nil {
		r.invalid(it, name+" is not set")
		return one(supplied)
	}
	if len(r.files) > 1 || len(f.names) > 1 {
		return Alternatives{{Guard: override(name, file, true), Value: supplied}, {Guard: override(name, file, false), Value: unknown("several files of variables are not followed")}}
	}
	test := name
	if r.config.sensitive { // to its very spelling
		test += ", so spelled,"
	}
	return Alternatives{{Guard: override(test, file, true), Value: supplied}, {Guard: override(test, file, false), Value: Unbound{}}}
}

// variable is what the environment says of a name, in whatever spelling.
func (r *pydanticReading) variable(it *interpreter, name string) Alternatives {
	found := r.spelling(it, name)
	if r.config.sensitive {
		return found
	}
	for _, other := range it.spellings(name) {
		found = it.pairs(found, r.spelling(it, other), func(x, y Value) Alternatives {
			_, unsetX := x.(Unbound)
			_, unsetY := y.(Unbound)
			switch {
			case unsetY || sameValue(x, y):
				return one(x)
			case unsetX:
				return one(y)
			}
			return one(perhaps(unknown(name + " is set in two spellings")))
		})
	}
	return found
}

// spelling is what the environment says of a name as it is spelled.
func (r *pydanticReading) spelling(it *interpreter, name string) Alternatives {
	found := it.readVariable(name)
	if !r.config.ignoreEmpty {
		return found
	}
	return it.each(found, func(a Alternative) Alternatives {
		switch v := a.Value.(type) {
		case Str:
			if v == "" {
				return one(Unbound{})
			}
		case *External:
			if !v.isVariable() {
				return one(perhaps(unknown("whether " + name + " is empty is not known")))
			}
			return Alternatives{
				{Guard: Variable(v.Source.Name, exactly("")), Value: Unbound{}},
				{Guard: Variable(v.Source.Name, nonEmpty()), Value: v},
			}
		}
		return one(a.Value)
	})
}

// spellings are the other names of a variable that may be set, as far as the world
// and the source name any.
func (it *interpreter) spellings(name string) []string {
	found := map[string]bool{}
	add := func(other string) {
		if other != name && ascii(other) && strings.EqualFold(other, name) {
			found[other] = true
		}
	}
	for other := range it.world.Variables {
		add(other)
	}
	for other := range it.world.Supplied {
		add(other)
	}
	for other := range it.environment {
		add(other)
	}
	for _, file := range it.dotenv {
		for other := range file.variables {
			add(other)
		}
	}
	return slices.Sorted(maps.Keys(found))
}
