package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/report"
	"github.com/djvet/djvet/internal/workspace"
)

const envHelp = `Env tells which environment variables a project reads: what each is turned into,
what it is without it, which settings it decides, whether the project starts
without it, and which deployment files set it. Then it tells of each deployment
file what is missing in it, and what it sets although nothing reads it. Nothing
is imported or run, and no secret is printed.

It looks at the settings modules that djvet check judges as production, and at
what starts the project: manage.py, wsgi.py, asgi.py, celery.py. With --dotenv it
prints an env file to start from, with neither secrets nor values that have to be
chosen.`

const envExamples = `  djvet env
  djvet env --settings mysite.settings.staging
  djvet env backend --dotenv > .env.example
  djvet env --format json`

// envFlags are the flags of env.
type envFlags struct {
	world  worldFlags
	dotenv bool
	format *choice
	color  *choice
}

// envCommand tells which environment variables a project reads.
func (r *run) envCommand() *cobra.Command {
	flags := &envFlags{format: newChoice(formatText, formatText, formatJSON), color: newColorChoice()}
	command := &cobra.Command{
		Use: "env [PATH]", Short: "Tell which environment variables a project reads, and who sets them",
		Long: envHelp, Example: envExamples,
		RunE: func(command *cobra.Command, arguments []string) error {
			if len(arguments) > 1 {
				return usagef("env: expected one PATH, got %d", len(arguments))
			}
			if flags.dotenv && flags.format.value != formatText {
				return usagef("env: --dotenv prints an env file, so that it does not go with --format %s", flags.format.value)
			}
			place := "."
			if len(arguments) == 1 {
				place = arguments[0]
			}
			return r.environment(command.Context(), flags, place)
		},
	}
	set := command.Flags()
	set.SortFlags = false
	set.BoolVar(&flags.dotenv, "dotenv", false, "print an env file to start from, such as .env.example")
	flags.world.add(set)
	set.Var(flags.format, "format", "how to print it")
	set.Var(flags.color, "color", "paint the text output")
	completeWords(command, "format", flags.format.valid)
	completeWords(command, "color", flags.color.valid)
	return command
}

// environment tells the environment variables of the projects at a path.
func (r *run) environment(ctx context.Context, flags *envFlags, place string) error {
	options := engine.Options{ToolVersion: r.Version, Cache: workspace.NewCache(0)}
	if err := r.addWorld(&options, &flags.world); err != nil {
		return err
	}
	roots, err := r.roots([]string{place})
	if err != nil {
		return err
	}
	var projects []engine.ProjectEnvironment
	found, err := inRoot(ctx, roots[0], options, func(ctx context.Context, tree workspace.Tree, options engine.Options) (found engine.Report, err error) {
		found, projects, err = engine.Environment(ctx, tree, options)
		return found, err
	})
	switch {
	case errors.Is(err, engine.ErrSettings):
		return usagef("--settings: %w; djvet projects lists those that there are", err)
	case errors.Is(err, engine.ErrNothingJudged):
		return usagef("%w here: name one of those that djvet projects lists with --settings", err)
	case err != nil:
		return err
	}
	roots[0].noteMissing(found.Projects)
	found = r.merge([]engine.Part{{Root: roots[0].directory, Report: found}})
	r.status = statusOfReport(&found, failOnNever)
	switch nothing := r.missing(roots, &found); {
	case flags.format.value == formatJSON:
		return report.EnvironmentJSON(r.Stdout, &found, projects)
	case nothing:
		return nil
	case flags.dotenv:
		return r.dotenv(&found, projects)
	}
	return report.Environment(r.Stdout, &found, projects, report.SettingsOptions{Color: r.colored(flags.color, "")})
}

// dotenv prints the env file of a project. There is one for each.
func (r *run) dotenv(found *engine.Report, projects []engine.ProjectEnvironment) error {
	if len(projects) > 1 {
		roots := make([]string, 0, len(projects))
		for _, p := range projects {
			roots = append(roots, found.PathPrefix(p.Root))
		}
		return usagef("env: --dotenv prints one env file: name one of the projects %s as PATH", strings.Join(roots, ", "))
	}
	r.complainOfIncidents(found)
	for _, p := range projects {
		if err := report.Dotenv(r.Stdout, found, p); err != nil {
			return err
		}
	}
	return nil
}
