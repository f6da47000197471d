package parity

import (
	"fmt"
	"strings"
)

// set writes a setting that is no collection: once, or in both modules.
func (w *writer) set(name string, values ...string) {
	to := w.place()
	w.scalar(to, name, w.pick(values...))
	if to == w.base && w.chance(15) {
		w.scalar(w.production, name, w.pick(values...))
	}
}

// maybe sets a setting so many times in a hundred.
func (w *writer) maybe(percent int, name string, values ...string) {
	if w.chance(percent) {
		w.set(name, values...)
	}
}

// scalar writes an assignment in one of the ways in which people write it.
func (w *writer) scalar(to *strings.Builder, name, value string) {
	switch {
	case strings.HasSuffix(value, ","): // a stray comma
		w.line(to, "%s = %s", name, value)
	case w.chance(55):
		w.plain(to, name, value)
	case value == "True" || value == "False":
		w.boolean(to, name, value)
	case strings.HasPrefix(value, `"`) || w.isNumber(value):
		w.text(to, name, value)
	default:
		w.conditional(to, name, value)
	}
}

func (w *writer) isNumber(value string) bool {
	return strings.Trim(value, "0123456789") == ""
}

// plain gives the value itself, perhaps by another name.
func (w *writer) plain(to *strings.Builder, name, value string) {
	switch w.random.IntN(16) {
	case 0:
		w.line(to, "%s: object = %s", name, value)
	case 1:
		other := w.fresh("_value")
		w.line(to, "%s = %s\n%s = %s", other, value, name, other)
	case 2:
		w.line(to, "%s = %s = %s", w.fresh("OTHER"), name, value)
	case 3:
		config := w.fresh("config")
		w.line(to, "%s = {%s: %s, \"unused\": 1}", config, quoted(strings.ToLower(name)), value)
		w.line(to, "%s = %s[%s]", name, config, quoted(strings.ToLower(name)))
	case 4:
		w.line(to, "%s = {}.get(%s, %s)", name, quoted(name), value)
	case 5:
		w.line(to, "if True:\n    %s = %s", name, value)
	case 6:
		w.line(to, "%s, %s = %s, 1", name, w.fresh("_unused"), value)
	case 7:
		function := w.fresh("_get")
		w.line(to, "def %s(default=None):\n    return default\n\n\n%s = %s(%s)", function, name, function, value)
	default:
		w.line(to, "%s = %s", name, value)
	}
}

// boolean reads a truth from the environment, or makes it of DEBUG.
func (w *writer) boolean(to *strings.Builder, name, value string) {
	variable := w.variable(name, booleanTexts()...)
	text := w.mostly(80, quoted(value), `"1"`, `"0"`, `""`, quoted(strings.ToLower(value)))
	switch w.random.IntN(18) {
	case 0, 1:
		w.line(to, "%s = os.environ.get(%q, %s) == \"True\"", name, variable, text)
	case 2:
		w.line(to, "%s = os.getenv(%q, %s).lower() == \"true\"", name, variable, text)
	case 3:
		w.line(to, "%s = os.environ.get(%q, %s).lower() in (\"1\", \"true\", \"yes\")", name, variable, text)
	case 4:
		w.line(to, "%s = os.environ.get(%q, %s) != \"False\"", name, variable, text)
	case 5:
		w.line(to, "%s = bool(os.environ.get(%q, %s))", name, variable, w.pick(text, value, `""`))
	case 6:
		if _, isSet := w.environment[variable]; isSet {
			w.environment[variable] = w.pick("0", "1")
		}
		w.line(to, "%s = bool(int(os.environ.get(%q, %s)))", name, variable, w.pick(`"0"`, `"1"`, "0", "1"))
	case 7:
		w.line(to, "%s = os.environ.get(%q, %s)", name, variable, w.pick(text, value))
	case 8:
		w.line(to, "%s = os.getenv(%q) is not None", name, variable)
	case 9:
		w.line(to, "%s = %q in os.environ", name, variable)
	case 10, 11:
		w.line(to, "%s = %s", name, w.pick("not DEBUG", "DEBUG", "not DEBUG or True", "DEBUG and True", "bool(DEBUG)"))
	case 12:
		w.line(to, "if %s:\n    %s = %s\nelse:\n    %s = %s", w.pick("DEBUG", "not DEBUG"), name, value, name, w.pick("True", "False"))
	case 13:
		w.line(to, "%s = %s\nif not DEBUG:\n    %s = %s", name, w.pick("True", "False"), name, value)
	case 14:
		w.line(to, "%s = %s if ENVIRONMENT == \"production\" else %s", name, value, w.pick("True", "False"))
	case 15, 16:
		w.needHelpers()
		w.line(to, "%s = env_bool(%q, %s)", name, variable, value)
	default:
		w.line(to, "try:\n    %s = os.environ[%q] == \"1\"\nexcept KeyError:\n    %s = %s", name, variable, name, value)
	}
}

