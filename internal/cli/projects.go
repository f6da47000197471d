package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/report"
	"github.com/djvet/djvet/internal/workspace"
)

const projectsHelp = `Projects tells which Django projects lie at or below each PATH, which versions of
Django they may run on, what their settings modules are for, how they are
started, and what shows all that. Nothing is judged.

What is marked * is what djvet check judges, as production.`

const projectsExamples = `  djvet projects
  djvet projects backend --format json`

// projectsFlags are the flags of projects.
type projectsFlags struct {
	world  worldFlags
	format *choice
	color  *choice
}

// projectsCommand tells what djvet found.
func (r *run) projectsCommand() *cobra.Command {
	flags := &projectsFlags{format: newChoice(formatText, formatText, formatJSON), color: newColorChoice()}
	command := &cobra.Command{
		Use: "projects [PATH…]", Short: "List the projects with the roles of their settings, and why",
		Long: projectsHelp, Example: projectsExamples,
		RunE: func(command *cobra.Command, paths []string) error {
			return r.projects(command.Context(), flags, paths)
		},
	}
	set := command.Flags()
	set.SortFlags = false
	flags.world.add(set)
	set.Var(flags.format, "format", "how to print it")
	set.Var(flags.color, "color", "paint the text output")
	completeWords(command, "format", flags.format.valid)
	completeWords(command, "color", flags.color.valid)
	return command
}

// projects looks for projects and prints what it found.
func (r *run) projects(ctx context.Context, flags *projectsFlags, paths []string) error {
	options := engine.Options{ToolVersion: r.Version, Cache: workspace.NewCache(0)}
	if err := r.addWorld(&options, &flags.world); err != nil {
		return err
	}
	if len(paths) == 0 {
		paths = []string{"."}
	}
	roots, err := r.roots(paths)
	if err != nil {
		return err
	}
	found, err := r.eachRoot(ctx, roots, options, engine.Survey)
	if err != nil {
		return err
	}
	r.status = statusOfReport(&found, failOnNever)
	if r.missing(roots, &found) && flags.format.value == formatText {
		return nil
	}
	if flags.format.value == formatJSON {
		return report.ProjectsJSON(r.Stdout, &found)
	}
	return report.Projects(r.Stdout, &found, report.ProjectsOptions{Color: r.colored(flags.color, "")})
}
