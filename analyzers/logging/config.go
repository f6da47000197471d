package logging

import (
	"slices"

	"github.com/djvet/djvet/internal/eval"
)

// config is a LOGGING that is a dict. What it does not know for certain it leaves
// out: its methods only tell what holds.
type config struct{ *eval.Mapping }

func configOf(v eval.Value) (config, bool) {
	mapping, ok := v.(*eval.Mapping)
	return config{mapping}, ok && len(mapping.Entries()) > 0
}

// named is an entry of a section: a handler, formatter, filter or logger.
type named struct {
	name string
	*eval.Mapping
}

// section are the entries of a section that are known dicts, in the order in
// which Python takes them.
func (c config) section(name string) []named {
	value, _ := c.Get(name).Single()
	section, ok := value.(*eval.Mapping)
	if !ok {
		return nil
	}
	var entries []named
	for _, entry := range section.Entries() {
		key, isText := entry.Key.(eval.Str)
		inner, _ := entry.Alternatives.Single()
		if mapping, isDict := inner.(*eval.Mapping); isText && isDict {
			entries = append(entries, named{string(key), mapping})
		}
	}
	return entries
}

// lacks reports whether a section certainly has no entry of a name.
func (c config) lacks(section, name string) bool {
	value, single := c.Get(section).Single()
	if !single {
		return false
	}
	if _, absent := value.(eval.Unbound); absent {
		return c.More() == nil
	}
	mapping, ok := value.(*eval.Mapping)
	return ok && absent(mapping, name)
}

// absent reports whether a dict certainly has no such key.
func absent(mapping *eval.Mapping, key string) bool {
	value, single := mapping.Get(key).Single()
	_, unbound := value.(eval.Unbound)
	return single && unbound
}

// text is what a key is, if that is a known text.
func text(mapping *eval.Mapping, key string) (string, bool) {
	value, _ := mapping.Get(key).Single()
	s, ok := value.(eval.Str)
	return string(s), ok
}

// texts are the elements of a list or tuple that are known texts, or the letters
// of a text, which Python takes for one.
func texts(mapping *eval.Mapping, key string) (found []string, letters bool) {
	value, _ := mapping.Get(key).Single()
	if s, ok := value.(eval.Str); ok {
		for _, letter := range string(s) {
			found = append(found, string(letter))
		}
		return found, true
	}
	list, ok := value.(*eval.Sequence)
	if !ok {
		return nil, false
	}
	for _, element := range list.Elements() {
		inner, _ := element.Alternatives.Single()
		if s, isText := inner.(eval.Str); isText && element.Spread == nil {
			found = append(found, string(s))
		}
	}
	return found, false
}

// loggers are the loggers, the root one among them.
func (c config) loggers() []named {
	loggers := c.section("loggers")
	value, _ := c.Get("root").Single()
	if root, ok := value.(*eval.Mapping); ok {
		loggers = append(loggers, named{"root", root})
	}
	return loggers
}

// mailsAdmins reports whether a logger uses a handler that mails to ADMINS.
func (c config) mailsAdmins() bool {
	for _, handler := range c.section("handlers") {
		if class, _ := text(handler.Mapping, "class"); class != adminEmailHandler {
			continue
		}
		for _, logger := range c.loggers() {
			if used, letters := texts(logger.Mapping, "handlers"); !letters && slices.Contains(used, handler.name) {
				return true
			}
		}
	}
	return false
}
