package entrypoints

import (
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// pathUnresolved reports the dotted paths in settings that lead nowhere: into the
// project, where every module is seen, or into Django, whose modules are known.
// Paths that Django once had are left to the rule on what is gone.
func pathUnresolved(p *check.Pass) {
	for _, m := range p.Loadable() {
		resolver := resolver{p, m}
		for _, setting := range pathSettings() {
			for _, held := range p.Held(m, setting) {
				resolver.judge(held)
			}
		}
		userModelUnresolved(p, m)
	}
}

// resolver looks up the paths in the settings of one module.
type resolver struct {
	p *check.Pass
	m *project.SettingsModule
}

func (r resolver) judge(held check.Held) {
	kind := kindOf(held)
	guard := held.Value.Guard
	if kind == anEngine && strings.HasPrefix(held.Text, "django.") {
		return // database-default-missing knows more of these
	}
	if kind == noPath || !dotted(held.Text) || len(guard.Tests()) > 0 || !guard.HoldsWhenUnset() {
		return
	}
	reason, missing := r.missing(held.Text, kind)
	if !missing {
		return
	}
	f := r.p.At(r.m, held.Subject(), held.Value)
	f.Detail = held.Text
	f.Message = held.Setting + " names " + held.Text + ", " + reason
	if !guard.Always() {
		f.Confidence = finding.Medium
	}
	r.p.Report(f)
}

// missing says why a path leads nowhere, if it certainly does.
func (r resolver) missing(name string, kind pathKind) (reason string, ok bool) {
	if strings.HasPrefix(name, "django.") {
		return r.missingInDjango(name)
	}
	switch kind {
	case aModule:
		return r.noModule(name)
	case anEngine:
		if reason, ok = r.noModule(name); ok {
			return reason, ok
		}
		return r.noModule(name + ".base")
	case anApp:
		if _, found := r.p.Project.Files.Resolve(r.m.Roots, name); found {
			return "", false
		}
		if reason, ok = r.otherCase(name); ok {
			return reason, ok
		}
	case anObject, noPath:
	}
	at := strings.LastIndexByte(name, '.')
	if at < 0 {
		return "", false
	}
	module, attribute := name[:at], name[at+1:]
	if _, found := r.p.Project.Files.Resolve(r.m.Roots, module); !found {
		if kind == anApp && !isClassName(attribute) {
			return r.noModule(name)
		}
		return r.noModule(module)
	}
	return r.noAttribute(module, attribute, kind)
}

// noAttribute says that a module of the project does not define a name. The last
// part of an app's name is a module or a class.
func (r resolver) noAttribute(module, attribute string, kind pathKind) (string, bool) {
	names, lacks := r.p.LacksAttribute(r.m, module, attribute)
	if !lacks || !r.whole(module+"."+attribute) || len(r.p.Project.Files.Candidates(module)) > 1 {
		return "", false
	}
	what := module + " defines no " + attribute
	if kind == anApp && !isClassName(attribute) {
		if !r.p.LacksModule(r.m, module+"."+attribute) {
			return "", false
		}
		what = "there is no module " + module + "." + attribute
		names = append(names, r.siblings(module)...)
	}
	slices.Sort(names)
	if near := check.Nearest(attribute, names); near != "" {
		return "but " + what + ": it is " + module + "." + near, true
	}
	return "but " + what, true
}

// noModule says that a module of the project is not there.
func (r resolver) noModule(name string) (string, bool) {
	if !r.p.LacksModule(r.m, name) || !r.whole(name) {
		return "", false
	}
	parent := parentOf(name)
	last := name[len(parent)+1:]
	if near := check.Nearest(last, r.siblings(parent)); near != "" {
		return "but there is no module " + name + ": it is " + parent + "." + near, true
	}
	return "but there is no module " + name, true
}

// siblings are the modules in a package of the project.
func (r resolver) siblings(pkg string) []string {
	found, ok := r.p.Project.Files.Resolve(r.m.Roots, pkg)
	if !ok || found.Dir == "" {
		return nil
	}
	var names []string
	for _, entry := range r.p.Project.Files.List(found.Dir) {
		if name, isModule := strings.CutSuffix(entry, ".py"); isModule && name != "__init__" {
			names = append(names, name)
		} else if name, isDir := strings.CutSuffix(entry, "/"); isDir {
			names = append(names, name)
		}
	}
	return names
}

// whole reports whether the packages on the way to a name are made of what can be
// read: nothing is put there by a container, compiled, or arranged at run time.
func (r resolver) whole(name string) bool {
	files := r.p.Project.Files
	if isPlaced(r.p.Project, nil, name) || isPlaced(r.p.Project, nil, parentOf(name)) {
		return false
	}
	for at := parentOf(name); at != ""; at = parentOf(at) {
		found, ok := files.Resolve(r.m.Roots, at)
		if !ok || found.Dir == "" {
			continue
		}
		if arranges(files.Code(found.Path)) || slices.ContainsFunc(files.List(found.Dir), isCompiled) {
			return false
		}
	}
	return true
}

func parentOf(name string) string {
	at := strings.LastIndexByte(name, '.')
	return name[:max(at, 0)]
}

// arranges reports whether the code of a package changes how what is in it is
// imported.
func arranges(code []byte) bool {
	text := string(code)
	return strings.Contains(text, "__path__") || strings.Contains(text, "sys.modules") || strings.Contains(text, "import_module") ||
		strings.Contains(text, "importlib") || strings.Contains(text, "declare_namespace")
}

// isCompiled reports whether a file may be a module that is not Python text.
func isCompiled(name string) bool {
	switch path.Ext(name) {
	case ".so", ".pyd", ".pyx", ".pyc":
		return true
	}
	return false
}

// otherCase says that an app is spelt with other letters' case than its folder:
// what Windows and macOS take for the same.
func (r resolver) otherCase(name string) (string, bool) {
	top, _, _ := strings.Cut(name, ".")
	files := r.p.Project.Files
	if _, found := files.Resolve(r.m.Roots, top); found || isPlaced(r.p.Project, nil, top) || len(files.Candidates(name)) > 0 {
		return "", false
	}
	for _, root := range r.m.Roots {
		for _, entry := range files.List(root) {
			dir, isDir := strings.CutSuffix(entry, "/")
			if isDir && strings.EqualFold(dir, top) && files.IsFile(path.Join(root, dir, "__init__.py")) {
				return "but the package is called " + dir + ", which is not the same on Linux", true
			}
		}
	}
	return "", false
}

func isClassName(name string) bool { return name != "" && name[0] >= 'A' && name[0] <= 'Z' }

// missingInDjango says that no Django which the project may run on has a path.
func (r resolver) missingInDjango(name string) (string, bool) {
	possible := r.p.Possible()
	if _, gone := check.GoneSince(possible, name); gone {
		return "", false
	}
	absent := len(possible) > 0 && possible.All(func(minor django.Minor) bool {
		has, known := django.HasPath(minor, name)
		return known && !has
	})
	if !absent {
		return "", false
	}
	newest, _ := possible.Max()
	reason := "which Django does not have"
	if later, ok := django.PathMinors(name).Min(); ok && newest.Less(later) {
		return "which Django has since " + later.String() + " only", true
	}
	if near := nearInDjango(newest, name); near != "" {
		reason += ": it is " + near
	}
	return reason, true
}

// nearInDjango is the path of Django that another was most likely meant to be.
func nearInDjango(minor django.Minor, name string) string {
	if names, err := django.ModuleNames(minor, parentOf(name)); err == nil && len(names) > 0 {
		if near := check.Nearest(name[len(parentOf(name))+1:], names); near != "" {
			return parentOf(name) + "." + near
		}
	}
	modules, err := django.Modules(minor)
	if err != nil {
		return ""
	}
	if near := check.Nearest(name, modules); near != "" {
		return near
	}
	if near := check.Nearest(parentOf(name), modules); near != "" {
		full := near + name[len(parentOf(name)):]
		if has, _ := django.HasPath(minor, full); has {
			return full
		}
	}
	return ""
}
