package cookies

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// engineVolatile is about sessions that live in a cache alone. A cached_db engine
// falls back to the database.
func engineVolatile(p *check.Pass) {
	const engine = "SESSION_ENGINE"
	for _, m := range p.Judged() {
		j, _ := p.Meets(m, func(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
			inCache := check.AskSetting(m, world, engine, check.IsText("django.contrib.sessions.backends.cache"))
			return check.And(inCache, check.Ask(backendOf(m, world), isVolatile), p.HasMiddleware(m, world, sessionMiddleware))
		})
		if !j.Bad {
			continue
		}
		kind := "the memory of each process, so that users are signed out whenever another process answers"
		for _, backend := range backendOf(m, m.World()) {
			_, together := backend.Guard.And(j.Value.Guard)
			if name, ok := backend.Value.(eval.Str); ok && together && strings.HasSuffix(string(name), "DummyCache") {
				kind = "a dummy cache that keeps nothing, so that nobody can stay signed in"
			}
		}
		message := "sessions are kept in " + kind
		if j.ByDefault() {
			message += ", unless " + j.Decider()
		}
		report(p, m, engine, j, nil, message)
	}
}

// backendOf is the class of the cache that sessions are kept in.
func backendOf(m *project.SettingsModule, world eval.World) eval.Alternatives {
	caches := m.Setting("CACHES").In(world).Alternatives
	var found eval.Alternatives
	for _, alias := range m.Setting("SESSION_CACHE_ALIAS").In(world).Alternatives {
		name, ok := alias.Value.(eval.Str)
		if !ok {
			return eval.Alternatives{{Value: &eval.Unknown{Reason: "it is not known which cache"}}}
		}
		for _, backend := range check.Item(caches, string(name), "BACKEND") {
			if guard, together := backend.Guard.And(alias.Guard); together {
				backend.Guard = guard
				found = append(found, backend)
			}
		}
	}
	return found
}

func isVolatile(v eval.Value) check.Verdict {
	return check.IsText("django.core.cache.backends.locmem.LocMemCache", "django.core.cache.backends.dummy.DummyCache")(v)
}

// serializerPickle is silent on a Django that has no such serializer any more:
// the settings do not work there at all.
func serializerPickle(p *check.Pass) {
	const setting = "SESSION_SERIALIZER"
	for _, m := range p.Judged() {
		j, _ := p.Meets(m, func(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
			pickle := check.AskSetting(m, world, setting, check.IsText("django.contrib.sessions.serializers.PickleSerializer"))
			return check.And(pickle, p.HasMiddleware(m, world, sessionMiddleware))
		})
		if j.Bad {
			report(p, m, setting, j, nil, j.State(setting, "PickleSerializer")+
				": whoever can write a session, with SECRET_KEY or access to its store, runs code on the server")
		}
	}
}
