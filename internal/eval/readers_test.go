package eval

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// withPackages is a Python that can import some modules of the packages of
// testdata/packages.txt. It is DJVET_PYTHON or python3, or, if DJVET_PROGRAMS
// asks for the long tests, a temporary environment into which the packages are
// installed.
func withPackages(t *testing.T, modules ...string) string {
	t.Helper()
	imports := "import " + strings.Join(modules, ", ")
	if python := os.Getenv("DJVET_PYTHON"); python != "" {
		if out, err := exec.Command(python, "-c", imports).CombinedOutput(); err != nil {
			t.Skipf("%s\nwhat %s would import (%s) is not installed", out, python, strings.Join(modules, ", "))
		}
		return python
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not installed")
	}
	if exec.Command(python, "-c", imports).Run() == nil {
		return python
	}
	if os.Getenv("DJVET_PROGRAMS") == "" {
		t.Skipf("set DJVET_PYTHON to a Python with the packages, or DJVET_PROGRAMS to have them installed: one of %s is not installed", strings.Join(modules, ", "))
	}
	installed.once.Do(func() { installed.python, installed.err = install(python) })
	if installed.err != nil {
		t.Skip(installed.err)
	}
	return installed.python
}

// installed is the environment that all tests share; TestMain removes it.
var installed struct {
	once        sync.Once
	dir, python string
	err         error
}

func install(python string) (string, error) {
	dir, err := os.MkdirTemp("", "djvet-packages")
	if err != nil {
		return "", fmt.Errorf("there is no place for packages: %w", err)
	}
	installed.dir = dir
	if out, err := exec.Command(python, "-m", "venv", dir).CombinedOutput(); err != nil {
		return "", fmt.Errorf("there is no environment for packages: %w\n%s", err, out)
	}
	for _, what := range [][]string{{"-r", "packages.txt"}, {"--no-deps", "-r", "packages-alone.txt"}} {
		what[len(what)-1] = filepath.Join("testdata", what[len(what)-1])
		pip := exec.Command(filepath.Join(dir, "bin", "pip"), append([]string{"install", "--quiet", "--timeout", "10", "--retries", "1"}, what...)...)
		if out, err := pip.CombinedOutput(); err != nil {
			return "", fmt.Errorf("the packages to compare with cannot be installed: %w\n%s", err, out)
		}
	}
	return filepath.Join(dir, "bin", "python3"), nil
}

func TestMain(m *testing.M) {
	status := m.Run()
	if installed.dir != "" {
		_ = os.RemoveAll(installed.dir)
	}
	os.Exit(status)
}

// compareReaders compares what djvet makes of generated programs with what
// CPython does with the real packages, of which it imports some modules: a few
// hundred programs, or as many as DJVET_PROGRAMS says. DJVET_SEED gives others.
func compareReaders(t *testing.T, modules []string, seed uint64, generate func(*rand.Rand) program) {
	t.Helper()
	comparison{python: withPackages(t, modules...), count: (*share).parts}.generated(t, seed, generate)
}

// generated compares programs that a generator makes with a seed of its own.
func (c comparison) generated(t *testing.T, own uint64, generate func(*rand.Rand) program) {
	t.Helper()
	count, seed := compared(t, 200)
	r := rand.New(rand.NewPCG(own, seed))
	total := tally{shares: map[string]*share{}}
	for first := 0; first < count; first += 500 {
		var programs []program
		for range min(count-first, 500) {
			programs = append(programs, generate(r))
		}
		total.add(c.run(t, programs, first))
	}
	t.Logf("%d programs, %d wrong; %d of the runs raise", count, total.wrong, total.raised)
	logShares(t, total.shares)
}

// readerProgram is a program that reads some variables or files: after the
// lines of head it binds X0, X1, … to some of the expressions, now and then
// inside try. An expression may stand behind "idiom: ".
func readerProgram(r *rand.Rand, head string, reads []string, files map[string]string, environments func() map[string]string) program {
	var b strings.Builder
	b.WriteString(head)
	p := program{Files: map[string]string{}, Module: "m", Repair: true, idioms: map[string]string{}}
	for path, text := range files {
		p.Files[path] = text
	}
	for i := range 6 {
		read := pickOf(r, reads)
		idiom, expression, named := strings.Cut(read, ": ")
		if !named || strings.ContainsAny(idiom, "({'") {
			idiom, expression = "reader", read
		}
		p.idioms[fmt.Sprintf("X%d", i)] = idiom
		if r.IntN(4) == 0 {
			caught := pickOf(r, []string{"Exception", "Exception", "ValueError", "KeyError", "(KeyError, ValueError)"})
			fmt.Fprintf(&b, "try:\n    X%d = %s\nexcept %s:\n    X%d = 'failed'\n", i, expression, caught, i)
		} else {
			fmt.Fprintf(&b, "X%d = %s\n", i, expression)
		}
	}
	p.Files["m.py"] = b.String()
	for range 4 {
		p.Environments = append(p.Environments, environments())
	}
	return p
}

// environmentOf sets some of the variables to one of their texts.
func environmentOf(r *rand.Rand, texts map[string][]string) map[string]string {
	environment := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		if r.IntN(3) > 0 {
			environment[name] = pickOf(r, texts[name])
		}
	}
	return environment
}

func pickOf[T any](r *rand.Rand, choices []T) T { return choices[r.IntN(len(choices))] }
