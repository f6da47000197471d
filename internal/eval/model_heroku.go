package eval

import "slices"

// heroku is django_heroku.settings(locals()), or that of the fork
// django_on_heroku. Source: core.py of django-heroku 0.3.1 and django-on-heroku
// 1.1.2, the last releases.
type heroku struct {
	fork bool
	// names are those of the calling module, from the call origin.
	names  *scope
	call   *call
	origin Origin
}

func herokuModel(fork bool) map[string]Value {
	return map[string]Value{"settings": &Builtin{Name: "django_heroku.settings", call: func(it *interpreter, c *call) Alternatives {
		h := heroku{fork: fork, call: c, origin: Origin{Kind: Assigned, File: it.scope.module.File, Span: c.node.Range()}}
		v, _ := c.arg(0, "config").Single()
		if i, ok := v.(*Instance); ok {
			if names, ok := i.state.(*namespace); ok {
				h.names = names.scope
			}
		}
		if h.names == nil || c.open || len(c.positional) > 1 {
			return it.unknownCall(unknown("django_heroku.settings() is called in a way that is not followed"), c)
		}
		h.databases(it)
		h.testRunner(it)
		h.staticFiles(it)
		h.when(it, "allowed_hosts", []string{"ALLOWED_HOSTS"}, func() {
			h.set(it, "ALLOWED_HOSTS", one(it.sequence(ListKind, []Element{{Alternatives: Alternatives{{Value: Str("*"), Origin: h.origin}}}})))
		})
		h.when(it, "logging", []string{"LOGGING"}, func() { h.set(it, "LOGGING", one(herokuLogging(it))) })
		h.when(it, "secret_key", []string{"SECRET_KEY"}, func() {
			h.ifSet(it, "SECRET_KEY", func(value Alternatives) { h.set(it, "SECRET_KEY", value) })
		})
		return one(None{})
	}}}
}

// when runs what an argument switches on. If that is not known, the names may
// have been set.
func (h *heroku) when(it *interpreter, argument string, names []string, f func()) {
	on, known := true, true
	if given := h.call.keywords[argument]; given != nil {
		on, known = truthOf(given)
	}
	switch {
	case !known:
		for _, name := range names {
			h.set(it, name, one(perhaps(unknown("django_heroku.settings() may set it"))))
		}
		it.doubt("django_heroku.settings() fails") // before or after it set them
	case on:
		f()
	}
}

func (h *heroku) set(it *interpreter, name string, value Alternatives) {
	it.bind(h.names, name, value.stepped(h.origin), Write{File: h.origin.File, Span: h.origin.Span})
}

// has gives what a name is, Unbound where it is not there.
func (h *heroku) has(it *interpreter, name string) Alternatives {
	if b, ok := h.names.names[name]; ok {
		return b.alternatives.within(it.pc)
	}
	return it.missing(h.names, name)
}

// ifSet runs f in the worlds in which an environment variable is set.
func (h *heroku) ifSet(it *interpreter, variable string, f func(value Alternatives)) {
	for _, alternative := range it.readVariable(variable) {
		switch v := alternative.Value.(type) {
		case Unbound:
			continue
		case *Unknown:
			if v.absent {
				test := Test(it.uniqueTest("the variable "+variable+" is set ("+it.placeOf(it.span)+")"), true)
				guard, ok := alternative.Guard.And(test)
				if !ok {
					continue
				}
				alternative.Guard, alternative.Value = guard, present(v)
			}
		}
		it.inside(it.pc.within(alternative.Guard), func() { f(Alternatives{{Value: alternative.Value, Origin: alternative.Origin}}) })
	}
}

// databases makes the database of DATABASE_URL the default one.
func (h *heroku) databases(it *interpreter) {
	h.when(it, "databases", []string{"DATABASES"}, func() {
		for _, alternative := range h.has(it, "DATABASES") {
			if mayBeAbsent(alternative.Value) {
				it.inside(it.pc.within(alternative.Guard), func() {
					var databases Value = it.mapping([]Entry{{Key: Str("default"), Alternatives: one(None{})}}, nil)
					if u, ok := alternative.Value.(*Unknown); ok {
						databases = present(u)
					}
					h.set(it, "DATABASES", one(databases))
				})
			}
		}
		if on, known := truthOf(h.call.keywords["db_colors"]); on || !known {
			it.doubt("django_heroku.settings() fails")
			it.taintArgument(h.has(it, "DATABASES"), unknown("variables of Heroku may add databases"))
		}
		if h.fork {
			it.doubt("CONN_MAX_AGE is no number")
		}
		h.ifSet(it, "DATABASE_URL", func(Alternatives) { h.defaultDatabase(it) })
	})
}

func (h *heroku) defaultDatabase(it *interpreter) {
	inner := &call{node: h.call.node, keywords: map[string]Alternatives{"conn_max_age": one(Int(600)), "ssl_require": one(Bool(true))}}
	if h.fork {
		inner.keywords["conn_max_age"] = one(unknown("CONN_MAX_AGE may say otherwise"))
		if given := h.call.keywords["db_ssl_required"]; given != nil {
			inner.keywords["ssl_require"] = given
		}
	}
	database := databaseConfig(it, inner)
	if on, known := truthOf(h.call.keywords["geodjango"]); on || !known {
		it.taintArgument(database, unknown("its engine becomes one of GeoDjango"))
	}
	h.store(it, h.has(it, "DATABASES"), "default", database.stepped(h.origin))
	h.ifSet(it, "CI", func(Alternatives) {
		h.store(it, database.within(it.pc), "TEST", one(unknown("the database for tests is the default one")))
	})
}

