package entrypoints

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
)

// missingInDjango says that no Django which the project may run on has a path.
func (r resolver) missingInDjango(name string) (string, bool) {
	possible := r.p.Possible()
	if _, gone := check.GoneSince(possible, name); gone {
		return "", false
	}
	absent := len(possible) > 0 && possible.All(func(minor django.Minor) bool {
		has, known := django.HasPath(minor, name)
		return known && !has
	})
	if !absent {
		return "", false
	}
	newest, _ := possible.Max()
	reason := "which Django does not have"
	if later, ok := django.PathMinors(name).Min(); ok && newest.Less(later) {
		return "which Django has since " + later.String() + " only", true
	}
	if near := nearInDjango(newest, name); near != "" {
		reason += ": it is " + near
	}
	return reason, true
}

// nearInDjango is the path of Django that another was most likely meant to be.
func nearInDjango(minor django.Minor, name string) string {
	if names, err := django.ModuleNames(minor, parentOf(name)); err == nil && len(names) > 0 {
		if near := check.Nearest(name[len(parentOf(name))+1:], names); near != "" {
			return parentOf(name) + "." + near
		}
	}
	modules, err := django.Modules(minor)
	if err != nil {
		return ""
	}
	if near := check.Nearest(name, modules); near != "" {
		return near
	}
	if near := check.Nearest(parentOf(name), modules); near != "" {
		full := near + name[len(parentOf(name)):]
		if has, _ := django.HasPath(minor, full); has {
			return full
		}
	}
	return ""
}
