package project

import (
	"slices"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
)

// storageAliases are the settings that Django 4.2 and 5.0 take from STORAGES where
// that is set, and the alias that they take. Source: Settings.__init__ in
// django/conf/__init__.py of 4.2; 5.1 removed them.
var storageAliases = map[string]string{"DEFAULT_FILE_STORAGE": "default", "STATICFILES_STORAGE": "staticfiles"}

// derivesStorages reports whether the project may run on a Django that makes
// STORAGES and the settings before it from each other.
func (p *Project) derivesStorages() bool {
	return slices.ContainsFunc(p.Django.Minors, func(m django.Minor) bool {
		return m == django.Minor{Major: 4, Minor: 2} || m == django.Minor{Major: 5, Minor: 0}
	})
}

// derived is what Django makes of a setting that the module does not set, from
// others that it does. It reports false for one that is simply the default.
func (s Setting) derived(result *eval.Result) (eval.Alternatives, bool) {
	if !s.Module.project.derivesStorages() {
		return nil, false
	}
	if s.Name == "STORAGES" {
		for name := range storageAliases {
			if mayBeSet(result.Get(name)) {
				return eval.Alternatives{{Value: &eval.Unknown{Reason: "Django makes it from " + name}}}, true
			}
		}
		return nil, false
	}
	alias, ok := storageAliases[s.Name]
	if !ok || !mayBeSet(result.Get("STORAGES")) {
		return nil, false
	}
	var made eval.Alternatives
	for _, a := range result.Get("STORAGES") {
		for _, backend := range backendOf(a.Value, alias) {
			guard, together := a.Guard.And(backend.Guard)
			if !together {
				continue
			}
			if _, unset := backend.Value.(eval.Unbound); unset {
				backend.Value, a.Origin = s.Module.project.DefaultOf(s.Name), eval.Origin{Kind: eval.ByDefault}
			}
			made = append(made, eval.Alternative{Guard: guard, Value: backend.Value, Origin: a.Origin})
		}
	}
	return made, true
}

func mayBeSet(a eval.Alternatives) bool {
	return slices.ContainsFunc(a, func(alternative eval.Alternative) bool {
		_, unset := alternative.Value.(eval.Unbound)
		return !unset
	})
}

// backendOf is what STORAGES has under an alias: Unbound if STORAGES is not set,
// None without a backend.
func backendOf(storages eval.Value, alias string) eval.Alternatives {
	unclear := eval.Alternatives{{Value: &eval.Unknown{Reason: "Django takes it from STORAGES"}}}
	switch v := storages.(type) {
	case eval.Unbound, *eval.External:
		return eval.Alternatives{{Value: storages}}
	case *eval.Mapping:
		var found eval.Alternatives
		for _, options := range v.Get(alias) {
			if _, missing := options.Value.(eval.Unbound); missing {
				found = append(found, eval.Alternative{Guard: options.Guard, Value: eval.None{}})
				continue
			}
			m, ok := options.Value.(*eval.Mapping)
			if !ok {
				return unclear
			}
			for _, backend := range m.Get("BACKEND") {
				if _, missing := backend.Value.(eval.Unbound); missing {
					backend.Value = eval.None{}
				}
				guard, together := options.Guard.And(backend.Guard)
				if together {
					found = append(found, eval.Alternative{Guard: guard, Value: backend.Value, Origin: backend.Origin})
				}
			}
		}
		return found
	}
	return unclear
}
