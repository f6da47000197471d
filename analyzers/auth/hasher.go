package auth

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

const hashersModule = "django.contrib.auth.hashers."

// weakHashers are Django's hashers that a graphics card tries by the billion a
// second. PBKDF2SHA1PasswordHasher is none of them: it iterates.
func weakHashers() []string {
	return []string{
		"MD5PasswordHasher", "UnsaltedMD5PasswordHasher", "SHA1PasswordHasher", "UnsaltedSHA1PasswordHasher", "CryptPasswordHasher",
	}
}

// hasherWeak looks at the first hasher, which makes new hashes; the others only
// read what is stored.
func hasherWeak(p *check.Pass) {
	const setting = "PASSWORD_HASHERS"
	for _, m := range p.Judged() {
		j := check.Judge(p.Setting(m, setting), func(v eval.Value) check.Verdict {
			first, ok := firstOf(v)
			if !ok {
				return check.Unclear
			}
			return isWeakHasher(p, m, first)
		})
		if !j.Bad {
			continue
		}
		f := p.At(m, setting, j.Value)
		f.Confidence = j.Confidence
		first, _ := firstOf(j.Value.Value)
		f.Message = "new passwords are hashed with " + first[strings.LastIndexByte(first, '.')+1:]
		if j.ByDefault() {
			f.Message += " unless " + j.Decider()
		}
		f.Message += ": whoever gets the database tries billions of passwords a second"
		p.Report(f)
	}
}

// firstOf is the first element of a list, if it is one text.
func firstOf(v eval.Value) (string, bool) {
	list, ok := v.(*eval.Sequence)
	if !ok || list.Kind == eval.SetKind || len(list.Elements()) == 0 || list.Elements()[0].Spread != nil {
		return "", false
	}
	first, ok := list.Elements()[0].Alternatives.Single()
	name, isText := first.(eval.Str)
	return string(name), ok && isText
}

// isWeakHasher is the verdict on a hasher by its path. One that every Django of
// the project has lost is left to the rule on what is gone.
func isWeakHasher(p *check.Pass, m *project.SettingsModule, dotted string) check.Verdict {
	for _, name := range weakHashers() {
		if p.Inherits(m, dotted, hashersModule+name) == check.Bad {
			gone := p.Project.Django.Minors.All(func(minor django.Minor) bool {
				has, known := django.HasPath(minor, hashersModule+name)
				return known && !has
			})
			return check.When(!gone)
		}
	}
	return check.Good
}
