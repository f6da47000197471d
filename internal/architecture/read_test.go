package architecture

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// root is the root of the module.
const root = "../.."

func TestTheHouseStands(t *testing.T) {
	t.Parallel()
	sources := readAll(t)
	if len(sources) < 100 {
		t.Fatalf("read %d files only", len(sources))
	}
	for _, fault := range faults(sources) {
		t.Error(fault)
	}
}

// TestTheHouseCanFall gives each kind of fault once: a test of rules that are
// never broken would not be missed if it saw nothing.
func TestTheHouseCanFall(t *testing.T) {
	t.Parallel()
	ours := func(folders ...string) []string {
		var imports []string
		for _, folder := range folders {
			imports = append(imports, modulePath+"/"+folder)
		}
		return imports
	}
	long := strings.Repeat("\n", maxLines) + "package x"
	got := faults([]source{
		{path: "parser/ini/a.go", imports: ours("internal/django"), documented: true},
		{path: "parser/ini/b.go", identifiers: []string{"isDjangoFile"}},
		{path: "rules/a.go", imports: ours("internal/django"), documented: true},
		{path: "internal/eval/a.go", imports: append(ours("parser/text", "internal/project/sub"), treeSitter+"/python"), documented: true},
		{path: "internal/eval/a_test.go", imports: ours("internal/engine")},
		{path: "internal/eval/long.go", lines: lineCount([]byte(long))},
		{path: "internal/eval/long_gen.go", lines: maxLines + 1},
		{path: "analyzers/debug/a.go", imports: ours("analyzers/check", "analyzers/hosts", "analyzers"), documented: true},
		{path: "analyzers/a.go", imports: ours("analyzers/debug"), documented: true},
		{path: "internal/misc/a.go", documented: true},
		{path: "internal/engine/a.go", imports: ours("internal/misc", "internal/tools/newrule")},
		{path: "internal/engine/b.go"},
	})
	want := []string{
		"parser/ini/a.go imports internal/django, which is below it",
		"parser/ini/b.go uses the name isDjangoFile: the parsers know nothing of Django",
		"rules/a.go imports internal/django: the catalogue imports nothing of ours",
		"internal/eval/a.go imports internal/project/sub, which is below it",
		"internal/eval/a.go imports github.com/smacker/go-tree-sitter/python, which only parser/ knows",
		"internal/eval/long.go has 451 lines, more than 450: is it one concept?",
		"analyzers/debug/a.go imports analyzers/hosts: topics do not know each other",
		"analyzers/debug/a.go imports analyzers, which is below it",
		"internal/misc/a.go: the folder has no place in the house: add it to layers and to docs/architecture.md",
		"internal/engine/a.go: the package has no package comment",
		"internal/engine/a.go imports internal/misc, which has no place in the house",
		"internal/engine/a.go imports internal/tools/newrule, which is below it",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}

// readAll reads every Go file of the module.
func readAll(t *testing.T) []source {
	t.Helper()
	var sources []source
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if base := entry.Name(); name != root && (base == "testdata" || base == "node_modules" || strings.HasPrefix(base, ".")) {
				return fs.SkipDir
			}
			return nil
		}
		if filepath.Ext(name) != ".go" {
			return nil
		}
		relative, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		s, err := read(name)
		s.path = filepath.ToSlash(relative)
		sources = append(sources, s)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sources
}

func read(name string) (source, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return source{}, err
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, data, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return source{}, err
	}
	s := source{lines: lineCount(data), documented: file.Doc != nil}
	for _, imported := range file.Imports {
		path, err := strconv.Unquote(imported.Path.Value)
		if err != nil {
			return source{}, err
		}
		s.imports = append(s.imports, path)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if identifier, ok := n.(*ast.Ident); ok {
			s.identifiers = append(s.identifiers, identifier.Name)
		}
		return true
	})
	return s, nil
}

func lineCount(data []byte) int {
	lines := bytes.Count(data, []byte("\n"))
	if len(data) > 0 && data[len(data)-1] != '\n' {
		lines++
	}
	return lines
}
