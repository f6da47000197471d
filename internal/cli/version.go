package cli

import "runtime/debug"

// shownRevision is how many digits of a revision are shown.
const shownRevision = 12

// versionOf is what the linker was told, or else the version of the module, or
// else the revision that it was built from.
func versionOf(linked string) string {
	info, known := debug.ReadBuildInfo()
	if linked != "" || !known {
		return linked
	}
	return versionOfBuild(info)
}

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
		return "development"
	}
	return "development-" + revision[:min(len(revision), shownRevision)] + modified
}
