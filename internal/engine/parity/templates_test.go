package parity

import "strings"

const engineDjango = "django.template.backends.django.DjangoTemplates"

func (w *writer) templates() {
	switch {
	case w.chance(7):
		return
	case w.chance(5):
		w.line(w.base, "TEMPLATES = []")
		return
	}
	engines := []string{w.engine("")}
	if w.chance(12) {
		engines = append(engines, w.engine("second"))
	}
	if w.chance(15) {
		engines = append([]string{`{"BACKEND": "django.template.backends.dummy.TemplateStrings", "DIRS": []}`}, engines...)
		if w.chance(35) {
			engines = engines[:1]
		}
	}
	if w.chance(8) {
		w.files["mysite/engines.py"] = "from django.template.backends.django import DjangoTemplates\n\n\nclass Templates(DjangoTemplates):\n    pass\n"
		engines[0] = strings.Replace(engines[0], engineDjango, "mysite.engines.Templates", 1)
	}
	w.line(w.base, "TEMPLATES = [%s]", strings.Join(engines, ", "))
	if strings.Contains(engines[0], `"OPTIONS"`) && w.chance(30) {
		switch w.random.IntN(5) {
		case 0:
			w.line(w.production, "TEMPLATES[0][\"OPTIONS\"][\"debug\"] = DEBUG")
		case 1:
			w.line(w.production, "TEMPLATES[0][\"OPTIONS\"][\"string_if_invalid\"] = %s", w.pick(`""`, "None", `"INVALID"`, "0", "b\"\""))
		case 2:
			w.line(w.production, "TEMPLATES[0][\"OPTIONS\"].setdefault(\"context_processors\", []).append(%s)", quoted(w.pick(processors()...)))
		case 3:
			w.line(w.production, "TEMPLATES[0][\"OPTIONS\"].update({\"autoescape\": %s})", w.pick("True", "False"))
		default:
			w.line(w.production, "TEMPLATES[0][\"OPTIONS\"][\"context_processors\"] = %s", w.list(quotedAll(w.some(70, processors()...))))
		}
	}
}

func processors() []string {
	return []string{
		"django.template.context_processors.debug", "django.template.context_processors.request",
		"django.contrib.auth.context_processors.auth", "django.contrib.messages.context_processors.messages",
	}
}

// engine writes a DjangoTemplates engine.
func (w *writer) engine(name string) string {
	pairs := []string{"BACKEND", quoted(engineDjango)}
	if name != "" {
		pairs = append(pairs, "NAME", quoted(name))
	}
	if w.chance(80) {
		pairs = append(pairs, "DIRS", w.pick("[]", `[os.path.join(BASE_DIR, "templates")]`))
	}
	loaders := w.chance(12)
	if !loaders || !w.since(5, 1) && w.chance(60) {
		pairs = append(pairs, "APP_DIRS", w.mostly(88, "True", "False"))
	}
	var options []string
	if w.chance(88) {
		names := []string{}
		for _, name := range processors() {
			if w.chance(88) {
				names = append(names, name)
			}
		}
		names = append(names, w.some(8, "mysite.context.site", "django.template.context_processors.i18n", "django.template.context_processors.media")...)
		if w.since(6, 0) && w.chance(35) {
			names = append(names, "django.template.context_processors.csp")
		}
		options = append(options, "context_processors", w.list(quotedAll(w.shuffled(10, names))))
	}
	if loaders {
		options = append(options, "loaders", w.pick(
			`["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]`,
			`[("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])]`,
		))
	}
	if w.chance(20) {
		options = append(options, "string_if_invalid", w.pick(`""`, `"INVALID"`, "None", "0", "False", `"%s"`, `["x"]`))
	}
	if w.chance(15) {
		options = append(options, "debug", w.pick("DEBUG", "True", "False"))
	}
	if w.chance(8) {
		options = append(options, "builtins", `["django.templatetags.static"]`)
	}
	if w.chance(93) || len(options) > 4 {
		pairs = append(pairs, "OPTIONS", w.dict(options...))
	}
	return w.dict(pairs...)
}
