package dotenv

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/djvet/djvet/parser/text"
)

// samples are whole files with their values; nil is a name without value. The
// differential test checks the expectations against python-dotenv itself.
var samples = []struct {
	source string
	want   map[string]string
	damage int
}{
	{"A=1\nB = two words # note\n", map[string]string{"A": "1", "B": "two words"}, 0},
	{"export A='x y' # n\r\nB=\"a\\nb\\\"c\"\r\n", map[string]string{"A": "x y", "B": "a\nb\"c"}, 0},
	{"A=\nB=#x\nC=a#b\nD= #x\n", map[string]string{"A": "", "B": "#x", "C": "a#b", "D": ""}, 0},
	{"# comment\n\n  A=1\n\tB=2", map[string]string{"A": "1", "B": "2"}, 0},
	{"A='x\\'y\\n'\nB='a\\\\b'\n", map[string]string{"A": "x'y\\n", "B": "a\\b"}, 0},
	{"KEY=\"one\ntwo\"\nB=1\n", map[string]string{"KEY": "one\ntwo", "B": "1"}, 0},
	{"A=1\nA=2\n", map[string]string{"A": "2"}, 0},
	{"'quoted name'=1\n", map[string]string{"quoted name": "1"}, 0},
	{"A='open\nB=1\n", map[string]string{"B": "1"}, 1},
	{"=1\nB='x' y\nC=1\n", map[string]string{"C": "1"}, 2},
	{"A=x\nB=${A}-$A-${C:-d}-${E}\n", map[string]string{"A": "x", "B": "x-$A-d-"}, 0},
	{"ONLY\nA: b\n", map[string]string{}, 1},
	{"URL=postgres://u:p@h/n?x=1&y=2\n", map[string]string{"URL": "postgres://u:p@h/n?x=1&y=2"}, 0},
	{"A=1\rB=2\r", map[string]string{"A": "1", "B": "2"}, 0},
	{"export =1\nexport A =2\n", map[string]string{"A": "2"}, 1},
}

func values(data []byte) (map[string]string, int) {
	entries, damages := Parse(text.NewFile(".env", data))
	got := map[string]string{}
	for _, entry := range entries {
		if entry.HasValue {
			got[entry.Name] = Expand(entry.Value, func(name string) (string, bool) {
				value, found := got[name]
				return value, found
			})
		}
	}
	return got, len(damages)
}

func TestParse(t *testing.T) {
	for _, c := range samples {
		got, damaged := values([]byte(c.source))
		if diff := cmp.Diff(c.want, got); diff != "" || damaged != c.damage {
			t.Errorf("%q: %d damaged, want %d\n%s", c.source, damaged, c.damage, diff)
		}
	}
}

func TestSpans(t *testing.T) {
	source := "\ufeffexport A='x' # note\nB=  y z  \nC\n"
	file := text.NewFile(".env", []byte(source))
	entries, _ := Parse(file)
	var got []string
	for _, entry := range entries {
		got = append(got, file.Slice(entry.Span), file.Slice(entry.NameSpan), file.Slice(entry.ValueSpan))
	}
	want := []string{"export A='x'", "A", "'x'", "B=  y z", "B", "y z", "C", "C", ""}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestAgainstPythonDotenv compares with the library itself, which must be
// importable by python3. Before 1.2.4 it took the comment in "A= #b" for the
// value, and a backslash before the closing quote for one that escapes it.
func TestAgainstPythonDotenv(t *testing.T) {
	const probe = `
import dotenv, importlib.metadata, re
assert [int(n) for n in re.findall(r"\d+", importlib.metadata.version("python-dotenv"))[:3]] >= [1, 2, 4]`
	if err := exec.Command("python3", "-c", probe).Run(); err != nil {
		t.Skip("python3 with python-dotenv 1.2.4 or newer is not installed")
	}
	sources := []string{
		"A=b=c\nB==\nC='a'#x\nD=\"a\"  \nE = 'x\\ny'\nF=\"\\$A \\q\"\n",
		"A=1 #\nB=1# x\nC=\t#x\nD=a\tb # c\n",
		"export   A=1\nexportB=2\nexport\nexport C\n",
		"A=\"x\nB='y\nC=\"z\"\n",
		"A='x\\\\'\nB=\"y\\\\\" # z\nC='a\\'b'\nD='a\\\nb'\n",
		"A.B-C/D=1\n1=2\n$A=3\n",
		"A=${B\nC=${D:e}\nF=${G:-}\nH=${:-x}\nI=${A}${A}\n",
	}
	for _, c := range samples {
		sources = append(sources, c.source)
	}
	script := `
import io, json, os, sys
os.environ.clear()
import dotenv
result = []
for path in sys.argv[1:]:
    values = dotenv.dotenv_values(path)
    result.append({k: v for k, v in values.items() if v is not None})
print(json.dumps(result))`
	arguments := []string{"-c", script}
	for i, source := range sources {
		path := filepath.Join(t.TempDir(), "env")
		if err := os.WriteFile(path, []byte(source), 0o600); err != nil {
			t.Fatalf("file %d: %v", i, err)
		}
		arguments = append(arguments, path)
	}
	output, err := exec.Command("python3", arguments...).Output()
	if err != nil {
		t.Fatalf("python3: %v", err)
	}
	var want []map[string]string
	if err := json.Unmarshal(output, &want); err != nil {
		t.Fatal(err)
	}
	for i, source := range sources {
		got, _ := values([]byte(source))
		if diff := cmp.Diff(want[i], got); diff != "" {
			t.Errorf("%q differs from python-dotenv (-theirs +ours):\n%s", source, diff)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range samples {
		f.Add(c.source)
	}
	f.Fuzz(func(t *testing.T, data string) {
		file := text.NewFile(".env", []byte(data))
		entries, damages := Parse(file)
		for _, entry := range entries {
			if entry.Name == "" {
				t.Fatal("an entry without a name")
			}
			if !entry.Span.Contains(entry.NameSpan) || entry.ValueSpan.Len() > 0 && !entry.Span.Contains(entry.ValueSpan) || int(entry.Span.End) > len(data) {
				t.Fatalf("spans of %+v in %q", entry, data)
			}
			if entry.Quote == 0 && utf8.ValidString(data) && file.Slice(entry.ValueSpan) != entry.Value {
				t.Fatalf("value %q stands at %q", entry.Value, file.Slice(entry.ValueSpan))
			}
		}
		for _, damage := range damages {
			if int(damage.Span.End) > len(data) || damage.Span.Start > damage.Span.End {
				t.Fatalf("damage at %v", damage.Span)
			}
		}
	})
}
