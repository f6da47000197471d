package parity

import (
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/django"
)

var update = flag.Bool("update", false, "ask Django anew for testdata/recorded.txt")

// recordedOfEach is how many projects of each version are recorded.
const recordedOfEach = 60

// recordedSeed is the first seed of the recorded projects.
const recordedSeed = 1 << 40

// TestRecorded compares djvet with what Django was seen to say of some projects,
// where there is no Django. A line of the file has the version, the project's
// seed, a sum of its text, and Django's ids or, after an exclamation mark, the
// exception. With -update the file is written anew, by the interpreters that
// TestParity asks.
func TestRecorded(t *testing.T) {
	t.Parallel()
	path := filepath.Join("testdata", "recorded.txt")
	if *update {
		record(t, path)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	wanted, count := compared(t), 0
	for lines := bufio.NewScanner(file); lines.Scan(); count++ {
		r, ok := parseRecorded(t, lines.Text())
		if !ok {
			t.Fatalf("the generator does not write the project of %q any more: run go test ./internal/engine/parity -run TestRecorded -update", lines.Text())
		}
		got := judged(t, r.project, r.minor)
		if found := wanted.differences(got, r.answer); len(found) > 0 {
			t.Errorf("Django %s, seed %d: %s\n%s", r.minor, r.seed, said(found, got, r.answer), r.project.written())
		}
	}
	if count < recordedOfEach*len(releases()) {
		t.Errorf("%s has %d projects only", path, count)
	}
}

// recording is a project with what Django said of it.
type recording struct {
	minor   django.Minor
	seed    uint64
	project project
	answer  answer
}

// sum tells one project from another.
func (r recording) sum() string {
	encoded, _ := json.Marshal(r.project) // maps are written in the order of their keys
	return fmt.Sprintf("%x", sha256.Sum256(encoded))[:12]
}

func (r recording) String() string {
	said := strings.Join(promised().only(r.answer.IDs), " ")
	if r.answer.Error != "" {
		exception, _, _ := strings.Cut(r.answer.Error, ":")
		said = "! " + exception
	}
	return strings.TrimSpace(fmt.Sprintf("%s %d %s %s", r.minor, r.seed, r.sum(), said))
}

// parseRecorded reads a line; false if the generator makes another project of the
// seed.
func parseRecorded(t testing.TB, line string) (recording, bool) {
	t.Helper()
	var r recording
	var minor, sum string
	if _, err := fmt.Sscan(line, &minor, &r.seed, &sum); err != nil {
		t.Fatalf("%q: %v", line, err)
	}
	var err error
	if r.minor, err = django.ParseMinor(minor); err != nil {
		t.Fatal(err)
	}
	r.project = generated(r.seed, r.minor)
	const before = 3 // version, seed and sum
	r.answer.IDs = strings.Fields(line)[before:]
	if len(r.answer.IDs) > 0 && r.answer.IDs[0] == "!" {
		r.answer = answer{Error: r.answer.IDs[1], Stage: "recorded"}
	}
	return r, r.sum() == sum
}

// record asks all versions.
func record(t *testing.T, path string) {
	t.Helper()
	var b strings.Builder
	for _, release := range releases() {
		python := release.python(t)
		var some []project
		for i := range recordedOfEach {
			some = append(some, generated(recordedSeed+uint64(i), release.minor))
		}
		for i, a := range asked(t, python, some) {
			fmt.Fprintln(&b, recording{release.minor, recordedSeed + uint64(i), some[i], a})
		}
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}
