package cli

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/djvet/djvet/rules"
)

// TestExplainEveryRule prints every rule. A page lays out headings, paragraphs, lists and blocks: what else a rule's
// file holds would come out as Markdown.
func TestExplainEveryRule(t *testing.T) {
	t.Parallel()
	catalogue, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range catalogue.Rules() {
		var stdout, stderr bytes.Buffer
		command := Command{Stdout: &stdout, Stderr: &stderr, Directory: t.TempDir()}
		if status := command.Main(context.Background(), []string{"explain", "--color", "never", rule.ID}); status != 0 {
			t.Errorf("%s: status %d, %s", rule.ID, status, stderr.String())
			continue
		}
		text := stdout.String()
		if !strings.HasPrefix(text, rule.ID+": "+rule.Title+"\n") {
			t.Errorf("%s begins with %q", rule.ID, text[:min(len(text), 60)])
		}
		for line := range strings.Lines(text) {
			if strings.HasPrefix(line, "    ") {
				continue // of a block
			}
			prose := strings.TrimSpace(line)
			if strings.HasPrefix(prose, "|") || strings.HasPrefix(prose, "#") || strings.Contains(prose, "](") || strings.Contains(prose, "```") {
				t.Errorf("%s: Markdown is left in %q", rule.ID, prose)
			}
			if len(prose) > 2*explainWidth {
				t.Errorf("%s: a line of %d bytes: %q", rule.ID, len(prose), prose)
			}
		}
	}
}
