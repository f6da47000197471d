package cli

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// patterns is the value of a flag that takes names and globs, several at once
// and several times. A comma inside braces belongs to a glob.
type patterns []string

var errEmptyPattern = errors.New("there is nothing before, behind or between the commas")

// String implements pflag.Value.
func (p *patterns) String() string { return strings.Join(*p, ",") }

// Type implements pflag.Value: it stands in the help.
func (p *patterns) Type() string { return "RULES" }

// Set implements pflag.Value.
func (p *patterns) Set(value string) error {
	parts := splitPatterns(value)
	if slices.Contains(parts, "") {
		return errEmptyPattern
	}
	*p = append(*p, parts...)
	return nil
}

// splitPatterns splits a value at its commas, but those inside braces.
func splitPatterns(value string) []string {
	var parts []string
	depth, start := 0, 0
	for i, c := range value {
		switch {
		case c == '{':
			depth++
		case c == '}':
			depth--
		case c == ',' && depth <= 0:
			parts = append(parts, strings.TrimSpace(value[start:i]))
			start = i + 1
		}
	}
	return append(parts, strings.TrimSpace(value[start:]))
}

// texts is the value of a flag that can be given several times, each with one
// text. (The library's own makes a CSV writer for every flag at every start.)
type texts []string

// String implements pflag.Value.
func (t *texts) String() string { return strings.Join(*t, " ") }

// Type implements pflag.Value.
func (t *texts) Type() string { return "text" }

// Set implements pflag.Value.
func (t *texts) Set(value string) error {
	*t = append(*t, value)
	return nil
}

// completeWords makes the shells complete a flag with words.
func completeWords(command *cobra.Command, flag string, words []string) {
	complete := cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)
	if err := command.RegisterFlagCompletionFunc(flag, complete); err != nil {
		panic(err) // the flag does not exist: a mistake of ours that every test meets
	}
}
