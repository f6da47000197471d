package requirements

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"pin", "Django==4.2.6\n", "django ==4.2.6 «Django==4.2.6»"},
		{"spaces and comment", "  Django == 4.2 , < 5 # LTS\n", "django ==4.2 <5 «Django == 4.2 , < 5»"},
		{"hash in a word", "a#b==1\n", ""},
		{"extras, marker", `django[argon2,bcrypt]>=4.2; python_version >= "3.8"`, "django [argon2 bcrypt] >=4.2 ; python_version >= \"3.8\" «django[argon2,bcrypt]>=4.2»"},
		{"hashes", "django==4.2.6 \\\n    --hash=sha256:abc \\\n    --hash=sha256:def\nx==1\n", "django ==4.2.6 «django==4.2.6»|x ==1 «x==1»"},
		{"comment after continuation", "a==1 # c \\\n  # via b\nc\n", "a ==1 «a==1»|c «c»"},
		{"comment ends in backslash", "# c \\\na==1\n", "a ==1 «a==1»"},
		{"old wildcard", "Django>=2.2.*,<3\n", "django >=2.2.* <3 «Django>=2.2.*,<3»"},
		{"parentheses", "Django (>=4.2,<5)\n", "django >=4.2 <5 «Django (>=4.2,<5)»"},
		{"arbitrary", "Django===4.2-fork\n", "django ===4.2-fork «Django===4.2-fork»"},
		{"name", "Foo_Bar.baz-\nfoo__bar\n", "foo-bar «foo__bar»"},
		{"lone cr", "a==1\rb==2\r", "a ==1 «a==1»|b ==2 «b==2»"},
		{"direct reference", "Django @ git+https://x/django.git@stable/4.2.x ; python_version > '3'", "django @git+https://x/django.git@stable/4.2.x ; python_version > '3' «Django @ git+https://x/django.git@stable/4.2.x»"},
		{"egg", "-e git+https://x/django.git@1.11#egg=Django\n", "django @git+https://x/django.git@1.11#egg=Django «-e git+https://x/django.git@1.11#egg=Django»"},
		{"path", "./lib/x.whl\n", " @./lib/x.whl «./lib/x.whl»"},
		{"options", "--index-url https://x\n-i https://y\n--no-binary=:all:\n", ""},
		{"includes", "-r base.txt\n-rdev.txt\n--requirement=a/b.txt\n-c constraints.txt # c\n", "include base.txt|include dev.txt|include a/b.txt|constraint constraints.txt"},
		{"no version operator", "Django 4.2\nDjango=4.2\n", ""},
		{"junk", "\x00\xff[\n(((\n", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, describe(test.source, Parse([]byte(test.source)))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEncodings(t *testing.T) {
	const source = "asgiref==3.7\r\nDjango==4.2.6\r\n# café 🎈\r\nx==1"
	const want = "asgiref ==3.7 «asgiref==3.7»|django ==4.2.6 «Django==4.2.6»|x ==1 «x==1»"
	units := utf16.Encode([]rune(source))
	for name, order := range map[string][2]int{"utf-16le": {0, 8}, "utf-16be": {8, 0}} {
		var data []byte
		for _, unit := range append([]uint16{0xfeff}, units...) {
			data = append(data, byte(unit>>order[0]), byte(unit>>order[1]))
		}
		file := Parse(data)
		if got := file.Requirements[1].Name + file.Requirements[1].Specifiers[0].String(); len(file.Requirements) != 3 || got != "django==4.2.6" {
			t.Errorf("%s: %+v", name, file)
		}
		span := file.Requirements[1].Span
		if got := strings.ReplaceAll(string(data[span.Start:span.End]), "\x00", ""); got != "Django==4.2.6" {
			t.Errorf("%s: span of %q", name, got)
		}
		Parse(append(data, 1, 0xd8)) // half a surrogate pair
		Parse(data[:len(data)-1])
	}
	marked := "\ufeff" + source
	if diff := cmp.Diff(want, describe(marked, Parse([]byte(marked)))); diff != "" {
		t.Error(diff)
	}
}

func describe(source string, file *File) string {
	var all []string
	for _, r := range file.Requirements {
		one := r.Name
		if r.Extras != nil {
			one += " [" + strings.Join(r.Extras, " ") + "]"
		}
		for _, s := range r.Specifiers {
			one += " " + s.String()
		}
		if r.URL != "" {
			one += " @" + r.URL
		}
		if r.Marker != "" {
			one += " ; " + r.Marker
		}
		all = append(all, one+" «"+source[r.Span.Start:r.Span.End]+"»")
	}
	for _, i := range file.Includes {
		kind := "include "
		if i.Constraint {
			kind = "constraint "
		}
		all = append(all, kind+i.Path)
	}
	return strings.Join(all, "|")
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("Django[a]>=4.2,<5 ; x --hash=a \\\n -r b\n"))
	f.Add([]byte("\xff\xfeD\x00=\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, r := range Parse(data).Requirements {
			if r.Span.Start > r.Span.End || int(r.Span.End) > len(data) {
				t.Fatalf("%+v is outside of the file", r)
			}
		}
	})
}
