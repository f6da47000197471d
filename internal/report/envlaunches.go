package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/finding"
)

// launches prints what each deployment file sets and leaves out, production
// first. Those of one file of which all is the same are printed once.
func (p *environmentPrinter) launches(project engine.ProjectEnvironment) {
	var groups [][]engine.LaunchEnvironment
	for _, l := range project.Launches {
		i := slices.IndexFunc(groups, func(group []engine.LaunchEnvironment) bool { return alike(group[0], l) })
		if i < 0 {
			groups = append(groups, nil)
			i = len(groups) - 1
		}
		groups[i] = append(groups[i], l)
	}
	slices.SortStableFunc(groups, func(a, b []engine.LaunchEnvironment) int { return roleOrder(a[0]) - roleOrder(b[0]) })
	for i, group := range groups {
		if i == 0 {
			p.line("")
			p.line(p.style.strong("launches"))
		}
		p.launch(group, project)
	}
}

// alike reports whether two launches are told together.
func alike(a, b engine.LaunchEnvironment) bool {
	names := func(l engine.LaunchEnvironment) string {
		var words []string
		for _, set := range l.Sets {
			words = append(words, set.Name)
		}
		for _, unread := range l.Unread {
			words = append(words, unread.Name)
		}
		return fmt.Sprint(words, l.Missing, l.Modules, l.Files, l.Role, l.File, l.Closed)
	}
	return a.Path == b.Path && names(a) == names(b)
}

func roleOrder(l engine.LaunchEnvironment) int {
	return slices.Index([]string{"production", "unknown", "build", "development"}, l.Role)
}

func (p *environmentPrinter) launch(group []engine.LaunchEnvironment, project engine.ProjectEnvironment) {
	first := group[0]
	words := "  " + p.style.strong(p.place(first.Path, first.Line)) + " (" + p.launchFacts(group) + ")"
	if len(first.Modules) > 0 && (len(first.Modules) > 1 || first.Modules[0] != project.Modules[0].Module || len(project.Modules) > 1) {
		words += " with " + oneLine(strings.Join(first.Modules, " or "))
	}
	p.line(words)
	p.missing(first)
	if len(first.Sets) > 0 {
		names := make([]string, 0, len(first.Sets))
		for _, set := range first.Sets {
			names = append(names, oneLine(set.Name))
		}
		p.line("      sets " + strings.Join(few(names), ", "))
	}
	for _, unread := range first.Unread {
		words := "      set, but nothing was found that reads it: " + oneLine(unread.Name) + p.at(unread.Path, unread.Line)
		if unread.Near != "" {
			words += ", did you mean " + oneLine(unread.Near) + "?"
		}
		p.line(words)
	}
}

// launchFacts says which services or programs of a file these are, and for
// whom.
func (p *environmentPrinter) launchFacts(group []engine.LaunchEnvironment) string {
	var services, programs []string
	for _, l := range group {
		if l.Service != "" && !slices.Contains(services, l.Service) {
			services = append(services, l.Service)
		}
		if l.Kind != l.File && !slices.Contains(programs, l.Kind) {
			programs = append(programs, l.Kind)
		}
	}
	facts := []string{group[0].File}
	if len(services) > 0 {
		facts[0] += " " + p.safe(strings.Join(services, ", "))
	}
	if len(programs) > 0 {
		facts = append(facts, p.safe(strings.Join(programs, ", ")))
	}
	return strings.Join(append(facts, group[0].Role), ", ")
}

// missing says what a launch leaves out, and who may supply it.
func (p *environmentPrinter) missing(l engine.LaunchEnvironment) {
	if len(l.Modules) == 0 {
		words := "it is not known which settings module it starts"
		if l.Settings != "" {
			words = "the settings module that it starts was not found: " + p.safe(l.Settings)
		}
		p.line("      " + words)
		return
	}
	if len(l.Missing) == 0 {
		if l.File != "env file" { // it need not have everything
			p.line("      nothing is missing of what is known to be required")
		}
		return
	}
	names := make([]string, 0, len(l.Missing))
	for _, name := range l.Missing {
		names = append(names, oneLine(name))
	}
	words := "missing, and required: " + strings.Join(names, ", ")
	switch {
	case len(l.Files) > 0:
		words += " (unless set in " + p.safe(strings.Join(l.Files, ", ")) + ", outside the repository)"
	case !l.Closed:
		words += " (unless set by whoever starts it or by an env file)"
	}
	p.line("      " + p.style.level(finding.Warning, words))
}
