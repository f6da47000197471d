package workspace

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func open(t testing.TB, files map[string]string) *Workspace {
	t.Helper()
	return openTree(t, NewMap(files))
}

func openTree(t testing.TB, tree Tree) *Workspace {
	t.Helper()
	w, err := Open(context.Background(), tree, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// empty makes a map of files without content.
func empty(names ...string) map[string]string {
	files := map[string]string{}
	for _, name := range names {
		files[name] = ""
	}
	return files
}

func TestNames(t *testing.T) {
	w := open(t, map[string]string{
		"manage.py": "", "mysite/settings.py": "DEBUG = True\n", "mysite/a-b/x.py": "",
		".gitignore": ".env\nmedia/\n", ".env": "SECRET_KEY=x", "media/photo.jpg": "",
		"node_modules/x/manage.py": "", "venv/pyvenv.cfg": "", "venv/bin/manage.py": "",
		"old/env/bin/activate": "", "old/env/lib/settings.py": "", "env/settings.py": "",
		"vendor/django/conf/global_settings.py": "", "vendor/django/conf/manage.py": "",
		"x.egg-info/manage.py": "", "lib/python3/site-packages/a/manage.py": "",
	})
	for name, want := range map[string]bool{
		"manage.py": true, "mysite": true, "": true, ".": true, "mysite/settings.py": true, "mysite/none.py": false,
		".env": false, "media": false, "media/photo.jpg": false, "node_modules": true, "node_modules/x": false,
		"venv": true, "venv/bin": false, "venv/bin/manage.py": false, "env/settings.py": true, "manage.py/x": false,
	} {
		if got := w.Exists(name); got != want {
			t.Errorf("Exists(%q) = %v", name, got)
		}
	}
	if diff := cmp.Diff([]string{"manage.py"}, w.ByName("manage.py")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"env/settings.py", "mysite/settings.py"}, w.ByName("settings.py")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"a-b/", "settings.py"}, w.List("mysite")); diff != "" {
		t.Error(diff)
	}
	if w.List("manage.py") != nil {
		t.Error("a file is listed")
	}
	py := w.Files(func(name string) bool { return strings.HasSuffix(name, "b/x.py") })
	if diff := cmp.Diff([]string{"mysite/a-b/x.py"}, py); diff != "" {
		t.Error(diff)
	}
	if !w.Opaque("venv/lib/x.py") || w.Opaque("mysite/x") || w.Opaque("") {
		t.Error("Opaque is wrong")
	}
}

