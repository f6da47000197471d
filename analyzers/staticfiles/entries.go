package staticfiles

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// rootInDirs is staticfiles.E002: it judges STATICFILES_DIRS and STATIC_ROOT
// together, world by world.
func rootInDirs(p *check.Pass) {
	for _, m := range p.Started() {
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			return check.And(rootIsEntry(p, m, world), collects(p, m, world))
		}, check.IsTrue)
		if !j.Bad {
			continue
		}
		f := p.At(m, dirs, j.Value)
		f.Confidence = j.Confidence
		f.Message = "STATIC_ROOT is an entry of STATICFILES_DIRS: collectstatic cannot copy a directory into itself, and Django refuses to start it"
		f.Django = p.Present(p.Rule.Django...)
		p.Report(f)
	}
}

func rootIsEntry(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
	var answers check.Truths
	for _, root := range m.Setting("STATIC_ROOT").In(world).Alternatives {
		target, ok := p.Directory(root.Value)
		if !ok {
			if check.Falsy(root.Value) == check.Bad {
				root.Value = eval.Bool(false)
			} else {
				root.Value = &eval.Unknown{Reason: "STATIC_ROOT is not known"}
			}
			answers = append(answers, root)
			continue
		}
		found := havingEntry(p, m, world, func(v eval.Value) check.Verdict {
			dir, _, known := p.StaticEntry(v)
			if !known {
				return check.Unclear
			}
			return check.When(dir == target)
		})
		for _, answer := range found {
			guard, together := root.Guard.And(answer.Guard)
			if together {
				answer.Guard = guard
				answers = append(answers, answer)
			}
		}
	}
	return answers
}

// dirsType is staticfiles.E001. None, a number or a pathlib path raise something
// else before Django comes to say it.
func dirsType(p *check.Pass) {
	for _, m := range p.Started() {
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			return check.And(check.Ask(m.Setting(dirs).In(world).Alternatives, noList), collects(p, m, world))
		}, check.IsTrue)
		if !j.Bad {
			continue
		}
		kind, _ := eval.TypeName(j.Value.Value)
		if kind == "" || kind == "bool" {
			kind, _ = eval.TypeName(wrongOne(p, m))
		}
		f := p.At(m, dirs, j.Value)
		f.Confidence = j.Confidence
		f.Message = "STATICFILES_DIRS is no list or tuple: Django's checks refuse to go on"
		switch kind {
		case "str":
			f.Message = "STATICFILES_DIRS is a text, no list or tuple: Django would take each letter for a directory, and its checks refuse to go on"
			f.Django = p.Present(p.Rule.Django...)
		case "set", "dict":
			f.Django = p.Present(p.Rule.Django...)
		}
		p.Report(f)
	}
}

// wrongOne is the value of STATICFILES_DIRS where it matters which type it has.
func wrongOne(p *check.Pass, m *project.SettingsModule) eval.Value {
	for _, v := range p.Setting(m, dirs).Alternatives {
		if noList(v.Value) == check.Bad {
			return v.Value
		}
	}
	return nil
}

func noList(v eval.Value) check.Verdict {
	kind, known := eval.TypeName(v)
	if !known {
		return check.Unclear
	}
	return check.When(kind != "list" && kind != "tuple")
}

// dirsPrefix is staticfiles.E003.
func dirsPrefix(p *check.Pass) {
	for _, m := range p.Started() {
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			return check.And(havingEntry(p, m, world, slashedPrefix), collects(p, m, world))
		}, check.IsTrue)
		if !j.Bad {
			continue
		}
		f := p.At(m, dirs, j.Value)
		f.Confidence = j.Confidence
		f.Message = "the prefix of a STATICFILES_DIRS entry ends with a slash, which Django adds itself: its files would have two in their URLs, and Django's checks refuse to go on"
		f.Django = p.Present(p.Rule.Django...)
		p.Report(f)
	}
}

func slashedPrefix(v eval.Value) check.Verdict {
	pair, ok := v.(*eval.Sequence)
	if !ok {
		if kind, known := eval.TypeName(v); known && kind != "list" && kind != "tuple" {
			return check.Good
		}
		return check.Unclear
	}
	elements := pair.Elements()
	if len(elements) != 2 || !pair.Complete() {
		return check.Unclear
	}
	prefix, _ := elements[0].Alternatives.Single()
	text, ok := prefix.(eval.Str)
	if !ok {
		return check.Unclear
	}
	return check.When(strings.HasSuffix(string(text), "/"))
}

// exposesProject reports entries that hold the settings module itself, and with it
// all that the repository holds.
func exposesProject(p *check.Pass) {
	for _, m := range p.Started() {
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			return check.And(havingEntry(p, m, world, func(v eval.Value) check.Verdict {
				return holds(p, m, v)
			}), collects(p, m, world))
		}, check.IsTrue)
		if !j.Bad {
			continue
		}
		f := p.At(m, dirs, j.Value)
		f.Confidence = j.Confidence
		f.Message = "an entry of STATICFILES_DIRS is the directory of the project itself: collectstatic publishes its source, its settings and whatever else lies there"
		if j.ByDefault() {
			f.Message += ", unless " + j.Decider()
		}
		p.Report(f)
	}
}

func holds(p *check.Pass, m *project.SettingsModule, v eval.Value) check.Verdict {
	dir, _, known := p.StaticEntry(v)
	if !known {
		return check.Unclear
	}
	return check.When(check.InTree(m.Path).Inside(dir))
}

// dirsURL reports entries that are URLs: the value of STATIC_URL, often.
func dirsURL(p *check.Pass) {
	for _, m := range p.Started() {
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			entries, urls := m.Setting(dirs).In(world).Alternatives, m.Setting("STATIC_URL").In(world).Alternatives
			return check.And(check.Both(entries, urls, holdsURL), collects(p, m, world))
		}, check.IsTrue)
		if !j.Bad {
			continue
		}
		f := p.At(m, dirs, j.Value)
		f.Confidence = j.Confidence
		f.Message = "an entry of STATICFILES_DIRS is a URL: it has to be a directory, and nothing is found there"
		p.Report(f)
	}
}

// holdsURL is the verdict that an entry is a URL whatever else it depends on.
func holdsURL(entries, url eval.Alternative) check.Verdict {
	list, ok := entries.Value.(*eval.Sequence)
	if !ok {
		return check.Unclear
	}
	for _, element := range list.Elements() {
		found := false
		for _, entry := range element.Alternatives {
			guard, together := entries.Guard.And(entry.Guard)
			if together {
				_, together = guard.And(url.Guard)
			}
			if !together {
				continue
			}
			if found = isURL(entry.Value) || sameAs(entry.Value, url.Value); !found {
				break
			}
		}
		if found {
			return check.Bad
		}
	}
	return check.Unclear
}

func isURL(v eval.Value) bool {
	text := ""
	switch v := v.(type) {
	case eval.Str:
		text = string(v)
	case *eval.Text:
		if len(v.Parts) > 0 {
			text = v.Parts[0].Known
		}
	}
	return strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://")
}

// sameAs reports whether an entry is what STATIC_URL is: a text with a slash at the
// end, or what the same source supplies or leaves out.
func sameAs(entry, url eval.Value) bool {
	switch entry := entry.(type) {
	case eval.Str:
		return url == eval.Value(entry) && len(entry) > 1 && strings.HasSuffix(string(entry), "/")
	case *eval.External:
		other, ok := url.(*eval.External)
		return ok && other.Source == entry.Source && other.Through == entry.Through
	case eval.None: // the variable that both come from is unset
		return url == eval.Value(entry)
	}
	return false
}
