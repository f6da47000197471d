package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/engine"
)

// Environment prints the environment variables of projects for people: those
// that have to be set first, and what each deployment file leaves out last. The
// error is that of w.
func Environment(w io.Writer, report *engine.Report, projects []engine.ProjectEnvironment, options SettingsOptions) error {
	p := &environmentPrinter{settingsPrinter{lines{out: bufio.NewWriter(w), report: report, style: newStyle(options.Color)}}}
	for i, project := range projects {
		if i > 0 {
			p.line("")
		}
		p.project(project)
	}
	p.incidents()
	return p.flush()
}

type environmentPrinter struct{ settingsPrinter }

func (p *environmentPrinter) project(project engine.ProjectEnvironment) {
	p.line(p.style.strong("environment of " + p.place(project.Root, 0)))
	for _, module := range project.Modules {
		p.line("  settings " + oneLine(module.Module) + p.at(module.Path, 0))
		if loads := module.Loads; !loads.OK && loads.Error != "" {
			p.line("    does not load: " + p.safe(loads.Error) + p.at(loads.Path, loads.Line))
		}
	}
	if len(project.Unknown) > 0 {
		p.line("  not followed: " + oneLine(strings.Join(few(project.Unknown), ", ")) + ", which may read variables that are not listed")
	}
	for _, module := range project.Incomplete {
		p.line("  not all of " + oneLine(module.Module) + " was read: " + p.safe(module.Why) + "; it may read variables that are not listed")
	}
	for _, section := range []struct {
		title string
		holds func(engine.EnvironmentVariable) bool
	}{
		{"required", func(v engine.EnvironmentVariable) bool { return v.Need == engine.NeedRequired }},
		{"perhaps required", func(v engine.EnvironmentVariable) bool { return v.Need == engine.NeedPerhaps }},
		{"optional", func(v engine.EnvironmentVariable) bool { return v.Need == engine.NeedOptional && !onlySet(v) }},
		{"set by the project's code", onlySet},
	} {
		p.variables(section.title, project, section.holds)
	}
	if len(project.Variables) == 0 {
		p.line("")
		p.line("no environment variable is read")
	}
	p.launches(project)
}

// onlySet reports whether the project sets a variable and does not read it.
func onlySet(v engine.EnvironmentVariable) bool {
	return v.Need == engine.NeedOptional && len(v.Reads) == 0 && len(v.Writes) > 0
}

func (p *environmentPrinter) variables(title string, project engine.ProjectEnvironment, holds func(engine.EnvironmentVariable) bool) {
	printed := false
	for _, v := range project.Variables {
		if !holds(v) {
			continue
		}
		if !printed {
			printed = true
			p.line("")
			p.line(p.style.strong(title))
		}
		p.variable(v, project)
	}
}

func (p *environmentPrinter) variable(v engine.EnvironmentVariable, project engine.ProjectEnvironment) {
	head := "  " + p.style.strong(oneLine(v.Name))
	if facts := p.facts(v); facts != "" {
		head += " (" + facts + ")"
	}
	p.line(head)
	if v.Need == engine.NeedRequired && len(v.RequiredBy) > 0 && (len(project.Modules) > 1 || v.RequiredBy[0] != project.Modules[0].Module) {
		p.line("      required by " + p.safe(strings.Join(v.RequiredBy, ", ")))
	}
	for _, decided := range v.Decides {
		words := "      decides " + oneLine(strings.Join(few(decided.Settings), ", "))
		if len(project.Modules) > 1 {
			words += " in " + oneLine(decided.Module)
		}
		p.line(words)
	}
	if len(v.Reads) > 0 {
		p.line("      read at " + p.style.faint(strings.Join(few(p.readPlaces(v)), ", ")))
	}
	for _, write := range v.Writes {
		words := "      set at " + p.style.faint(p.place(write.Path, write.Line))
		if !write.Value.Empty() {
			words += " to " + p.value(write.Value)
		}
		if write.IfUnset {
			words += ", if it is not set"
		}
		p.line(words)
	}
	if providers := p.providers(v.Name, project.Launches); len(providers) > 0 {
		p.line("      given by " + strings.Join(few(providers), ", "))
	}
}

// facts are what a person who sets the variable has to know.
func (p *environmentPrinter) facts(v engine.EnvironmentVariable) string {
	var facts []string
	if len(v.Types) > 0 {
		facts = append(facts, oneLine(strings.Join(v.Types, " or ")))
	}
	if v.Secret {
		facts = append(facts, "secret")
	}
	if len(v.Defaults) > 0 {
		values := make([]string, 0, len(v.Defaults))
		for _, value := range v.Defaults {
			values = append(values, p.short(value))
		}
		facts = append(facts, "default "+strings.Join(values, " or "))
	}
	if len(v.Texts) > 0 {
		texts := make([]string, 0, len(v.Texts))
		for _, text := range v.Texts {
			texts = append(texts, `"`+p.safe(text)+`"`)
		}
		facts = append(facts, "compared with "+strings.Join(few(texts), ", "))
	}
	return strings.Join(facts, ", ")
}

// short is the beginning of a default.
func (p *environmentPrinter) short(value engine.SettingValue) string {
	const most = 200
	text := p.value(value)
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "…"
	}
	return text
}

func (p *environmentPrinter) readPlaces(v engine.EnvironmentVariable) []string {
	var places []string
	for _, read := range v.Reads {
		place := p.place(read.Path, read.Line)
		if len(v.Defaults) > 1 && !read.Default.Empty() {
			place += " (default " + p.short(read.Default) + ")"
		}
		if !slices.Contains(places, place) {
			places = append(places, place)
		}
	}
	return places
}

// providers are the launches that set a variable.
func (p *environmentPrinter) providers(name string, launches []engine.LaunchEnvironment) []string {
	var found []string
	for _, l := range launches {
		for _, set := range l.Sets {
			if set.Name != name {
				continue
			}
			words := p.place(set.Path, set.Line)
			switch {
			case set.State == engine.LaunchHandsOn:
				words += " (from the host)"
			case set.State == engine.LaunchDefaults:
				words += " (unless the host says otherwise)"
			}
			if !slices.Contains(found, words) {
				found = append(found, words)
			}
		}
	}
	return found
}

// few are the first of some words, and how many more there are.
func few(words []string) []string {
	const most = 12
	if len(words) <= most+1 {
		return words
	}
	return append(slices.Clone(words[:most]), fmt.Sprintf("and %d more", len(words)-most))
}
