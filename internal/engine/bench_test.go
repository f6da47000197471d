package engine_test

import (
	"context"
	"fmt"
	"io"
	"testing"
	"time"

	sitter "github.com/smacker/go-tree-sitter"              //nolint:depguard // its part of the time is shown
	sitterpython "github.com/smacker/go-tree-sitter/python" //nolint:depguard // as above

	"github.com/djvet/djvet/analyzers"
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/driver"
	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/report"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/parser/python"
	"github.com/djvet/djvet/rules"
)

// BenchmarkCheck shows where the time goes on a project of the size of
// cookiecutter-django's: each part alone, as a share of the whole. The whole
// prints text, so that the other outputs come on top of it. What is missing to
// 100 is the making of the report, and what a first time costs more than a
// later one.
func BenchmarkCheck(b *testing.B) {
	site := newSite(b)
	for _, part := range []struct {
		name string
		run  func() error
		// without is a part that cannot be left out of this one.
		without func() error
	}{
		{"whole", site.whole, nil},
		{"reading", site.reading, nil},
		{"parsing", site.parsing, nil},
		{"lowering", site.lowering, site.parsing},
		{"launches", site.launches, nil},
		{"roles", site.roles, site.launches},
		{"evaluating", site.evaluating, nil},
		{"catalogue", site.catalogue, nil},
		{"rules", site.rules, nil},
		{"output/text", site.text, nil},
		{"output/json", site.json, nil},
		{"output/sarif", site.sarif, nil},
	} {
		b.Run(part.name, func(b *testing.B) {
			var spent, whole, without stopwatch
			for b.Loop() {
				spent.run(b, part.run)
				// Side by side with the part, so that what else the machine
				// does slows both.
				b.StopTimer()
				if whole.runs < samples {
					whole.run(b, site.whole)
					if part.without != nil {
						without.run(b, part.without)
					}
				}
				b.StartTimer()
			}
			b.ReportMetric(100*float64(spent.least-without.least)/float64(whole.least), "%ofwhole")
		})
	}
}

// samples is how often the whole is run beside each part.
const samples = 60

// stopwatch keeps the shortest time of several runs: whatever else the machine
// does can only make a run longer.
type stopwatch struct {
	least time.Duration
	runs  int
}

func (s *stopwatch) run(b *testing.B, run func() error) {
	b.Helper()
	start := time.Now()
	if err := run(); err != nil {
		b.Fatal(err)
	}
	if spent := time.Since(start); s.runs == 0 || spent < s.least {
		s.least = spent
	}
	s.runs++
}

// site is the project, and what a run on it makes on its way.
type site struct {
	directory string
	tree      *workspace.Directory
	// read are the files that a run reads, parsed those that it parses.
	read   []string
	parsed map[string][]byte
	// found is what was discovered, with everything parsed and evaluated.
	found    engine.Discovery
	report   engine.Report
	rulebook *rules.Catalogue
	sitter   *sitter.Parser
	python   *python.Parser
}

func newSite(b *testing.B) *site {
	b.Helper()
	s := &site{directory: b.TempDir(), python: python.NewParser(python.Limits{}), sitter: sitter.NewParser()}
	b.Cleanup(s.sitter.Close)
	s.sitter.SetLanguage(sitterpython.GetLanguage())
	writeSite(b, s.directory)
	var err error
	if s.tree, err = workspace.OpenDirectory(s.directory); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.tree.Close() })
	if s.rulebook, err = rules.Load(); err != nil {
		b.Fatal(err)
	}
	recorder := &recorder{Tree: s.tree}
	if s.report, err = engine.Check(b.Context(), recorder, engine.Options{}); err != nil {
		b.Fatal(err)
	}
	s.read = recorder.names()
	if s.found, err = engine.Discover(b.Context(), s.tree, engine.Options{}); err != nil {
		b.Fatal(err)
	}
	if len(s.found.Projects) != 1 || len(s.found.Projects[0].Judged()) != 1 || len(s.report.Incidents) > 0 {
		b.Fatalf("the project is not found: %+v", s.report.Summary)
	}
	s.findParsed(b)
	return s
}