// store is container[key] = value.
func (h *heroku) store(it *interpreter, container Alternatives, key string, value Alternatives) {
	for _, alternative := range container {
		it.inside(it.pc.within(alternative.Guard), func() {
			if m, ok := alternative.Value.(*Mapping); ok {
				it.setKey(m, one(Str(key)), value, nil)
				return
			}
			it.doubt("an item cannot be set")
			it.taintValue(alternative.Value, unknown("django_heroku.settings() sets "+key+" in it"))
		})
	}
}

func (h *heroku) testRunner(it *interpreter) {
	name := "django_heroku"
	if h.fork {
		name = "django_on_heroku"
	}
	h.when(it, "test_runner", []string{"TEST_RUNNER"}, func() {
		h.ifSet(it, "CI", func(Alternatives) { h.set(it, "TEST_RUNNER", one(Str(name+".HerokuDiscoverRunner"))) })
	})
}

// staticFiles sets what concerns them, and puts WhiteNoise into the middleware.
func (h *heroku) staticFiles(it *interpreter) {
	names := []string{"STATIC_ROOT", "STATIC_URL", "MIDDLEWARE", "MIDDLEWARE_CLASSES", "STATICFILES_STORAGE"}
	h.when(it, "staticfiles", names, func() {
		base := it.present(h.has(it, "BASE_DIR"), failure{exception: "KeyError", message: "django_heroku.settings() needs BASE_DIR", node: h.call.node})
		if it.pc.never() {
			return
		}
		h.set(it, "STATIC_ROOT", emptyApart(base.values(func(v Value) Value { return joinPaths(v) })).values(func(v Value) Value {
			return joinTwo(v, Str("staticfiles"))
		}))
		h.set(it, "STATIC_URL", one(Str("/static/")))
		it.doubt("the directory of static files cannot be made")
		h.middleware(it)
		h.set(it, "STATICFILES_STORAGE", one(Str("whitenoise.storage.CompressedManifestStaticFilesStorage")))
	})
}

func (h *heroku) middleware(it *interpreter) {
	for _, alternative := range h.has(it, "MIDDLEWARE_CLASSES") {
		it.inside(it.pc.within(alternative.Guard), func() {
			switch v := alternative.Value.(type) {
			case Unbound:
				current := it.present(h.has(it, "MIDDLEWARE"), failure{exception: "KeyError", message: "django_heroku.settings() needs MIDDLEWARE", node: h.call.node})
				if !it.pc.never() {
					h.set(it, "MIDDLEWARE", h.withWhiteNoise(it, current))
				}
			case *Unknown:
				if v.absent {
					it.doubt("django_heroku.settings() fails")
					h.set(it, "MIDDLEWARE", one(perhaps(unknown("django_heroku.settings() may change it"))))
					h.set(it, "MIDDLEWARE_CLASSES", one(perhaps(v)))
					return
				}
				h.set(it, "MIDDLEWARE_CLASSES", h.withWhiteNoise(it, one(v)))
			default:
				h.set(it, "MIDDLEWARE_CLASSES", h.withWhiteNoise(it, one(v)))
			}
		})
	}
}

// withWhiteNoise is the middleware as a tuple, WhiteNoise at the front, or with
// the fork behind SecurityMiddleware.
func (h *heroku) withWhiteNoise(it *interpreter, current Alternatives) Alternatives {
	added := Element{Alternatives: Alternatives{{Value: Str("whitenoise.middleware.WhiteNoiseMiddleware"), Origin: h.origin}}}
	return it.each(current, func(a Alternative) Alternatives {
		if s, ok := a.Value.(*Sequence); ok && s.Kind != SetKind {
			return it.eachVersion(s, func(elements []Element) Alternatives {
				at := 0
				for i, e := range elements {
					v, known := e.Alternatives.Single()
					if h.fork && (!known || e.Spread != nil) {
						return one(it.sequence(TupleKind, spread("where WhiteNoise is put is not known")))
					}
					if h.fork && v == Value(Str("django.middleware.security.SecurityMiddleware")) {
						at = i + 1
						break
					}
				}
				return one(it.sequence(TupleKind, slices.Insert(slices.Clone(elements), at, added)))
			})
		}
		it.doubt("the middleware is no list")
		rest := spread("the middleware is not known")
		if h.fork {
			return one(it.sequence(TupleKind, rest))
		}
		return one(it.sequence(TupleKind, append([]Element{added}, rest...)))
	})
}

// herokuLogging is what LOGGING becomes.
func herokuLogging(it *interpreter) Value {
	text := func(pairs ...string) Value {
		var entries []Entry
		for i := 0; i < len(pairs); i += 2 {
			entries = append(entries, Entry{Key: Str(pairs[i]), Alternatives: one(Str(pairs[i+1]))})
		}
		return it.mapping(entries, nil)
	}
	dict := func(names []string, values ...Value) Value {
		entries := make([]Entry, len(names))
		for i, name := range names {
			entries[i] = Entry{Key: Str(name), Alternatives: one(values[i])}
		}
		return it.mapping(entries, nil)
	}
	verbose := "%(asctime)s [%(process)d] [%(levelname)s] pathname=%(pathname)s lineno=%(lineno)s funcname=%(funcName)s %(message)s"
	return dict([]string{"version", "disable_existing_loggers", "formatters", "handlers", "loggers"},
		Int(1), Bool(false),
		dict([]string{"verbose", "simple"}, text("format", verbose, "datefmt", "%Y-%m-%d %H:%M:%S"), text("format", "%(levelname)s %(message)s")),
		dict([]string{"null", "console"}, text("level", "DEBUG", "class", "logging.NullHandler"),
			text("level", "DEBUG", "class", "logging.StreamHandler", "formatter", "verbose")),
		dict([]string{"testlogger"}, dict([]string{"handlers", "level"},
			it.sequence(ListKind, []Element{{Alternatives: one(Str("console"))}}), Str("INFO"))))
}
