package eval

// takeovers are packages that write into the settings module that calls them.
func takeovers() map[string]map[string]Value {
	return map[string]map[string]Value{
		"django_heroku":    {"settings": &Builtin{Name: "django_heroku.settings", call: herokuSettings}},
		"django_on_heroku": {"settings": &Builtin{Name: "django_on_heroku.settings", call: herokuSettings}},
		"dynaconf": {
			"DjangoDynaconf": &Builtin{Name: "dynaconf.DjangoDynaconf", call: dynaconfSettings},
		},
	}
}

// herokuSettings is django_heroku.settings(locals()). Source: core.py of
// django-heroku 0.3.1: ALLOWED_HOSTS becomes ["*"], SECRET_KEY is read from the
// environment if it is there, and what concerns the database, static files,
// logging and tests is replaced.
func herokuSettings(it *interpreter, c *call) Alternatives {
	it.doubt("django_heroku.settings() fails")
	v, _ := c.arg(0, "config").Single()
	i, ok := v.(*Instance)
	if !ok {
		return one(None{})
	}
	names, ok := i.state.(*namespace)
	if !ok {
		return one(None{})
	}
	s := names.scope
	origin := Origin{Kind: Assigned, File: it.scope.module.File, Span: c.node.Range()}
	write := Write{File: origin.File, Span: origin.Span}
	set := func(name string, value Alternatives) { it.bind(s, name, value.stepped(origin), write) }
	for _, name := range []string{"DATABASES", "STATIC_ROOT", "STATIC_URL", "STATICFILES_STORAGE", "MIDDLEWARE", "MIDDLEWARE_CLASSES", "LOGGING", "TEST_RUNNER"} {
		set(name, one(unknown("django_heroku.settings() sets it")))
	}
	if switchedOn(c, 4, "allowed_hosts") {
		set("ALLOWED_HOSTS", one(it.sequence(ListKind, []Element{{Alternatives: Alternatives{{Value: Str("*"), Origin: origin}}}})))
	}
	if !switchedOn(c, 6, "secret_key") {
		return one(None{})
	}
	key := it.readVariable("SECRET_KEY")
	var kept Alternatives
	for _, alternative := range key {
		if _, unset := alternative.Value.(Unbound); !unset {
			kept = append(kept, Alternatives{alternative}.stepped(origin)...)
			continue
		}
		if b, ok := s.names["SECRET_KEY"]; ok {
			kept = append(kept, b.alternatives.within(it.pc).when(alternative.Guard)...)
		} else {
			kept = append(kept, alternative)
		}
	}
	it.bind(s, "SECRET_KEY", kept.bounded(), write)
	return one(None{})
}

// switchedOn reports whether an argument that is True by default is not false.
func switchedOn(c *call, position int, name string) bool {
	given := c.arg(position, name)
	if given == nil {
		return true
	}
	v, ok := given.Single()
	truth, known := knownTruth(v)
	return !ok || !known || truth
}

// dynaconfSettings is DjangoDynaconf(__name__): files and variables that are
// not in the repository may set anything.
func dynaconfSettings(it *interpreter, c *call) Alternatives {
	it.doubt("DjangoDynaconf() fails")
	why := unknown("dynaconf reads: settings files and the environment")
	it.overwriteAll(it.scope.module.scope, why, "", c.node.Range())
	return one(why)
}
