package report_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/engine/enginetest"
	"github.com/djvet/djvet/internal/report"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/rules"
)

// credentials are settings with credentials under names that do not tell, in the
// forms in which they are found; each of shown is one.
const credentials = `import os

mail = "Tr4mpolin-mail"  # Tr4mpolin-mail
EMAIL_HOST_PASSWORD = mail
queue = "amqp://app:Tr4mpolin-queue@queue.mysite.org//"
CELERY_BROKER_URL = queue
base = {"x": "root"}
DATABASES = {"default": {"ENGINE": "django.db.backends.mysql", "USER": "app", "HOST": "db", "PASSWORD": base["x"]}}
pieces = "Tr4mpolin" + "-pieces"
SIMPLE_JWT = {"SIGNING_KEY": pieces, "OLD": [pieces]}
BILLING = {"live": "sk_live_q8ZrT2mV5xKd0LsW7yBn"}
EXTRA = {"smtp": {"pass": os.environ.get("SMTP", "Tr4mpolin-default")}}
MESSAGE = "Tr4mpolin-mail in a text"
`

func TestNoOutputShowsACredential(t *testing.T) {
	t.Parallel()
	tree := enginetest.Tree(credentials)
	found, err := engine.Check(context.Background(), workspace.NewMap(tree), engine.Options{Rules: rules.Choice{Pedantic: true}})
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, f := range found.Findings {
		if strings.HasPrefix(f.Rule, "credential-") {
			count++
		}
	}
	if count != 6 {
		t.Errorf("%d credentials are found, want 6", count)
	}
	catalogue, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"text":  func(b *bytes.Buffer) error { return report.Text(b, &found, report.TextOptions{}) },
		"JSON":  func(b *bytes.Buffer) error { return report.JSON(b, &found) },
		"SARIF": func(b *bytes.Buffer) error { return report.SARIF(b, &found, catalogue) },
	} {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{
			"Tr4mpolin-mail", "Tr4mpolin-queue", `"x": "root"`, `\"x\": \"root\"`, "Tr4mpolin-default", "sk_live_", "Tr4mpolin-pieces", "Tr4mpolin\"", "-pieces",
		} {
			if strings.Contains(out.String(), secret) {
				t.Errorf("%s shows %s:\n%s", name, secret, out.String())
			}
		}
	}
}
