package engine_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/rules"
)

// mysite is the deployment chapter of a Django book as its readers type it, and
// mysiteFixed the same project done right. See testdata/README.md.
const (
	mysite      = "../../testdata/projects/mysite"
	mysiteFixed = "../../testdata/projects/mysite-fixed"
)

// checkDirectory checks a directory with every rule, and gives each finding as
// "rule path:line".
func checkDirectory(t *testing.T, dir string) (engine.Report, []string) {
	t.Helper()
	tree, err := workspace.OpenDirectory(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := tree.Close(); err != nil {
			t.Error(err)
		}
	})
	report, err := engine.Check(t.Context(), tree, engine.Options{Rules: rules.Choice{Pedantic: true}})
	if err != nil {
		t.Fatal(err)
	}
	for _, incident := range report.Incidents {
		t.Errorf("incident in %s: %s", incident.Path, incident.Message)
	}
	found := make([]string, 0, len(report.Findings))
	for _, f := range report.Findings {
		line, _ := report.Sources[f.Path].Position(f.Span.Start)
		found = append(found, fmt.Sprintf("%s %s:%d", f.Rule, f.Path, line))
	}
	slices.Sort(found)
	return report, found
}

func TestMysiteHasTheSlipsOfItsReaders(t *testing.T) {
	t.Parallel()
	report, found := checkDirectory(t, mysite)
	want := []string{
		"application-factory-wrong mysite/wsgi.py:14",
		"csrf-cookie-insecure mysite/settings.py:36",
		"database-sqlite mysite/settings.py:70",
		"default-from-email-missing mysite/settings.py:105",
		"hsts-disabled mysite/settings.py:36",
		"logging-file-not-found mysite/settings.py:113",
		"secret-key-hardcoded mysite/settings.py:16",
		"server-email-missing mysite/settings.py:103",
		"session-cookie-insecure mysite/settings.py:36",
		"setting-misspelled mysite/settings.py:99",
		"settings-env-misspelled mysite/wsgi.py:12",
		"ssl-redirect-disabled mysite/settings.py:36",
		"static-root-in-dirs mysite/settings.py:96",
		"undefined-name mysite/settings.py:19",
		"wsgi-application-unresolved mysite/settings.py:64",
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	settings := report.Projects[0].Settings[0]
	if loads := settings.Loads; loads.OK || !strings.HasPrefix(loads.Error, "NameError") || loads.Line != 19 {
		t.Errorf("the settings load: %+v", loads)
	}
}

func TestMysiteFixedIsSilent(t *testing.T) {
	t.Parallel()
	report, found := checkDirectory(t, mysiteFixed)
	if len(found) > 0 {
		t.Errorf("findings in a project without faults:\n%s", strings.Join(found, "\n"))
	}
	project := report.Projects[0]
	if len(project.Settings) != 1 || !project.Settings[0].Judged || !project.Settings[0].Loads.OK {
		t.Errorf("silent for want of a judged module: %+v", project.Settings)
	}
	if len(project.Launches) != 1 || project.Launches[0].Settings != "mysite.settings" {
		t.Errorf("the unit does not lead to the settings: %+v", project.Launches)
	}
}

// TestMysiteUnderDjango asks Django itself: what the two projects are fixtures
// of must be true there.
func TestMysiteUnderDjango(t *testing.T) {
	t.Parallel()
	const probe = "import django, psycopg; assert django.VERSION[:2] == (5, 2)"
	if exec.CommandContext(t.Context(), "python3", "-c", probe).Run() != nil {
		t.Skip("python3 with Django 5.2 and psycopg is not installed")
	}
	environment := []string{"EMAIL_HOST_PASSWORD=for the test only"}
	if output, err := manage(t, mysite, environment, "check", "--deploy"); err == nil || !strings.Contains(output, "NameError: name 'FALSE' is not defined") {
		t.Errorf("mysite: want a NameError, got %v\n%s", err, output)
	}
	environment = append(unitEnvironment(t),
		// What the unit's EnvironmentFile supplies.
		"SECRET_KEY=a key of more than fifty characters: 0123456789abcdefghijklmnopqrstuvwxyz",
		"DATABASE_PASSWORD=for the test only", "EMAIL_HOST_PASSWORD=for the test only")
	output, err := manage(t, mysiteFixed, environment, "check", "--deploy", "--fail-level", "DEBUG")
	if err != nil || !strings.Contains(output, "no issues (0 silenced)") {
		t.Errorf("mysite-fixed: want no issues, got %v\n%s", err, output)
	}
}

// manage runs the manage.py of a copy of the project in exactly the given
// environment.
func manage(t *testing.T, project string, environment []string, args ...string) (string, error) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(project)); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), "python3", append([]string{"manage.py"}, args...)...)
	command.Dir = dir
	command.Env = append([]string{"PATH=" + os.Getenv("PATH")}, environment...)
	output, err := command.CombinedOutput()
	return string(output), err
}

// unitEnvironment is what the Environment= lines of the systemd unit set.
func unitEnvironment(t *testing.T) []string {
	t.Helper()
	unit, err := os.ReadFile(filepath.Join(mysiteFixed, "deploy", "systemd", "mysite.service"))
	if err != nil {
		t.Fatal(err)
	}
	var environment []string
	for line := range strings.Lines(string(unit)) {
		if assignment, ok := strings.CutPrefix(strings.TrimSpace(line), "Environment="); ok {
			environment = append(environment, assignment)
		}
	}
	if len(environment) == 0 {
		t.Fatal("the unit sets no variables")
	}
	return environment
}
