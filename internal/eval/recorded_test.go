package eval

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// recordedCase is a program with what CPython made of it.
type recordedCase struct {
	Program program `json:"program"`
	Outcome outcome `json:"outcome"`
}

// TestRecorded compares with what CPython was seen to do, where there is none.
// With DJVET_UPDATE set, the cases are recorded anew.
func TestRecorded(t *testing.T) {
	path := filepath.Join("testdata", "recorded.json")
	if os.Getenv("DJVET_UPDATE") != "" {
		record(t, path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var cases []recordedCase
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	for i, c := range cases {
		if d := wrong(t, c.Program, c.Outcome); d != "" {
			t.Errorf("case %d: %s\n%s", i, d, c.Program.written())
		}
	}
	t.Logf("%d cases", len(cases))
}

func record(t *testing.T, path string) {
	var programs []program
	for i := range 40 {
		programs = append(programs, generated(9_000_001+int64(i)))
	}
	cases := make([]recordedCase, len(programs))
	for i, o := range cpython(t, "python3", programs) {
		programs[i].Files, o.Files = o.Files, nil
		programs[i].Repair = false
		for j := range o.Runs { // the text differs between versions of Python
			o.Runs[j].Message = ""
		}
		cases[i] = recordedCase{Program: programs[i], Outcome: withRoot(t, o, "/recorded/tree")}
	}
	data, err := json.Marshal(cases)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

// withRoot is an outcome as if it had been seen in another directory, below
// another one: a program may tell that too.
func withRoot(t *testing.T, o outcome, root string) outcome {
	data, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	var moved outcome
	data = bytes.ReplaceAll(data, []byte(o.Root), []byte(root))
	data = bytes.ReplaceAll(data, []byte(filepath.Dir(o.Root)), []byte(filepath.Dir(root)))
	if err := json.Unmarshal(data, &moved); err != nil {
		t.Fatal(err)
	}
	return moved
}