// text reads a text or a number from the environment.
func (w *writer) text(to *strings.Builder, name, value string) {
	number := w.isNumber(value)
	texts := []string{strings.Trim(value, `"`), "", strings.Trim(value, `"`)}
	if number {
		texts = []string{"3600", "0", "31536000"}
	}
	variable := w.variable(name, texts...)
	switch {
	case number && w.chance(50):
		w.line(to, "%s = int(os.environ.get(%q, %s))", name, variable, w.pick(value, quoted(value)))
		return
	case !number && w.chance(15):
		w.line(to, "%s = os.environ.get(%q, %s).strip()", name, variable, value)
		return
	}
	switch w.random.IntN(7) {
	case 0:
		w.line(to, "%s = os.environ.get(%q, %s)", name, variable, value)
	case 1:
		w.line(to, "%s = os.getenv(%q) or %s", name, variable, value)
	case 2:
		w.needHelpers()
		w.line(to, "%s = env(%q, %s)", name, variable, value)
	case 3:
		w.line(to, "%s = os.environ[%q] if %q in os.environ else %s", name, variable, variable, value)
	case 4:
		w.line(to, "%s = os.environ.get(%q)\nif not %s:\n    %s = %s", name, variable, name, name, value)
	case 5:
		w.line(to, "try:\n    %s = os.environ[%q]\nexcept KeyError:\n    %s = %s", name, variable, name, value)
	default:
		w.conditional(to, name, value)
	}
}

// conditional sets the value in some worlds only.
func (w *writer) conditional(to *strings.Builder, name, value string) {
	switch w.random.IntN(5) {
	case 0:
		w.line(to, "if DEBUG:\n    pass\nelse:\n    %s = %s", name, value)
	case 1:
		w.line(to, "if ENVIRONMENT == \"production\":\n    %s = %s", name, value)
	case 2:
		w.line(to, "if not DEBUG:\n    %s = %s", name, value)
	case 3:
		w.line(to, "%s = %s", name, value)
	default:
		w.line(to, "%s = %s if not DEBUG else %s", name, value, value)
	}
}

// needHelpers makes a module with functions that read the environment.
func (w *writer) needHelpers() {
	if w.helpers {
		return
	}
	w.helpers = true
	w.files["mysite/env.py"] = `import os

TRUE = ("1", "true", "yes", "on")


def env(name, default=None):
    value = os.environ.get(name)
    if value is None or value == "":
        return default
    return value


def env_bool(name, default=False):
    value = os.environ.get(name)
    if value is None:
        return default
    return value.strip().lower() in TRUE


def env_list(name, default=""):
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]
`
}

// formatted is a text that is put together.
func (w *writer) formatted(stem, rest string) string {
	switch w.random.IntN(4) {
	case 0:
		return fmt.Sprintf("f\"{%s}%s\"", stem, rest)
	case 1:
		return fmt.Sprintf("%s + %q", stem, rest)
	case 2:
		return fmt.Sprintf("\"%%s%s\" %% %s", rest, stem)
	default:
		return fmt.Sprintf("\"{}%s\".format(%s)", rest, stem)
	}
}
