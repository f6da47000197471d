// Package staticfiles holds the rules on static files and uploads.
package staticfiles

import (
	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("static-root-in-dirs", rootInDirs),
		check.Rule("static-dirs-overlap", dirsOverlap),
	}
}

// installed reports whether django.contrib.staticfiles may be installed: its
// checks and commands are there only then.
func installed(p *check.Pass, m *project.SettingsModule) bool {
	contains, known := check.Contains(p.Setting(m, "INSTALLED_APPS").Alternatives, "django.contrib.staticfiles")
	return contains || !known
}

// rootInDirs judges STATICFILES_DIRS and STATIC_ROOT together, world by world.
func rootInDirs(p *check.Pass) {
	for _, m := range p.Started() {
		if !installed(p, m) {
			continue
		}
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			dirs, root := m.Setting("STATICFILES_DIRS").In(world), m.Setting("STATIC_ROOT").In(world)
			return check.Both(dirs.Alternatives, root.Alternatives, func(dirs, root eval.Alternative) check.Verdict {
				return sameDirectory(p, dirs, root)
			})
		}, check.IsTrue)
		if !j.Bad {
			continue
		}
		f := p.At(m, "STATICFILES_DIRS", j.Value)
		f.Confidence = j.Confidence
		f.Message = "STATIC_ROOT is an entry of STATICFILES_DIRS: collectstatic cannot copy a directory into itself, and Django refuses to start it"
		f.Django = p.Rule.Django
		p.Report(f)
	}
}

func sameDirectory(p *check.Pass, dirs, root eval.Alternative) check.Verdict {
	target, ok := p.Directory(root.Value)
	entries, isList := dirs.Value.(*eval.Sequence)
	if !ok || !isList {
		return check.Unclear
	}
	verdict := check.When(false)
	for _, element := range entries.Elements() {
		entry, single := element.Alternatives.Single()
		dir, _, known := p.StaticEntry(entry)
		switch {
		case element.Spread != nil || !single || !known:
			verdict = check.Unclear
		case dir == target:
			return check.Bad
		}
	}
	return verdict
}
