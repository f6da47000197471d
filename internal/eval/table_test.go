package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// example is one source of the tables in testdata/table, with what is expected
// of it: lines "NAME = alternatives @ origin".
type example struct {
	name   string
	files  map[string]string
	main   string // the path of the first file, whose module is evaluated
	source string
	exact  map[string]string
	names  []string
	want   []string
}

var (
	fileLine = regexp.MustCompile(`(?m)^-- (\S+) --\n`)
	wantLine = regexp.MustCompile(`^= (\w+): (.*)$`)
)

// examples reads a table. An example is "### name", files after lines
// "-- path --" (m.py if there is none), and lines "= NAME: alternatives @
// origin". "exact A=1 B=" chooses an exact world.
func examples(t *testing.T, path string) []example {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var list []example
	for _, text := range strings.Split("\n"+string(data), "\n### ")[1:] {
		name, body, _ := strings.Cut(text, "\n")
		e := example{name: name, main: "m.py", files: map[string]string{}}
		var source []string
		for _, line := range strings.Split(body, "\n") {
			if m := wantLine.FindStringSubmatch(line); m != nil {
				e.names = append(e.names, m[1])
				e.want = append(e.want, m[2])
			} else if rest, ok := strings.CutPrefix(line, "exact"); ok && len(source) == 0 {
				e.exact = map[string]string{}
				for _, field := range strings.Fields(rest) {
					key, value, _ := strings.Cut(field, "=")
					e.exact[key] = value
				}
				e.source += line + "\n"
			} else {
				source = append(source, line)
			}
		}
		text = strings.TrimRight(strings.Join(source, "\n"), "\n") + "\n"
		e.source += text
		e.split(text)
		list = append(list, e)
	}
	return list
}

func (e *example) split(text string) {
	at := fileLine.FindAllStringSubmatchIndex(text, -1)
	if len(at) == 0 {
		e.files["m.py"] = text
		return
	}
	e.main = text[at[0][2]:at[0][3]]
	for i, m := range at {
		end := len(text)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		e.files[text[m[2]:m[3]]] = text[m[1]:end]
	}
}

func (e *example) module() string {
	name := strings.TrimSuffix(strings.TrimSuffix(e.main, ".py"), "/__init__")
	return strings.ReplaceAll(name, "/", ".")
}

func (e *example) world() World {
	if e.exact != nil {
		return ExactWorld(e.exact)
	}
	return OpenWorld()
}

// settings are the names to print: those that are asked for, or all.
func (e *example) settings(r *Result) []string {
	if len(e.names) > 0 {
		return e.names
	}
	names := []string{}
	for _, name := range r.Names() {
		if strings.ToUpper(name) == name && !strings.HasPrefix(name, "_") {
			names = append(names, name)
		}
	}
	if r.Failure != nil {
		names = append(names, "failure")
	}
	return names
}

func (e *example) got(r *Result, name string) string {
	if name == "failure" {
		if r.Failure == nil {
			return "none"
		}
		return r.Failure.Exception + " @ " + places(Origin{File: r.Failure.File, Span: r.Failure.Span})
	}
	a := r.Get(name)
	line := shown(a)
	var origins []string
	for _, alternative := range a {
		if at := places(alternative.Origin); at != "" && !slices.Contains(origins, at) {
			origins = append(origins, at)
		}
	}
	if len(origins) > 0 {
		line += " @ " + strings.Join(origins, " | ")
	}
	return line
}

// TestTables compares the tables of testdata/table; with DJVET_UPDATE set it
// writes what it finds into them, to be read before it is committed.
func TestTables(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join("testdata", "table", "*.txt"))
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			var updated strings.Builder
			for _, e := range examples(t, path) {
				r := evaluated(t, e.files, e.module(), e.world())
				updated.WriteString("### " + e.name + "\n" + e.source)
				for i, name := range e.settings(r) {
					got := e.got(r, name)
					updated.WriteString("= " + name + ": " + got + "\n")
					if i >= len(e.want) || e.want[i] != got {
						t.Logf("%s: %s is\n%s", e.name, name, got)
						if i < len(e.want) {
							t.Errorf("want\n%s", e.want[i])
						} else {
							t.Errorf("want nothing")
						}
					}
				}
				updated.WriteString("\n")
			}
			if os.Getenv("DJVET_UPDATE") != "" {
				if err := os.WriteFile(path, []byte(strings.TrimRight(updated.String(), "\n")+"\n"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// foreignImport is the import of a package that readers_*_test.go compare.
var foreignImport = regexp.MustCompile(`(?m)^\s*(?:import|from) (?:environ|environs|decouple|dotenv|dj_database_url|dj_email_url|django_cache_url)\b`)

// TestTablesAgainstCPython runs the same sources under CPython.
func TestTablesAgainstCPython(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join("testdata", "table", "*.txt"))
	environments := []map[string]string{{}, {"A": "1", "B": "prod", "DEBUG": "True", "N": "7"}, {"A": "", "B": "dev", "DEBUG": "no"}, {"N": "x", "C": "a,b"}}
	var programs []program
	var names []string
	for _, path := range paths {
		if filepath.Base(path) == "limits.txt" {
			continue // CPython has none of them
		}
		for _, e := range examples(t, path) {
			if foreignImport.MatchString(e.source) {
				continue // packages that may be missing
			}
			p := program{Files: e.files, Module: e.module(), Environments: environments}
			if e.exact != nil {
				p.Environments = append(slices.Clone(environments), e.exact)
			}
			programs = append(programs, p)
			names = append(names, filepath.Base(path)+" "+e.name)
		}
	}
	for i, o := range cpython(t, "python3", programs) {
		if d := wrong(t, programs[i], o); d != "" {
			t.Errorf("%s: %s\n%s", names[i], d, programs[i].written())
		}
	}
}

// places are the steps of an origin as path:line, the last first.
func places(o Origin) string {
	var steps []string
	for _, step := range o.Steps() {
		line, _ := step.File.Position(step.Span.Start)
		steps = append(steps, fmt.Sprintf("%s:%d", step.File.Path, line))
	}
	return strings.Join(steps, " ")
}