func TestSource(t *testing.T) {
	w := open(t, map[string]string{
		"a.py": "A = 1\n", "b.py": "A = 1\n", ".gitignore": "local.py", "local.py": "SECRET",
		"big.py": strings.Repeat("#", 513<<10), "big.txt": strings.Repeat("#", 513<<10),
		"broken.py": "\x00",
	})
	if _, err := w.Source("local.py"); !errors.Is(err, ErrIgnored) {
		t.Error(err)
	}
	if _, err := w.Source("none.py"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	if _, err := w.Source("big.py"); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
	if _, err := w.Source("big.txt"); err != nil {
		t.Error(err)
	}
	a, file, err := w.Python(context.Background(), "a.py")
	if err != nil || file.Path != "a.py" {
		t.Fatal(file, err)
	}
	if b, _, _ := w.Python(context.Background(), "b.py"); a != b {
		t.Error("equal files are parsed twice")
	}
	if _, file, err := w.Python(context.Background(), "broken.py"); err == nil || file == nil {
		t.Error("no error for NUL bytes, or no file")
	}
	var paths []string
	for _, incident := range w.Incidents() {
		paths = append(paths, incident.Path)
	}
	if diff := cmp.Diff([]string{"big.py", "broken.py"}, paths); diff != "" {
		t.Error(diff)
	}
}

func TestOverlay(t *testing.T) {
	base := NewMap(map[string]string{"a/x.py": "old", "node_modules/y.js": ""})
	w := openTree(t, NewOverlay(base, map[string][]byte{
		"a/x.py": []byte("new"), "a/b/z.py": nil, "node_modules/n.py": nil, "venv/pyvenv.cfg": nil,
	}))
	file, err := w.Source("a/x.py")
	if err != nil || string(file.Data) != "new" {
		t.Errorf("%v, %v", file, err)
	}
	all := w.Files(func(string) bool { return true })
	if diff := cmp.Diff([]string{"a/b/z.py", "a/x.py"}, all); diff != "" {
		t.Error(diff)
	}
}

func TestSourceRoots(t *testing.T) {
	tests := []struct {
		name, near string
		files      []string
		want       []string
	}{
		{"startproject", "mysite/wsgi.py", []string{"manage.py", "mysite/__init__.py", "mysite/wsgi.py"}, []string{""}},
		{"manage.py", "back/manage.py", []string{"back/manage.py", "back/mysite/__init__.py"}, []string{"back"}},
		{"namespace", "config/wsgi.py", []string{"manage.py", "config/wsgi.py"}, []string{""}},
		{"no manage.py", "config/wsgi.py", []string{"config/wsgi.py"}, []string{"config"}},
		{"deep", "a/b/c/wsgi.py", []string{"a/b/c/wsgi.py", "a/b/c/__init__.py", "a/b/__init__.py"}, []string{"a"}},
		{"stray init", "site/mysite/wsgi.py",
			[]string{"site/__init__.py", "site/manage.py", "site/mysite/__init__.py", "site/mysite/wsgi.py"}, []string{"site", ""}},
		{"manage.py in the package", "pkg/app/manage.py", []string{"pkg/__init__.py", "pkg/app/__init__.py", "pkg/app/manage.py"}, []string{"pkg/app", ""}},
		{"manage.py beside wsgi.py", "pkg/wsgi.py", []string{"pkg/__init__.py", "pkg/manage.py", "pkg/wsgi.py"}, []string{"pkg", ""}},
		{"settings folder without init", "mysite/settings/prod.py",
			[]string{"manage.py", "mysite/__init__.py", "mysite/settings/prod.py"}, []string{""}},
		{"manage.py below the package", "mysite/wsgi.py",
			[]string{"mysite/__init__.py", "mysite/wsgi.py", "tools/manage.py"}, []string{""}},
		{"customary", "manage.py", []string{"manage.py", "apps/blog/__init__.py", "src/readme.txt"}, []string{"", "apps"}},
		{"an app called app", "manage.py", []string{"manage.py", "app/__init__.py", "app/celery.py", "app/migrations/__init__.py", "lib/x.py"}, []string{""}},
		{"the sandbox of a package", "sandbox/settings.py", []string{"pyproject.toml", "src/shop/__init__.py", "sandbox/manage.py", "sandbox/settings.py"},
			[]string{"sandbox", "src"}},
		{"the demo of a package without src", "demo/manage.py", []string{"setup.py", "shop/__init__.py", "demo/manage.py"}, []string{"demo", ""}},
		{"nothing is made above", "sandbox/manage.py", []string{"shop/__init__.py", "sandbox/manage.py"}, []string{"sandbox"}},
		{"manage.py elsewhere above", "backend/mysite/wsgi.py",
			[]string{"manage.py", "backend/mysite/__init__.py", "backend/mysite/wsgi.py"}, []string{"backend", ""}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, open(t, empty(test.files...)).SourceRoots(test.near)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestResolve(t *testing.T) {
	w := open(t, map[string]string{
		"a/m.py": "", "a/ns/one.py": "", "b/ns/two.py": "", "b/m/__init__.py": "", "b/m/sub.py": "",
		"a/both.py": "", "a/both/__init__.py": "", "a/dir/x.txt": "", "b/dir.py": "", "a/my-site/settings.py": "",
		".gitignore": "local.py\n", "a/conf/__init__.py": "", "a/conf/local.py": "",
	})
	tests := []struct {
		dotted string
		want   Module
	}{
		{"m", Module{Path: "a/m.py", Root: "a"}},
		{"m.sub", Module{}},
		{"ns", Module{Kind: NamespacePackage, Dir: "a/ns", Portions: []string{"a/ns", "b/ns"}, Root: "a"}},
		{"ns.two", Module{Path: "b/ns/two.py", Root: "b"}},
		{"both", Module{Kind: Package, Path: "a/both/__init__.py", Dir: "a/both", Root: "a"}},
		{"dir", Module{Path: "b/dir.py", Root: "b"}},
		{"my-site.settings", Module{Path: "a/my-site/settings.py", Root: "a"}},
		{"conf.local", Module{}}, {"", Module{}}, {"a..b", Module{}}, {".a", Module{}}, {"a/m", Module{}}, {"__init__", Module{}},
	}
	for _, test := range tests {
		if test.want.Root != "" {
			test.want.Name = test.dotted
		}
		got, ok := w.Resolve([]string{"a", "b"}, test.dotted)
		if diff := cmp.Diff(test.want, got); diff != "" || ok != (test.want.Root != "") {
			t.Errorf("Resolve(%q) = %v: %s", test.dotted, ok, diff)
		}
	}
	if diff := cmp.Diff([]string{"a/conf/local.py"}, w.IgnoredModule([]string{"a"}, "conf.local")[:1]); diff != "" {
		t.Error(diff)
	}
	if got := w.IgnoredModule([]string{"a"}, "conf.other"); got != nil {
		t.Error(got)
	}
	var roots []string
	for _, module := range w.Candidates("ns.two") {
		roots = append(roots, module.Root)
	}
	if !slices.Equal(roots, []string{"b"}) {
		t.Error(roots)
	}
	if got := len(w.Candidates("ns")); got != 2 {
		t.Error(got)
	}
}

func TestModuleName(t *testing.T) {
	for _, test := range [][3]string{
		{"", "mysite/settings.py", "mysite.settings"}, {"src", "src/a/__init__.py", "a"}, {"src", "srcs/a.py", ""},
		{"", "__init__.py", ""}, {"", "a.b/c.py", ""}, {"", "a.txt", ""}, {"a", "a/b-c.py", "b-c"},
	} {
		if got, ok := ModuleName(test[0], test[1]); got != test[2] || ok != (got != "") {
			t.Errorf("ModuleName(%q, %q) = %q", test[0], test[1], got)
		}
	}
}
