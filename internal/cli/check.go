package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/finding"
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
  sudo djvet check --host --user www-data /srv/mysite
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
		return err
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
	if r.missing(roots, &report) && flags.format.value == formatText {
		return nil
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
