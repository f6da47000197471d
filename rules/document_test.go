package rules

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const sample = `+++
id = "sample"
severity = "note"
confidence = "high"
+++

## What it reports

A thing such as ` + "`os.environ`" + ` that is
**wrong**. And more.

## Bad

Not a file:

` + "```text\nshown only\n```" + `

` + "```python mysite/settings.py\n## not a heading\nDEBUG = True\n```" + `

` + "```ini deploy/uwsgi.ini\n[uwsgi]\n```" + `

### Another

` + "```python mysite/settings.py\nDEBUG = 1\n```" + `

## References

- [One](https://docs.djangoproject.com/)
Not a reference.
`

func TestDocAndExamples(t *testing.T) {
	rule, err := parseRule([]byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	doc := rule.Doc()
	if got, want := doc.Summary(), "A thing such as os.environ that is wrong."; got != want {
		t.Errorf("summary %q, want %q", got, want)
	}
	if diff := cmp.Diff([]Reference{{"One", "https://docs.djangoproject.com/"}}, doc.References); diff != "" {
		t.Error(diff)
	}
	if !strings.HasPrefix(doc.Markdown, "## What it reports\n\nA thing") || doc.Why != "" {
		t.Errorf("doc is %+v", doc)
	}
	want := []Example{
		{Rule: "sample", Bad: true, Files: []ExampleFile{
			{"mysite/settings.py", "python", "## not a heading\nDEBUG = True\n"},
			{"deploy/uwsgi.ini", "ini", "[uwsgi]\n"},
		}},
		{Rule: "sample", Bad: true, Title: "Another", Files: []ExampleFile{
			{"mysite/settings.py", "python", "DEBUG = 1\n"},
		}},
	}
	if diff := cmp.Diff(want, rule.Examples()); diff != "" {
		t.Error(diff)
	}
}

func TestPlain(t *testing.T) {
	for markdown, want := range map[string]string{
		"a `b` **c** [d](https://e)": "a b c d",
		"[not a link] (really)":      "[not a link] (really)",
		"x[0] and [1":                "x[0] and [1",
		`ends with "."`:              `ends with "."`,
	} {
		if got := Plain(markdown); got != want {
			t.Errorf("Plain(%q) = %q, want %q", markdown, got, want)
		}
	}
}

func TestTree(t *testing.T) {
	for _, test := range []struct {
		name, files, want, module string
	}{
		{"one module", "mysite/settings.py", "manage.py mysite/__init__.py mysite/settings.py mysite/urls.py mysite/wsgi.py requirements.txt", "mysite.settings"},
		{"package", "shop/settings/base.py shop/settings/production.py",
			"manage.py requirements.txt shop/__init__.py shop/settings/__init__.py shop/settings/base.py shop/settings/production.py shop/urls.py shop/wsgi.py", "shop.settings.production"},
		{"package itself", "shop/settings/__init__.py", "manage.py requirements.txt shop/__init__.py shop/settings/__init__.py shop/urls.py shop/wsgi.py", "shop.settings"},
		{"own name", "shop/settings/live.py", "manage.py requirements.txt shop/__init__.py shop/settings/__init__.py shop/settings/live.py shop/urls.py shop/wsgi.py", "shop.settings.live"},
		{"own files kept", "requirements.txt mysite/settings.py mysite/wsgi.py", "manage.py mysite/__init__.py mysite/settings.py mysite/urls.py mysite/wsgi.py requirements.txt", "mysite.settings"},
		{"subfolder", "backend/mysite/settings.py", "backend/manage.py backend/mysite/__init__.py backend/mysite/settings.py backend/mysite/urls.py backend/mysite/wsgi.py requirements.txt", "mysite.settings"},
		{"own manage.py", "manage.py src/mysite/settings.py", "manage.py requirements.txt src/mysite/__init__.py src/mysite/settings.py src/mysite/urls.py src/mysite/wsgi.py", "src.mysite.settings"},
		{"flat", "settings.py", "manage.py requirements.txt settings.py urls.py wsgi.py", "settings"},
		{"no settings", "deploy/uwsgi.ini", "deploy/uwsgi.ini manage.py mysite/__init__.py mysite/settings.py mysite/urls.py mysite/wsgi.py requirements.txt", "mysite.settings"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var example Example
			for path := range strings.FieldsSeq(test.files) {
				example.Files = append(example.Files, ExampleFile{Path: path, Text: "mine"})
			}
			tree := example.Tree()
			if got := strings.Join(keys(tree), " "); got != test.want {
				t.Errorf("tree has %s, want %s", got, test.want)
			}
			named := `"DJANGO_SETTINGS_MODULE", "` + test.module + `"`
			for path, text := range tree {
				added := text != "mine"
				if added != !strings.Contains(" "+test.files+" ", " "+path+" ") {
					t.Errorf("%s: %q", path, text)
				}
				if entry := strings.HasSuffix(path, "manage.py") || strings.HasSuffix(path, "wsgi.py"); entry && added && !strings.Contains(text, named) {
					t.Errorf("%s does not name %s: %s", path, test.module, text)
				}
			}
		})
	}
}
