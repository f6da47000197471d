package i18n

import (
	"regexp"
	"strconv"
	"unicode/utf8"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// languageCode is what Django takes as a language code. Source:
// language_code_re in django/utils/translation/trans_real.py, the same in all
// versions that check it; Python's $ lets a last line feed pass.
var languageCode = regexp.MustCompile(`^(?i:[a-z]{1,8}(?:-[a-z0-9]{1,8})*(?:@[a-z0-9]{1,20})?)\n?$`)

// noCode is the verdict that a value is no language code.
func noCode(v eval.Value) check.Verdict {
	if s, ok := v.(eval.Str); ok {
		return check.When(!languageCode.MatchString(string(s)))
	}
	kind, known := eval.TypeName(v)
	if !known || kind == "str" {
		return check.Unclear
	}
	return check.Bad
}

func language(p *check.Pass) {
	for _, m := range p.Started() {
		code := check.Judge(p.Setting(m, "LANGUAGE_CODE"), noCode)
		offered := check.JudgeIn(m, func(world eval.World) eval.Alternatives { return notOffered(p, m, world) }, check.IsTrue)
		switch {
		case code.Bad:
			f := report(p, m, "LANGUAGE_CODE", code)
			f.Message = "LANGUAGE_CODE is " + shown(code.Value.Value) + ", which is no language code" + hyphens(code.Value.Value) + consequence(code)
			f.Django = p.Present("translation.E001")
			if offered.Bad {
				f.Django = append(f.Django, p.Present("translation.E004")...)
			}
			p.Report(f)
		case offered.Bad && p.DjangoAtLeast(3, 0):
			f := report(p, m, "LANGUAGE_CODE", offered)
			f.Message = "LANGUAGE_CODE is a language that LANGUAGES does not offer, or for which there are no translations" + consequence(offered)
			f.Django = p.Present("translation.E004")
			p.Report(f)
		}
		codes(p, m, "LANGUAGES", "translation.E002", firstOfPair)
		codes(p, m, "LANGUAGES_BIDI", "translation.E003", noCode)
	}
}

// codes reports the first element of a list that holds no language code.
func codes(p *check.Pass, m *project.SettingsModule, name, id string, verdict func(eval.Value) check.Verdict) {
	j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
		return check.Having(m.Setting(name).In(world).Alternatives, verdict)
	}, check.IsTrue)
	if !j.Bad || !p.DjangoAtLeast(3, 0) {
		return
	}
	f := report(p, m, name, j)
	f.Message = name + " has an entry that is no language code, such as \"pt-br\"" + consequence(j)
	f.Django = p.Present(id)
	p.Report(f)
}

// firstOfPair is the verdict that an entry of LANGUAGES begins with no language
// code. What is no pair is not judged: Django fails on it in another way.
func firstOfPair(v eval.Value) check.Verdict {
	code, ok := codeOf(v)
	if !ok {
		return check.Unclear
	}
	return noCode(code)
}

// codeOf is the code of an entry of LANGUAGES. A text of two letters is a pair as
// well: Python takes it apart.
func codeOf(entry eval.Value) (eval.Value, bool) {
	if text, ok := entry.(eval.Str); ok && len(text) == 2 && text[0] < utf8.RuneSelf {
		return text[:1], true
	}
	pair, ok := entry.(*eval.Sequence)
	if !ok || !pair.Complete() || len(pair.Elements()) != 2 {
		return nil, false
	}
	return pair.Elements()[0].Alternatives.Single()
}

func report(p *check.Pass, m *project.SettingsModule, name string, j check.Judgement) finding.Finding {
	f := p.At(m, name, j.Value)
	f.Confidence = j.Confidence
	return f
}

func consequence(j check.Judgement) string {
	what := ": manage.py check, migrate and runserver refuse to run"
	if j.ByDefault() {
		what += " unless " + j.Decider()
	}
	return what
}

func shown(v eval.Value) string {
	if s, ok := v.(eval.Str); ok {
		return strconv.Quote(string(s))
	}
	kind, _ := eval.TypeName(v)
	return "of type " + kind
}

// hyphens tells what most mistakes are about: zh_CN is the name of a locale.
func hyphens(v eval.Value) string {
	if s, ok := v.(eval.Str); ok && localeName.MatchString(string(s)) {
		return " (it is written with a hyphen)"
	}
	return ""
}

var localeName = regexp.MustCompile(`^[A-Za-z]{2,3}_[A-Za-z]+$`)
