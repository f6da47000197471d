package entrypoints

import (
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
)

// shortestApp is the length of the shortest name of an app for which another one is
// taken.
const shortestApp = 5

// misspeltApp says that an app is the slip of a pen away from one of the project
// that is not installed itself. A name in the requirements is that of a package.
func (r resolver) misspeltApp(name string) (string, bool) {
	files := r.p.Project.Files
	if len(name) < shortestApp || len(files.Candidates(name)) > 0 || len(files.IgnoredModule(r.m.Roots, name)) > 0 ||
		r.p.Project.Placed(name) || r.p.Required(name) {
		return "", false
	}
	elements, complete := check.Elements(r.p.Setting(r.m, "INSTALLED_APPS").Alternatives)
	if !complete {
		return "", false
	}
	installed := map[string]bool{}
	for _, e := range elements {
		if entry, ok := e.Value.(eval.Str); ok {
			top, _, _ := strings.Cut(string(entry), ".")
			installed[top] = true
		}
	}
	apps := slices.DeleteFunc(r.ownApps(), func(app string) bool { return installed[app] || len(app) < shortestApp })
	near := check.Nearest(name, apps)
	return "but the project has no such package: it is " + near, near != ""
}

// ownApps are the packages beside manage.py that look like apps.
func (r resolver) ownApps() []string {
	files, root := r.p.Project.Files, r.p.Project.Root
	var apps []string
	for _, entry := range files.List(root) {
		dir, isDir := strings.CutSuffix(entry, "/")
		at := path.Join(root, dir)
		if isDir && files.IsFile(path.Join(at, "__init__.py")) && (files.IsFile(path.Join(at, "models.py")) || files.IsFile(path.Join(at, "apps.py"))) {
			apps = append(apps, dir)
		}
	}
	return apps
}
