package finding

import (
	"regexp"
	"testing"

	"github.com/djvet/djvet/parser/text"
)

func fingerprints(findings ...Finding) []string {
	Finalize(findings)
	var prints []string
	for _, found := range findings {
		prints = append(prints, found.Fingerprint)
	}
	return prints
}

func TestFingerprint(t *testing.T) {
	base := Finding{Rule: "r", Project: "app", Path: "app/settings.py", Setting: "S", Detail: "d", Span: text.Span{Start: 9, End: 12}}
	printed := fingerprints(base)[0]
	if !regexp.MustCompile(`^[0-9a-f]{32}$`).MatchString(printed) {
		t.Fatalf("fingerprint %q is not 16 bytes in hexadecimal", printed)
	}
	same := map[string]func(*Finding){
		"line":     func(f *Finding) { f.Span = text.Span{Start: 500, End: 520} },
		"message":  func(f *Finding) { f.Message = "other" },
		"severity": func(f *Finding) { f.Severity = Error },
		"modules":  func(f *Finding) { f.Modules = []string{"m"} },
		"root":     func(f *Finding) { f.Project, f.Path = ".", "settings.py" },
	}
	for name, edit := range same {
		changed := base
		edit(&changed)
		if got := fingerprints(changed)[0]; got != printed {
			t.Errorf("another %s gives another fingerprint", name)
		}
	}
	other := map[string]func(*Finding){
		"rule":    func(f *Finding) { f.Rule = "q" },
		"path":    func(f *Finding) { f.Path = "app/other.py" },
		"setting": func(f *Finding) { f.Setting = "T" },
		"detail":  func(f *Finding) { f.Detail = "e" },
		"border":  func(f *Finding) { f.Setting, f.Detail = "Sd", "" },
	}
	for name, edit := range other {
		changed := base
		edit(&changed)
		if got := fingerprints(changed)[0]; got == printed {
			t.Errorf("another %s gives the same fingerprint", name)
		}
	}
}

func TestFingerprintsOfEqualFindings(t *testing.T) {
	at := func(start uint32) Finding {
		return Finding{Rule: "r", Project: ".", Path: "s.py", Setting: "S", Span: text.Span{Start: start, End: start + 1}}
	}
	two := fingerprints(at(1), at(5))
	if two[0] == two[1] {
		t.Error("two findings of one project have the same fingerprint")
	}
	moved := fingerprints(at(100), at(700))
	if two[0] != moved[0] || two[1] != moved[1] {
		t.Error("moving both changes their fingerprints")
	}
}

func TestRelative(t *testing.T) {
	for _, test := range []struct{ root, file, want string }{
		{".", "a/b.py", "a/b.py"},
		{"", "a/b.py", "a/b.py"},
		{"a", "a/b.py", "b.py"},
		{"a", "ab/c.py", "../ab/c.py"},
		{"a/b", "nginx.conf", "../../nginx.conf"},
		{"a/b", "a/c/d", "../c/d"},
		{"a", "a", ""},
	} {
		if got := relative(test.root, test.file); got != test.want {
			t.Errorf("relative(%q, %q) = %q, want %q", test.root, test.file, got, test.want)
		}
	}
}
