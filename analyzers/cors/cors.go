// Package cors holds the rules on django-cors-headers: which other sites may read
// what this one answers.
package cors

import (
	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("cors-allow-all", allowAll),
		check.Rule("cors-origin-unanchored", unanchored),
	}
}

// The settings have two names each: the package renamed them in 3.5, and asks for
// the old one only if the new one is not set (corsheaders/conf.py).
const (
	all, allBefore         = "CORS_ALLOW_ALL_ORIGINS", "CORS_ORIGIN_ALLOW_ALL"
	regexes, regexesBefore = "CORS_ALLOWED_ORIGIN_REGEXES", "CORS_ORIGIN_REGEX_WHITELIST"
)

// renamed is what a setting is under its new name, or else its old one.
func renamed(m *project.SettingsModule, world eval.World, name, before string) eval.Alternatives {
	var values eval.Alternatives
	for _, v := range m.Setting(name).In(world).Alternatives {
		if check.IsSet(v.Value) == check.Bad {
			values = append(values, v)
			continue
		}
		for _, old := range m.Setting(before).In(world).Alternatives {
			if guard, together := v.Guard.And(old.Guard); together {
				old.Guard = guard
				values = append(values, old)
			}
		}
	}
	return values
}

// nameOf is the name under which a setting is set: in the repository, rather than
// perhaps by a module outside it.
func nameOf(p *check.Pass, m *project.SettingsModule, name, before string) string {
	for _, n := range []string{name, before} {
		for _, v := range p.Setting(m, n).Alternatives {
			if _, known := eval.Truth(v.Value); known && check.IsSet(v.Value) == check.Bad {
				return n
			}
		}
	}
	for _, v := range p.Setting(m, name).Alternatives {
		if check.IsSet(v.Value) == check.Bad {
			return name
		}
	}
	return before
}

// active tells whether the package does anything: its middleware does the work. A
// project that lists it under the old name of the setting runs on a Django that
// knows that name, whatever else is known of the version.
func active(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
	const middleware = "corsheaders.middleware.CorsMiddleware"
	found := p.Perhaps(p.HasMiddleware(m, world, middleware))
	for _, v := range m.Setting("MIDDLEWARE_CLASSES").In(world).Alternatives {
		if _, isList := v.Value.(*eval.Sequence); isList {
			found = check.Or(found, check.Having(eval.Alternatives{v}, check.IsText(middleware)))
		}
	}
	return found
}
