package workspace

import (
	"path"
	"strings"
)

// RequirementKind is the sort of a file that says which packages a project
// uses.
type RequirementKind string

// The kinds of requirement files.
const (
	NoRequirements   RequirementKind = ""
	RequirementsText RequirementKind = "requirements.txt"
	Pyproject        RequirementKind = "pyproject.toml"
	Pipfile          RequirementKind = "Pipfile"
	PipfileLock      RequirementKind = "Pipfile.lock"
	// TOMLLock is poetry.lock, uv.lock, pdm.lock and pylock.toml, which are
	// alike in what matters here.
	TOMLLock    RequirementKind = "lock"
	SetupConfig RequirementKind = "setup.cfg"
	SetupScript RequirementKind = "setup.py"
	Conda       RequirementKind = "environment.yml"
)

// RequirementsOf classifies a path.
func RequirementsOf(name string) RequirementKind {
	base := strings.ToLower(path.Base(name))
	switch base {
	case "pyproject.toml":
		return Pyproject
	case "pipfile":
		return Pipfile
	case "pipfile.lock":
		return PipfileLock
	case "poetry.lock", "uv.lock", "pdm.lock":
		return TOMLLock
	case "setup.cfg":
		return SetupConfig
	case "setup.py":
		return SetupScript
	case "environment.yml", "environment.yaml", "conda.yml", "conda.yaml":
		return Conda
	}
	if strings.HasPrefix(base, "pylock.") && strings.HasSuffix(base, ".toml") {
		return TOMLLock
	}
	if strings.HasPrefix(base, "environment") && isYAML(path.Ext(base)) {
		return Conda
	}
	switch path.Ext(base) {
	case ".txt", ".in", ".pip", ".lock":
		if namesRequirements(base) || isRequirementsDirectory(path.Base(parentOf(name))) {
			return RequirementsText
		}
	}
	return NoRequirements
}

func namesRequirements(base string) bool {
	return strings.Contains(base, "requirement") || strings.Contains(base, "constraint") || strings.HasPrefix(base, "reqs")
}

// isRequirementsDirectory tells the directories that hold requirement files
// under other names: requirements/production.txt.
func isRequirementsDirectory(base string) bool {
	base = strings.ToLower(base)
	return strings.Contains(base, "requirement") || base == "reqs" || base == "pip" || base == "deps"
}

// isSecondary reports whether a requirement file says by its name that it is
// not for production. It is believed only if another one contradicts it.
func isSecondary(name string) bool {
	lower := strings.ToLower(path.Join(path.Base(parentOf(name)), path.Base(name)))
	for token := range strings.FieldsFuncSeq(lower, func(r rune) bool { return isNameSeparator(r) || r == '/' }) {
		switch token {
		case "dev", "devel", "develop", "development", "local", "debug", "test", "tests", "testing", "ci",
			"docs", "doc", "documentation", "lint", "linting", "quality", "qa", "tox", "ide", "build", "tools",
			"optional", "extra", "extras", "min", "minimum", "minimal", "lowest", "old", "legacy":
			return true
		}
	}
	return false
}

func isYAML(extension string) bool { return extension == ".yml" || extension == ".yaml" }
