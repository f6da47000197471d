package eval

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/djvet/djvet/internal/workspace"
)

// FuzzEvaluate runs any text as a settings module beside a helper: evaluation
// never panics, ends, and gives values that can be printed.
func FuzzEvaluate(f *testing.F) {
	paths, _ := filepath.Glob(filepath.Join("testdata", "table", "*.txt"))
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, text := range strings.Split(string(data), "\n### ") {
			f.Add(text)
		}
	}
	for seed := range int64(30) {
		for _, text := range generated(seed).Files {
			f.Add(text)
		}
	}
	f.Add("while True:\n  x = [x]\n")
	f.Add("def f(): return [f() for _ in 'aaaa']\nX = f()\n")
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) > 20_000 {
			return
		}
		files := map[string]string{"m.py": source, "conf/__init__.py": "", "conf/base.py": "A = 1\nfrom m import *\n", "conf/other.py": "X = 7\n"}
		ws, err := workspace.Open(context.Background(), workspace.NewMap(files), workspace.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, world := range []World{OpenWorld(), ExactWorld(map[string]string{"A": "1", "N": "x"})} {
			start := time.Now()
			r, ok := Evaluate(context.Background(), Input{Files: ws, Roots: []string{""}, Module: "m", World: world, DebugOff: true})
			if !ok {
				return
			}
			for _, name := range r.Names() {
				_ = shown(r.Get(name))
			}
			_ = r.Required()
			if took := time.Since(start); took > 20*time.Second {
				t.Fatalf("it took %v", took)
			}
		}
	})
}
