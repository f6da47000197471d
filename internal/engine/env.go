package engine

import (
	"context"
	"errors"

	"github.com/djvet/djvet/internal/workspace"
)

// ProjectEnvironment is what a project has to do with environment variables:
// which ones its judged settings modules and its starters read, and what its
// deployment files give to what they start. No value of a secret is in it.
type ProjectEnvironment struct {
	// Root is the project's directory; "." for the root of the tree.
	Root string
	// Modules are the settings modules that are looked at: those that are
	// judged.
	Modules []SettingsModule
	// Variables are by Need, then by name.
	Variables []EnvironmentVariable
	// Unknown are settings, sorted, that come from something which is not
	// followed: it may read variables that are not listed.
	Unknown []string
	// Incomplete are the modules of which not everything was read: they may read
	// variables that are not listed.
	Incomplete []IncompleteModule
	// Launches are by path, then line. One that development or a build starts
	// is among them.
	Launches []LaunchEnvironment
}

// IncompleteModule is a settings module of which not everything was read.
type IncompleteModule struct {
	Module string // dotted
	Why    string
}

// Need says whether a variable has to be set.
type Need string

// The needs, the most pressing first.
const (
	// NeedRequired: a settings module or a starter does not load without it.
	NeedRequired Need = "required"
	// NeedPerhaps: it does not load without it in some cases, or unless a file
	// that is not in the repository sets it, or it is not known whether it does.
	NeedPerhaps Need = "perhaps"
	// NeedOptional: it may be left unset.
	NeedOptional Need = "optional"
)

// EnvironmentVariable is an environment variable that the project reads or sets.
type EnvironmentVariable struct {
	Name string
	Need Need
	// RequiredBy are the settings modules, by dotted name, and the starters, by
	// path, that do not load without it.
	RequiredBy []string
	// Types are what it is turned into: "str", "bool", "int", "list", "url" …,
	// in the order of the reads. It is empty if that is not known.
	Types []string
	// Secret says that it holds a secret: its name says so, or what is made of
	// it is one.
	Secret bool
	// Defaults are what the reads fall back to, each once. A secret is masked.
	Defaults []SettingValue
	// Texts are those that it is compared with, sorted; none of a secret.
	Texts []string
	// Reads and Writes are by path and line.
	Reads  []VariableRead
	Writes []VariableWrite
	// Decides are the settings that it decides, for each module of which it
	// decides one.
	Decides []DecidedSettings
}

// VariableRead is a place that reads a variable.
type VariableRead struct {
	Place
	// Type is what it is turned into there; "" if that is not known.
	Type string
	// Default is what it falls back to; empty if there is none, or it is not
	// known.
	Default SettingValue
	// Required says that there is no default.
	Required bool
}

// VariableWrite is a place where the project's own code sets a variable.
type VariableWrite struct {
	Place
	// Value is what it is set to; empty if that is not known.
	Value SettingValue
	// IfUnset says that it is set only if it is not set already.
	IfUnset bool
}

// DecidedSettings are the settings of a module that a variable decides.
type DecidedSettings struct {
	Module   string
	Settings []string // sorted
}

// LaunchEnvironment is what a deployment file gives to what it starts.
type LaunchEnvironment struct {
	Launch
	// File is the sort of file: "compose", "Procfile", "systemd" …
	File string
	// Service is the compose service, process or unit; "" if there is none.
	Service string
	// Modules are the settings modules that it leads to, by dotted name; those
	// that are judged if it leaves that to its environment. It is empty if it
	// is not known which, or if it was not found: Launch.Settings names it then.
	Modules []string
	// Sets are the variables that it sets, by name.
	Sets []LaunchVariable
	// Missing are the variables, by name, without which what it starts does not
	// load, and which it does not set.
	Missing []string
	// Closed says that nothing but the file gives variables to what it starts,
	// and that the project reads no env file itself, so that those which are
	// missing are missing for good.
	Closed bool
	// Files are env files that it names and that are not in the repository:
	// they may set more.
	Files []string
	// Unread are variables that it sets and for which nothing was found that
	// reads them, by name.
	Unread []UnreadVariable
}

// LaunchVariable is a variable that a launch sets.
type LaunchVariable struct {
	Place
	Name string
	// State is "set", "default" (unless the host says otherwise) or "host" (the
	// host or the platform says it).
	State string
}

// The states of a LaunchVariable.
const (
	LaunchSets     = "set"
	LaunchDefaults = "default"
	LaunchHandsOn  = "host"
)

// UnreadVariable is a variable that is set in vain.
type UnreadVariable struct {
	Place
	Name string
	// Near is a variable of a similar name that is read and not set; "" if there
	// is none.
	Near string
}

// ErrNothingJudged is the error for projects none of whose settings modules is
// judged.
var ErrNothingJudged = errors.New("no settings module is judged")

// Environment tells which environment variables the projects of a tree read,
// and which their deployment files set. Constants are taken as they stand. The
// report has no findings. A project without a judged module is left out. The
// errors are ErrNothingJudged if that leaves none, and those of Check.
func Environment(ctx context.Context, tree workspace.Tree, options Options) (Report, []ProjectEnvironment, error) {
	report, tellers, err := settingsTellers(ctx, tree, options, Wanted{}.wants)
	if err != nil {
		return Report{}, nil, err
	}
	var told []ProjectEnvironment
	for from := 0; from < len(tellers); {
		to := from + 1
		for to < len(tellers) && tellers[to].project == tellers[from].project {
			to++
		}
		environment := newEnvironmentTeller(tellers[from:to], &report)
		one, err := environment.tell()
		if err != nil {
			return Report{}, nil, err
		}
		told = append(told, one)
		from = to
	}
	if err := ctx.Err(); err != nil {
		return Report{}, nil, err // an evaluation that was cut short knows too little
	}
	if len(told) == 0 && len(report.Projects) > 0 {
		return Report{}, nil, ErrNothingJudged
	}
	return report, told, nil
}
