package entrypoints

import (
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
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
		if !strings.Contains(name, ".") {
			return r.misspeltApp(name)
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
		if r.p.LacksModule(r.m, module) && !r.isObject(module) {
			return r.noModule(module)
		}
		return "", false
	}
	return r.noAttribute(module, attribute, kind)
}

// isObject reports whether a name may be a class in a module, and not a module:
// logging takes pkg.module.Class.method.
func (r resolver) isObject(name string) bool {
	parent := parentOf(name)
	found, ok := r.p.Project.Files.Resolve(r.m.Roots, parent)
	if !ok || found.Path == "" {
		return false
	}
	_, lacks := r.p.LacksAttribute(r.m, parent, name[len(parent)+1:])
	return !lacks
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
	if r.p.Project.Placed(name) || r.p.Project.Placed(parentOf(name)) || !r.own(name) {
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

// own reports whether the first part of a name is a package of the project for
// certain. Of the folders that are taken for sys.path some are guesses (apps, src),
// which are wrong where the settings name the folder as a package.
func (r resolver) own(name string) bool {
	top, _, _ := strings.Cut(name, ".")
	found, ok := r.p.Project.Files.Resolve(r.m.Roots, top)
	if !ok {
		return false
	}
	if found.Root == r.p.Project.Root || len(r.m.Roots) > 0 && found.Root == r.m.Roots[0] {
		return true
	}
	prefix := path.Base(found.Root) + "."
	for _, setting := range []string{"INSTALLED_APPS", "ROOT_URLCONF", "MIDDLEWARE"} {
		if slices.ContainsFunc(r.p.Held(r.m, setting), func(held check.Held) bool { return strings.HasPrefix(held.Text, prefix) }) {
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
	if _, found := files.Resolve(r.m.Roots, top); found || r.p.Project.Placed(top) || len(files.Candidates(name)) > 0 {
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
