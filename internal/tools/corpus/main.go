// Command corpus runs djvet over checkouts of real repositories and compares
// what it says with lists of known bugs and known non-bugs.
//
//	go run ./internal/tools/corpus -checkouts DIR -bugs bugs.tsv -nonbugs nonbugs.tsv
//
// A checkout of owner/name lies in DIR/owner+name. The lists have the columns
// repo, path, line and topic; see docs/corpus.md.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/rules"
)

func main() {
	checkouts := flag.String("checkouts", "", "the folder with the checkouts")
	bugs := flag.String("bugs", "", "the list of known bugs")
	nonbugs := flag.String("nonbugs", "", "the list of known non-bugs")
	pedantic := flag.Bool("pedantic", false, "run the pedantic rules too")
	verbose := flag.Bool("v", false, "print every finding")
	only := flag.String("only", "", "only repositories whose name contains this")
	flag.Parse()
	if err := run(*checkouts, *bugs, *nonbugs, *only, *pedantic, *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(1)
	}
}

// row is a line of a list.
type row struct{ repo, path, line, topic, why string }

func readRows(name string) ([]row, error) {
	if name == "" {
		return nil, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("reading the list: %w", err)
	}
	var rows []row
	for _, line := range strings.Split(string(data), "\n")[1:] {
		if f := strings.Split(line, "\t"); len(f) >= 5 {
			rows = append(rows, row{repo: f[0], path: f[1], line: f[2], topic: f[3], why: f[4]})
		}
	}
	return rows, nil
}

func run(checkouts, bugs, nonbugs, only string, pedantic, verbose bool) error {
	known, err := readRows(bugs)
	if err != nil {
		return err
	}
	harmless, err := readRows(nonbugs)
	if err != nil {
		return err
	}
	directories, err := os.ReadDir(checkouts)
	if err != nil {
		return fmt.Errorf("reading the checkouts: %w", err)
	}
	score := newScore(known, harmless)
	for _, d := range directories {
		repo := strings.Replace(d.Name(), "+", "/", 1)
		if !d.IsDir() || repo == d.Name() || !strings.Contains(repo, only) {
			continue
		}
		report, err := check(filepath.Join(checkouts, d.Name()), pedantic)
		if err != nil {
			return fmt.Errorf("checking %s: %w", repo, err)
		}
		score.add(repo, report)
		if verbose {
			show(repo, report)
		}
	}
	score.print()
	return nil
}

func check(directory string, pedantic bool) (engine.Report, error) {
	tree, err := workspace.OpenDirectory(directory)
	if err != nil {
		return engine.Report{}, err
	}
	defer func() { _ = tree.Close() }()
	return engine.Check(context.Background(), tree, engine.Options{Rules: rules.Choice{Pedantic: pedantic}})
}

func show(repo string, report engine.Report) {
	fmt.Printf("== %s: %d projects\n", repo, len(report.Projects))
	for _, p := range report.Projects {
		for _, m := range p.Settings {
			if m.Judged {
				fmt.Printf("   judged %s (%s): %s\n", m.Module, m.Path, reasons(m))
			}
			if !m.Loads.OK {
				fmt.Printf("   does not load: %s:%d %s\n", m.Loads.Path, m.Loads.Line, m.Loads.Error)
			}
		}
	}
	for _, f := range report.Findings {
		fmt.Printf("   %s:%d %s %s/%s %s [%s]\n", f.Path, lineOf(report, f), f.Rule, f.Severity, f.Confidence,
			report.Redactor.Redact(f.Message), strings.Join(f.Modules, " "))
	}
	for _, i := range report.Incidents {
		fmt.Printf("   INCIDENT %s %s\n", i.Path, i.Message)
	}
}

func reasons(m engine.SettingsModule) string {
	var texts []string
	for _, e := range m.Why {
		texts = append(texts, fmt.Sprintf("%s (%s:%d)", e.Text, e.Path, e.Line))
	}
	return strings.Join(texts, "; ")
}

func lineOf(report engine.Report, f finding.Finding) int {
	file, ok := report.Sources[f.Path]
	if !ok {
		return 0
	}
	line, _ := file.Position(f.Span.Start)
	return line
}
