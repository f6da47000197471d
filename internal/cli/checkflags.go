package cli

import (
	"github.com/spf13/cobra"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/rules"
)

// The formats of a report.
const (
	formatText  = "text"
	formatJSON  = "json"
	formatSARIF = "sarif"
)

// failOnNever says that findings do not make the exit status.
const failOnNever = "never"

// checkFlags are the flags of check.
type checkFlags struct {
	selected, ignored patterns
	pedantic          bool
	minConfidence     *choice
	failOn            *choice
	world             worldFlags
	format            *choice
	output            string
	stdinFilename     string
	host              bool
	user              string
	jobs              int
	color             *choice
}

func newCheckFlags() *checkFlags {
	return &checkFlags{
		minConfidence: newChoice("medium", "low", "medium", "high"),
		failOn:        newChoice("warning", "error", "warning", "note", failOnNever),
		format:        newChoice(formatText, formatText, formatJSON, formatSARIF),
		color:         newColorChoice(),
	}
}

// add adds the flags to a command, those used most first.
func (f *checkFlags) add(command *cobra.Command) {
	set := command.Flags()
	set.SortFlags = false
	set.Var(&f.selected, "select", "report only these rules, topics, globs, or django: what Django checks too")
	set.Var(&f.ignored, "ignore", "leave out these")
	set.BoolVar(&f.pedantic, "pedantic", false, "report matters of taste too")
	set.Var(f.minConfidence, "min-confidence", "leave out what is less certain")
	set.Var(f.failOn, "fail-on", "exit with 1 if a finding is as grave as this")
	f.world.add(set)
	set.BoolVar(&f.world.asDjango, "as-django", false, "say what manage.py check --deploy would of the module in --settings")
	set.Var(f.format, "format", "how to print the report")
	set.StringVarP(&f.output, "output", "o", "", "write the report to `FILE`, at once and as a whole")
	set.StringVar(&f.stdinFilename, "stdin-filename", "", "read the file at `PATH` from the standard input")
	set.BoolVar(&f.host, "host", false, "on the server itself: can its account write the files that the settings name?")
	set.StringVar(&f.user, "user", "", "the account that the server runs as: `NAME` or number (default: what the deployment files say)")
	set.IntVarP(&f.jobs, "jobs", "j", 0, "check `N` projects at once (default: one for each processor)")
	set.Var(f.color, "color", "paint the text output")
	f.complete(command)
}

// complete makes the shells complete the words that choices take.
func (f *checkFlags) complete(command *cobra.Command) {
	for name, words := range map[string][]string{
		"min-confidence": f.minConfidence.valid, "fail-on": f.failOn.valid,
		"format": f.format.valid, "color": f.color.valid,
	} {
		completeWords(command, name, words)
	}
}

// options makes the engine's options of the flags.
func (r *run) options(flags *checkFlags, catalogue *rules.Catalogue) (engine.Options, error) {
	options := engine.Options{Jobs: flags.jobs, ToolVersion: r.Version, Cache: workspace.NewCache(0)}
	if flags.jobs < 0 {
		return options, usagef("--jobs: %d is less than 1", flags.jobs)
	}
	if _, err := catalogue.Select(flags.selected); err != nil {
		return options, usagef("--select: %w", err)
	}
	if _, err := catalogue.Select(flags.ignored); err != nil {
		return options, usagef("--ignore: %w", err)
	}
	options.Rules = rules.Choice{Select: flags.selected, Ignore: flags.ignored, Pedantic: flags.pedantic}
	confidence, err := finding.ParseConfidence(flags.minConfidence.value)
	if err != nil {
		return options, usagef("--min-confidence: %w", err)
	}
	options.MinConfidence = confidence
	if err := r.addWorld(&options, &flags.world); err != nil {
		return options, err
	}
	err = addHost(&options, flags)
	return options, err
}
