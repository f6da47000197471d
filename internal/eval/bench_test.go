package eval

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	sitter "github.com/smacker/go-tree-sitter"              //nolint:depguard // the measure that evaluation is held against
	sitterpython "github.com/smacker/go-tree-sitter/python" //nolint:depguard // as above

	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/parser/python"
)

// largeModule is a settings module of about n statements, with the share of
// idioms that real ones have.
func largeModule(n int) string {
	var b strings.Builder
	b.WriteString("import os\nfrom pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\nINSTALLED_APPS = []\nLOGGING = {'loggers': {}}\n")
	for i := 0; i < n; i += 12 {
		fmt.Fprintf(&b, `NAME_%[1]d = "value %[1]d"
NUMBER_%[1]d = 60 * 60 * %[1]d
FLAG_%[1]d = True
LIST_%[1]d = [
    "django.contrib.admin",
    "django.contrib.auth",
    "app.number%[1]d",
]
DICT_%[1]d = {"default": {"ENGINE": "x", "NAME": BASE_DIR / "db%[1]d", "OPTIONS": {"timeout": %[1]d}}}
ENV_%[1]d = os.environ.get("VARIABLE_%[1]d", "default")
PATH_%[1]d = os.path.join(BASE_DIR, "static", NAME_%[1]d)
INT_%[1]d = int(os.environ.get("NUMBER_%[1]d", "5"))
if ENV_%[1]d == "prod":
    DEBUG_%[1]d = False
else:
    DEBUG_%[1]d = NUMBER_%[1]d > 5
URL_%[1]d = f"https://{NAME_%[1]d}/{NUMBER_%[1]d}"
LIST_%[1]d += ["extra"]
`, i)
	}
	return b.String()
}

// BenchmarkEvaluate shows what evaluating a module costs for each statement, and
// beside it what tree-sitter alone takes for the same files. With DJVET_CHECKOUT,
// a directory, and DJVET_MODULE, a dotted name, a module of a real project is
// evaluated too, with all that it imports.
func BenchmarkEvaluate(b *testing.B) {
	for _, n := range []int{600, 1200, 2400, 4800} {
		tree := workspace.NewMap(map[string]string{"m.py": largeModule(n)})
		b.Run(fmt.Sprintf("statements=%d", n), func(b *testing.B) { benchmarkModule(b, tree, "m") })
	}
	if checkout := os.Getenv("DJVET_CHECKOUT"); checkout != "" {
		tree, err := workspace.OpenDirectory(checkout)
		if err != nil {
			b.Fatal(err)
		}
		name := os.Getenv("DJVET_MODULE")
		b.Run("module="+name, func(b *testing.B) { benchmarkModule(b, tree, name) })
	}
}

func benchmarkModule(b *testing.B, tree workspace.Tree, name string) {
	ws, err := workspace.Open(context.Background(), tree, workspace.Options{})
	if err != nil {
		b.Fatal(err)
	}
	input := Input{Files: ws, Roots: []string{""}, Module: name}
	result, ok := Evaluate(context.Background(), input) // its files are parsed now, and kept
	if !ok || result.GaveUp != "" {
		b.Fatalf("%s is not evaluated: %s", name, result.GaveUp)
	}
	statements, sources := 0, [][]byte{}
	for _, path := range result.Files {
		module, file, err := ws.Python(context.Background(), path)
		if err != nil {
			b.Fatal(err)
		}
		statements += statementsIn(module.Body)
		sources = append(sources, file.Data)
	}
	var evaluating, parsing time.Duration
	b.Run("evaluate", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Evaluate(context.Background(), input)
		}
		evaluating = b.Elapsed() / time.Duration(b.N)
		b.ReportMetric(float64(evaluating.Nanoseconds())/float64(statements), "ns/statement")
	})
	b.Run("tree-sitter", func(b *testing.B) {
		parser := sitter.NewParser()
		defer parser.Close()
		parser.SetLanguage(sitterpython.GetLanguage())
		for b.Loop() {
			for _, source := range sources {
				parsed, err := parser.ParseCtx(context.Background(), nil, source)
				if err != nil {
					b.Fatal(err)
				}
				parsed.Close()
			}
		}
		parsing = b.Elapsed() / time.Duration(b.N)
		b.ReportMetric(float64(parsing.Nanoseconds())/float64(statements), "ns/statement")
		b.ReportMetric(float64(evaluating)/float64(parsing), "evaluating/parsing")
		b.ReportMetric(float64(statements), "statements")
	})
}

// statementsIn counts statements, those in others too.
func statementsIn(body []python.Stmt) int {
	count := len(body)
	for _, s := range body {
		switch s := s.(type) {
		case *python.If:
			count += statementsIn(s.Body) + statementsIn(s.Else)
		case *python.For:
			count += statementsIn(s.Body) + statementsIn(s.Else)
		case *python.FunctionDef:
			count += statementsIn(s.Body)
		case *python.ClassDef:
			count += statementsIn(s.Body)
		case *python.With:
			count += statementsIn(s.Body)
		case *python.Try:
			count += statementsIn(s.Body) + statementsIn(s.Else) + statementsIn(s.Finally)
		}
	}
	return count
}
