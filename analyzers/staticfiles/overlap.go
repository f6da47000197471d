package staticfiles

import (
	"path"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// placed is a directory with what it is for and where it is set.
type placed struct {
	dir    check.Directory
	prefix string
	what   string
	value  eval.Alternative
}

func dirsOverlap(p *check.Pass) {
	for _, m := range p.Started() {
		if !installed(p, m) {
			continue
		}
		entries := entriesOf(p, m)
		if root, ok := only(p, m, "STATIC_ROOT"); ok {
			overlapsRoot(p, m, root, append(entries, sources(p, m)...))
		}
		nested(p, m, entries)
	}
}

// only is a directory that is the same in all worlds.
func only(p *check.Pass, m *project.SettingsModule, name string) (placed, bool) {
	value := p.Setting(m, name)
	v, ok := value.Alternatives.Single()
	if !ok {
		return placed{}, false
	}
	dir, ok := p.Directory(v)
	return placed{dir: dir, what: name, value: value.Alternatives[0]}, ok
}

// entriesOf are the entries of STATICFILES_DIRS that are the same in all worlds.
func entriesOf(p *check.Pass, m *project.SettingsModule) []placed {
	value := p.Setting(m, "STATICFILES_DIRS")
	v, _ := value.Alternatives.Single()
	list, ok := v.(*eval.Sequence)
	if !ok {
		return nil
	}
	var entries []placed
	for _, element := range list.Elements() {
		entry, single := element.Alternatives.Single()
		if element.Spread != nil || !single {
			continue
		}
		if dir, prefix, ok := p.StaticEntry(entry); ok {
			entries = append(entries, placed{dir: dir, prefix: prefix, what: "the STATICFILES_DIRS entry " + dir.Name(), value: value.Alternatives[0]})
		}
	}
	return entries
}

// sources are the other directories that STATIC_ROOT must keep away from: the
// static folders of the project's own apps, and MEDIA_ROOT.
func sources(p *check.Pass, m *project.SettingsModule) []placed {
	var found []placed
	if media, ok := only(p, m, "MEDIA_ROOT"); ok && media.value.Origin.Known() {
		found = append(found, media)
	}
	v, _ := p.Setting(m, "INSTALLED_APPS").Alternatives.Single()
	apps, ok := v.(*eval.Sequence)
	if !ok {
		return found
	}
	for _, element := range apps.Elements() {
		app, _ := element.Alternatives.Single()
		name, ok := app.(eval.Str)
		if !ok {
			continue
		}
		module, _, _ := strings.Cut(string(name), ".apps.")
		if package_, ok := p.Project.Files.Resolve(m.Roots, module); ok && package_.Dir != "" {
			if static := path.Join(package_.Dir, "static"); p.Project.Files.IsDir(static) {
				found = append(found, placed{dir: check.InTree(static), what: "the static files of the app " + module})
			}
		}
	}
	return found
}

func overlapsRoot(p *check.Pass, m *project.SettingsModule, root placed, others []placed) {
	for _, other := range others {
		var message string
		switch {
		case root.dir.Inside(other.dir):
			message = "STATIC_ROOT lies inside " + other.what + ": collectstatic collects its own output again"
			if other.what == "MEDIA_ROOT" {
				message = "STATIC_ROOT lies inside MEDIA_ROOT, where users' uploads go"
			}
		case other.dir.Inside(root.dir):
			message = "STATIC_ROOT contains " + other.what + ": collectstatic --clear deletes it"
		case other.dir == root.dir && other.value.Value == nil: // an app's folder
			message = "STATIC_ROOT is where " + other.what + " are: collectstatic --clear deletes them"
		default:
			continue
		}
		f := p.At(m, "STATIC_ROOT", root.value)
		f.Message, f.Detail = message, other.dir.Name()
		p.Report(f)
		return // one is enough to understand
	}
}

// nested reports entries of which one lies in the other, unless prefixes keep
// their files apart.
func nested(p *check.Pass, m *project.SettingsModule, entries []placed) {
	for _, inner := range entries {
		for _, outer := range entries {
			if inner.dir.Inside(outer.dir) && inner.prefix == outer.prefix {
				f := p.At(m, "STATICFILES_DIRS", inner.value)
				f.Message = "the STATICFILES_DIRS entry " + inner.dir.Name() + " lies inside " + outer.dir.Name() + ": its files are published twice"
				f.Detail = inner.dir.Name()
				p.Report(f)
				return
			}
		}
	}
}
