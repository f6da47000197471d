package django

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// probe answers on the standard output what an installed Django says of the facts that it is given on the standard input.
const probe = `
import ast, importlib, json, sys
import django
from django.conf import global_settings, settings
defaults = {name: repr(getattr(global_settings, name)) for name in dir(global_settings) if name.isupper()}
apps = "admin auth contenttypes flatpages messages redirects sessions sites staticfiles".split()
settings.configure(SECRET_KEY="x", INSTALLED_APPS=["django.contrib." + app for app in apps])
django.setup()
facts = json.load(sys.stdin)[".".join(map(str, django.VERSION[:2]))]
answers = {"minor": ".".join(map(str, django.VERSION[:2])), "classes": {}, "defaults": {}, "settings": []}
for dotted in facts["classes"]:
    module, _, name = dotted.rpartition(".")
    try:
        found = getattr(importlib.import_module(module), name)
    except Exception:
        continue  # of a database, or another library, that is not installed
    if isinstance(found, type) and found.__module__.startswith("django."):  # or one that it takes from psycopg
        answers["classes"][dotted] = [
            c.__module__ + "." + c.__qualname__ for c in found.__mro__ if c.__module__.startswith("django.")
        ]
answers["settings"] = list(defaults)
for name, text in facts["defaults"].items():
    if repr(ast.literal_eval(text)) != defaults[name]:
        answers["defaults"][name] = defaults[name]
json.dump(answers, sys.stdout)
`

type facts struct {
	Classes  []string          `json:"classes"`
	Defaults map[string]string `json:"defaults"` // as Python writes them
}

type answers struct {
	Minor    string              `json:"minor"`
	Classes  map[string][]string `json:"classes"`
	Defaults map[string]string   `json:"defaults"`
	Settings []string            `json:"settings"`
}

// TestFactsUnderDjango compares what classes inherit from, which settings there are and what their defaults are with
// each Django that is installed: under python3, DJVET_PYTHON, and the interpreters that DJVET_DJANGO_… name.
func TestFactsUnderDjango(t *testing.T) {
	asked := false
	for _, python := range interpreters() {
		if exec.CommandContext(t.Context(), python, "-c", "import django").Run() != nil {
			continue
		}
		asked = true
		compareFacts(t, python)
	}
	if !asked {
		t.Skip("a python3 with Django is not installed")
	}
}

func interpreters() []string {
	found := []string{"python3", os.Getenv("DJVET_PYTHON")}
	for _, m := range Known() {
		found = append(found, os.Getenv("DJVET_DJANGO_"+strings.ReplaceAll(m.String(), ".", "_")))
	}
	slices.Sort(found)
	return slices.DeleteFunc(slices.Compact(found), func(python string) bool { return python == "" })
}

func compareFacts(t *testing.T, python string) {
	t.Helper()
	all := map[string]facts{}
	for _, m := range Known() {
		all[m.String()] = factsOf(m)
	}
	given, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	command := exec.CommandContext(t.Context(), python, "-W", "ignore", "-c", probe)
	command.Stdin, command.Stdout, command.Stderr = bytes.NewReader(given), &stdout, &stderr
	if err := command.Run(); err != nil {
		t.Errorf("%s: %v\n%s", python, err, stderr.String())
		return
	}
	var says answers
	if err := json.Unmarshal(stdout.Bytes(), &says); err != nil {
		t.Fatal(err)
	}
	m := mustMinor(says.Minor)
	for dotted, ancestors := range says.Classes {
		compareClass(t, m, dotted, ancestors)
	}
	for name, value := range says.Defaults {
		t.Errorf("the default of %s in %s is %s, not %s", name, m, value, all[says.Minor].Defaults[name])
	}
	for _, name := range says.Settings {
		if s, ok := LookupSetting(name); !ok || !s.In(m) || !s.Global {
			t.Errorf("%s has the setting %s", m, name)
		}
	}
	t.Logf("Django %s: %d classes, %d defaults, %d settings", m, len(says.Classes), len(all[says.Minor].Defaults), len(says.Settings))
}

// factsOf is what is said of a minor.
func factsOf(m Minor) facts {
	f := facts{Defaults: map[string]string{}}
	table(classesText).each(func(dotted, _ string) {
		if _, ok := ClassPath(m, dotted); ok {
			f.Classes = append(f.Classes, dotted)
		}
	})
	names, err := SettingNames(Minors{m})
	if err != nil {
		return f
	}
	for _, name := range names {
		s, _ := LookupSetting(name)
		if value, ok := s.Default(m); ok && s.Global && !strings.Contains(s.defaults, "?") {
			f.Defaults[name] = value.String()
		}
	}
	return f
}

// compareClass compares the ancestors of a class with those that Django's own class has.
func compareClass(t *testing.T, m Minor, dotted string, want []string) {
	t.Helper()
	have := map[string]bool{}
	known := ancestors(m, dotted, have)
	for _, ancestor := range want {
		if inherits, sure := Inherits(m, dotted, ancestor); known && (!inherits || !sure) {
			t.Errorf("%s in %s inherits from %s", dotted, m, ancestor)
		}
	}
	for ancestor := range have {
		if !slices.Contains(want, ancestor) {
			t.Errorf("%s in %s does not inherit from %s", dotted, m, ancestor)
		}
	}
}

// ancestors are all classes that a class inherits from, and itself; false if some are not known.
func ancestors(m Minor, dotted string, found map[string]bool) bool {
	canonical, bases, ok := findClass(m, dotted)
	if !ok {
		return false
	}
	found[canonical] = true
	for _, base := range bases {
		ok = ancestors(m, base, found) && ok
	}
	return ok
}
