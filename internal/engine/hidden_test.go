package engine_test

import (
	"context"
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/engine/enginetest"
	"github.com/djvet/djvet/internal/workspace"
)

// TestWhatIsHidden: a secret is hidden wherever it stands, unless it is also the
// name of an app, which everything would be unreadable without.
func TestWhatIsHidden(t *testing.T) {
	t.Parallel()
	const settings = `INSTALLED_APPS += ["bakery.shop"]
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "PASSWORD": "bakery"}}
EMAIL_HOST_PASSWORD = "flour-and-water"
SECRET_KEY = open("/run/secrets/" + "SECRET_KEY" + "_FILE").read()
`
	report, err := engine.Check(context.Background(), workspace.NewMap(enginetest.Tree(settings)), engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"the app bakery.shop":       "the app bakery.shop",
		"it is flour-and-water":     "it is ********",
		"SECRET_KEY_FILE is unset":  "SECRET_KEY_FILE is unset",
		"mysite.settings.DATABASES": "mysite.settings.DATABASES",
	} {
		if got := report.Redactor.Redact(text); got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
	file := report.Sources["mysite/settings.py"]
	if file == nil {
		t.Fatal("nothing is found in the settings")
	}
	const lineOfPassword = 6
	if shown := report.Redactor.RedactLine(file, lineOfPassword).Text; strings.Contains(shown, "bakery") {
		t.Errorf("the password is shown: %s", shown)
	}
}

// TestWhatIsHiddenOfDeployments: containers that hold nothing of the project have
// secrets too, and so have commands.
func TestWhatIsHiddenOfDeployments(t *testing.T) {
	t.Parallel()
	const files = `-- compose.yml --
services:
  web:
    build: .
    command: gunicorn mysite.wsgi --env API_TOKEN=rye-and-oats
  database:
    image: postgres:16
    environment:
      POSTGRES_PASSWORD: flour-and-water
  cache:
    image: redis:7
    command: redis-server --requirepass salt-and-yeast
-- Dockerfile --
FROM python:3.13
COPY . /srv
WORKDIR /srv
`
	report, err := engine.Check(context.Background(), workspace.NewMap(enginetest.Tree(files)), engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"flour-and-water", "salt-and-yeast", "rye-and-oats"} {
		if got := report.Redactor.Redact("it is " + secret); got != "it is ********" {
			t.Errorf("a secret is shown: %q", got)
		}
	}
}
