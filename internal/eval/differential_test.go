package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// program is a project with environments to run it in.
type program struct {
	Files        map[string]string   `json:"files"`
	Module       string              `json:"module"`
	Roots        []string            `json:"roots,omitempty"`
	Environments []map[string]string `json:"environments"`
	// Repair takes the statements out that raise.
	Repair bool `json:"repair,omitempty"`
	// idioms tells for some names which idiom made them.
	idioms map[string]string
}

// outcome is what CPython makes of a program: a run for each environment.
type outcome struct {
	Root string `json:"root"`
	Runs []run  `json:"runs"`
	// Files are what is left after a repair.
	Files map[string]string `json:"files,omitempty"`
}

type run struct {
	Values  map[string]pythonValue `json:"values,omitempty"`
	Error   string                 `json:"error,omitempty"`
	Message string                 `json:"message,omitempty"`
}

// pythonValue is a value that CPython printed.
type pythonValue struct {
	Type    string
	Content json.RawMessage
}

func (v *pythonValue) UnmarshalJSON(data []byte) error {
	var pair [2]json.RawMessage
	if err := json.Unmarshal(data, &pair); err != nil {
		return err
	}
	v.Content = pair[1]
	return json.Unmarshal(pair[0], &v.Type)
}

func (v pythonValue) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{v.Type, v.Content})
}

func (v pythonValue) text() string {
	var s string
	_ = json.Unmarshal(v.Content, &s)
	return s
}

func (v pythonValue) list() []pythonValue {
	var list []pythonValue
	_ = json.Unmarshal(v.Content, &list)
	return list
}

func (v pythonValue) pairs() [][2]pythonValue {
	var list [][2]pythonValue
	_ = json.Unmarshal(v.Content, &list)
	return list
}

