package parity

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/djvet/djvet/internal/django"
)

// writer writes one project. Whatever it writes is right, since Django is asked
// what it means: an idiom may change a value as it likes.
type writer struct {
	random      *rand.Rand
	minor       django.Minor
	environment map[string]string
	files       map[string]string
	// base and production are the modules that settings are written to; the
	// same one in a project with one module.
	base, production *strings.Builder
	// helpers says that functions that read the environment are imported.
	helpers bool
	// tried says that the production module is imported in a try statement, where
	// every doubt is one case more.
	tried bool
	// others says that apps of other packages may be installed.
	others bool
	// names counts the names that are made up.
	names int
}

func (w *writer) chance(percent int) bool { return w.random.IntN(100) < percent }

func (w *writer) pick(options ...string) string { return options[w.random.IntN(len(options))] }

// mostly is the first of the options so many times in a hundred, else one of
// the others.
func (w *writer) mostly(percent int, usual string, options ...string) string {
	if len(options) == 0 || w.chance(percent) {
		return usual
	}
	return w.pick(options...)
}

// some are several of the options, in their order.
func (w *writer) some(percent int, options ...string) []string {
	var taken []string
	for _, option := range options {
		if w.chance(percent) {
			taken = append(taken, option)
		}
	}
	return taken
}

func (w *writer) fresh(stem string) string {
	w.names++
	return fmt.Sprintf("%s_%d", stem, w.names)
}

// since reports whether the version is at least this one.
func (w *writer) since(major, minor int) bool {
	return !w.minor.Less(django.Minor{Major: major, Minor: minor})
}

// place is the module for the next statements: the base mostly.
func (w *writer) place() *strings.Builder {
	if w.chance(35) {
		return w.production
	}
	return w.base
}

func (w *writer) line(to *strings.Builder, format string, arguments ...any) {
	if len(arguments) == 0 {
		to.WriteString(format + "\n")
		return
	}
	fmt.Fprintf(to, format+"\n", arguments...)
}

// variable is the name of an environment variable for a setting, which is set to
// one of the texts now and then.
func (w *writer) variable(setting string, texts ...string) string {
	name := w.mostly(50, setting, "DJANGO_"+setting, "APP_"+setting)
	if len(texts) > 0 && w.chance(45) {
		w.environment[name] = w.pick(texts...)
	}
	return name
}

// texts of booleans, as people give them in an environment.
func booleanTexts() []string {
	return []string{"True", "False", "true", "false", "1", "0", "yes", "no", "on", "", "t"}
}

// quoted writes a Python string.
func quoted(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(text) + `"`
}

func quotedAll(texts []string) []string {
	quotes := make([]string, len(texts))
	for i, text := range texts {
		quotes[i] = quoted(text)
	}
	return quotes
}

// list writes a display of expressions on one line or several.
func (w *writer) list(elements []string) string {
	opening, closing := "[", "]"
	if w.chance(15) {
		opening, closing = "(", ")"
		if len(elements) == 1 {
			return "(" + elements[0] + ",)"
		}
	}
	if len(elements) > 2 && w.chance(80) {
		return opening + "\n    " + strings.Join(elements, ",\n    ") + ",\n" + closing
	}
	return opening + strings.Join(elements, ", ") + closing
}

// dict writes a dict display of keys and expressions.
func (w *writer) dict(pairs ...string) string {
	var b strings.Builder
	b.WriteString("{")
	for i := 0; i < len(pairs); i += 2 {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(quoted(pairs[i]) + ": " + pairs[i+1])
	}
	return b.String() + "}"
}
