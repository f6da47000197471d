package cli

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
)

// patterns is the value of a flag that takes rules, topics and globs, several
// at once and several times. A comma inside braces belongs to a glob.
type patterns []string

var errEmptyPattern = errors.New("name a rule, a topic or a glob; djvet rules lists them")

// String implements pflag.Value.
func (p *patterns) String() string { return strings.Join(*p, ",") }

// Type implements pflag.Value: it stands in the help.
func (p *patterns) Type() string { return "RULES" }

// Set implements pflag.Value.
func (p *patterns) Set(value string) error {
	depth, start := 0, 0
	var parts []string
	for i, c := range value {
		switch {
		case c == '{':
			depth++
		case c == '}':
			depth--
		case c == ',' && depth <= 0:
			parts = append(parts, value[start:i])
			start = i + 1
		}
	}
	for _, part := range append(parts, value[start:]) {
		part = strings.TrimSpace(part)
		if part == "" {
			return errEmptyPattern
		}
		*p = append(*p, part)
	}
	return nil
}

// completeWords makes the shells complete a flag with words.
func completeWords(command *cobra.Command, flag string, words []string) {
	complete := cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)
	if err := command.RegisterFlagCompletionFunc(flag, complete); err != nil {
		panic(err) // the flag does not exist: a mistake of ours that every test meets
	}
}
