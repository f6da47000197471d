package python

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/djvet/djvet/parser/text"
)

// reference is what CPython makes of a file.
type reference struct {
	tree  string
	error string // "" if it reads the file
}

// cpython runs CPython's parser on files. The test is skipped without it.
func cpython(t *testing.T, paths []string) map[string]reference {
	t.Helper()
	program, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not there to compare with")
	}
	cmd := exec.Command(program, "-W", "ignore", filepath.Join("testdata", "dump.py"))
	cmd.Stdin = strings.NewReader(strings.Join(paths, "\n"))
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	found := map[string]reference{}
	for part := range strings.SplitSeq("\n"+string(out), "\n=== ") {
		path, rest, _ := strings.Cut(part, "\n")
		status, tree, _ := strings.Cut(rest, "\n")
		switch {
		case status == "ok":
			found[path] = reference{tree: strings.TrimSuffix(tree, "\n")}
		case strings.HasPrefix(status, "error"):
			found[path] = reference{error: status}
		}
	}
	return found
}

// compare gives the first difference between our tree and CPython's, or "".
func compare(src []byte, want reference, p *Parser) string {
	m, err := p.Parse(context.Background(), src)
	switch {
	case errors.Is(err, ErrTooLarge) || errors.Is(err, ErrTooDeep):
		return ""
	case err != nil:
		if want.error != "" {
			return ""
		}
		return err.Error()
	case want.error != "":
		if len(m.Errors) == 0 && !hasPython2(m) {
			return "no error, but CPython has: " + want.error
		}
		return ""
	case len(m.Errors) > 0:
		file := text.NewFile("", src)
		line, column := file.Position(m.Errors[0].Span.Start)
		return fmt.Sprintf("%d:%d: %s", line, column, m.Errors[0].Message)
	}
	d := dumper{file: text.NewFile("", src), hide: bytes.Contains(src, []byte(`\N{`))}
	d.dumpBlock(m.Body, 0)
	return firstDifference(strings.TrimSuffix(d.b.String(), "\n"), want.tree)
}

func firstDifference(got, want string) string {
	if got == want {
		return ""
	}
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("got  %.400s\nwant %.400s", g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// hasPython2 tells whether a tree holds what only Python 2 has.
func hasPython2(m *Module) bool {
	return strings.Contains(dump(m), "Python 2") || strings.Contains(dump(m), "ambiguous")
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return src
}
