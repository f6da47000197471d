package apps

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
)

const templates = "TEMPLATES"

// engine is the first DjangoTemplates engine of TEMPLATES in each world: its dict,
// None if there is none, Unknown if that cannot be told. Before Django 2.0 the
// checks took it only if there was no other (Engine.get_default); then it is known
// where there is one engine.
func (a admin) engine(world eval.World) eval.Alternatives {
	var found eval.Alternatives
	for _, v := range a.module.Setting(templates).In(world).Alternatives {
		list, ok := v.Value.(*eval.Sequence)
		if !ok || len(list.Elements()) > 1 && !a.pass.DjangoAtLeast(2, 0) {
			v.Value = &eval.Unknown{Reason: "it is no list that is known"}
			found = append(found, v)
			continue
		}
		found = append(found, a.first(v, list)...)
	}
	return found
}

func (a admin) first(list eval.Alternative, engines *eval.Sequence) eval.Alternatives {
	var found eval.Alternatives
	open := []eval.Guard{list.Guard}
	for _, element := range engines.Elements() {
		var still []eval.Guard
		for _, guard := range open {
			if element.Spread != nil {
				found = append(found, eval.Alternative{Guard: guard, Value: element.Spread, Origin: list.Origin})
				continue
			}
			for _, alternative := range element.Alternatives {
				g, together := guard.And(alternative.Guard)
				if !together {
					continue
				}
				switch a.isEngine(alternative.Value) {
				case check.Bad:
					found = append(found, eval.Alternative{Guard: g, Value: alternative.Value, Origin: list.Origin})
				case check.Unclear:
					found = append(found, eval.Alternative{Guard: g, Value: &eval.Unknown{Reason: "the engine is not known"}, Origin: list.Origin})
				case check.Good:
					still = append(still, g)
				}
			}
		}
		open = still
	}
	for _, guard := range open {
		found = append(found, eval.Alternative{Guard: guard, Value: eval.None{}, Origin: list.Origin})
	}
	return found
}

// isEngine is the verdict that an engine is Django's or made from it.
func (a admin) isEngine(v eval.Value) check.Verdict {
	if _, absent := v.(eval.Unbound); absent {
		return check.Good
	}
	backend, single := check.Item(eval.Alternatives{{Value: v}}, "BACKEND").Single()
	name, ok := backend.(eval.Str)
	if !single || !ok {
		return check.Unclear
	}
	return a.pass.Inherits(a.module, string(name), "django.template.backends.django.DjangoTemplates")
}

// noEngine is admin.E403.
func (a admin) noEngine(world eval.World) check.Truths {
	return check.Ask(a.engine(world), func(v eval.Value) check.Verdict {
		_, none := v.(eval.None)
		return check.When(none)
	})
}

// noUser is admin.E402: it matters only if users log in with Django's own backend.
func (a admin) noUser(world eval.World) check.Truths {
	backends := a.module.Setting("AUTHENTICATION_BACKENDS").In(world).Alternatives
	isModel := check.IsText(modelBackend)
	if a.pass.DjangoAtLeast(2, 2) {
		isModel = func(v eval.Value) check.Verdict {
			name, ok := v.(eval.Str)
			if !ok {
				return check.Unclear
			}
			return a.pass.Inherits(a.module, string(name), modelBackend)
		}
	}
	return check.And(a.lacksProcessor(world, authProcessor), check.Having(backends, isModel))
}

// lacks is admin.E404 and W411.
func lacks(processor string) func(admin, eval.World) check.Truths {
	return func(a admin, world eval.World) check.Truths { return a.lacksProcessor(world, processor) }
}

// lacksProcessor tells whether there is an engine, and a context processor is not
// among its own.
func (a admin) lacksProcessor(world eval.World, processor string) check.Truths {
	engines := a.engine(world)
	var answers check.Truths
	for _, engine := range engines {
		if _, none := engine.Value.(eval.None); none {
			answers = append(answers, eval.Alternative{Guard: engine.Guard, Value: eval.Bool(false), Origin: engine.Origin})
			continue
		}
		processors := check.Item(eval.Alternatives{engine}, "OPTIONS", "context_processors")
		for _, list := range processors {
			if check.IsSet(list.Value) == check.Good {
				answers = append(answers, eval.Alternative{Guard: list.Guard, Value: eval.Bool(true), Origin: engine.Origin})
				continue
			}
			for _, has := range check.Not(check.Having(eval.Alternatives{list}, check.IsText(processor))) {
				has.Origin = engine.Origin
				answers = append(answers, has)
			}
		}
	}
	return answers
}
