package workspace

import (
	"context"
	"fmt"
	"io/fs"
	"runtime"
	"testing"

	"github.com/charlievieth/fastwalk"
)

// BenchmarkOpen opens a tree of 20,000 files in 2,200 directories, beside a walk
// that does nothing with what it finds. Reported for Open: the memory that the
// names keep, in bytes for a file.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	write(b, dir, ".git/HEAD", "ref: refs/heads/main\n")
	write(b, dir, ".gitignore", "*.pyc\n__pycache__/\n.env\n/media/\nstaticfiles/\n*.log\n.idea\ndb.sqlite3\nlocal_settings.py\n[._]*.sw?\nbuild/**/out\n")
	const files = 20_000
	for i := range files {
		write(b, dir, fmt.Sprintf("app%d/package%d/module_%d.py", i/100, i/10%10, i%10), "")
	}
	b.Run("fastwalk", func(b *testing.B) {
		for b.Loop() {
			walk := func(string, fs.DirEntry, error) error { return nil }
			if err := fastwalk.Walk(nil, dir, walk); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Open", func(b *testing.B) {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		var w *Workspace
		for b.Loop() {
			tree, err := OpenDirectory(dir)
			if err != nil {
				b.Fatal(err)
			}
			if w, err = Open(context.Background(), tree, Options{}); err != nil {
				b.Fatal(err)
			}
			if err := tree.Close(); err != nil {
				b.Fatal(err)
			}
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric((float64(after.HeapAlloc)-float64(before.HeapAlloc))/files, "kept-B/file")
		if !w.Exists("app0/package0/module_0.py") {
			b.Fatal("a file is missing")
		}
	})
}

// BenchmarkResolve resolves a module of a package in the second root.
func BenchmarkResolve(b *testing.B) {
	w := open(b, empty("one/x.py", "two/config/__init__.py", "two/config/settings/__init__.py", "two/config/settings/production.py"))
	for b.Loop() {
		if _, ok := w.Resolve([]string{"one", "two"}, "config.settings.production"); !ok {
			b.Fatal("it is not found")
		}
	}
}

// BenchmarkCandidates classifies the paths of 20,000 files of the usual sorts.
func BenchmarkCandidates(b *testing.B) {
	files := map[string]string{}
	for i := range 2000 {
		for _, name := range []string{
			"models.py", "views/list.py", "migrations/0001_initial.py", "templates/app/list.html", "static/app/js/main.js",
			"static/app/img/logo.png", "locale/de/LC_MESSAGES/django.po", "tests/test_views.py", "README.md", "static/app/css/site.css",
		} {
			files[fmt.Sprintf("backend/apps/app_%d/%s", i, name)] = ""
		}
	}
	w := open(b, files)
	for b.Loop() {
		w.findCandidates()
	}
}
