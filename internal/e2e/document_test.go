//go:build linux

package e2e_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/djvet/djvet/rules"
)

var update = flag.Bool("update", false, "write docs/servers.md")

const document = "../../docs/servers.md"

// notShown is the heading under which a rule's file says why no server can be
// seen to fail.
const notShown = "### Not shown on a server"

// serverTopics are the topics whose errors have to be shown on a real server.
func serverTopics() []string {
	return []string{"apache", "nginx", "uwsgi", "commands", "containers", "machine"}
}

// reason is why a rule is not in the matrix, "" if it does not say.
func reason(r rules.Rule) string {
	_, after, found := strings.Cut(r.Doc().Why, notShown+"\n")
	if !found {
		return ""
	}
	text, _, _ := strings.Cut(after, "\n### ")
	return strings.Join(strings.Fields(text), " ")
}

func shown(id string) bool {
	return slices.ContainsFunc(rows(), func(r row) bool { return r.rule == id })
}

// TestEveryErrorIsShown wants each error about servers to be in the matrix, or to
// say why it is not.
func TestEveryErrorIsShown(t *testing.T) {
	t.Parallel()
	for _, r := range catalogue(t).Rules() {
		switch demanded := r.Severity == rules.Error && slices.Contains(serverTopics(), r.Topic); {
		case demanded && !shown(r.ID) && reason(r) == "":
			t.Errorf("%s is neither in the matrix of internal/e2e nor says %q in its Why", r.ID, notShown)
		case shown(r.ID) && reason(r) != "":
			t.Errorf("%s is in the matrix, and says why it is not", r.ID)
		}
	}
	for _, r := range rows() {
		if _, known := catalogue(t).Lookup(r.rule); !known {
			t.Errorf("the matrix is about %s, which is no rule", r.rule)
		}
	}
}

// TestDocument compares docs/servers.md with the matrix. With -update it writes
// it.
func TestDocument(t *testing.T) {
	t.Parallel()
	want := render(t)
	if *update {
		if err := os.WriteFile(document, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/servers.md is not what the matrix says: go test ./internal/e2e -run TestDocument -update")
	}
}

func catalogue(t *testing.T) *rules.Catalogue {
	t.Helper()
	c, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// render is the matrix for people.
func render(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(`# Proof on real servers

What djvet says of server files is tried on the servers themselves. ` + "`make e2e`" + ` takes the project [mysite-fixed](../testdata/projects/mysite-fixed), deploys it in four ways with Debian's Apache, mod_wsgi, nginx and uWSGI and the gunicorn that it requires, and fetches a page, static files and an upload. Then it breaks one thing after the other, as the table says. The test wants three things of each row:

- **fixed silent**: the set-up works, and djvet reports nothing on it, pedantic rules included;
- **broken reported**: djvet reports the rule, at the file that was changed;
- **real server failed**: the server does what the last column says.

A row stands here only while all three hold: CI runs the test. The table is written by ` + "`go test ./internal/e2e -run TestDocument -update`" + ` from the rows of [internal/e2e](../internal/e2e).

| set-up | its files | what djvet says of it |
|---|---|---|
`)
	for _, s := range setups() {
		files, says := "testdata/deployments/"+s.name, "nothing"
		if s.name == "nginx-gunicorn" {
			files = "testdata/projects/mysite-fixed/deploy"
		}
		if len(s.ignored) > 0 {
			says = "only " + strings.Join(s.ignored, ", ") + ", a note on the set-up itself"
		}
		fmt.Fprintf(&b, "| %s | [%s](../%s) | %s |\n", s.title, files, files, says)
	}
	b.WriteString("\n## The matrix\n\n| rule | set-up | fixed silent | broken reported | real server failed | what is broken | what the server does |\n|---|---|---|---|---|---|---|\n")
	for _, r := range rows() {
		fmt.Fprintf(&b, "| [%s](rules/%s.md) | %s | yes | yes | yes | %s | %s |\n", r.rule, r.rule, setupNamed(t, r.setup).title, r.change, r.sees)
	}
	var reasons strings.Builder
	for _, r := range catalogue(t).Rules() {
		if why := reason(r); why != "" {
			fmt.Fprintf(&reasons, "| [%s](rules/%s.md) | %s |\n", r.ID, r.ID, why)
		}
	}
	if reasons.Len() > 0 {
		b.WriteString("\n## Not shown\n\n| rule | why |\n|---|---|\n" + reasons.String())
	}
	return b.String()
}
