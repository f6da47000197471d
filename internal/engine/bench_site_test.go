package engine_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/djvet/djvet/internal/workspace"
)

// recorder notes which files are read.
type recorder struct {
	workspace.Tree
	mutex sync.Mutex
	read  map[string]bool
}

// ReadFile implements workspace.Tree.
func (r *recorder) ReadFile(name string, limit int64) ([]byte, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.read == nil {
		r.read = map[string]bool{}
	}
	r.read[name] = true
	return r.Tree.ReadFile(name, limit)
}

func (r *recorder) names() []string { return slices.Sorted(maps.Keys(r.read)) }

// applications is how many there are beside that of the users, and filesOfEach
// are their modules: with those of the users 120 files.
const applications = 14

func filesOfEach() []string {
	return []string{
		"__init__.py", "admin.py", "apps.py", "forms.py", "models.py", "urls.py", "views.py", "tests/__init__.py",
	}
}

func writeSite(b *testing.B, directory string) {
	b.Helper()
	archive, err := txtar.ParseFile(filepath.Join("testdata", "shop.txtar"))
	if err != nil {
		b.Fatal(err)
	}
	write := func(name string, data []byte) {
		name = filepath.Join(directory, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	write(".git/HEAD", []byte("ref: refs/heads/main\n"))
	for _, file := range archive.Files {
		write(file.Name, file.Data)
	}
	for i := range applications + 1 {
		app := fmt.Sprintf("shop/app%d", i)
		if i == applications {
			app = "shop/users"
		}
		for _, name := range filesOfEach() {
			write(app+"/"+name, moduleText(name))
		}
		write(app+"/templates/list.html", []byte("{% extends 'base.html' %}\n"))
	}
}

// moduleText is Python of the usual length. A run does not read it.
func moduleText(name string) []byte {
	if strings.HasSuffix(name, "__init__.py") {
		return nil
	}
	var text strings.Builder
	text.WriteString("from django.db import models\n")
	for i := range 8 {
		fmt.Fprintf(&text, "\n\nclass Thing%d(models.Model):\n    name = models.CharField(max_length=%d)\n\n    def __str__(self):\n        return self.name\n", i, 10+i)
	}
	return []byte(text.String())
}
