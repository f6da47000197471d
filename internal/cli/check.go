package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/rules"
)

const checkHelp = `Check finds the Django projects at or below each PATH (the current directory if
there is none), works out what their settings will be in production, and reports
what is wrong. It needs no configuration and no installed Django.

Exit status, the first that applies:
  4  something could not be judged, or djvet itself failed
  2  wrong usage: a missing PATH, an unknown rule, flag or value
  1  findings at or above --fail-on
  3  no Django project was found
  0  none of these
An interrupt or a request to end gives 130 or 143.`

const checkExamples = `  djvet check
  djvet check backend/mysite/settings.py
  djvet check --select secrets,debug-enabled --ignore 'secret-key-*'
  djvet check --settings mysite.settings.prod
  djvet check --exact-env --env-file .env.production --env DJANGO_DEBUG=0
  djvet check --as-django --settings mysite.settings
  djvet check --format sarif --output djvet.sarif`

func (r *run) checkCommand() *cobra.Command {
	command := &cobra.Command{
		Use:     "check [PATH…]",
		Short:   "Check the settings of Django projects",
		Long:    checkHelp,
		Example: checkExamples,
	}
	r.makeCheck(command)
	return command
}

// makeCheck gives a command the flags and the work of check.
func (r *run) makeCheck(command *cobra.Command) {
	flags := newCheckFlags()
	flags.add(command)
	command.RunE = func(command *cobra.Command, paths []string) error {
		return r.check(command, flags, paths)
	}
}

// check checks what lies at the paths and prints the report.
func (r *run) check(command *cobra.Command, flags *checkFlags, paths []string) error {
	catalogue, err := rules.Load()
	if err != nil {
		return err //nolint:wrapcheck // says what was being done
	}
	options, err := r.options(flags, catalogue)
	if err != nil {
		return err
	}
	if err := r.canWrite(flags.output); err != nil {
		return err
	}
	roots, err := r.wanted(command.Context(), flags.stdinFilename, paths)
	if err != nil {
		return misspelledCommand(command, err, paths)
	}
	report, err := r.eachRoot(command.Context(), roots, options, engine.Check)
	if err != nil {
		return err
	}
	r.status = statusOfReport(&report, flags.failOn.value)
	nothing := len(report.Projects) == 0 && len(report.Incidents) == 0
	if nothing {
		r.complain(notFound(r.Command, roots))
		if flags.format.value == formatText {
			return nil
		}
	}
	return r.print(&report, catalogue, flags)
}

// wanted are the trees to look into: those of the paths, or else that of the
// file on the standard input, or else that of the working directory.
func (r *run) wanted(ctx context.Context, stdinFilename string, paths []string) ([]*root, error) {
	if stdinFilename != "" {
		return r.rootsWithStdin(ctx, stdinFilename, paths)
	}
	if len(paths) == 0 {
		paths = []string{"."}
	}
	return r.roots(paths)
}

// misspelledCommand adds, to the error for a path that is not there, the
// command that may have been meant.
func misspelledCommand(command *cobra.Command, err error, paths []string) error {
	if command.HasParent() || len(paths) == 0 || !errors.Is(err, errAbsent) {
		return err
	}
	if near := nearest(paths[0], commandNames(command)); near != "" {
		return usagef("%w; did you mean djvet %s?", err, near)
	}
	return err
}

// work is what is done with each tree: engine.Check or engine.Survey.
type work func(context.Context, workspace.Tree, engine.Options) (engine.Report, error)

// eachRoot does the work with every tree and makes one report of it all.
func (r *run) eachRoot(ctx context.Context, roots []*root, options engine.Options, do work) (engine.Report, error) {
	parts := make([]engine.Part, 0, len(roots))
	var absent error
	for _, root := range roots {
		report, err := inRoot(ctx, root, options, do)
		switch {
		case errors.Is(err, engine.ErrSettings):
			absent = err // it may well be in another one
			continue
		case err != nil:
			return engine.Report{}, err
		}
		parts = append(parts, engine.Part{Root: root.directory, Report: report})
	}
	if len(parts) == 0 {
		return engine.Report{}, usagef("--settings: %w; djvet projects lists those that there are", absent)
	}
	return r.merge(parts), nil
}

func inRoot(ctx context.Context, root *root, options engine.Options, do work) (engine.Report, error) {
	tree, shut, err := root.open()
	if err != nil {
		return engine.Report{}, err
	}
	defer shut()
	options.Paths = root.paths
	return do(ctx, tree, options)
}

// merge makes one report whose paths print relative to the working directory.
func (r *run) merge(parts []engine.Part) engine.Report {
	if len(parts) == 1 {
		report := parts[0].Report
		directory := &root{directory: parts[0].Root}
		report.PathPrefix = func(name string) string { return r.shown(directory.join(name)) }
		return report
	}
	report := engine.Merge(parts)
	report.PathPrefix = r.shown
	return report
}

// statusOfReport is the exit status that a report gives.
func statusOfReport(report *engine.Report, failOn string) int {
	if len(report.Incidents) > 0 {
		return StatusFailed
	}
	if least, err := finding.ParseSeverity(failOn); err == nil {
		for _, f := range report.Findings {
			if f.Severity >= least {
				return StatusFindings
			}
		}
	}
	if len(report.Projects) == 0 {
		return StatusNoProject
	}
	return StatusOK
}

// notFound tells people that there is no project, and what was looked for.
func notFound(c Command, roots []*root) string {
	var places []string
	for _, root := range roots {
		for _, name := range root.paths {
			places = append(places, c.shown(root.join(name)))
		}
	}
	return "no Django project found under " + strings.Join(places, ", ") +
		": looked for manage.py, wsgi.py and asgi.py, and for settings modules, outside of what git ignores; name the directory or the settings file as PATH"
}
