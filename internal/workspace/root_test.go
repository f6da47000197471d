package workspace

import (
	"path/filepath"
	"testing"
)

func TestFindRoot(t *testing.T) {
	base := t.TempDir()
	write(t, base, "repo/.git/HEAD", "ref: refs/heads/main\n")
	write(t, base, "repo/.gitignore", "dist/\n")
	write(t, base, "repo/a/mysite/settings.py", "")
	write(t, base, "repo/dist/x/manage.py", "")
	write(t, base, "plain/manage.py", "")
	write(t, base, "plain/mysite/settings/prod.py", "")
	write(t, base, "package/mysite/__init__.py", "")
	write(t, base, "package/mysite/settings.py", "")
	write(t, base, "alone/settings.py", "")
	for _, test := range [][3]string{
		{"repo", "repo", ""}, {"repo/a/mysite", "repo", "a/mysite"}, {"repo/a/mysite/settings.py", "repo", "a/mysite/settings.py"},
		{"repo/dist/x", "repo/dist/x", ""}, {"plain/mysite", "plain/mysite", ""},
		{"plain/mysite/settings/prod.py", "plain", "mysite/settings/prod.py"}, {"package/mysite/settings.py", "package", "mysite/settings.py"},
		{"alone/settings.py", "alone", "settings.py"},
	} {
		root, rel, err := FindRoot(filepath.Join(base, test[0]))
		if err != nil || root != filepath.Join(base, test[1]) || rel != test[2] {
			t.Errorf("FindRoot(%q) = %q, %q, %v", test[0], root, rel, err)
		}
	}
	if _, _, err := FindRoot(filepath.Join(base, "none")); err == nil {
		t.Error("no error for a path that does not exist")
	}
}
