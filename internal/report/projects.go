package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/djvet/djvet/internal/engine"
)

// ProjectsOptions say how the text output of projects looks.
type ProjectsOptions struct {
	// Color paints with the terminal's sixteen colours.
	Color bool
}

// Projects prints the projects of a report for people, with all that shows what
// they are, and what could not be read. The error is that of w.
func Projects(w io.Writer, report *engine.Report, options ProjectsOptions) error {
	p := &projectsPrinter{lines: lines{out: bufio.NewWriter(w), report: report, style: newStyle(options.Color)}}
	for i, project := range report.Projects {
		if i > 0 {
			p.line("")
		}
		p.project(project)
	}
	p.incidents()
	return p.flush()
}

// projectsPrinter prints projects for people.
type projectsPrinter struct{ lines }

func (p *projectsPrinter) project(project engine.Project) {
	p.line(p.style.strong("project " + p.place(project.Root, 0)))
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
		mark = p.style.strong("*")
	}
	p.line(fmt.Sprintf("  %s settings %s: %s%s", mark, oneLine(module.Module), module.Role, p.at(module.Path, 0)))
	for _, why := range module.Why {
		p.why(why)
	}
	if !module.Loads.OK && module.Loads.Error != "" {
		p.line("      does not load: " + p.safe(module.Loads.Error) + p.at(module.Loads.Path, module.Loads.Line))
	}
}

func (p *projectsPrinter) launch(launch engine.Launch) {
	text := "    launch " + oneLine(launch.Kind)
	if launch.Target != "" {
		text += " " + p.safe(launch.Target)
	}
	text += ": " + launch.Role
	if launch.Settings != "" {
		text += " with " + oneLine(launch.Settings)
	}
	p.line(text + p.at(launch.Path, launch.Line))
	for _, why := range launch.Why {
		p.why(why)
	}
}
