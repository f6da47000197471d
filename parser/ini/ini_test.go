package ini

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/djvet/djvet/parser/text"
)

type pair struct{ Section, Key, Value string }

func pairs(sections []Section) []pair {
	var got []pair
	for _, section := range sections {
		for _, entry := range section.Entries {
			got = append(got, pair{section.Name, entry.Key, entry.Value.Text})
		}
	}
	return got
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		name    string
		dialect Dialect
		source  string
		want    []pair
		damage  int
	}{
		{"uwsgi", UWSGI(), "\ufeff[uwsgi]\n# c\n; c\nmaster\nenv = A=b # no comment\n  touch-reload: /x\r\n[dev]\nini = :base\nmaster=1\nmaster=2\n",
			[]pair{{"uwsgi", "master", ""}, {"uwsgi", "env", "A=b # no comment"}, {"uwsgi", "touch-reload: /x", ""}, {"dev", "ini", ":base"}, {"dev", "master", "1"}, {"dev", "master", "2"}}, 0},
		{"systemd", Systemd(), "[Service]\nExecStart=/bin/gunicorn \\\n   --bind x \\\n# in between\n   a.wsgi\nUser=www\nEnvironment=\"A=b c\" D=e\n",
			[]pair{{"Service", "ExecStart", "/bin/gunicorn --bind x  a.wsgi"}, {"Service", "User", "www"}, {"Service", "Environment", `"A=b c" D=e`}}, 0},
		{"systemd at the end", Systemd(), "[Service]\nExecStart=a \\", []pair{{"Service", "ExecStart", `a \`}}, 0},
		{"supervisor", Supervisor(), "[program:web]\ncommand: gunicorn a:b ; note\nenvironment =\n  A=\"1\",\n  # c\n  B=2\nx=a;b\n",
			[]pair{{"program:web", "command", "gunicorn a:b"}, {"program:web", "environment", "\nA=\"1\",\nB=2"}, {"program:web", "x", "a;b"}}, 0},
		{"damaged", UWSGI(), "a=1\n[open\nb=2\n=3\n", []pair{{"", "a", "1"}, {"open", "b", "2"}}, 2},
		{"empty", UWSGI(), "", nil, 0},
	} {
		sections, damages := Parse(text.NewFile("x", []byte(c.source)), c.dialect)
		if diff := cmp.Diff(c.want, pairs(sections)); diff != "" || len(damages) != c.damage {
			t.Errorf("%s: %d damaged, want %d\n%s", c.name, len(damages), c.damage, diff)
		}
	}
}

func TestValueSpans(t *testing.T) {
	source := "[Service]\nExecStart = /bin/gunicorn \\\n   a.wsgi\n"
	file := text.NewFile("x.service", []byte(source))
	sections, _ := Parse(file, Systemd())
	entry := sections[0].Entries[0]
	at := len("/bin/gunicorn ")
	if got := file.Slice(entry.Value.Span(at, at+6)); got != "a.wsgi" {
		t.Errorf("the last word of %q stands at %q", entry.Value.Text, got)
	}
	if got := file.Slice(entry.Span); got != source[10:len(source)-1] {
		t.Errorf("the entry stands at %q", got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("[a]\nb = c \\\n d\n e\n;f\n[g")
	f.Fuzz(func(t *testing.T, data string) {
		file := text.NewFile("x", []byte(data))
		for _, dialect := range []Dialect{UWSGI(), Systemd(), Supervisor()} {
			sections, damages := Parse(file, dialect)
			for _, section := range sections {
				for _, entry := range section.Entries {
					if entry.Key != file.Slice(entry.KeySpan) || !entry.Span.Contains(entry.KeySpan) || int(entry.Span.End) > len(data) {
						t.Fatalf("spans of %+v", entry)
					}
					whole := entry.Value.Span(0, len(entry.Value.Text))
					if int(whole.End) > len(data) || whole.Start > whole.End {
						t.Fatalf("value %q stands at %v", entry.Value.Text, whole)
					}
				}
			}
			for _, damage := range damages {
				if int(damage.Span.End) > len(data) {
					t.Fatalf("damage at %v", damage.Span)
				}
			}
		}
	})
}