// findParsed notes what is parsed: the settings modules with all that they
// load, and what starts the project.
func (s *site) findParsed(b *testing.B) {
	b.Helper()
	s.parsed = map[string][]byte{}
	found := s.found.Projects[0]
	var names []string
	for _, m := range found.Settings {
		names = append(append(names, m.Path), m.Evaluate(m.World()).Files...)
	}
	for _, starter := range found.Starters {
		names = append(append(names, starter.Path), starter.Result.Files...)
	}
	for _, name := range names {
		file, err := s.found.Files.Source(name)
		if err != nil {
			b.Fatal(err)
		}
		s.parsed[name] = file.Data
	}
}

// whole is what the command line does, without the process.
func (s *site) whole() error {
	tree, err := workspace.OpenDirectory(s.directory)
	if err != nil {
		return err
	}
	defer func() { _ = tree.Close() }()
	result, err := engine.Check(context.Background(), tree, engine.Options{})
	if err != nil {
		return err
	}
	catalogue, err := rules.Load()
	if err != nil {
		return err
	}
	return report.Text(io.Discard, &result, report.TextOptions{Catalogue: catalogue})
}

// reading walks the tree and reads the files that a run reads.
func (s *site) reading() error {
	tree, err := workspace.OpenDirectory(s.directory)
	if err != nil {
		return err
	}
	defer func() { _ = tree.Close() }()
	files, err := workspace.Open(context.Background(), tree, workspace.Options{})
	if err != nil {
		return err
	}
	for _, name := range s.read {
		if _, err := files.Source(name); err != nil {
			return err
		}
	}
	return nil
}

// parsing is tree-sitter's part of reading Python.
func (s *site) parsing() error {
	for _, source := range s.parsed {
		tree, err := s.sitter.ParseCtx(context.Background(), nil, source)
		if err != nil {
			return err
		}
		tree.Close()
	}
	return nil
}

// lowering parses and makes the nodes.
func (s *site) lowering() error {
	for _, source := range s.parsed {
		if _, err := s.python.Parse(context.Background(), source); err != nil {
			return err
		}
	}
	return nil
}

// evaluating evaluates the modules that a run evaluates, in all the worlds in
// which it does.
func (s *site) evaluating() error {
	for _, m := range s.found.Projects[0].Started() {
		worlds := []eval.World{m.World()}
		if m.Judged {
			worlds = append(worlds, m.DeploymentWorlds()...)
		}
		for _, world := range worlds {
			input := eval.Input{Files: s.found.Files, Roots: m.Roots, Module: m.Name, World: world, DebugOff: m.Judged}
			if result, ok := eval.Evaluate(context.Background(), input); !ok || result.Failure != nil {
				return fmt.Errorf("evaluating %s: %+v", m.Name, result)
			}
		}
	}
	return nil
}

// roles finds the projects and what their modules are for, of what has been
// read and parsed. It evaluates the files that start them.
func (s *site) roles() error {
	found, _, err := project.Discover(context.Background(), s.found.Files, project.Options{})
	if err == nil && len(found) != 1 {
		err = fmt.Errorf("%d projects are found", len(found))
	}
	return err
}

// launches reads the deployment files.
func (s *site) launches() error {
	_, err := deploy.Read(context.Background(), s.found.Files)
	return err
}

func (s *site) catalogue() error {
	_, err := rules.Load()
	return err
}

// rules runs all rules on settings that have been evaluated.
func (s *site) rules() error {
	input := &check.Input{Project: s.found.Projects[0], Catalogue: s.rulebook}
	_, incidents, err := driver.Run(context.Background(), input, analyzers.All())
	if len(incidents) > 0 {
		return fmt.Errorf("a rule failed: %+v", incidents)
	}
	return err
}

func (s *site) text() error {
	return report.Text(io.Discard, &s.report, report.TextOptions{Catalogue: s.rulebook})
}

func (s *site) json() error { return report.JSON(io.Discard, &s.report) }

func (s *site) sarif() error { return report.SARIF(io.Discard, &s.report, s.rulebook) }
