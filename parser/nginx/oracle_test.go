package nginx

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/djvet/djvet/parser/directive"
	"github.com/djvet/djvet/parser/text"
)

//go:embed testdata/site.conf
var site string

// mutants are the sample configuration and many that differ from it by a
// character or two.
func mutants(count int) []string {
	random := rand.New(rand.NewPCG(1, 2))
	found := []string{site}
	for len(found) < count {
		s := site
		for range 1 + random.IntN(2) {
			s = mutate(random, s)
		}
		found = append(found, s)
	}
	return found
}

func mutate(random *rand.Rand, s string) string {
	const special = ";{}\"'\\#$\n"
	at := random.IntN(len(s))
	for at > 0 && !strings.ContainsRune(special, rune(s[at])) {
		at--
	}
	switch random.IntN(4) {
	case 0:
		return s[:at] + s[at+1:]
	case 1:
		return s[:at] + string(special[random.IntN(len(special))]) + s[at:]
	case 2:
		return s[:at]
	default:
		inserted := []string{"# it's a \"comment\"; {\n", "}\n", "set $a 'b c';", `set $a b\;c;`, "set $a ${host}x;", "location /x { }"}
		return s[:at] + "\n" + inserted[random.IntN(len(inserted))] + s[at:]
	}
}

// shape errors are those of nginx that this package claims to find.
var shapeError = regexp.MustCompile(`unexpected |is not terminated by|has no opening|too long parameter|` +
	`"(http|events|server|upstream|map|location|listen|server_name|alias|internal|try_files|uwsgi_pass|fastcgi_pass)" directive is not allowed here`)

func TestAgainstNginx(t *testing.T) {
	program, err := exec.LookPath("nginx")
	if err != nil {
		if program, err = exec.LookPath("/usr/sbin/nginx"); err != nil {
			t.Skip("nginx is not installed")
		}
	}
	dir := t.TempDir()
	name := filepath.Join(dir, "nginx.conf")
	refusedByBoth := 0
	for _, source := range mutants(150) {
		if err := os.WriteFile(name, []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(program, "-t", "-q", "-p", dir, "-e", "stderr", "-c", name).CombinedOutput()
		tree := Parse(text.NewFile("nginx.conf", []byte(source)))
		refused := err != nil
		switch {
		case refused && len(tree.Errors) > 0:
			refusedByBoth++
		case refused && shapeError.Match(out):
			t.Errorf("nginx says %s\nand this package nothing of\n%s", out, source)
		case !refused && len(tree.Errors) > 0 && !tree.Errors[0].Accepted:
			t.Errorf("nginx takes what this package refuses (%v):\n%s", tree.Errors, source)
		}
	}
	if refusedByBoth < 50 {
		t.Errorf("only %d configurations were refused: is the sample refused for another reason?", refusedByBoth)
	}
}

const dump = `
import json, sys
import crossplane
def tree(block):
    return [[d["directive"]] + [d["args"]] + ([tree(d["block"])] if "block" in d else []) for d in block if d["directive"] != "#"]
out = []
for name in sys.argv[1:]:
    payload = crossplane.parse(name, single=True, check_ctx=False, check_args=False)
    out.append(tree(payload["config"][0]["parsed"]) if payload["status"] == "ok" else None)
json.dump(out, sys.stdout)
`

func TestAgainstCrossplane(t *testing.T) {
	python := os.Getenv("DJVET_PYTHON")
	if python == "" {
		python = "python3"
	}
	if exec.Command(python, "-c", "import crossplane").Run() != nil {
		t.Skip("python3 with the package crossplane is not installed")
	}
	dir := t.TempDir()
	arguments := []string{"-c", dump}
	sources := mutants(150)
	for i, source := range sources {
		name := filepath.Join(dir, fmt.Sprintf("%d.conf", i))
		if err := os.WriteFile(name, []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
		arguments = append(arguments, name)
	}
	out, err := exec.Command(python, arguments...).Output()
	if err != nil {
		t.Fatal(err)
	}
	var theirs []json.RawMessage
	if err := json.Unmarshal(out, &theirs); err != nil {
		t.Fatal(err)
	}
	compared := 0
	for i, source := range sources {
		tree := Parse(text.NewFile("nginx.conf", []byte(source)))
		if len(tree.Errors) > 0 || string(theirs[i]) == "null" || strings.Count(source, `\`) != strings.Count(site, `\`) {
			continue // crossplane keeps most backslashes; and only what is sound is compared
		}
		compared++
		var want any
		if err := json.Unmarshal(theirs[i], &want); err != nil {
			t.Fatal(err)
		}
		encoded, err := json.Marshal(plain(tree.Directives))
		if err != nil {
			t.Fatal(err)
		}
		var got any
		if err := json.NewDecoder(bytes.NewReader(encoded)).Decode(&got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-crossplane +djvet)\n%s\n%s", diff, source)
		}
	}
	if compared < 20 {
		t.Errorf("only %d trees were compared", compared)
	}
}

// plain is a tree as the script above writes it. Crossplane takes the brackets
// off the condition of if.
func plain(directives []*directive.Directive) []any {
	list := []any{}
	for _, d := range directives {
		words := []string{}
		for _, word := range d.Words {
			words = append(words, word.Text)
		}
		if n := len(words); d.Name == "if" && n > 0 {
			words[0] = strings.TrimPrefix(words[0], "(")
			words[n-1] = strings.TrimSuffix(words[n-1], ")")
		}
		one := []any{d.Name, words}
		if d.Block {
			one = append(one, plain(d.Children))
		}
		list = append(list, one)
	}
	return list
}
