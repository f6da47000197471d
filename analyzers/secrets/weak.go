package secrets

import (
	"strings"
	"unicode/utf8"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
)

// The numbers are those of django.core.checks.security.base: SECRET_KEY_MIN_LENGTH,
// SECRET_KEY_MIN_UNIQUE_CHARACTERS, SECRET_KEY_INSECURE_PREFIX (Django 3.2).
const (
	minLength      = 50
	minCharacters  = 5
	insecurePrefix = "django-insecure-"
)

// The kinds of weakness, in words that tell nothing of a key but what the
// rule's own limits do.
const (
	weakPrefix    = "it begins with django-insecure-, the mark of a key made for development"
	weakLength    = "it has fewer than 50 characters"
	weakCharacter = "it has fewer than 5 different characters"
)

func weak(p *check.Pass) {
	for _, m := range p.Judged() {
		j := check.Judge(p.Setting(m, secretKey), func(v eval.Value) check.Verdict {
			if check.Falsy(v) == check.Bad {
				return check.Good // Django says the same id; here it is another rule's
			}
			if _, isTuple := v.(*eval.Sequence); isTuple && !p.AsDjango {
				return check.Unclear // a stray comma, which is another rule's too
			}
			_, verdict := weakness(p, v)
			return verdict
		})
		if !j.Bad || !j.Value.Origin.Known() {
			continue
		}
		f := p.At(m, secretKey, j.Value)
		f.Confidence = j.Confidence
		why, _ := weakness(p, j.Value.Value)
		f.Message = "SECRET_KEY is weak: " + why
		f.Django = p.Rule.Django
		p.Report(f)
	}
}

// weakness says what is weak about a key, as Django's _check_secret_key finds it.
// Of a value that is no text it is Bad only if the check gets so far: Django
// looks at characters and length before it asks for the prefix, which only a text
// can tell.
func weakness(p *check.Pass, v eval.Value) (string, check.Verdict) {
	prefixCounts := p.DjangoAtLeast(3, 2)
	distinct, length, known := charactersOf(v)
	switch {
	case !known:
		text, ok := v.(*eval.Text)
		if ok && prefixCounts && len(text.Parts) > 0 && strings.HasPrefix(text.Parts[0].Known, insecurePrefix) {
			return weakPrefix, check.Bad
		}
		return "", check.Unclear
	case prefixCounts && hasInsecurePrefix(v):
		return weakPrefix, check.Bad
	case length < minLength:
		return weakLength, check.Bad
	case distinct < minCharacters:
		return weakCharacter, check.Bad
	}
	return "", check.Good
}

func hasInsecurePrefix(v eval.Value) bool {
	key, ok := v.(eval.Str)
	return ok && strings.HasPrefix(string(key), insecurePrefix)
}

// charactersOf counts as Python's len(set(key)) and len(key) do.
func charactersOf(v eval.Value) (distinct, length int, known bool) {
	switch v := v.(type) {
	case eval.Str:
		seen := map[rune]bool{}
		for _, r := range string(v) {
			seen[r] = true
		}
		return len(seen), utf8.RuneCountInString(string(v)), true
	case eval.Bytes:
		seen := map[byte]bool{}
		for i := range len(v) {
			seen[v[i]] = true
		}
		return len(seen), len(v), true
	case *eval.Sequence:
		// A tuple from a stray comma has one element, and so few characters;
		// what is in it matters only if there are more than anybody writes.
		n := len(v.Elements())
		return n, n, v.Complete() && n < minCharacters && hashable(v)
	}
	return 0, 0, false
}

// hashable reports whether set() takes what is in a sequence.
func hashable(s *eval.Sequence) bool {
	for _, e := range s.Elements() {
		for _, a := range e.Alternatives {
			switch a.Value.(type) {
			case eval.Str, eval.Bytes, eval.Int, eval.Float, eval.Bool, eval.None, *eval.Text, *eval.Path:
			default:
				return false
			}
		}
	}
	return true
}
