package check

import (
	"errors"
	"fmt"
	"go/token"
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/rules"
)

// Input is what the driver gives to the rules of one project.
type Input struct {
	Project   *project.Project
	Catalogue *rules.Catalogue
	// AsDjango says exactly what Django's own checks would say.
	AsDjango bool
	// Host is the machine that the project runs on, nil if nothing is to be
	// said of it.
	Host *Host

	shared map[any]any // see Shared
}

// Project is the analyzer whose result is the Input. The driver supplies it;
// every rule analyzer requires it.
var Project = &analysis.Analyzer{
	Name:       "project",
	Doc:        "holds the Django project that is judged",
	ResultType: reflect.TypeFor[*Input](),
	Run:        func(*analysis.Pass) (any, error) { return nil, errNotSupplied },
}

var errNotSupplied = errors.New("the driver has to supply the project")

// Pass is one run of one rule on one project.
type Pass struct {
	*Input
	Rule rules.Rule

	pass     *analysis.Pass
	findings []finding.Finding
}

// Rule makes the analyzer of a rule, which runs only if every Django that the
// project may run on is one that the rule is about. Its result is []finding.Finding, sorted by
// nothing: the driver sorts. Every finding is projected to a Diagnostic too.
func Rule(id string, run func(*Pass)) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:       strings.ReplaceAll(id, "-", "_"),
		Doc:        fmt.Sprintf("reports %s\n\ndjvet explain %s says what and why.", id, id),
		URL:        "https://github.com/djvet/djvet/blob/main/docs/rules/" + id + ".md",
		Requires:   []*analysis.Analyzer{Project},
		ResultType: reflect.TypeFor[[]finding.Finding](),
		Run: func(pass *analysis.Pass) (any, error) {
			input, ok := pass.ResultOf[Project].(*Input)
			if !ok {
				return nil, errNotSupplied
			}
			rule, ok := input.Catalogue.Lookup(id)
			if !ok {
				return nil, fmt.Errorf("the catalogue has no rule %s", id)
			}
			p := &Pass{Input: input, Rule: rule, pass: pass}
			if p.concerned() {
				run(p)
			}
			p.settleAbsent()
			p.project()
			return p.findings, nil
		},
	}
}

// ID is the rule that an analyzer made by Rule reports.
func ID(a *analysis.Analyzer) string { return strings.ReplaceAll(a.Name, "_", "-") }

// Report adds a finding. Rule, project, severity and confidence are filled in
// from the catalogue where they are not set.
func (p *Pass) Report(f finding.Finding) {
	f.Rule = p.Rule.ID
	f.Project = p.Project.Root
	if f.Project == "" {
		f.Project = "."
	}
	if f.Severity == 0 {
		f.Severity = severityOf(p.Rule)
	}
	if f.Confidence == 0 {
		f.Confidence = finding.High
		if p.Rule.Confidence == "medium" {
			f.Confidence = finding.Medium
		}
	}
	if f.Supersedes == nil {
		f.Supersedes = p.Rule.Supersedes
	}
	p.findings = append(p.findings, f)
}

// project makes the diagnostics of go/analysis, which tell less.
func (p *Pass) project() {
	for _, f := range p.findings {
		p.pass.Report(analysis.Diagnostic{Pos: p.position(f), Category: f.Rule, Message: f.Message})
	}
}

// position makes a token.Pos in the file set of the run.
func (p *Pass) position(f finding.Finding) token.Pos {
	file := Shared(p, fileKey{p.pass.Fset, f.Path}, func() *token.File { return p.addFile(f.Path) })
	if file == nil {
		return token.NoPos
	}
	return file.Pos(min(int(f.Span.Start), file.Size()))
}

type fileKey struct {
	set  *token.FileSet
	path string
}

// addFile puts a file into the file set, nil if it cannot be read.
func (p *Pass) addFile(path string) *token.File {
	source, err := p.Project.Files.Source(path)
	if err != nil {
		return nil
	}
	file := p.pass.Fset.AddFile(path, -1, len(source.Data))
	file.SetLinesForContent(source.Data)
	return file
}

func severityOf(r rules.Rule) finding.Severity {
	severity, err := finding.ParseSeverity(string(r.Severity))
	if err != nil {
		return finding.Warning // the catalogue's own tests forbid it
	}
	return severity
}
