// Package driver runs the rule analyzers over one project, as the drivers of go
// vet and gopls run theirs over a package: it resolves the graph of
// requirements, gives each analyzer its pass, and keeps a panic in one of them
// from harming the others.
package driver

import (
	"context"
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"runtime/debug"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/finding"
)

// Incident is a rule that failed: a fault of djvet's own, never a finding.
type Incident struct {
	Analyzer string
	Message  string
	// Stack is for the log of a developer, never for a report.
	Stack string
}

// readLimit is the largest file that an analyzer may read through its pass.
const readLimit = 1 << 20

// Run runs the analyzers in the order given and returns what they found,
// unsorted, and the incidents. An error is that of ctx.
func Run(ctx context.Context, input *check.Input, analyzers []*analysis.Analyzer) ([]finding.Finding, []Incident, error) {
	r := &runner{
		input: input, fset: token.NewFileSet(),
		done: map[*analysis.Analyzer]result{check.Project: {value: input}},
		pkg:  types.NewPackage("djvet/"+input.Project.Root, "project"),
	}
	var findings []finding.Finding
	for _, a := range analyzers {
		if err := ctx.Err(); err != nil {
			return nil, nil, fmt.Errorf("running the rules: %w", err)
		}
		if found, ok := r.run(a).value.([]finding.Finding); ok {
			findings = append(findings, found...)
		}
	}
	return findings, r.incidents, nil
}

type runner struct {
	input     *check.Input
	fset      *token.FileSet
	pkg       *types.Package // a dummy: Pass.String needs one
	done      map[*analysis.Analyzer]result
	incidents []Incident
}

type result struct {
	value any
	err   error
}

// run runs an analyzer once, after those that it requires.
func (r *runner) run(a *analysis.Analyzer) result {
	if done, ok := r.done[a]; ok {
		return done
	}
	results := map[*analysis.Analyzer]any{}
	for _, required := range a.Requires {
		done := r.run(required)
		if done.err != nil {
			r.done[a] = result{err: fmt.Errorf("%s is needed by %s: %w", required.Name, a.Name, done.err)}
			return r.done[a]
		}
		results[required] = done.value
	}
	r.done[a] = r.protected(a, results)
	return r.done[a]
}

var errPanic = errors.New("the rule failed")

// protected runs the analyzer and turns a panic or an error into an incident.
func (r *runner) protected(a *analysis.Analyzer, results map[*analysis.Analyzer]any) (done result) {
	defer func() {
		if cause := recover(); cause != nil {
			r.incidents = append(r.incidents, Incident{
				Analyzer: a.Name, Message: fmt.Sprintf("the rule %s failed: %v", check.ID(a), cause), Stack: string(debug.Stack()),
			})
			done = result{err: errPanic}
		}
	}()
	value, err := a.Run(r.pass(a, results))
	if err != nil {
		r.incidents = append(r.incidents, Incident{Analyzer: a.Name, Message: fmt.Sprintf("the rule %s failed: %v", check.ID(a), err)})
	}
	return result{value: value, err: err}
}

func (r *runner) pass(a *analysis.Analyzer, results map[*analysis.Analyzer]any) *analysis.Pass {
	files := r.input.Project.Files
	var others []string
	for _, m := range r.input.Project.Settings {
		others = append(others, m.Path)
	}
	for _, s := range r.input.Project.Starters {
		others = append(others, s.Path)
	}
	slices.Sort(others)
	return &analysis.Pass{
		Analyzer: a, Fset: r.fset, Pkg: r.pkg, OtherFiles: others, ResultOf: results,
		Report:   func(analysis.Diagnostic) {},
		ReadFile: func(name string) ([]byte, error) { return files.Tree().ReadFile(name, readLimit) },
	}
}
