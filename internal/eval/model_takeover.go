package eval

import "strings"

// takeovers are packages that write into the settings module that calls them.
func takeovers() map[string]map[string]Value {
	return map[string]map[string]Value{
		"django_heroku":    herokuModel(false),
		"django_on_heroku": herokuModel(true),
		"djp":              {"settings": &Builtin{Name: "djp.settings", call: pluginSettings}},
		"dynaconf": {
			"DjangoDynaconf": &Builtin{Name: "dynaconf.DjangoDynaconf", call: dynaconfSettings},
		},
	}
}

// dynaconfSettings is DjangoDynaconf(__name__, …): files and variables that are
// not in the repository may set anything. Source: dynaconf 3.3.5; the prefix of
// the variables is DJANGO unless it is given.
func dynaconfSettings(it *interpreter, c *call) Alternatives {
	it.doubt("DjangoDynaconf() fails")
	prefix := "DJANGO"
	for _, name := range []string{"envvar_prefix", "ENVVAR_PREFIX_FOR_DYNACONF"} {
		if given, ok := c.text(-1, name); ok {
			prefix = given
		}
	}
	reads := "settings files"
	if names, ok := it.textsOf(c.arg(-1, "settings_files")); ok {
		reads = strings.Join(names, ", ")
	}
	why := &External{Source: Source{
		Kind: Host, Name: reads + " and environment variables that begin with " + prefix + "_, which dynaconf reads",
	}}
	it.overwriteAll(it.scope.module.scope, why, "", c.node.Range())
	return one(why)
}

// textsOf are the texts of a list that has nothing else, and has some.
func (it *interpreter) textsOf(list Alternatives) ([]string, bool) {
	listed, ok := it.iterate(list)
	var texts []string
	for _, l := range listed {
		v, _ := l.Single()
		if s, isText := v.(Str); isText {
			texts = append(texts, string(s))
		}
	}
	return texts, ok && len(texts) > 0 && len(texts) == len(listed)
}

// pluginSettings is djp.settings(globals()): what plugins are installed is not
// known, and each may add apps and middleware and set anything. Source: djp 0.3.1.
func pluginSettings(it *interpreter, c *call) Alternatives {
	it.doubt("djp.settings() fails")
	v, _ := c.arg(0, "current_settings").Single()
	if i, ok := v.(*Instance); ok {
		if names, ok := i.state.(*namespace); ok {
			plugins := &External{Source: Source{Kind: Host, Name: "the plugins of djp that are installed"}}
			it.overwriteAll(names.scope, plugins, "", c.node.Range())
		}
	}
	return one(None{})
}
