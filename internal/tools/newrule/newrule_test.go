package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// repository is the root of the module.
const repository = "../../.."

// copied makes a copy of what newrule reads and changes.
func copied(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, folder := range []string{"rules", "analyzers"} {
		if err := os.CopyFS(filepath.Join(root, folder), os.DirFS(filepath.Join(repository, folder))); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(root, "go.mod"), []byte("module "+modulePath+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return root
}

// newrule runs the command in a directory.
func newrule(t *testing.T, dir string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	t.Chdir(dir)
	var out, errors bytes.Buffer
	status = run(args, &out, &errors)
	return status, out.String(), errors.String()
}

// TestSkeletonsCompile makes one rule of every kind and builds the analyzers
// with them laid over the tree.
func TestSkeletonsCompile(t *testing.T) {
	repository, err := filepath.Abs(repository)
	if err != nil {
		t.Fatal(err)
	}
	root := copied(t)
	for _, args := range [][]string{
		{"-setting", "DEBUG", "-django", "security.W018", "-severity", "error", "debug-invented"},
		{"-where", "any", "debug-invented-linux"},
		{"-where", "any", "-setting", "EMAIL_HOST", "-topic", "email", "invented-host"},
		{"-where", "file", "-topic", "uwsgi", "-pedantic", "-title", "It is invented", "invented-file"},
		{"-topic", "uwsgi", "invented-second"},
	} {
		status, out, errors := newrule(t, filepath.Join(root, "rules"), args...)
		if id := args[len(args)-1]; status != 0 || !strings.Contains(out, "rules/"+id+".md") {
			t.Fatalf("%v: status %d, %s%s", args, status, out, errors)
		}
	}
	if all := text(t, root, "analyzers/all.go"); strings.Count(all, "uwsgi") != 2 {
		t.Errorf("analyzers/all.go has not the new topic once:\n%s", all)
	}
	if rules := text(t, root, "analyzers/uwsgi/uwsgi.go"); strings.Count(rules, "check.Rule(") != 2 {
		t.Errorf("the new topic has not both rules:\n%s", rules)
	}
	if document := text(t, root, "rules/invented-file.md"); !strings.Contains(document, `title = "It is invented"`) || !strings.Contains(document, "pedantic = true") {
		t.Errorf("the flags are not in the front matter:\n%s", document)
	}
	build := exec.CommandContext(t.Context(), "go", "test", "-vet=off", "-overlay", overlay(t, root, repository),
		"-run", "TestEveryRuleHasItsAnalyzer|TestAnalyzersAreValid", "./analyzers")
	build.Dir = repository
	if output, err := build.CombinedOutput(); err != nil {
		t.Errorf("the skeletons do not build: %v\n%s", err, output)
	}
}

func text(t *testing.T, root, file string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// overlay tells the go command to take the files of the copy for those of the
// repository.
func overlay(t *testing.T, root, repository string) string {
	t.Helper()
	replace := map[string]string{}
	for _, pattern := range []string{"rules/*.md", "analyzers/*.go", "analyzers/*/*.go"} {
		names, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			replace[filepath.Join(repository, strings.TrimPrefix(name, root))] = name
		}
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(root, "overlay.json")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestRefused(t *testing.T) {
	root := copied(t)
	before := tree(t, root)
	for name, c := range map[string]struct {
		args   []string
		status int
		want   string
	}{
		"not kebab-case":    {[]string{"DebugInvented"}, 1, `"DebugInvented" is no id`},
		"one word":          {[]string{"debug"}, 1, `"debug" is no id`},
		"ends in a hyphen":  {[]string{"debug-"}, 1, `"debug-" is no id`},
		"underscores":       {[]string{"debug_invented"}, 1, "joined by hyphens"},
		"existing":          {[]string{"debug-enabled"}, 1, "there is a rule debug-enabled already, in the topic debug"},
		"unknown topic":     {[]string{"-topic", "debugging", "debug-invented"}, 1, `"debugging" is no topic for a rule: it is one of debug, values, secrets`},
		"the driver's own":  {[]string{"-topic", "driver", "driver-invented"}, 1, `"driver" is no topic for a rule`},
		"no topic known":    {[]string{"quite-invented"}, 1, "give its topic with -topic"},
		"unknown severity":  {[]string{"-severity", "fatal", "debug-invented"}, 1, "it is error, warning or note"},
		"unknown where":     {[]string{"-where", "always", "debug-invented"}, 1, "it is prod, any or file"},
		"title with a stop": {[]string{"-title", "It is.", "debug-invented"}, 1, "no final stop"},
		"no id":             {nil, 2, "usage: newrule"},
		"two ids":           {[]string{"debug-a", "debug-b"}, 2, "usage: newrule"},
		"unknown flag":      {[]string{"-force", "debug-a"}, 2, "usage: newrule"},
	} {
		t.Run(name, func(t *testing.T) {
			status, out, errors := newrule(t, root, c.args...)
			if status != c.status || out != "" || !strings.Contains(errors, c.want) {
				t.Errorf("status %d, printed %q, said %q; want %d and %q", status, out, errors, c.status, c.want)
			}
		})
	}
	if after := tree(t, root); after != before {
		t.Errorf("a refused rule left something:\n%s\nwas\n%s", after, before)
	}
	if status, _, errors := newrule(t, t.TempDir(), "debug-invented"); status != 1 || !strings.Contains(errors, "repository") {
		t.Errorf("outside the repository: status %d, said %q", status, errors)
	}
}

// tree lists the files of a directory with their sizes.
func tree(t *testing.T, root string) string {
	t.Helper()
	var files []string
	if err := filepath.Walk(root, func(name string, info os.FileInfo, err error) error {
		if err != nil {
			return err
		}
		files = append(files, name+" "+info.ModTime().String())
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return strings.Join(files, "\n")
}

func TestLikelyTopic(t *testing.T) {
	t.Parallel()
	topics := map[string]string{
		"secret-key-weak": "secrets", "secret-key-missing": "secrets", "server-email-missing": "email",
		"server-app-unresolved": "commands", "static-root-in-dirs": "staticfiles",
	}
	for id, want := range map[string]string{
		"secret-key-rotten": "secrets", "secret-sauce": "secrets", "static-url": "staticfiles",
		"cache-weak": "cache", "server-late": "", "other-thing": "",
	} {
		if got := likelyTopic(id, topics); got != want {
			t.Errorf("likelyTopic(%q) = %q, want %q", id, got, want)
		}
	}
}
