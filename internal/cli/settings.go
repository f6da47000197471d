package cli

import (
	"context"
	"errors"
	"os"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/report"
	"github.com/djvet/djvet/internal/workspace"
)

const settingsHelp = `Settings tells what each setting of a settings module will be: its value, where
that was set and through which imports it came, which environment variable
decides it, and what is not known and why. Nothing is imported or run, and no
secret is printed.

MODULE is the dotted name of a settings module, PATH its file or a directory.
Without a name, it tells of the modules that djvet check judges as production.
Constants count as they stand. JSON is one document for each module.

With --compare it tells only what two modules, A and B, make different of, such
as those for development and for production. Of two secrets it says whether both
are set, and never whether they are equal.`

const settingsExamples = `  djvet settings
  djvet settings mysite.settings.production --all
  djvet settings --env DJANGO_ENV=production --format json
  djvet settings --compare mysite.settings.dev mysite.settings.production`

// settingsFlags are the flags of settings.
type settingsFlags struct {
	world   worldFlags
	all     bool
	compare bool
	format  *choice
	color   *choice
}

// settingsCommand tells what settings come to.
func (r *run) settingsCommand() *cobra.Command {
	flags := &settingsFlags{format: newChoice(formatText, formatText, formatJSON), color: newColorChoice()}
	command := &cobra.Command{
		Use: "settings [MODULE|PATH | --compare A B]", Short: "Tell what the settings of a module will be, and why",
		Long: settingsHelp, Example: settingsExamples,
		RunE: func(command *cobra.Command, arguments []string) error {
			if flags.compare {
				return r.compare(command.Context(), flags, arguments)
			}
			if len(arguments) > 1 {
				return usagef("settings: expected one MODULE or PATH, got %d", len(arguments))
			}
			return r.settings(command.Context(), flags, strings.Join(arguments, ""), len(arguments) == 1)
		},
	}
	set := command.Flags()
	set.SortFlags = false
	set.BoolVar(&flags.all, "all", false, "add Django's defaults, where all versions that it may run on agree")
	set.BoolVar(&flags.compare, "compare", false, "tell only what two modules, A and B, make different of")
	flags.world.addVersion(set)
	flags.world.addEnvironment(set)
	set.Var(flags.format, "format", "how to print it")
	set.Var(flags.color, "color", "paint the text output")
	completeWords(command, "format", flags.format.valid)
	completeWords(command, "color", flags.color.valid)
	return command
}

// dotted is what the name of a settings module looks like.
var dotted = regexp.MustCompile(`^[\pL_][\pL\pN_-]*(\.[\pL_][\pL\pN_-]*)*$`)

// moduleOrPath takes an argument for the name of a module, in the working
// directory, if there is no such path.
func (r *run) moduleOrPath(argument string) (module, place string) {
	if _, err := os.Stat(r.absolute(argument)); err != nil && dotted.MatchString(argument) {
		return argument, "."
	}
	return "", argument
}

// settings tells what the settings are of what the argument, if there is one,
// asks for.
func (r *run) settings(ctx context.Context, flags *settingsFlags, argument string, given bool) error {
	options := engine.Options{ToolVersion: r.Version, Cache: workspace.NewCache(0)}
	if err := r.addWorld(&options, &flags.world); err != nil {
		return err
	}
	wanted := engine.Wanted{All: flags.all}
	place := "."
	if given {
		wanted.Module, place = r.moduleOrPath(argument)
	}
	roots, err := r.roots([]string{place})
	if err != nil {
		return err
	}
	if info, err := os.Stat(r.absolute(place)); err == nil && !info.IsDir() {
		wanted.Path = roots[0].paths[0]
	}
	found, modules, err := r.settingsIn(ctx, roots[0], options, wanted)
	switch {
	case errors.Is(err, engine.ErrSettings):
		return usagef("%w; djvet projects lists those that there are", err)
	case errors.Is(err, engine.ErrNotSettings):
		return usagef("%s: %w; djvet projects lists those that there are", argument, engine.ErrNotSettings)
	case notCovered(err):
		return usagef("%w; leave --all out, or name another version with --django-version", err)
	case err != nil:
		return err
	}
	r.status = statusOfReport(&found, failOnNever)
	if r.missing(roots, &found) && flags.format.value == formatText {
		return nil
	}
	if len(modules) == 0 && len(found.Projects) > 0 {
		return usagef("no settings module is judged here: name one of those that djvet projects lists")
	}
	if flags.format.value == formatJSON {
		r.complainOfIncidents(&found)
		return report.SettingsJSON(r.Stdout, &found, modules)
	}
	return report.Settings(r.Stdout, &found, modules, report.SettingsOptions{Color: r.colored(flags.color, "")})
}

// complainOfIncidents tells of the incidents where the documents have no place
// for them.
func (r *run) complainOfIncidents(found *engine.Report) {
	for _, incident := range found.Incidents {
		r.complain("incident: " + found.Redactor.Redact(incident.Message) + ": " + found.PathPrefix(incident.Path))
	}
}

// settingsIn asks the engine about one tree.
func (r *run) settingsIn(ctx context.Context, root *root, options engine.Options, wanted engine.Wanted) (engine.Report, []engine.ModuleSettings, error) {
	var modules []engine.ModuleSettings
	found, err := inRoot(ctx, root, options, func(ctx context.Context, tree workspace.Tree, options engine.Options) (found engine.Report, err error) {
		found, modules, err = engine.Settings(ctx, tree, options, wanted)
		return found, err
	})
	if err != nil {
		return engine.Report{}, nil, err
	}
	root.noteMissing(found.Projects)
	return r.merge([]engine.Part{{Root: root.directory, Report: found}}), modules, nil
}

// notCovered reports whether the project runs on a Django of which the defaults
// are not known.
func notCovered(err error) bool {
	var unknown *django.UnknownMinorError
	return errors.As(err, &unknown)
}
