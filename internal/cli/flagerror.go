package cli

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// flagError says what is wrong with a flag, and how it should be.
func flagError(command *cobra.Command, err error) error {
	if errors.Is(err, pflag.ErrHelp) {
		return err
	}
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	var missing *pflag.ValueRequiredError
	switch {
	case errors.As(err, &unknown):
		return usagef("%s", unknownFlag(command, unknown))
	case errors.As(err, &invalid):
		return usagef("%s", invalidValue(invalid))
	case errors.As(err, &missing):
		return usagef("--%s needs a value: %s", missing.GetFlag().Name, valuesOf(missing.GetFlag()))
	}
	return usagef("%w; see %s --help", err, command.CommandPath())
}

func unknownFlag(command *cobra.Command, err *pflag.NotExistError) string {
	name := err.GetSpecifiedName()
	if err.GetSpecifiedShortnames() != "" {
		return "unknown flag -" + name + "; see " + command.CommandPath() + " --help"
	}
	var names []string
	command.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := nearest(strings.ToLower(name), names); near != "" {
		return "unknown flag --" + name + ", did you mean --" + near + "?"
	}
	return "unknown flag --" + name + "; see " + command.CommandPath() + " --help"
}

// invalidValue says what is wrong with a value, and which there are.
func invalidValue(err *pflag.InvalidValueError) string {
	flag := err.GetFlag()
	switch flag.Value.Type() {
	case "int":
		return "--" + flag.Name + ": " + quote(err.GetValue()) + " is not a number"
	case "bool":
		return "--" + flag.Name + ": " + quote(err.GetValue()) + " is not one of true, false"
	}
	return "--" + flag.Name + ": " + err.Unwrap().Error()
}

// valuesOf says in the words of the help what a flag takes.
func valuesOf(flag *pflag.Flag) string {
	name, _ := pflag.UnquoteUsage(flag)
	return "--" + flag.Name + " " + name
}

func quote(text string) string { return `"` + text + `"` }
