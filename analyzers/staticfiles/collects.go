package staticfiles

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

const (
	app    = "django.contrib.staticfiles"
	finder = "django.contrib.staticfiles.finders.FileSystemFinder"
	dirs   = "STATICFILES_DIRS"
)

// collects tells whether anything reads STATICFILES_DIRS: the app is installed, and
// the finder that does is among STATICFILES_FINDERS. It is asked besides, so that
// what is not known counts as yes.
func collects(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
	finders := check.Having(m.Setting("STATICFILES_FINDERS").In(world).Alternatives, func(v eval.Value) check.Verdict {
		name, ok := v.(eval.Str)
		if !ok {
			return check.Unclear
		}
		return p.Inherits(m, string(name), finder)
	})
	return p.Perhaps(check.And(p.HasApp(m, world, app), finders))
}

// havingEntry tells whether STATICFILES_DIRS has an entry for which a verdict is
// Bad. What is neither list nor tuple has none: since Django 4.0 it is not looked
// into (FileSystemFinder.check).
func havingEntry(p *check.Pass, m *project.SettingsModule, world eval.World, verdict func(eval.Value) check.Verdict) check.Truths {
	var answers check.Truths
	for _, v := range m.Setting(dirs).In(world).Alternatives {
		if kind, known := eval.TypeName(v.Value); known && kind != "list" && kind != "tuple" && (kind != "set" || !p.DjangoBefore(4, 0)) {
			v.Value = eval.Bool(false)
			answers = append(answers, v)
			continue
		}
		for _, answer := range check.Having(eval.Alternatives{v}, verdict) {
			answer.Origin = v.Origin // not where BASE_DIR got its name
			answers = append(answers, answer)
		}
	}
	return answers
}
