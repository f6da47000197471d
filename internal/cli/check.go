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
what is wrong. It needs no configuration and no installed Django.`

const checkExamples = `  djvet check                                     the current directory
  djvet check backend/mysite/settings.py          one file of a project
  djvet check --select secrets,debug-enabled      some topics and rules only
  djvet check --ignore 'secret-key-*'             all but some
  djvet check --settings mysite.settings.prod     judge this module, as production
  djvet check --exact-env --env DEBUG=1           with this environment and no other
  djvet check --as-django --settings mysite.settings
                                                  what manage.py check --deploy would say
  djvet check --format sarif --output djvet.sarif for code scanning

Exit status:
  0  nothing to report
  1  findings at or above --fail-on
  2  wrong usage: a missing PATH, an unknown rule or flag
  3  no Django project was found
  4  something could not be judged, or djvet failed
  130, 143  interrupted`

func (r *run) checkCommand() *cobra.Command {
	command := &cobra.Command{
		Use:     "check [PATH…]",
		Short:   "check the settings of Django projects",
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
	roots, err := r.wanted(flags.stdinFilename, paths)
	if err != nil {
		return misspelledCommand(command, err, paths)
	}
	report, err := r.checkRoots(command.Context(), roots, options)
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
func (r *run) wanted(stdinFilename string, paths []string) ([]*root, error) {
	if stdinFilename != "" {
		return r.rootsWithStdin(stdinFilename, paths)
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
	var names []string
	for _, c := range command.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	if near := nearest(paths[0], names); near != "" {
		return usagef("%w, nor a command; did you mean djvet %s?", err, near)
	}
	return err
}

// checkRoots checks every tree and makes one report of it all.
func (r *run) checkRoots(ctx context.Context, roots []*root, options engine.Options) (engine.Report, error) {
	options.Cache = workspace.NewCache(0)
	parts := make([]engine.Part, 0, len(roots))
	for _, root := range roots {
		report, err := r.checkRoot(ctx, root, options)
		if err != nil {
			return engine.Report{}, err
		}
		parts = append(parts, engine.Part{Root: root.directory, Report: report})
	}
	return r.merge(parts), nil
}

func (r *run) checkRoot(ctx context.Context, root *root, options engine.Options) (engine.Report, error) {
	tree, shut, err := root.open()
	if err != nil {
		return engine.Report{}, err
	}
	defer shut()
	options.Paths = root.paths
	report, err := engine.Check(ctx, tree, options)
	if errors.Is(err, engine.ErrSettings) {
		return engine.Report{}, usagef("--settings: %w below %s; djvet projects lists those that there are", err, r.shown(root.directory))
	}
	return report, err //nolint:wrapcheck // says what was being done
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
