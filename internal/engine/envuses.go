package engine

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/parser/text"
)

// variableUses are what settings modules make of environment variables, as it
// shows in the values of their settings.
type variableUses struct {
	// types are what a variable is turned into, behind its read.
	types map[string]map[string]bool
	// texts are those that it is compared with.
	texts map[string]map[string]bool
	// secret are the variables of which a secret is made.
	secret map[string]bool

	spans  map[string][]text.Span // of texts that are secrets, by path
	result *eval.Result
	seen   map[eval.Value]bool
	left   int
}

func newVariableUses(spans map[string][]text.Span) *variableUses {
	return &variableUses{types: map[string]map[string]bool{}, texts: map[string]map[string]bool{}, secret: map[string]bool{}, spans: spans}
}

// ofModule adds what the settings of a module are made of.
func (u *variableUses) ofModule(result *eval.Result) {
	u.result, u.seen, u.left = result, map[eval.Value]bool{}, mostLooked
	for _, name := range result.Names() {
		if isSetting(name) {
			u.all(result.Get(name), secretName(name), 0)
		}
	}
	u.ofReads(result)
}

// ofReads notes the variables whose names speak of secrets, those that fall back
// to a text which is one, and those whose read stands directly behind such a
// name: what is made of them may have been overwritten since.
func (u *variableUses) ofReads(result *eval.Result) {
	for _, read := range result.Reads {
		if secretName(read.Name) || read.File != nil &&
			(slices.ContainsFunc(u.spans[read.File.Path], read.Span.Contains) || secretName(nameBefore(read)) && readsOne(result, read)) {
			u.secret[read.Name] = true
		}
	}
}

// given finds the name that something is given to, right behind it: 'NAME': or
// NAME = with conversions in between.
var given = regexp.MustCompile(`([A-Za-z_][A-Za-z0-9_-]*)["']?\]?\s*[:=]\s*(?:[A-Za-z_.]+\(\s*)*$`)

// nameBefore is the name that a read is given to in the source; "" if there is
// none.
func nameBefore(read eval.EnvironmentRead) string {
	const most = 200
	start := int(read.Span.Start)
	if found := given.FindSubmatch(read.File.Data[max(0, start-most):start]); found != nil {
		return string(found[1])
	}
	return ""
}

// all looks at what stands under a name, which may speak of a secret.
func (u *variableUses) all(alternatives eval.Alternatives, secret bool, depth int) {
	for _, a := range alternatives {
		u.left--
		if u.left < 0 || depth > mostDepth {
			return
		}
		for _, name := range a.Guard.Variables() {
			for _, text := range a.Guard.Domain(name).Texts {
				add(u.texts, name, text)
			}
		}
		for _, test := range a.Guard.Tests() {
			u.expression(test)
		}
		if secret && isScalar(a.Value) {
			u.secretReads(a)
		}
		u.value(a.Value, secret, depth)
	}
}

func isScalar(value eval.Value) bool {
	switch value.(type) {
	case *eval.Sequence, *eval.Mapping:
		return false
	}
	return true
}

// secretReads notes the variables that are read where a secret comes from: in
// the expression itself, or else in the statement that gave it its name.
func (u *variableUses) secretReads(a eval.Alternative) {
	steps := a.Origin.Steps()
	written := slices.ContainsFunc(steps, func(o eval.Origin) bool { return o.Kind == eval.Written })
	for _, step := range steps {
		if written && step.Kind != eval.Written {
			continue
		}
		for _, read := range u.result.Reads {
			if stands(read, step) && readsOne(u.result, read) {
				u.secret[read.Name] = true
			}
		}
	}
}

func (u *variableUses) value(value eval.Value, secret bool, depth int) {
	switch v := value.(type) {
	case *eval.External:
		if v.Source.Kind == eval.Environment {
			u.secret[v.Source.Name] = u.secret[v.Source.Name] || secret
			u.expression(v.Through)
		}
	case *eval.Text:
		for _, part := range v.Parts {
			if part.Hole != nil {
				u.value(part.Hole, secret, depth+1)
			}
		}
	case *eval.Path:
		u.value(v.Name, secret, depth+1)
	case *eval.Sequence:
		if u.seen[v] && !secret {
			return
		}
		u.seen[v] = true
		for _, e := range v.Elements() {
			u.all(e.Alternatives, secret, depth+1)
		}
	case *eval.Mapping:
		if u.seen[v] {
			return
		}
		u.seen[v] = true
		for _, e := range v.Entries() {
			key, _ := e.Key.(eval.Str)
			// Below JWT_AUTH not all is secret.
			u.all(e.Alternatives, secretName(string(key)), depth+1)
		}
	}
}

var (
	// applied finds what is done to a variable first: int(env PORT).
	applied = regexp.MustCompile(`([A-Za-z_.]+)\(env ([^\s(),.\[\]"]+)`)
	// compared finds a text that something of a variable is compared with.
	compared = regexp.MustCompile(`env ([^\s(),.\[\]"]+)\)* == "([^"\\]*)"`)
)

// expression reads words that say what is done to a variable.
func (u *variableUses) expression(words string) {
	for _, found := range applied.FindAllStringSubmatch(words, -1) {
		if kind := conversionType(found[1]); kind != "" {
			add(u.types, found[2], kind)
		}
	}
	for _, found := range compared.FindAllStringSubmatch(words, -1) {
		add(u.texts, found[1], found[2])
	}
}

func add(to map[string]map[string]bool, name, text string) {
	if to[name] == nil {
		to[name] = map[string]bool{}
	}
	to[name][text] = true
}

// conversionType is the type that a conversion makes of a text; "" for one that
// leaves it a text, or is not known.
func conversionType(conversion string) string {
	switch conversion {
	case "bool", "strtobool":
		return "bool"
	case "int", "float", "list", "tuple", "dict", "set", "json", "timedelta", "date", "datetime", "uuid", "decimal":
		return conversion
	case "csv", "Csv", "split", "subjson_list":
		return "list"
	case "loads", "json.loads":
		return "json"
	case "pathlib.Path", "path":
		return "path"
	case "db", "db_url", "database", "dj_db_url", "cache", "cache_url", "dj_cache_url", "email", "email_url", "dj_email_url", "search_url",
		"channels", "channels_url", "url":
		return "url"
	}
	return ""
}

// typeOf is the type that a read turns a variable into; "" if it is not known.
func (u *variableUses) typeOf(read eval.EnvironmentRead) string {
	if kind := conversionType(read.Cast); kind != "" {
		return kind
	}
	if kinds := u.types[read.Name]; len(kinds) == 1 {
		for kind := range kinds {
			return kind
		}
	}
	if texts := u.textsOf(read.Name); len(texts) > 0 && !slices.ContainsFunc(texts, isNoBool) {
		return "bool"
	}
	switch read.Cast {
	case "", "str":
		return "str"
	}
	return ""
}

// textsOf are the texts that a variable is compared with, sorted. That it is
// not empty is not of interest.
func (u *variableUses) textsOf(name string) []string {
	texts := slices.Sorted(maps.Keys(u.texts[name]))
	return slices.DeleteFunc(texts, func(text string) bool { return text == "" })
}

// isNoBool reports whether a text is not one that people write for true or
// false.
func isNoBool(text string) bool {
	switch strings.ToLower(text) {
	case "true", "false", "yes", "no", "on", "off", "1", "0", "t", "f", "y", "n":
		return false
	}
	return true
}
