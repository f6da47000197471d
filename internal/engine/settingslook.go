package engine

import (
	"slices"

	"github.com/djvet/djvet/internal/eval"
)

// look is what was found in the value of a setting.
type look struct {
	teller    *settingsTeller
	name      string // of the setting
	variables []SettingVariable
	suppliers []string
	reasons   []string
	left      int // how many values may still be looked at
}

// mostLooked bounds how much of a value is looked at.
const mostLooked = 20_000

// look looks for what decides a setting, and for what is not known in it.
func (t *settingsTeller) look(name string, alternatives eval.Alternatives) *look {
	l := &look{teller: t, name: name, left: mostLooked}
	l.all(alternatives, 0)
	return l
}

func (l *look) all(alternatives eval.Alternatives, depth int) {
	for _, a := range alternatives {
		for _, name := range a.Guard.Variables() {
			if l.decides(name, alternatives) {
				l.variable(name, a.Origin)
			}
		}
		for _, file := range a.Guard.Files() {
			l.supplier("file " + file + ", if it is there")
		}
		for _, step := range a.Origin.Steps() {
			for _, read := range l.teller.result.Reads {
				if (step.Kind == eval.Assigned || step.Kind == eval.Changed) && stands(read, step) && readsOne(l.teller.result, read) {
					l.variable(read.Name, a.Origin)
				}
			}
		}
		l.value(a.Value, a.Origin, depth)
	}
}

// decides reports whether a variable tells some of the alternatives apart. One
// without which nothing loads, or nothing of what a branch imports, stands in
// the guards too, and says nothing that the others do not.
func (l *look) decides(variable string, alternatives eval.Alternatives) bool {
	if len(alternatives) == 1 {
		g := alternatives[0].Guard
		return !slices.Contains(l.teller.required, variable) || !isSet(g.Domain(variable))
	}
	for i, a := range alternatives {
		for _, b := range alternatives[i+1:] {
			if _, together := a.Guard.Without(variable).And(b.Guard.Without(variable)); together {
				return true
			}
		}
	}
	return false
}

// isSet reports whether a domain says that a variable is set, and no more.
func isSet(d eval.Domain) bool { return !d.Unset && d.Except && len(d.Texts) == 0 }

// readsOne reports whether a read reads one variable. One in a function, whose
// argument names the variable, reads another for each call.
func readsOne(result *eval.Result, read eval.EnvironmentRead) bool {
	return !slices.ContainsFunc(result.Reads, func(o eval.EnvironmentRead) bool {
		return o.Name != read.Name && o.File == read.File && o.Span == read.Span
	})
}

func (l *look) value(value eval.Value, origin eval.Origin, depth int) {
	l.left--
	if l.left < 0 || depth > mostDepth {
		l.reason("it is too large to be looked at as a whole")
		return
	}
	switch v := value.(type) {
	case *eval.External:
		if v.Source.Kind == eval.Environment {
			l.variable(v.Source.Name, origin)
		}
		l.supplier(v.Source.String())
	case *eval.Unknown:
		l.reason(v.Reason)
	case *eval.Object:
		l.reason("of " + v.Type + " only the type is known")
	case *eval.Text:
		for _, part := range v.Parts {
			if part.Hole != nil {
				l.value(part.Hole, origin, depth+1)
			}
		}
	case *eval.Path:
		l.value(v.Name, origin, depth+1)
	case *eval.Sequence:
		for _, e := range v.Elements() {
			if e.Spread != nil {
				l.reason(e.Spread.Reason)
			}
			l.all(e.Alternatives, depth+1)
		}
	case *eval.Mapping:
		for _, e := range v.Entries() {
			l.value(e.Key, origin, depth+1)
			l.all(e.Alternatives, depth+1)
		}
		if more := v.More(); more != nil {
			l.reason(more.Reason)
		}
	}
}

// why says what is not known, and what supplies it.
func (l *look) why() string {
	var words []string
	for _, supplier := range l.suppliers {
		words = append(words, "supplied by "+supplier)
	}
	return joined(append(l.reasons, words...))
}

func (l *look) supplier(name string) {
	if name = l.teller.redactor.Redact(name); !slices.Contains(l.suppliers, name) {
		l.suppliers = append(l.suppliers, name)
	}
}

func (l *look) reason(words string) {
	if words = l.teller.redactor.Redact(words); words != "" && !slices.Contains(l.reasons, words) {
		l.reasons = append(l.reasons, words)
	}
}

// variable notes an environment variable, with what its read says: the one that
// stands in the origin, or else any.
func (l *look) variable(name string, origin eval.Origin) {
	if slices.ContainsFunc(l.variables, func(v SettingVariable) bool { return v.Name == name }) {
		return
	}
	variable := SettingVariable{Name: name, Required: slices.Contains(l.teller.required, name)}
	if read, found := l.teller.readOf(name, origin); found {
		variable.Cast = read.Cast
		variable.Required = variable.Required || read.Required
		if fallback, single := read.Default.Single(); single {
			if _, unbound := fallback.(eval.Unbound); !unbound {
				variable.Default = l.fallback(name, read.Default[0])
			}
		}
	}
	l.variables = append(l.variables, variable)
}

// fallback shows the default of a variable. What a secret setting falls back to
// is as secret as that.
func (l *look) fallback(variable string, a eval.Alternative) SettingValue {
	if secretName(l.name) {
		return l.teller.value(l.name, a)
	}
	return l.teller.value(variable, a)
}

func (t *settingsTeller) readOf(name string, origin eval.Origin) (eval.EnvironmentRead, bool) {
	steps := origin.Steps()
	i := slices.IndexFunc(t.result.Reads, func(r eval.EnvironmentRead) bool {
		return r.Name == name && slices.ContainsFunc(steps, func(o eval.Origin) bool { return stands(r, o) })
	})
	if i < 0 {
		i = slices.IndexFunc(t.result.Reads, func(r eval.EnvironmentRead) bool { return r.Name == name })
	}
	if i < 0 {
		return eval.EnvironmentRead{}, false
	}
	return t.result.Reads[i], true
}
