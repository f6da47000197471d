//go:build unix

package workspace

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestHostileTree(t *testing.T) {
	base := t.TempDir()
	dir := filepath.Join(base, "project")
	write(t, base, "outside.py", "SECRET = 1")
	write(t, base, "outside/settings.py", "SECRET = 1")
	write(t, dir, "manage.py", "")
	write(t, dir, "mysite/__init__.py", "")
	write(t, dir, "mysite/new\nline.py", "")
	write(t, dir, "mysite/\xff\xfe.py", "")
	write(t, dir, "mysite/real.py", "A = 1\n")
	for name, target := range map[string]string{
		"mysite/inside.py": "real.py", "mysite/up.py": "../mysite/real.py", "mysite/outside.py": "../../outside.py",
		"mysite/absolute.py": filepath.Join(base, "outside.py"), "mysite/loop": "..", "mysite/self.py": "self.py",
		"mysite/dangling.py": "nowhere.py", "mysite/away": "../../outside", "mysite/null.py": "/dev/zero",
	} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "mysite", "settings.py"), 0o644); err != nil {
		t.Fatal(err)
	}
	big, err := os.Create(filepath.Join(dir, "mysite", "big.py"))
	if err != nil {
		t.Fatal(err)
	}
	if err := big.Truncate(50 << 20); err != nil {
		t.Fatal(err)
	}
	if err := big.Close(); err != nil {
		t.Fatal(err)
	}
	tree, err := OpenDirectory(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tree.Close() }()

	done := make(chan struct{})
	go func() {
		defer close(done)
		w := openTree(t, tree)
		checkHostile(t, w)
	}()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatal("it hangs")
	}
}

func checkHostile(t *testing.T, w *Workspace) {
	for name, want := range map[string]error{
		"mysite/inside.py": nil, "mysite/up.py": nil, "mysite/new\nline.py": nil, "mysite/\xff\xfe.py": nil,
		"mysite/big.py": ErrTooLarge, "mysite/settings.py": os.ErrNotExist, "mysite/loop/manage.py": os.ErrNotExist,
		"mysite/dangling.py": os.ErrNotExist, "mysite/away/settings.py": os.ErrNotExist, "../outside.py": os.ErrNotExist,
	} {
		if _, err := w.Source(name); !errors.Is(err, want) {
			t.Errorf("Source(%q): %v", name, err)
		}
	}
	for _, name := range []string{"mysite/outside.py", "mysite/absolute.py", "mysite/null.py", "mysite/self.py"} {
		if file, err := w.Source(name); err == nil {
			t.Errorf("Source(%q) reads %q", name, file.Data)
		}
	}
	// The tree itself refuses as well, whoever asks.
	for _, name := range []string{"../outside.py", "mysite/away/settings.py", "mysite/settings.py", "mysite", "/etc/passwd", "mysite/null.py"} {
		if data, err := w.Tree().ReadFile(name, 1<<20); err == nil {
			t.Errorf("ReadFile(%q) reads %q", name, data)
		}
	}
	if !w.Opaque("mysite/away/settings.py") || !w.IsDir("mysite/away") {
		t.Error("nothing is known of a linked directory, but it is there")
	}
	if got := w.IgnoredModule([]string{"mysite"}, "away.settings"); len(got) != 1 || got[0] != "mysite/away" {
		t.Errorf("a module of a linked directory is missing, not external: %q", got)
	}
	var incidents []string
	for _, incident := range w.Incidents() {
		incidents = append(incidents, incident.Path)
		if strings.Contains(incident.Message, "mysite") {
			t.Errorf("the message repeats the path: %s", incident.Message)
		}
	}
	if !slices.Contains(incidents, "mysite/big.py") || !slices.Contains(incidents, "mysite/outside.py") {
		t.Error(incidents)
	}
}

func TestUnreadableDirectory(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root can read every directory")
	}
	dir := t.TempDir()
	write(t, dir, "closed/settings.py", "")
	write(t, dir, "unreadable.py", "")
	for _, name := range []string{"closed", "unreadable.py"} {
		if err := os.Chmod(filepath.Join(dir, name), 0); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(filepath.Join(dir, name), 0o755) })
	}
	tree, err := OpenDirectory(dir)
	if err != nil {
		t.Fatal(err)
	}
	w := openTree(t, tree)
	if _, err := w.Source("unreadable.py"); !errors.Is(err, os.ErrPermission) {
		t.Error(err)
	}
	if got := w.Incidents(); len(got) != 2 || got[0].Path != "closed" {
		t.Error(got)
	}
}

func TestCancelledWalk(t *testing.T) {
	tree, err := OpenDirectory(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	write(t, tree.Path(), "a/b.py", "")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Open(ctx, tree, Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
