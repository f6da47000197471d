// Package secrets holds the rules on what must not stand in the repository.
package secrets

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("secret-key-hardcoded", hardcoded),
		check.Rule("secret-key-env-default", envDefault),
		check.Rule("secret-key-weak", weak),
	}
}

const secretKey = "SECRET_KEY"

// constant is the verdict on a key: one that djvet can read, everybody can.
func constant(v eval.Value) check.Verdict {
	switch v := v.(type) {
	case eval.Str:
		return check.When(v != "") // an empty one does not start, and is no secret
	case eval.Bytes:
		return check.When(v != "")
	case eval.None:
		return check.Good
	}
	return check.Unclear
}

func hardcoded(p *check.Pass) {
	for _, m := range p.Judged() {
		j := check.Judge(p.Setting(m, secretKey), constant)
		if !j.Bad || j.ByDefault() || !j.Value.Origin.Known() {
			continue
		}
		f := p.At(m, secretKey, j.Value)
		f.Message = "SECRET_KEY is a constant in the repository: whoever can read it can forge sessions and password resets"
		p.Report(f)
	}
}

func envDefault(p *check.Pass) {
	for _, m := range p.Judged() {
		j := check.Judge(p.Setting(m, secretKey), constant)
		if !j.ByDefault() {
			continue
		}
		f := p.At(m, secretKey, j.Value)
		f.Confidence = j.Confidence
		f.Message = "SECRET_KEY is a constant in the repository unless " + j.Decider()
		p.Report(f)
	}
}

// The numbers are those of django.core.checks.security.base: SECRET_KEY_MIN_LENGTH,
// SECRET_KEY_MIN_UNIQUE_CHARACTERS, SECRET_KEY_INSECURE_PREFIX (Django 3.2).
const (
	minLength      = 50
	minCharacters  = 5
	insecurePrefix = "django-insecure-"
)

func weak(p *check.Pass) {
	prefixCounts := p.DjangoAtLeast(3, 2)
	for _, m := range p.Judged() {
		weakness := ""
		j := check.Judge(p.Setting(m, secretKey), func(v eval.Value) check.Verdict {
			key, ok := v.(eval.Str)
			if !ok {
				return check.Unclear
			}
			weakness = weaknessOf(string(key), prefixCounts)
			return check.When(key != "" && weakness != "")
		})
		if !j.Bad || !j.Value.Origin.Known() {
			continue
		}
		f := p.At(m, secretKey, j.Value)
		f.Confidence = j.Confidence
		key, _ := j.Value.Value.(eval.Str)
		f.Message = "SECRET_KEY is weak: " + weaknessOf(string(key), prefixCounts)
		f.Django = p.Rule.Django
		p.Report(f)
	}
}

// weaknessOf says what is weak about a key, without telling anything of it that
// the rule's own limits do not.
func weaknessOf(key string, prefixCounts bool) string {
	distinct := map[rune]bool{}
	for _, r := range key {
		distinct[r] = true
	}
	switch {
	case prefixCounts && strings.HasPrefix(key, insecurePrefix):
		return "it begins with django-insecure-, the mark of a key made for development"
	case utf8.RuneCountInString(key) < minLength:
		return "it has fewer than 50 characters"
	case len(distinct) < minCharacters:
		return "it has fewer than 5 different characters"
	}
	return ""
}