// cpython runs programs in one Python process. The test is skipped without
// one.
func cpython(t testing.TB, python string, programs []program) []outcome {
	t.Helper()
	path, err := exec.LookPath(python)
	if err != nil {
		t.Skipf("%s is not there to compare with: only the recorded cases are", python)
	}
	var input bytes.Buffer
	encoder := json.NewEncoder(&input)
	for _, p := range programs {
		if err := encoder.Encode(p); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(path, "-W", "ignore", filepath.Join("testdata", "run.py"))
	cmd.Stdin = &input
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	var outcomes []outcome
	scanner := bufio.NewScanner(bytes.NewReader(out))
	scanner.Buffer(nil, 1<<28)
	for scanner.Scan() {
		var o outcome
		if err := json.Unmarshal(scanner.Bytes(), &o); err != nil {
			t.Fatal(err)
		}
		outcomes = append(outcomes, o)
	}
	if len(outcomes) != len(programs) {
		t.Fatalf("%d programs, but %d outcomes\n%s", len(programs), len(outcomes), stderr.String())
	}
	return outcomes
}

// difference compares all names at once; "" if they agree.
func (m *matcher) difference(r *Result, want run) string {
	names := map[string]bool{}
	for name := range want.Values {
		names[name] = true
	}
	for _, name := range r.Names() {
		if !strings.HasPrefix(name, "_") {
			names[name] = true
		}
	}
	var sorted []string
	for name := range names {
		if !m.alternatives(r.Get(name), want.Values[name], Guard{}, func(Guard) bool { return true }) {
			return fmt.Sprintf("%s is %s, want %s %s", name, shown(r.Get(name)), want.Values[name].Type, want.Values[name].Content)
		}
		sorted = append(sorted, name)
	}
	slices.Sort(sorted)
	m.steps = 0
	var each func(i int, g Guard) bool
	deepest := 0
	each = func(i int, g Guard) bool {
		deepest = max(deepest, i)
		return i == len(sorted) || m.alternatives(r.Get(sorted[i]), want.Values[sorted[i]], g, func(g Guard) bool { return each(i+1, g) })
	}
	if !each(0, Guard{}) {
		var b strings.Builder
		fmt.Fprintf(&b, "%s and those before it disagree about a test:", sorted[deepest])
		for _, name := range sorted[:deepest+1] {
			if a := r.Get(name); len(a) > 1 {
				fmt.Fprintf(&b, "\n  %s is %s, want %s", name, shown(a), want.Values[name].Content)
			}
		}
		return b.String()
	}
	return ""
}

// wrong gives what the interpreter claims wrongly about a program, "" for
// nothing.
func wrong(t testing.TB, p program, o outcome) string {
	open := evaluated(t, p.Files, p.Module, OpenWorld(), p.Roots...)
	for i, environment := range p.Environments {
		if o.Runs[i].Error != "" {
			continue
		}
		m := &matcher{root: o.Root, environment: environment}
		exact := evaluated(t, p.Files, p.Module, ExactWorld(environment), p.Roots...)
		if d := m.loaded(exact, o.Runs[i]); d != "" {
			return fmt.Sprintf("in the exact world %v: %s", environment, d)
		}
		if d := m.loaded(open, o.Runs[i]); d != "" {
			return fmt.Sprintf("in the open world, for %v: %s", environment, d)
		}
	}
	return ""
}

func (m *matcher) loaded(r *Result, want run) string {
	if r.Failure != nil {
		line, _ := r.Failure.File.Position(r.Failure.Span.Start)
		return fmt.Sprintf("it is said to fail with %s: %s at %s:%d", r.Failure.Exception, r.Failure.Message, r.Failure.File.Path, line)
	}
	return m.difference(r, want)
}

// complete reports whether everything of some alternatives is known.
func completelyKnown(a Alternatives) bool {
	return len(a) == 1 && knownValue(a[0].Value)
}

func knownValue(v Value) bool {
	switch v := v.(type) {
	case *Unknown, *External:
		return false
	case *Text:
		for _, part := range v.Parts {
			if _, isRoot := part.Hole.(Root); part.Hole != nil && !isRoot {
				return false
			}
		}
	case *Path:
		return knownValue(v.Name)
	case *Sequence:
		for _, e := range v.Elements() {
			if e.Spread != nil || !completelyKnown(e.Alternatives) {
				return false
			}
		}
	case *Mapping:
		for _, e := range v.Entries() {
			if !completelyKnown(e.Alternatives) {
				return false
			}
		}
		return v.More() == nil
	}
	return true
}

// written writes a program so that a person can read it.
func (p program) written() string {
	var b strings.Builder
	for _, path := range slices.Sorted(mapKeys(p.Files)) {
		fmt.Fprintf(&b, "--- %s\n", path)
		for i, line := range strings.Split(strings.TrimSuffix(p.Files[path], "\n"), "\n") {
			fmt.Fprintf(&b, "%3d  %s\n", i+1, line)
		}
	}
	return b.String()
}

func mapKeys(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// share counts how many values of an idiom are known.
type share struct{ known, all int }

func TestDifferential(t *testing.T) {
	count, seed := compared(t, 300)
	each := comparison{python: "python3", count: (*share).whole}
	total := tally{shares: map[string]*share{}}
	t.Run("programs", func(t *testing.T) {
		const together = 500
		for first := 0; first < count; first += together {
			t.Run(strconv.Itoa(first), func(t *testing.T) {
				t.Parallel()
				var programs []program
				for i := first; i < min(count, first+together); i++ {
					programs = append(programs, generated(int64(seed+1)*1_000_000+int64(i)))
				}
				total.add(each.run(t, programs, first))
			})
		}
	})
	t.Logf("%d programs, %d wrong; %d of the runs raise", count, total.wrong, total.raised)
	logShares(t, total.shares)
}

// tally is what a differential test counts.
type tally struct {
	mutex         sync.Mutex
	wrong, raised int
	shares        map[string]*share
}

func (total *tally) add(part *tally) {
	total.mutex.Lock()
	defer total.mutex.Unlock()
	total.wrong += part.wrong
	total.raised += part.raised
	for idiom, s := range part.shares {
		if total.shares[idiom] == nil {
			total.shares[idiom] = &share{}
		}
		total.shares[idiom].known += s.known
		total.shares[idiom].all += s.all
	}
}

// comparison says how programs are compared with CPython.
type comparison struct {
	// python runs them.
	python string
	// prepare changes what CPython made of a program before it is compared; it
	// may be nil.
	prepare func(program, outcome)
	// count counts one value.
	count func(*share, Alternatives)
}

// run compares programs, the first of which has a number.
func (c comparison) run(t *testing.T, programs []program, first int) *tally {
	t.Helper()
	counted := &tally{shares: map[string]*share{}}
	for i, o := range cpython(t, c.python, programs) {
		p := programs[i]
		p.Files = o.Files
		if c.prepare != nil {
			c.prepare(p, o)
		}
		if d := wrong(t, p, o); d != "" {
			counted.wrong++
			if counted.wrong > 5 {
				continue
			}
			if os.Getenv("DJVET_REDUCE") != "" {
				if r, why := reduced(t, p); why != "" {
					p, d = r, why
				}
			}
			t.Errorf("program %d: %s\n%s", first+i, d, p.written())
		}
		counted.raised += countShares(t, p, o, counted.shares, c.count)
	}
	return counted
}

func countShares(t testing.TB, p program, o outcome, shares map[string]*share, count func(*share, Alternatives)) (raised int) {
	for i, environment := range p.Environments {
		if o.Runs[i].Error != "" {
			raised++
			continue
		}
		r := evaluated(t, p.Files, p.Module, ExactWorld(environment), p.Roots...)
		for name, idiom := range p.idioms {
			if _, bound := o.Runs[i].Values[name]; !bound {
				continue
			}
			if shares[idiom] == nil {
				shares[idiom] = &share{}
			}
			count(shares[idiom], r.Get(name))
		}
	}
	return raised
}

// whole counts a value as known if all of it is.
func (s *share) whole(a Alternatives) {
	s.all++
	if completelyKnown(a) {
		s.known++
	}
}

// parts counts the values of a dict one by one: most of what a URL says is known
// though not which release of a package reads it.
func (s *share) parts(a Alternatives) {
	if v, ok := a.Single(); ok {
		if m, ok := v.(*Mapping); ok && m.More() == nil && len(m.Entries()) > 0 {
			for _, e := range m.Entries() {
				s.parts(e.Alternatives)
			}
			return
		}
	}
	s.whole(a)
}

// compared is how many programs a test compares, and the seed of their generator:
// DJVET_PROGRAMS and DJVET_SEED ask for others.
func compared(t testing.TB, count int) (programs int, seed uint64) {
	t.Helper()
	if s := os.Getenv("DJVET_PROGRAMS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatalf("DJVET_PROGRAMS: %v", err)
		}
		count = n
	}
	if s := os.Getenv("DJVET_SEED"); s != "" {
		n, err := strconv.ParseUint(s, 10, 32)
		if err != nil {
			t.Fatalf("DJVET_SEED: %v", err)
		}
		seed = n
	}
	return count, seed
}

func logShares(t testing.TB, shares map[string]*share) {
	var names []string
	total := share{}
	for name, s := range shares {
		names = append(names, name)
		total.known, total.all = total.known+s.known, total.all+s.all
	}
	slices.Sort(names)
	for _, name := range names {
		t.Logf("%-22s %5.1f %% of %d known", name, 100*float64(shares[name].known)/float64(shares[name].all), shares[name].all)
	}
	t.Logf("%-22s %5.1f %% of %d known", "all", 100*float64(total.known)/float64(max(total.all, 1)), total.all)
}
