package engine

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/djvet/djvet/analyzers"
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/driver"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/rules"
)

// ErrSettings is wrapped by the error for a settings module that was asked for
// and is not in the tree.
var ErrSettings = errors.New("no such settings module")

// Check finds the Django projects of a tree and judges them. A tree without any
// gives a report without projects. The errors are an unknown rule
// (rules.ErrUnknown), ErrSettings, ErrAccount, a tree that cannot be walked, and that of
// ctx; whatever goes wrong with one file or one rule is an incident in the
// report.
func Check(ctx context.Context, tree workspace.Tree, options Options) (Report, error) {
	catalogue, err := rules.Load()
	if err != nil {
		return Report{}, fmt.Errorf("loading the rules: %w", err)
	}
	if options.AsDjango && len(options.Rules.Select) == 0 {
		options.Rules.Select = []string{"django", "settings-load-error"}
	}
	selection, err := catalogue.Choose(options.Rules)
	if err != nil {
		return Report{}, err
	}
	found, err := Discover(ctx, tree, options)
	if err != nil {
		return Report{}, err
	}
	hosts, err := accounts(options.Host, found.Projects)
	if err != nil {
		return Report{}, err
	}
	c := &checker{options: options, catalogue: catalogue, selection: selection, found: found, hosts: hosts}
	if err := c.judge(ctx); err != nil {
		return Report{}, err
	}
	return c.report(), nil
}

// Survey finds what Check would judge, and judges nothing: its report has no
// findings. Errors are those of Check.
func Survey(ctx context.Context, tree workspace.Tree, options Options) (Report, error) {
	found, err := Discover(ctx, tree, options)
	if err != nil {
		return Report{}, err
	}
	c := &checker{options: options, found: found, results: make([]projectResult, len(found.Projects))}
	return c.report(), nil
}

// Discovery is what a tree holds, before any rule was run.
type Discovery struct {
	Files    *workspace.Workspace
	Projects []*project.Project
	Problems []deploy.Problem
}

// Discover finds the projects of a tree and their settings modules, roles and
// launches. Errors are those of Check.
func Discover(ctx context.Context, tree workspace.Tree, options Options) (Discovery, error) {
	files, err := workspace.Open(ctx, tree, workspace.Options{Cache: options.Cache})
	if err != nil {
		return Discovery{}, err
	}
	asked := project.Options{
		Paths: options.Paths, Settings: options.Settings, World: options.World,
		AsStands: options.AsDjango || options.World.Exact,
	}
	if len(options.Django) > 0 {
		asked.Django = workspace.Version{Minors: options.Django, Source: workspace.Pinned}
	}
	projects, problems, err := project.Discover(ctx, files, asked)
	if err != nil {
		return Discovery{}, err
	}
	for _, name := range options.Settings {
		if !slices.ContainsFunc(projects, func(p *project.Project) bool {
			return slices.ContainsFunc(p.Judged(), func(m *project.SettingsModule) bool { return m.Name == name })
		}) {
			return Discovery{}, fmt.Errorf("%w: %s", ErrSettings, name)
		}
	}
	if len(options.Settings) > 0 {
		projects = slices.DeleteFunc(projects, func(p *project.Project) bool { return len(p.Judged()) == 0 })
	}
	return Discovery{Files: files, Projects: projects, Problems: problems}, nil
}

type checker struct {
	options   Options
	catalogue *rules.Catalogue
	selection rules.Selection
	found     Discovery
	// hosts are the machine as the server of each project sees it.
	hosts   map[*project.Project]*check.Host
	results []projectResult
}

// projectResult is what the rules said of one project.
type projectResult struct {
	findings  []finding.Finding
	incidents []Incident
	silenced  int
}

// judge runs the rules on the projects, several at once.
func (c *checker) judge(ctx context.Context) error {
	jobs := c.options.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	c.results = make([]projectResult, len(c.found.Projects))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(jobs)
	for i, p := range c.found.Projects {
		group.Go(func() (err error) {
			// One project's failure must not end the others.
			defer func() {
				if cause := recover(); cause != nil {
					c.results[i] = projectResult{incidents: []Incident{{
						Project: rootOf(p), Message: fmt.Sprintf("judging the project failed: %v", cause),
					}}}
				}
			}()
			c.results[i], err = c.judgeProject(ctx, p)
			return err
		})
	}
	return group.Wait()
}

func (c *checker) judgeProject(ctx context.Context, p *project.Project) (projectResult, error) {
	input := &check.Input{Project: p, Catalogue: c.catalogue, AsDjango: c.options.AsDjango, Host: c.hosts[p]}
	enabled := slices.DeleteFunc(analyzers.All(), func(a *analyzer) bool { return !c.selection.Has(check.ID(a)) })
	findings, failed, err := driver.Run(ctx, input, enabled)
	if err != nil {
		return projectResult{}, err
	}
	if c.selection.Has("syntax-error") {
		findings = append(findings, driver.SyntaxErrors(p)...)
	}
	result := projectResult{}
	for _, f := range failed {
		result.incidents = append(result.incidents, Incident{Project: rootOf(p), Message: f.Message})
	}
	result.findings, result.silenced = c.settle(p, findings)
	return result, nil
}

// settle merges, folds, filters and fingerprints the findings of a project.
func (c *checker) settle(p *project.Project, findings []finding.Finding) ([]finding.Finding, int) {
	least := c.options.MinConfidence
	if least == 0 {
		least = finding.Medium
	}
	findings = slices.DeleteFunc(findings, func(f finding.Finding) bool {
		return f.Confidence < least || !c.wanted(f.Path) || f.Pedantic && !c.options.Rules.Pedantic && !c.selection.Named(f.Rule)
	})
	named := c.selection.Named
	if c.options.AsDjango {
		named = nil // they are all named; the graver one carries the ids
	}
	findings = finding.Merge(findings)
	if c.options.AsDjango { // before what explains why they do not load takes its place
		findings = unlessLoaded(findings)
	}
	findings = finding.Fold(findings, named)
	before := len(findings)
	findings = silence(p, findings)
	finding.Sort(findings)
	finding.Finalize(findings)
	return findings, before - len(findings)
}

// unlessLoaded leaves nothing but the reason if the settings do not load: Django
// comes to no check then.
func unlessLoaded(findings []finding.Finding) []finding.Finding {
	isReason := func(f finding.Finding) bool { return f.Rule == "settings-load-error" }
	if !slices.ContainsFunc(findings, isReason) {
		return findings
	}
	return slices.DeleteFunc(findings, func(f finding.Finding) bool { return !isReason(f) })
}

// wanted reports whether a path is one that the user asked for.
func (c *checker) wanted(path string) bool {
	if len(c.options.Paths) == 0 {
		return true
	}
	return slices.ContainsFunc(c.options.Paths, func(asked string) bool {
		return asked == "" || path == asked || len(path) > len(asked) && path[:len(asked)] == asked && path[len(asked)] == '/'
	})
}

func rootOf(p *project.Project) string {
	if p.Root == "" {
		return "."
	}
	return p.Root
}
