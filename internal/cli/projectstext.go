package cli

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/djvet/djvet/internal/engine"
)

// projectsPrinter prints projects for people.
type projectsPrinter struct {
	out    *bufio.Writer // it keeps the first error until Flush
	report *engine.Report
	paint  painter
}

// printProjects tells of every project, and of what could not be read.
func printProjects(w io.Writer, report *engine.Report, paint painter) error {
	p := &projectsPrinter{out: bufio.NewWriter(w), report: report, paint: paint}
	for i, project := range report.Projects {
		if i > 0 {
			p.line("")
		}
		p.project(project)
	}
	for _, incident := range report.Incidents {
		p.line(paint.strong("incident: ") + p.safe(incident.Message) + p.at(incident.Path, 0))
	}
	return p.out.Flush() //nolint:wrapcheck // of the output
}

func (p *projectsPrinter) line(text string) { _, _ = p.out.WriteString(text + "\n") }

// safe masks the secrets of a text and makes it safe to print.
func (p *projectsPrinter) safe(text string) string {
	return printable(p.report.Redactor.Redact(text))
}

// at says where something stands, to follow it in a line.
func (p *projectsPrinter) at(path string, line int) string {
	if path == "" {
		return ""
	}
	if where := p.place(path, line); where != "" {
		return p.paint.faint(" (" + where + ")")
	}
	return ""
}

func (p *projectsPrinter) place(path string, line int) string {
	shown := printable(p.report.PathPrefix(path))
	if line == 0 {
		return shown
	}
	return fmt.Sprintf("%s:%d", shown, line)
}

func (p *projectsPrinter) project(project engine.Project) {
	p.line(p.paint.strong("project " + p.place(project.Root, 0)))
	p.line("  Django " + strings.Join(project.Django, ", "))
	for _, why := range project.DjangoWhy {
		p.why(why)
	}
	if len(project.DjangoWhy) == 0 {
		p.line("      nothing says which, so all that are supported")
	}
	for _, module := range project.Settings {
		p.module(module)
	}
	if len(project.Settings) == 0 {
		p.line("  no settings module was found")
	}
	for _, launch := range project.Launches {
		p.launch(launch)
	}
}

// why prints what shows something, below it.
func (p *projectsPrinter) why(why engine.Evidence) {
	p.line("      " + p.safe(why.Text) + p.at(why.Path, why.Line))
}

func (p *projectsPrinter) module(module engine.SettingsModule) {
	mark := " "
	if module.Judged {
		mark = p.paint.strong("*")
	}
	p.line(fmt.Sprintf("  %s settings %s: %s%s", mark, printable(module.Module), module.Role, p.at(module.Path, 0)))
	for _, why := range module.Why {
		p.why(why)
	}
	if !module.Loads.OK && module.Loads.Error != "" {
		p.line("      does not load: " + p.safe(module.Loads.Error) + p.at(module.Loads.Path, module.Loads.Line))
	}
}

func (p *projectsPrinter) launch(launch engine.Launch) {
	text := "    launch " + printable(launch.Kind)
	if launch.Target != "" {
		text += " " + p.safe(launch.Target)
	}
	text += ": " + launch.Role
	if launch.Settings != "" {
		text += " with " + printable(launch.Settings)
	}
	p.line(text + p.at(launch.Path, launch.Line))
	for _, why := range launch.Why {
		p.why(why)
	}
}
