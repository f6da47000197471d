package cli

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const rootHelp = `djvet reads a Django project and says what its settings, entry points and server
configuration will do wrong in production. It imports and runs nothing.

"djvet" alone is "djvet check" for the current directory, and "djvet PATH" is
"djvet check PATH". The flags are those of check: see "djvet check --help".`

const rootExamples = `  djvet                          check the projects below the current directory
  djvet check backend            check those below backend
  djvet projects                 what djvet found, and why it judges what it judges
  djvet settings                 what each setting will be, where it is set, and what decides it
  djvet env                      which environment variables it reads, and which files set them
  djvet explain debug-enabled    what a rule reports, why, and how to fix it`

// rootCommand makes the tree of commands.
func (r *run) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "djvet [PATH…]",
		Short:         "Find what is wrong in the settings of a Django project",
		Long:          rootHelp,
		Example:       rootExamples,
		Args:          cobra.ArbitraryArgs, // not the names of commands only
		Version:       r.Version,
		SilenceErrors: true,
		SilenceUsage:  true,
		// What fails before this runs is the fault of the command line.
		PersistentPreRun:      func(*cobra.Command, []string) { r.understood = true },
		DisableFlagsInUseLine: true,
	}
	root.SetIn(r.Stdin)
	root.SetOut(r.Stdout)
	root.SetErr(r.Stderr)
	root.SetFlagErrorFunc(flagError)
	root.SetVersionTemplate("djvet {{.Version}}\n")
	root.SetUsageTemplate(usageTemplate)
	r.makeCheck(root)
	root.Flags().VisitAll(func(f *pflag.Flag) { f.Hidden = true }) // the help of check has them
	root.AddCommand(r.checkCommand(), r.projectsCommand(), r.settingsCommand(), r.envCommand(), r.rulesCommand(), r.explainCommand(), r.versionCommand())
	root.SetHelpCommand(helpCommand())
	root.InitDefaultHelpCmd()
	root.InitDefaultHelpFlag()
	root.InitDefaultVersionFlag()
	root.InitDefaultCompletionCmd()
	for _, command := range root.Commands() {
		if command.Name() == "completion" {
			describeCompletion(command)
		}
		command.DisableFlagsInUseLine = true
	}
	return root
}

// describeCompletion says what the library's own command does in our words.
func describeCompletion(command *cobra.Command) {
	command.Use = "completion SHELL"
	command.Short = "Print the script that makes a shell complete djvet's commands"
	command.Long = "Completion prints a script for bash, zsh, fish or powershell. The help of each\nsays how to load it."
	command.RunE = func(command *cobra.Command, arguments []string) error {
		if len(arguments) == 0 {
			return command.Help()
		}
		return usagef("completion: %q is not one of bash, zsh, fish, powershell", arguments[0])
	}
	command.Args = cobra.ArbitraryArgs
}

// helpCommand is the command help, which the library's own takes amiss when it
// does not know what is asked for.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Help for a command",
		ValidArgsFunction: func(command *cobra.Command, arguments []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(arguments) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return commandNames(command.Root()), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(command *cobra.Command, arguments []string) error {
			root := command.Root()
			if len(arguments) == 0 {
				return root.Help()
			}
			found, rest, err := root.Find(arguments)
			if err != nil || found == root || len(rest) > 0 {
				return unknownCommand(root, arguments[len(arguments)-max(len(rest), 1)])
			}
			found.InitDefaultHelpFlag()
			return found.Help()
		},
	}
}

func unknownCommand(root *cobra.Command, name string) error {
	if near := nearest(name, commandNames(root)); near != "" {
		return usagef("unknown command %q, did you mean %q?", name, near)
	}
	return usagef("unknown command %q; see djvet --help", name)
}

// commandNames are the names of the commands that people use.
func commandNames(root *cobra.Command) []string {
	var names []string
	for _, command := range root.Commands() {
		if command.IsAvailableCommand() {
			names = append(names, command.Name())
		}
	}
	return names
}

// usageTemplate is the library's, without what djvet's commands do not have.
const usageTemplate = `Usage:
  {{.UseLine}}{{if and .HasAvailableSubCommands (not .HasParent)}}
  {{.CommandPath}} COMMAND{{end}}
{{- if .HasExample}}

Examples:
{{.Example}}{{end}}
{{- if .HasAvailableSubCommands}}

Commands:{{range .Commands}}{{if or .IsAvailableCommand (eq .Name "help")}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}
{{- if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`
