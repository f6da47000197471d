// Package cache holds the rules on CACHES.
package cache

import (
	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("cache-default-missing", defaultMissing),
		check.Rule("cache-file-exposed", exposed),
		check.Rule("cache-path-relative", relative),
		check.Rule("cache-per-process", perProcess),
	}
}

// The backends of Django's own. Source: django/core/cache/backends.
const (
	backends  = "django.core.cache.backends."
	fileBased = backends + "filebased.FileBasedCache"
)

// fileCaches are the entries of CACHES, of one value that the setting may have,
// whose backend is file-based or may be.
func fileCaches(p *check.Pass, m *project.SettingsModule, caches eval.Alternative) []check.Entry {
	var found []check.Entry
	for _, entry := range check.Entries(eval.Alternatives{caches}) {
		backend, _ := check.Item(entry.Values, "BACKEND").Single()
		name, ok := backend.(eval.Str)
		if !ok {
			continue
		}
		if p.Inherits(m, string(name), fileBased) == check.Bad {
			found = append(found, entry)
		}
	}
	return found
}

// defaultMissing reports a CACHES without the entry that Django itself uses.
func defaultMissing(p *check.Pass) {
	for _, m := range p.Started() {
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			return check.Item(m.Setting("CACHES").In(world).Alternatives, "default")
		}, absent)
		if !j.Bad {
			continue
		}
		f := p.At(m, "CACHES", j.Value)
		f.Confidence = j.Confidence
		f.Message = "CACHES has no entry \"default\": the cache framework and manage.py check raise an error"
		f.Django = p.Present("caches.E001")
		p.Report(f)
	}
}

// absent is the verdict that a key is not there.
func absent(v eval.Value) check.Verdict {
	_, unbound := v.(eval.Unbound)
	return check.When(unbound)
}

// relative reports file caches whose place depends on the directory in which the
// process was started.
func relative(p *check.Pass) {
	for _, m := range p.Started() {
		for _, alias := range aliases(p, m) {
			j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
				return eachCache(p, m, world, alias, relativePath(p))
			}, check.IsTrue)
			if !j.Bad {
				continue
			}
			f := p.At(m, "CACHES", j.Value)
			f.Confidence, f.Detail = j.Confidence, alias
			f.Message = "the LOCATION of the cache " + alias + " is relative: where it lies depends on the directory in which a process starts"
			f.Django = p.Present("caches.W003")
			p.Report(f)
		}
	}
}

// aliases are the caches that are file-based in some world.
func aliases(p *check.Pass, m *project.SettingsModule) []string {
	var names []string
	seen := map[string]bool{}
	for _, caches := range p.Setting(m, "CACHES").Alternatives {
		for _, entry := range fileCaches(p, m, caches) {
			if !seen[entry.Key] {
				seen[entry.Key] = true
				names = append(names, entry.Key)
			}
		}
	}
	return names
}

// eachCache asks a question of the LOCATION of a file-based cache, for each value
// of CACHES. Other caches answer no.
func eachCache(p *check.Pass, m *project.SettingsModule, world eval.World, alias string, ask func(eval.Value) check.Verdict) check.Truths {
	var answers check.Truths
	for _, caches := range m.Setting("CACHES").In(world).Alternatives {
		if _, ok := caches.Value.(*eval.Mapping); !ok {
			answers = append(answers, check.Ask(eval.Alternatives{caches}, func(eval.Value) check.Verdict { return check.Unclear })...)
			continue
		}
		entry := check.Item(eval.Alternatives{caches}, alias)
		file := check.Ask(check.Item(entry, "BACKEND"), func(v eval.Value) check.Verdict {
			if name, ok := v.(eval.Str); ok {
				return p.Inherits(m, string(name), fileBased)
			}
			return check.Unclear
		})
		for _, answer := range check.And(check.Ask(check.Item(entry, "LOCATION"), ask), file) {
			answer.Origin = caches.Origin
			answers = append(answers, answer)
		}
	}
	return answers
}

// relativePath is the verdict that a LOCATION is no absolute path. A drive letter
// makes one where the project runs on Windows.
func relativePath(p *check.Pass) func(eval.Value) check.Verdict {
	return func(v eval.Value) check.Verdict {
		if _, ok := eval.Rooted(v); ok {
			return check.Good
		}
		if named, ok := v.(*eval.Path); ok {
			v = named.Name
		}
		switch v := v.(type) {
		case eval.Str:
			drive := len(v) > 2 && v[1] == ':' && !p.AsDjango
			return check.When((v == "" || v[0] != '/') && !drive)
		case *eval.Text:
			if first := v.Parts[0]; first.Hole == nil && first.Known != "" {
				return check.When(first.Known[0] != '/')
			}
		}
		return check.Unclear
	}
}
