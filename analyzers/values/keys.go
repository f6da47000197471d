package values

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// dictKeys are the keys that a dict in a setting may have. Others are misspelt
// only if they are near one of them.
type dictKeys struct {
	keys []string
	// open are keys that what the dict describes may take besides.
	open []string
	// swaps are other words for one of the keys.
	swaps map[string]string
	// unlessHas is a key beside which any other may stand.
	unlessHas string
	// classes limits it to dicts whose key "class" or "BACKEND" names something
	// with one of these prefixes; none means all.
	classes []string
	// own says that the project's code may read keys of its own from it.
	own bool
}

// misspelledKeys looks at the keys of the settings that are dicts of dicts.
func misspelledKeys(p *check.Pass, m *project.SettingsModule, r *readers) {
	k := &keyChecker{pass: p, module: m, readers: r}
	for _, alternative := range p.Setting(m, "LOGGING").Alternatives {
		k.logging(alternative)
	}
	for setting, keys := range map[string]dictKeys{"DATABASES": databaseKeys(), "CACHES": cacheKeys()} {
		for _, alternative := range p.Setting(m, setting).Alternatives {
			k.each(setting, alternative, alternative.Value, keys)
		}
	}
	for _, alternative := range p.Setting(m, "TEMPLATES").Alternatives {
		k.templates(alternative)
	}
	k.packages()
}

type keyChecker struct {
	pass    *check.Pass
	module  *project.SettingsModule
	readers *readers
}

func (k *keyChecker) logging(setting eval.Alternative) {
	k.dict("LOGGING", setting, setting.Value, loggingKeys())
	for name, keys := range map[string]dictKeys{
		"handlers": handlerKeys(), "formatters": formatterKeys(), "loggers": loggerKeys(),
	} {
		k.each("LOGGING."+name, setting, item(setting.Value, name), keys)
	}
	k.dict("LOGGING.root", setting, item(setting.Value, "root"), loggerKeys())
}

func (k *keyChecker) templates(setting eval.Alternative) {
	list, ok := setting.Value.(*eval.Sequence)
	if !ok {
		return
	}
	for _, element := range list.Elements() {
		engine, ok := element.Alternatives.Single()
		if !ok {
			continue
		}
		k.dict("TEMPLATES", setting, engine, engineKeys())
		if backend, _ := item(engine, "BACKEND").(eval.Str); strings.HasSuffix(string(backend), ".DjangoTemplates") {
			k.dict("TEMPLATES.OPTIONS", setting, item(engine, "OPTIONS"), dictKeys{keys: []string{
				"context_processors", "loaders", "debug", "autoescape", "string_if_invalid", "file_charset", "libraries", "builtins",
			}})
		}
	}
}

// each looks at every dict in a dict.
func (k *keyChecker) each(subject string, setting eval.Alternative, value eval.Value, keys dictKeys) {
	mapping, ok := value.(*eval.Mapping)
	if !ok {
		return
	}
	for _, entry := range mapping.Entries() {
		name, _ := entry.Key.(eval.Str)
		if inner, ok := entry.Alternatives.Single(); ok {
			k.dict(subject+"."+string(name), setting, inner, keys)
		}
	}
}

// item is what a key of a dict is, nil if that is not known.
func item(value eval.Value, key string) eval.Value {
	mapping, ok := value.(*eval.Mapping)
	if !ok {
		return nil
	}
	found, _ := mapping.Get(key).Single()
	return found
}

// dict reports the misspelt keys of one dict.
func (k *keyChecker) dict(subject string, setting eval.Alternative, value eval.Value, keys dictKeys) {
	mapping, ok := value.(*eval.Mapping)
	if !ok || !keys.applies(mapping) {
		return
	}
	for _, entry := range mapping.Entries() {
		name, isText := entry.Key.(eval.Str)
		if !isText {
			continue
		}
		meant := keys.meant(string(name))
		if meant == "" || has(mapping, meant) || keys.own && k.readers.readKey(string(name)) {
			continue
		}
		f := k.place(setting, entry, string(name))
		f.Setting, f.Detail = subject+"."+string(name), meant
		f.Message = "the key " + string(name) + " of " + subject + " is misspelt: it is called " + meant
		k.pass.Report(f)
	}
}

// place is that of a key: in the file that binds the setting, or in one of those
// that it imports. It is where the setting is bound if the key is not written
// out anywhere.
func (k *keyChecker) place(setting eval.Alternative, entry eval.Entry, name string) finding.Finding {
	f := k.pass.At(k.module, "", setting)
	files := append([]string{f.Path}, k.module.Evaluate(k.module.World()).Files...)
	for _, path := range files {
		source, err := k.pass.Input.Project.Files.Source(path)
		if err == nil && strings.Trim(source.Slice(entry.KeySpan), `"'`) == name {
			f.Path, f.Span = path, entry.KeySpan
			return f
		}
	}
	return f
}

func has(mapping *eval.Mapping, key string) bool {
	for _, alternative := range mapping.Get(key) {
		if _, missing := alternative.Value.(eval.Unbound); !missing {
			return true
		}
	}
	return false
}

func (keys dictKeys) applies(mapping *eval.Mapping) bool {
	if keys.unlessHas != "" && has(mapping, keys.unlessHas) {
		return false
	}
	if len(keys.classes) == 0 {
		return true
	}
	class, _ := item(mapping, "class").(eval.Str)
	return slices.ContainsFunc(keys.classes, func(prefix string) bool { return strings.HasPrefix(string(class), prefix) })
}

// meant is the key that another was meant to be.
func (keys dictKeys) meant(name string) string {
	if slices.Contains(keys.keys, name) || slices.Contains(keys.open, name) {
		return ""
	}
	if meant, ok := keys.swaps[name]; ok {
		return meant
	}
	return check.Nearest(name, keys.keys)
}
