package cache

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// exposed reports file caches that share their place with files that are served.
// Django pairs each cache with each of three settings
// (django/core/checks/caches.py).
func exposed(p *check.Pass) {
	for _, m := range p.Judged() {
		for _, alias := range aliases(p, m) {
			for _, setting := range []string{"MEDIA_ROOT", "STATIC_ROOT", "STATICFILES_DIRS"} {
				relation := ""
				j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
					return shares(p, m, world, alias, setting, &relation)
				}, check.IsTrue)
				if !j.Bad {
					continue
				}
				f := p.At(m, "CACHES", j.Value)
				f.Confidence, f.Detail = j.Confidence, alias+" "+setting
				f.Message = "the cache " + alias + " " + relation + " " + setting + ": whoever guesses a name can download what is cached, which is pickled, or uploads overwrite it"
				f.Django = p.Present("caches.W002")
				p.Report(f)
			}
		}
	}
}

// shares tells whether a cache lies in, around or at the place of a setting.
func shares(p *check.Pass, m *project.SettingsModule, world eval.World, alias, setting string, relation *string) check.Truths {
	var answers check.Truths
	for _, served := range m.Setting(setting).In(world).Alternatives {
		places, complete := placesOf(p, setting, served.Value)
		for _, answer := range eachCache(p, m, world, alias, func(v eval.Value) check.Verdict {
			if v == eval.Value(eval.Str("")) { // which FileBasedCache takes for the working directory
				v = eval.Str(".")
			}
			location, ok := p.Directory(v)
			if !ok {
				return check.Unclear
			}
			for _, place := range places {
				if how := relationOf(location, place); how != "" {
					*relation = how
					return check.Bad
				}
			}
			if !complete {
				return check.Unclear
			}
			return check.Good
		}) {
			guard, together := served.Guard.And(answer.Guard)
			if together {
				answer.Guard = guard
				answers = append(answers, answer)
			}
		}
	}
	return answers
}

func relationOf(location, place check.Directory) string {
	switch {
	case location == place:
		return "lies in"
	case location.Inside(place):
		return "lies below"
	case place.Inside(location):
		return "contains"
	}
	return ""
}

// placesOf are the directories that a setting names.
func placesOf(p *check.Pass, setting string, v eval.Value) (places []check.Directory, complete bool) {
	if truth, known := eval.Truth(v); known && !truth {
		return nil, true
	}
	if setting != "STATICFILES_DIRS" {
		place, ok := p.Directory(v)
		if !ok {
			return nil, false
		}
		return []check.Directory{place}, true
	}
	if text, isText := v.(eval.Str); isText && p.AsDjango { // whose letters it takes for paths
		for _, letter := range string(text) {
			if place, ok := p.Directory(eval.Str(letter)); ok {
				places = append(places, place)
			}
		}
		return places, true
	}
	list, ok := v.(*eval.Sequence)
	if !ok {
		return nil, false
	}
	complete = list.Complete()
	for _, element := range list.Elements() {
		entry, _ := element.Alternatives.Single()
		place, _, ok := p.StaticEntry(entry)
		if element.Spread != nil || !ok {
			complete = false
			continue
		}
		places = append(places, place)
	}
	return places, complete
}
