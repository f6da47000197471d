package workspace

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// finder asks CPython's own path finder, level by level, without importing
// anything: importlib.util.find_spec would import the parents. A namespace
// package under a dotted name wants its parent in sys.modules, so each level is
// asked for by its last component, which is all that FileFinder looks at.
const finder = `
import importlib.machinery, json, os, sys
out = []
for root, paths, names in json.load(sys.stdin):
    for name in names:
        searched = [os.path.join(root, p) for p in paths]
        spec = None
        for part in name.split("."):
            if searched is None:
                spec = None
                break
            spec = importlib.machinery.PathFinder.find_spec(part, searched)
            if spec is None:
                break
            searched = spec.submodule_search_locations
            if searched is not None:
                searched = list(searched)
        if spec is None:
            out.append(None)
        elif spec.origin:
            out.append([os.path.relpath(spec.origin, root)])
        else:
            out.append([os.path.relpath(p, root) for p in searched])
json.dump(out, sys.stdout)
`

func TestResolveLikeCPython(t *testing.T) {
	if exec.Command("python3", "--version").Run() != nil {
		t.Skip("python3 is not installed")
	}
	random := rand.New(rand.NewPCG(1, 2))
	roots := []string{"", "one", "two"}
	var questions []any
	var answers []string
	var asked []string
	for range 60 {
		dir := t.TempDir()
		for range 25 {
			writeRandomModule(t, dir, random)
		}
		tree, err := OpenDirectory(dir)
		if err != nil {
			t.Fatal(err)
		}
		w := openTree(t, tree)
		searched := [][]string{roots[1:], {"two", "one"}, {""}, {"one", "", "two"}}[random.IntN(4)]
		var names []string
		for range 60 {
			names = append(names, randomName(random))
		}
		questions = append(questions, []any{dir, searched, names})
		for _, name := range names {
			module, ok := w.Resolve(searched, name)
			asked = append(asked, fmt.Sprintf("%s in %q of %s", name, searched, dir))
			answers = append(answers, describeModule(module, ok))
		}
		if err := tree.Close(); err != nil {
			t.Fatal(err)
		}
	}
	input, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command("python3", "-c", finder)
	command.Stdin = strings.NewReader(string(input))
	var complaint strings.Builder
	command.Stderr = &complaint
	output, err := command.Output()
	if err != nil {
		t.Fatal(err, complaint.String())
	}
	var found [][]string
	if err := json.Unmarshal(output, &found); err != nil {
		t.Fatal(err)
	}
	resolved := 0
	for i, paths := range found {
		want := "nothing"
		if paths != nil {
			resolved++
			want = strings.Join(paths, " ")
		}
		if answers[i] != want {
			t.Errorf("%s: %s, CPython says %s", asked[i], answers[i], want)
		}
	}
	t.Logf("%d names, %d of them found, all as CPython", len(found), resolved)
}

func describeModule(module Module, ok bool) string {
	switch {
	case !ok:
		return "nothing"
	case module.Kind == NamespacePackage:
		return strings.Join(module.Portions, " ")
	}
	return module.Path
}

var parts = []string{"one", "two", "a", "b", "c", "my-site"}

func randomName(random *rand.Rand) string {
	var name []string
	for range 1 + random.IntN(3) {
		name = append(name, parts[random.IntN(len(parts))])
	}
	return strings.Join(name, ".")
}

// writeRandomModule adds a module, a package, a directory or a trap.
func writeRandomModule(t *testing.T, dir string, random *rand.Rand) {
	t.Helper()
	for range random.IntN(4) {
		dir = filepath.Join(dir, parts[random.IntN(len(parts))])
	}
	if os.MkdirAll(dir, 0o755) != nil {
		return // there is a file of that name above
	}
	name := filepath.Join(dir, parts[random.IntN(len(parts))])
	switch random.IntN(6) {
	case 0, 1:
		name += ".py"
	case 2, 3:
		name = filepath.Join(dir, "__init__.py")
	case 4:
		_ = os.MkdirAll(name+".py", 0o755) // a directory is no module
		return
	}
	_ = os.WriteFile(name, nil, 0o644) // nor is a file without .py; or it is a directory already
}
