package report

import (
	"fmt"
	"strings"

	"github.com/djvet/djvet/internal/engine"
)

// mostModules is how many judged modules the summary names.
const mostModules = 3

// summary is the last word of the text output, one sentence without a stop.
func summary(report *engine.Report) string {
	if len(report.Projects) == 0 && len(report.Findings) == 0 {
		return "no Django project found"
	}
	counts := report.Summary
	parts := []string{}
	for _, part := range []struct {
		count int
		name  string
	}{{counts.Errors, "error"}, {counts.Warnings, "warning"}, {counts.Notes, "note"}} {
		if part.count > 0 {
			parts = append(parts, plural(part.count, part.name))
		}
	}
	found := "no findings"
	if len(parts) > 0 {
		found = strings.Join(parts, ", ")
	}
	line := fmt.Sprintf("%s in %s (%s)", found, plural(len(report.Projects), "project"), judged(report.Projects))
	if counts.Suppressed > 0 {
		line += fmt.Sprintf(", %d suppressed", counts.Suppressed)
	}
	if counts.Baselined > 0 {
		line += fmt.Sprintf(", %d in the baseline", counts.Baselined)
	}
	if len(report.Incidents) > 0 {
		line += ", " + plural(len(report.Incidents), "incident")
	}
	return line
}

// judged says how many settings modules there are and which are judged.
func judged(projects []engine.Project) string {
	modules := 0
	var names []string
	for _, project := range projects {
		modules += len(project.Settings)
		names = append(names, judgedModules(project)...)
	}
	count := plural(modules, "settings module")
	switch {
	case len(names) == 0:
		return count + ", none judged"
	case len(projects) > 1:
		return fmt.Sprintf("%s, %d judged", count, len(names))
	case len(names) > mostModules:
		return fmt.Sprintf("%s, judged: %s and %d more", count,
			clean(strings.Join(names[:mostModules], ", ")), len(names)-mostModules)
	default:
		return fmt.Sprintf("%s, judged: %s", count, clean(strings.Join(names, ", ")))
	}
}

// judgedModules are the names of a project's judged modules.
func judgedModules(project engine.Project) []string {
	var names []string
	for _, module := range project.Settings {
		if module.Judged {
			names = append(names, module.Module)
		}
	}
	return names
}

func plural(count int, name string) string {
	if count == 1 {
		return "1 " + name
	}
	return fmt.Sprintf("%d %ss", count, name)
}
