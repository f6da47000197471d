package parity

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// projects is how many are compared with each version unless DJVET_PROJECTS
// says otherwise.
const projects = 25

// together is how many are given to one process.
const together = 50

// TestParity compares djvet with Django on generated projects. DJVET_DJANGO_4_2
// and the like name a Python with that version; DJVET_SEED asks for other
// projects, DJVET_ANSWERS and DJVET_KEEP name directories for what Django said and
// for the projects with a difference, and DJVET_REDUCE makes so many of those on which they differ small.
func TestParity(t *testing.T) {
	t.Parallel()
	count, seed := number(t, "DJVET_PROJECTS", projects), number(t, "DJVET_SEED", 0)
	wanted := compared(t)
	for _, r := range releases() {
		t.Run(r.minor.String(), func(t *testing.T) {
			t.Parallel()
			python := r.python(t)
			total := tally{ids: map[string]int{}, errors: map[string]int{}}
			for first := 0; first < count; first += together {
				var some []project
				for i := first; i < min(count, first+together); i++ {
					some = append(some, generated(uint64(seed)<<32|uint64(i), r.minor))
				}
				answers := known(t, python, r.minor, some)
				for i, p := range some {
					total.count(answers[i])
					total.compare(t, comparison{wanted, r, python}, first+i, p, answers[i])
				}
			}
			total.log(t, wanted, count)
		})
	}
}

// TestForked compares the processes that are forked with new ones that run
// manage.py. Only these create the directories of caches, which staticfiles.W004
// sees.
func TestForked(t *testing.T) {
	t.Parallel()
	count, seed := number(t, "DJVET_PLAIN", 5), number(t, "DJVET_SEED", 0)
	wanted := promised()
	for _, r := range releases() {
		t.Run(r.minor.String(), func(t *testing.T) {
			t.Parallel()
			python := r.python(t)
			var some []project
			for i := range count {
				some = append(some, generated(uint64(seed)<<32|uint64(i), r.minor))
			}
			forked := asked(t, python, some)
			for i, plain := range asked(t, python, some, "--plain") {
				if (plain.Error == "") != (forked[i].Error == "") || !slices.Equal(wanted.only(plain.IDs), wanted.only(forked[i].IDs)) {
					t.Errorf("project %d: manage.py says %v %s, the fork %v %s\n%s", i, plain.IDs, plain.Error, forked[i].IDs, forked[i].Error, some[i].written())
				}
			}
		})
	}
}

// TestPromises looks for a rule for each promised id.
func TestPromises(t *testing.T) {
	t.Parallel()
	has := withRule(t)
	for _, id := range slices.Sorted(maps.Keys(promised())) {
		if !has[id] {
			t.Errorf("no rule has %s", id)
		}
	}
}

// python is the interpreter that a variable names; the test is skipped without.
func (r release) python(t testing.TB) string {
	t.Helper()
	python := os.Getenv(r.variable)
	if python == "" {
		t.Skipf("%s is not set: Django %s is not installed", r.variable, r.minor)
	}
	out, err := exec.CommandContext(t.Context(), python, "-c", "import django; print('%d.%d' % django.VERSION[:2])").CombinedOutput()
	if version := strings.TrimSpace(string(out)); err != nil || version != r.minor.String() {
		t.Fatalf("%s has Django %s, not %s (%v)", r.variable, version, r.minor, err)
	}
	return python
}

func number(t testing.TB, variable string, usual int) int {
	t.Helper()
	text := os.Getenv(variable)
	if text == "" {
		return usual
	}
	n, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		t.Fatalf("%s: %v", variable, err)
	}
	return int(n)
}

// comparison is what a project is compared with.
type comparison struct {
	ids     ids
	release release
	python  string
}

// tally counts what Django said.
type tally struct {
	ids, errors         map[string]int
	notLoaded, differed int
	// kinds counts the differences.
	kinds map[string]int
}

func (c *tally) count(a answer) {
	for _, id := range a.IDs {
		c.ids[id]++
	}
	if a.Error != "" {
		c.notLoaded++
		c.errors[a.Stage+": "+a.Error]++
	}
}

// mostShown is how many projects with a difference are printed, each of another
// kind.
const mostShown = 10

func (c *tally) compare(t *testing.T, with comparison, number int, p project, want answer) {
	t.Helper()
	got := judged(t, p, with.release.minor)
	found := with.ids.differences(got, want)
	if len(found) == 0 {
		return
	}
	c.differed++
	if c.kinds == nil {
		c.kinds = map[string]int{}
	}
	kind := found[0]
	if want.Error != "" {
		kind += " " + strings.Join(strings.Fields(want.Error)[:min(6, len(strings.Fields(want.Error)))], " ")
	}
	c.kinds[kind]++
	if c.kinds[kind] > 1 || len(c.kinds) > mostShown {
		t.Fail()
		return
	}
	if reduce, err := strconv.Atoi(os.Getenv("DJVET_REDUCE")); err == nil && len(c.kinds) <= reduce {
		p, got, want = with.reduced(t, p, found[0])
		found = with.ids.differences(got, want)
	}
	if directory := os.Getenv("DJVET_KEEP"); directory != "" {
		p.keep(t, with.release.minor, filepath.Join(directory, fmt.Sprintf("%s-%d", with.release.minor, number)))
	}
	t.Errorf("project %d: %s\n%s", number, said(found, got, want), p.written())
}

func (c *tally) log(t *testing.T, wanted ids, count int) {
	t.Helper()
	var b strings.Builder
	for _, id := range slices.Sorted(maps.Keys(c.ids)) {
		if wanted[id] {
			fmt.Fprintf(&b, " %s %d", id, c.ids[id])
		}
	}
	t.Logf("%d projects, %d with differences; %d do not load. Ids in projects:%s", count, c.differed, c.notLoaded, b.String())
	for _, kind := range slices.Sorted(maps.Keys(c.kinds)) {
		t.Logf("%4d differ first in %s", c.kinds[kind], kind)
	}
	if os.Getenv("DJVET_ERRORS") != "" {
		for _, text := range slices.Sorted(maps.Keys(c.errors)) {
			t.Logf("%4d %s", c.errors[text], text)
		}
	}
}
