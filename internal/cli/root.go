package cli

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const rootHelp = `djvet reads a Django project and says what its settings, entry points and server
configuration will do wrong in production. It imports and runs nothing.

"djvet" alone is "djvet check" for the current directory, and "djvet PATH" is
"djvet check PATH".`

const rootExamples = `  djvet                          check the projects below the current directory
  djvet check backend            check those below backend
  djvet projects                 what djvet found, and why it judges what it judges
  djvet explain debug-enabled    what a rule reports, why, and how to fix it`

// rootCommand makes the tree of commands.
func (r *run) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "djvet [PATH…]",
		Short:         "find what is wrong in the settings of a Django project",
		Long:          rootHelp,
		Example:       rootExamples,
		Args:          cobra.ArbitraryArgs, // not the names of commands only
		Version:       r.Version,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetIn(r.Stdin)
	root.SetOut(r.Stdout)
	root.SetErr(r.Stderr)
	root.SetFlagErrorFunc(flagError)
	root.SetVersionTemplate("djvet {{.Version}}\n")
	r.makeCheck(root)
	root.Flags().VisitAll(func(f *pflag.Flag) { f.Hidden = true }) // the help of check has them
	root.AddCommand(r.checkCommand())
	return root
}

// flagError says what is wrong with a flag, and how it should be.
func flagError(command *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return usagef("%s", unknownFlag(command, unknown))
	case errors.As(err, &invalid):
		return usagef("--%s: %w", invalid.GetFlag().Name, invalid.Unwrap())
	}
	return usagef("%w; see %s --help", err, command.CommandPath())
}

func unknownFlag(command *cobra.Command, err *pflag.NotExistError) string {
	name := err.GetSpecifiedName()
	if shorthands := err.GetSpecifiedShortnames(); shorthands != "" {
		return "unknown flag -" + name + "; see " + command.CommandPath() + " --help"
	}
	var names []string
	command.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := nearest(strings.ToLower(name), names); near != "" {
		return "unknown flag --" + name + ", did you mean --" + near + "?"
	}
	return "unknown flag --" + name + "; see " + command.CommandPath() + " --help"
}
