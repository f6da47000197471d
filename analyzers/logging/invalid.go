package logging

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
)

// invalid reports a LOGGING with which logging.config.dictConfig raises. The
// order is that of Python, so that the first problem is the one it names.
func invalid(p *check.Pass) {
	for _, m := range p.Started() {
		j := check.Judge(p.Setting(m, "LOGGING"), func(v eval.Value) check.Verdict {
			return check.When(refusal(p, v) != "")
		})
		if !j.Bad || !configures(p, m) {
			continue
		}
		f := p.At(m, "LOGGING", j.Value)
		f.Confidence = j.Confidence
		f.Message = "Python refuses LOGGING, so that Django does not start: " + refusal(p, j.Value.Value)
		if j.ByDefault() {
			f.Message += ", unless " + j.Decider()
		}
		p.Report(f)
	}
}

// refusal is why dictConfig refuses a value, "" if it does not or is not known to.
// Source: DictConfigurator.configure in logging/config.py, Python 3.8–3.13.
func refusal(p *check.Pass, v eval.Value) string {
	c, ok := configOf(v)
	if !ok {
		return "" // an empty one is not looked at
	}
	if why := c.version(); why != "" {
		return why
	}
	if value, single := c.Get("incremental").Single(); !single || !absent(c.Mapping, "incremental") && check.Truthy(value) != check.Good {
		return "" // it changes what is there, and names that
	}
	for _, find := range []func(*check.Pass) string{c.formatters, c.handlers, c.users} {
		if why := find(p); why != "" {
			return why
		}
	}
	return ""
}

func (c config) version() string {
	if absent(c.Mapping, "version") {
		return "it has no version, which must be 1"
	}
	switch version, _ := c.Get("version").Single(); version := version.(type) {
	case eval.Int:
		if version != 1 {
			return "its version is " + strconv.Itoa(int(version)) + ", and must be 1"
		}
	case eval.Str:
		return "its version is a text, and must be the number 1"
	case eval.None:
		return "its version is None, and must be 1"
	}
	return ""
}

func (c config) formatters(p *check.Pass) string {
	for _, formatter := range c.section("formatters") {
		if !absent(formatter.Mapping, "()") || !absent(formatter.Mapping, "class") {
			continue
		}
		style, given := text(formatter.Mapping, "style")
		if !given {
			if !absent(formatter.Mapping, "style") {
				continue
			}
			style = "%"
		}
		if !slices.Contains([]string{"%", "{", "$"}, style) {
			return "the style of the formatter " + formatter.name + " is none of %, { and $"
		}
		if !absent(formatter.Mapping, "validate") || !p.DjangoAtLeast(4, 0) {
			continue // a format is looked at since Python 3.8, which Django 4.0 needs
		}
		format, _ := text(formatter.Mapping, "format")
		if format != "" && !hasFields(format, style) {
			why := "the format of the formatter " + formatter.name + " has no field in its style, " + style
			for _, other := range []string{"%", "{", "$"} {
				if other != style && hasFields(format, other) {
					why += " (it looks like the style " + other + ")"
					break
				}
			}
			return why
		}
	}
	return ""
}

func (c config) handlers(p *check.Pass) string {
	handlers := c.section("handlers")
	slices.SortStableFunc(handlers, func(a, b named) int { return strings.Compare(a.name, b.name) })
	for _, handler := range handlers {
		what := "the handler " + handler.name
		if formatter, ok := text(handler.Mapping, "formatter"); ok && formatter != "" && c.lacks("formatters", formatter) {
			return what + " uses a formatter that is not defined, " + formatter
		}
		if why := madeFrom(handler); why != "" {
			return what + " " + why
		}
		if level := wrongLevel(p, handler.Mapping); level != "" {
			return what + " has " + level
		}
		if filter := c.missing(handler.Mapping, "filters", "filters"); filter != "" {
			return what + " uses a filter that is not defined, " + filter
		}
	}
	return ""
}

// madeFrom is what is wrong with the class of a handler and its arguments.
func madeFrom(handler named) string {
	if !absent(handler.Mapping, "()") {
		return ""
	}
	if absent(handler.Mapping, "class") {
		return "has no class"
	}
	name, _ := text(handler.Mapping, "class")
	class, known := handlerClasses()[name]
	if !known {
		if strings.HasPrefix(name, "logging.") && !slices.Contains(unlistedClasses(), name) {
			return "is of a class that Python does not have, " + name
		}
		return ""
	}
	for _, argument := range class.requires {
		if absent(handler.Mapping, argument) {
			return "has no " + argument + ", which " + name + " needs"
		}
	}
	general := []string{"class", "level", "formatter", "filters"}
	for _, entry := range handler.Entries() {
		key, isText := entry.Key.(eval.Str)
		value, single := entry.Alternatives.Single()
		if _, unbound := value.(eval.Unbound); !isText || !single || unbound || key == "." {
			continue
		}
		if slices.Contains(general, string(key)) || slices.Contains(class.takes, string(key)) {
			continue
		}
		if check.Nearest(string(key), general) == "" { // otherwise it is misspelt: another rule's
			return "has the key " + string(key) + ", which " + name + " does not take"
		}
	}
	return ""
}

// users looks at the loggers.
func (c config) users(p *check.Pass) string {
	for _, logger := range c.loggers() {
		what := "the logger " + strconv.Quote(logger.name)
		if level := wrongLevel(p, logger.Mapping); level != "" {
			return what + " has " + level
		}
		if _, letters := texts(logger.Mapping, "handlers"); letters {
			if name, _ := text(logger.Mapping, "handlers"); name != "" && c.missing(logger.Mapping, "handlers", "handlers") != "" {
				return what + " has a text as handlers, where a list is wanted: its letters are taken for names"
			}
		}
		if handler := c.missing(logger.Mapping, "handlers", "handlers"); handler != "" {
			return what + " uses a handler that is not defined, " + handler
		}
		if filter := c.missing(logger.Mapping, "filters", "filters"); filter != "" {
			return what + " uses a filter that is not defined, " + filter
		}
	}
	return ""
}

// missing is the first name in a list that a section does not have.
func (c config) missing(mapping *eval.Mapping, key, section string) string {
	names, _ := texts(mapping, key)
	for _, name := range names {
		if c.lacks(section, name) {
			return name
		}
	}
	return ""
}

// wrongLevel tells of a level that does not exist.
func wrongLevel(p *check.Pass, mapping *eval.Mapping) string {
	level, ok := text(mapping, "level")
	levels := []string{"CRITICAL", "FATAL", "ERROR", "WARN", "WARNING", "INFO", "DEBUG", "NOTSET"}
	switch {
	case !ok || slices.Contains(levels, level):
		return ""
	case slices.Contains(levels, strings.ToUpper(level)):
		return "the level " + strconv.Quote(level) + ", which is written in capitals"
	case addsLevels(p):
		return ""
	}
	return "the level " + strconv.Quote(level) + ", which does not exist"
}

// addsLevels reports whether the project may have levels of its own.
func addsLevels(p *check.Pass) bool {
	if p.Project.Mentions("addLevelName") {
		return true
	}
	for _, m := range p.Project.Settings {
		if source, err := p.Project.Files.Source(m.Path); err == nil && bytes.Contains(source.Data, []byte("addLevelName")) {
			return true
		}
	}
	return false
}
