package eval

import (
	"context"
	"fmt"
	"strings"
	"testing"

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

func BenchmarkEvaluate(b *testing.B) {
	for _, n := range []int{600, 1200, 2400} {
		source := largeModule(n)
		ws, err := workspace.Open(context.Background(), workspace.NewMap(map[string]string{"m.py": source}), workspace.Options{})
		if err != nil {
			b.Fatal(err)
		}
		module, _, err := ws.Python(context.Background(), "m.py") // parsed once, and kept
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("statements=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, ok := Evaluate(context.Background(), Input{Files: ws, Roots: []string{""}, Module: "m"}); !ok {
					b.Fatal("there is no module")
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(module.Body)), "ns/statement")
		})
		b.Run(fmt.Sprintf("parse=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := python.Parse(context.Background(), []byte(source), python.Limits{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(module.Body)), "ns/statement")
		})
	}
}
