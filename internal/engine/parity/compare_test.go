package parity

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/rules"
)

// loadError is the rule for what Django does not load.
const loadError = "settings-load-error"

// asked asks a Django, named by its Python, about projects.
func asked(t testing.TB, python string, projects []project, flags ...string) []answer {
	t.Helper()
	var input bytes.Buffer
	encoder := json.NewEncoder(&input)
	for _, p := range projects {
		if err := encoder.Encode(p); err != nil {
			t.Fatal(err)
		}
	}
	script := filepath.Join("testdata", "check.py")
	cmd := exec.CommandContext(t.Context(), python, append([]string{"-W", "ignore", script}, flags...)...)
	cmd.Stdin = &input
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	var answers []answer
	scanner := bufio.NewScanner(bytes.NewReader(out))
	scanner.Buffer(nil, 1<<24)
	for scanner.Scan() {
		var a answer
		if err := json.Unmarshal(scanner.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		answers = append(answers, a)
	}
	if len(answers) != len(projects) {
		t.Fatalf("%d projects, but %d answers\n%s", len(projects), len(answers), stderr.String())
	}
	return answers
}

// known asks as asked does, unless a file in the directory of DJVET_ANSWERS has
// the answer: what Django says does not change while djvet does.
func known(t testing.TB, python string, minor django.Minor, projects []project) []answer {
	t.Helper()
	directory := os.Getenv("DJVET_ANSWERS")
	if directory == "" {
		return asked(t, python, projects)
	}
	encoded, err := json.Marshal(projects)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(directory, fmt.Sprintf("%s-%x.json", minor, sha256.Sum256(encoded)))
	var answers []answer
	if data, err := os.ReadFile(name); err == nil && json.Unmarshal(data, &answers) == nil {
		return answers
	}
	answers = asked(t, python, projects)
	if data, err := json.Marshal(answers); err == nil {
		err = os.WriteFile(name, data, 0o600)
		if err != nil {
			t.Fatal(err)
		}
	}
	return answers
}

// verdict is what djvet says of a project.
type verdict struct {
	ids []string
	// loads is false if it says that the project does not load, and why is its
	// message then.
	loads bool
	why   string
}

// judged runs djvet as `djvet check --as-django` does.
func judged(t testing.TB, p project, minor django.Minor) verdict {
	t.Helper()
	variables := map[string]string{"DJANGO_SETTINGS_MODULE": p.Settings}
	for name, value := range p.Environment {
		variables[name] = value
	}
	report, err := engine.Check(context.Background(), workspace.NewMap(p.Files), engine.Options{
		Settings: []string{p.Settings}, AsDjango: true, World: eval.ExactWorld(variables), Django: django.NewMinors(minor), Jobs: 1,
	})
	if err != nil {
		t.Fatalf("%v\n%s", err, p.written())
	}
	for _, incident := range report.Incidents {
		t.Errorf("incident: %s\n%s", incident.Message, p.written())
	}
	v := verdict{loads: true}
	for _, f := range report.Findings {
		if f.Rule == loadError {
			v.loads, v.why = false, f.Message
		}
		v.ids = append(v.ids, f.Django...)
	}
	slices.Sort(v.ids)
	v.ids = slices.Compact(v.ids)
	return v
}

// ids is a set of ids of system checks.
type ids map[string]bool

// compared are the ids that djvet promises for a version and has a rule for.
func compared(t testing.TB) ids {
	t.Helper()
	wanted := promised()
	found := ids{}
	for id := range withRule(t) {
		if wanted[id] {
			found[id] = true
		}
	}
	return found
}

// withRule are the ids that a rule of the catalogue has.
func withRule(t testing.TB) ids {
	t.Helper()
	catalogue, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	found := ids{}
	for _, rule := range catalogue.Rules() {
		for _, id := range rule.Django {
			found[id] = true
		}
	}
	return found
}

// promised are the ids that `--as-django` reproduces.
func promised() ids {
	found := ids{}
	for id := range strings.FieldsSeq(`
		1_8.W001 1_10.W001 4_0.E001
		security.W001 security.W002 security.W003 security.W004 security.W005 security.W006 security.W007 security.W008 security.W009
		security.W010 security.W011 security.W012 security.W013 security.W014 security.W015 security.W016 security.W017 security.W018
		security.W019 security.W020 security.W021 security.W022 security.E023 security.E024 security.W025 security.E026 security.W027 security.E100
		admin.E401 admin.E402 admin.E403 admin.E404 admin.E405 admin.E406 admin.E408 admin.E409 admin.E410 admin.W411 auth.E013
		async.E001 caches.E001 caches.W002 caches.W003 mail.E001 mail.W001 sites.E101
		staticfiles.E001 staticfiles.E002 staticfiles.E003 staticfiles.E005
		templates.E001 templates.E002 translation.E001 translation.E002 translation.E003 translation.E004 urls.E006
	`) {
		found[id] = true
	}
	return found
}

// only are those of some ids that are compared.
func (s ids) only(some []string) []string {
	return slices.DeleteFunc(slices.Clone(some), func(id string) bool { return !s[id] })
}

// differences are those between djvet and Django, "" for none: the ids that
// djvet lacks with a minus, those that it has too many with a plus.
func (s ids) differences(got verdict, want answer) []string {
	switch {
	case want.Error != "" && got.loads:
		return []string{"-" + loadError}
	case want.Error == "" && !got.loads:
		return []string{"+" + loadError}
	case want.Error != "" && len(got.ids) > 0:
		return []string{"not alone: " + strings.Join(got.ids, " ")}
	case want.Error != "":
		return nil
	}
	var found []string
	wanted := s.only(want.IDs)
	for _, id := range wanted {
		if !slices.Contains(got.ids, id) {
			found = append(found, "-"+id)
		}
	}
	for _, id := range s.only(got.ids) {
		if !slices.Contains(wanted, id) {
			found = append(found, "+"+id)
		}
	}
	return found
}

// said tells a difference.
func said(differences []string, got verdict, want answer) string {
	text := strings.Join(differences, " ")
	if want.Error != "" {
		text += fmt.Sprintf("\nDjango does not load it: %s (%s)", want.Error, want.Stage)
	}
	if !got.loads {
		text += "\ndjvet: " + got.why
	}
	return text
}
