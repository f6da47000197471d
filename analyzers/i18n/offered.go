package i18n

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// longest is the length from which Django treats codes differently, depending on
// the patch release.
const longest = 500

// notOffered tells whether Django finds no translation for LANGUAGE_CODE: what
// translation.E004 says.
func notOffered(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
	codes, languages := m.Setting("LANGUAGE_CODE").In(world).Alternatives, m.Setting("LANGUAGES").In(world).Alternatives
	on := check.Ask(m.Setting("USE_I18N").In(world).Alternatives, check.Truthy)
	search := search{pass: p, module: m, world: world}
	unoffered := check.Both(codes, languages, func(code, languages eval.Alternative) check.Verdict {
		return search.misses(code.Value, languages.Value)
	})
	// Without USE_I18N the language is always offered, if it has a name.
	nameless := check.Ask(codes, func(v eval.Value) check.Verdict {
		if p.DjangoBefore(4, 1) {
			return check.Good
		}
		return check.Falsy(v)
	})
	return check.Or(check.And(unoffered, on), nameless)
}

// search looks for the languages of a module, as get_supported_language_variant
// in django/utils/translation/trans_real.py does.
type search struct {
	pass   *check.Pass
	module *project.SettingsModule
	world  eval.World
}

func (s search) misses(code, languages eval.Value) check.Verdict {
	text, ok := code.(eval.Str)
	switch {
	case !ok:
		if check.Falsy(code) == check.Bad {
			return check.Bad
		}
		return check.Unclear
	case text == "":
		return check.Bad
	case len(text) > longest:
		return check.Unclear
	}
	offered, complete, ok := codesOf(languages)
	if !ok {
		return check.Unclear
	}
	verdict := check.Unclear
	for i, minor := range s.pass.Project.Django.Minors {
		found := s.missesIn(minor, string(text), offered)
		if found == check.Bad && !complete {
			found = check.Unclear
		}
		if i > 0 && found != verdict {
			return check.Unclear
		}
		verdict = found
	}
	return verdict
}

// codesOf are the codes that LANGUAGES has.
func codesOf(languages eval.Value) (codes []string, complete, ok bool) {
	list, ok := languages.(*eval.Sequence)
	if !ok {
		return nil, false, false
	}
	complete = list.Complete()
	for _, element := range list.Elements() {
		entry, _ := element.Alternatives.Single()
		code, _ := codeOf(entry)
		if text, isText := code.(eval.Str); isText {
			codes = append(codes, string(text))
		} else {
			complete = false
		}
	}
	return codes, complete, true
}

// missesIn is the verdict that one minor finds no translation for a code.
func (s search) missesIn(minor django.Minor, code string, offered []string) check.Verdict {
	candidates := append([]string{code}, fallbacks()[code]...)
	generic := code
	if minor.Less(django.Minor{Major: 4}) {
		generic, _, _ = strings.Cut(code, "-")
		candidates = append(candidates, generic)
	} else {
		for at := strings.LastIndexByte(code, '-'); at >= 0; at = strings.LastIndexByte(code[:at], '-') {
			generic = code[:at]
			candidates = append(candidates, generic)
		}
	}
	lower := !minor.Less(django.Minor{Major: 4, Minor: 1}) // since then LANGUAGES is compared without case
	supported := map[string]bool{}
	for _, o := range offered {
		if lower {
			o = strings.ToLower(o)
		}
		supported[o] = true
	}
	verdict := check.Bad
	for _, candidate := range candidates {
		wanted := candidate
		if lower {
			wanted = strings.ToLower(candidate)
		}
		if !supported[wanted] || !languageCode.MatchString(candidate) {
			continue
		}
		switch s.translated(minor, candidate) {
		case check.Bad:
			return check.Good
		case check.Unclear:
			verdict = check.Unclear
		case check.Good:
		}
	}
	for o := range supported {
		if strings.HasPrefix(o, generic+"-") {
			return check.Good
		}
	}
	return verdict
}

// fallbacks are the codes that stand for others. Source: LANG_INFO in
// django/conf/locale/__init__.py, the same since 1.8.
func fallbacks() map[string][]string {
	simplified, traditional := []string{"zh-hans"}, []string{"zh-hant"}
	return map[string][]string{
		"zh-cn": simplified, "zh-my": simplified, "zh-sg": simplified,
		"zh-hk": traditional, "zh-mo": traditional, "zh-tw": traditional,
	}
}
