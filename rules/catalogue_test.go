package rules

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// loaded is the catalogue, for tests that need nothing but it.
func loaded(t testing.TB) *Catalogue {
	t.Helper()
	catalogue, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return catalogue
}

func TestEveryRuleIsComplete(t *testing.T) {
	catalogue := loaded(t)
	for _, rule := range catalogue.Rules() {
		t.Run(rule.ID, func(t *testing.T) {
			if !isTopic(rule.Topic) {
				t.Errorf("topic %q is none of %v", rule.Topic, Topics())
			}
			if length := utf8.RuneCountInString(rule.Title); length == 0 || length > 60 || strings.HasSuffix(rule.Title, ".") {
				t.Errorf("title %q: want 1 to 60 characters without a final stop, got %d", rule.Title, length)
			}
			if rule.Severity == "" || rule.Confidence == "" || rule.Where == "" {
				t.Errorf("severity %q, confidence %q, where %q: none may be empty", rule.Severity, rule.Confidence, rule.Where)
			}
			if rule.Security != (len(rule.CWE) > 0) {
				t.Errorf("security is %v with weaknesses %v: one needs the other", rule.Security, rule.CWE)
			}
			if len(rule.Tags) > 6 {
				t.Errorf("%d tags: code scanning takes ten with the weaknesses and ours", len(rule.Tags))
			}
			for _, superseded := range rule.Supersedes {
				if _, found := catalogue.Lookup(superseded); !found || superseded == rule.ID {
					t.Errorf("supersedes %q, which is no other rule", superseded)
				}
			}
		})
	}
}

func TestEveryRuleHasItsSections(t *testing.T) {
	want := []string{"", headingReports, headingWhy, headingBad, headingGood, headingFix, headingReferences}
	for _, rule := range loaded(t).Rules() {
		t.Run(rule.ID, func(t *testing.T) {
			var headings []string
			for _, section := range splitSections(rule.body, "## ") {
				headings = append(headings, section.heading)
				if (section.heading == "") != (section.text == "") {
					t.Errorf("section %q has the text %q", section.heading, section.text)
				}
			}
			if !slices.Equal(headings, want) {
				t.Errorf("sections are %q, want %q", headings, want)
			}
			doc := rule.Doc()
			for kind, sentence := range map[string]string{"summary": doc.Summary(), "advice": doc.Advice()} {
				if len(sentence) > 300 || !strings.HasSuffix(sentence, ".") && !strings.HasSuffix(sentence, ".\"") {
					t.Errorf("%s %q is too long for a line or no sentence", kind, sentence)
				}
			}
			checkReferences(t, doc.References)
		})
	}
}

func checkReferences(t *testing.T, references []Reference) {
	t.Helper()
	hosts := []string{"docs.celeryq.dev", "docs.djangoproject.com", "docs.python.org", "httpd.apache.org", "modwsgi.readthedocs.io", "nginx.org", "github.com", "uwsgi-docs.readthedocs.io", "whitenoise.readthedocs.io", "www.django-rest-framework.org"}
	if len(references) == 0 {
		t.Error("has no reference")
	}
	for _, reference := range references {
		link, err := url.Parse(reference.URL)
		if err != nil || link.Scheme != "https" || !slices.Contains(hosts, link.Host) || reference.Title == "" {
			t.Errorf("reference %+v: want a title and an https address of %v", reference, hosts)
		}
	}
}

func TestEveryRuleHasExamples(t *testing.T) {
	for _, rule := range loaded(t).Rules() {
		t.Run(rule.ID, func(t *testing.T) {
			counts := map[bool]int{}
			for _, example := range rule.Examples() {
				counts[example.Bad]++
				tree := example.Tree()
				if _, found := tree["manage.py"]; !found {
					t.Errorf("example %q is no project: %v", example.Title, keys(tree))
				}
			}
			if counts[true] == 0 || counts[false] == 0 {
				t.Errorf("has %d bad and %d good examples, want at least one of each", counts[true], counts[false])
			}
			doc := rule.Doc()
			if blocks := strings.Count(doc.Bad+doc.Good, "\n```") + strings.Count(doc.Bad[:3]+doc.Good[:3], "```"); blocks != 2*exampleFiles(rule) {
				t.Errorf("%d marks of blocks for %d files: some block names no file or is not closed", blocks, exampleFiles(rule))
			}
		})
	}
}

func exampleFiles(rule Rule) int {
	count := 0
	for _, example := range rule.Examples() {
		count += len(example.Files)
		if example.Machine != nil {
			count++
		}
	}
	return count
}

func TestRulesAreSortedByTopic(t *testing.T) {
	place := topicOrder()
	rules := loaded(t).Rules()
	if !slices.IsSortedFunc(rules, func(a, b Rule) int {
		if a.Topic != b.Topic {
			return place(a.Topic) - place(b.Topic)
		}
		return strings.Compare(a.ID, b.ID)
	}) {
		t.Error("rules are not in the order of topics and ids")
	}
	if first := rules[0].ID; first != "debug-enabled" {
		t.Errorf("the first rule is %s", first)
	}
}

func TestNameIsPascalCase(t *testing.T) {
	rule, found := loaded(t).Lookup("secret-key-env-default")
	if name := rule.Name(); !found || name != "SecretKeyEnvDefault" {
		t.Errorf("name is %q", name)
	}
}

func TestNearest(t *testing.T) {
	catalogue := loaded(t)
	for name, want := range map[string]string{
		"debug-enable":      "debug-enabled",
		"DEBUG_ENABLED":     "debug-enabled",
		"secrets-key-weak":  "secret-key-weak",
		"host":              "hosts",
		"something-else-xx": "",
	} {
		if got, found := catalogue.Nearest(name); got != want || found != (want != "") {
			t.Errorf("Nearest(%q) = %q, %v, want %q", name, got, found, want)
		}
	}
}

func TestFaultyRulesAreRefused(t *testing.T) {
	for name, text := range map[string]string{
		"no front matter":  "# Rule\n",
		"not closed":       "+++\nid = \"x\"\n",
		"unknown key":      "+++\nid = \"x\"\nlevel = 1\n+++\n",
		"unknown severity": "+++\nid = \"x\"\nseverity = \"fatal\"\nconfidence = \"high\"\n+++\n",
		"confidence":       "+++\nid = \"x\"\nseverity = \"note\"\nconfidence = \"sure\"\n+++\n",
	} {
		if rule, err := parseRule([]byte(text)); err == nil {
			t.Errorf("%s: was read as %+v", name, rule)
		}
	}
	if _, err := parseRule([]byte("text")); !errors.Is(err, errFrontMatter) {
		t.Errorf("the error is %v, want %v", err, errFrontMatter)
	}
}

func keys(tree map[string]string) []string {
	var paths []string
	for path := range tree {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return paths
}
