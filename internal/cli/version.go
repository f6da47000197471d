package cli

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// versionCommand says which djvet this is.
func (r *run) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Say which djvet this is",
		Args: func(_ *cobra.Command, arguments []string) error {
			if len(arguments) > 0 {
				return usagef("version takes no arguments")
			}
			return nil
		},
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(r.Stdout, "djvet %s\n", r.Version)
			return err //nolint:wrapcheck // of the output
		},
	}
}

// shownRevision is how many digits of a revision are shown.
const shownRevision = 12

// versionOf is what the linker was told, or else what the build says.
func versionOf(linked string) string {
	if linked != "" {
		return linked
	}
	info, known := debug.ReadBuildInfo()
	if !known {
		return development
	}
	return versionOfBuild(info)
}

// development is the version of what was built from a work tree.
const development = "development"

// versionOfBuild is the version of the module, or else the revision that it was
// built from.
func versionOfBuild(info *debug.BuildInfo) string {
	if version := info.Main.Version; version != "" && version != "(devel)" {
		return version
	}
	revision, modified := "", ""
	for _, setting := range info.Settings {
		switch {
		case setting.Key == "vcs.revision":
			revision = setting.Value
		case setting.Key == "vcs.modified" && setting.Value == "true":
			modified = "+dirty"
		}
	}
	if revision == "" {
		return development
	}
	return development + "-" + revision[:min(len(revision), shownRevision)] + modified
}
