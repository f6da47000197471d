package engine

import (
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/host"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/rules"
)

// Options say what to check and how. The zero value checks the whole tree with
// every rule that is not pedantic.
type Options struct {
	// Paths limits the report to what is at or below them, relative to the
	// tree's root.
	Paths []string
	// Rules is what to select and ignore.
	Rules rules.Choice
	// MinConfidence leaves out findings that are less certain; 0 means Medium.
	MinConfidence finding.Confidence
	// Settings are the modules to judge as production; none: roles decide.
	Settings []string
	// Django overrides the versions that the project may run on.
	Django django.Minors
	// World is the environment to judge in.
	World eval.World
	// AsDjango says exactly what `manage.py check --deploy` would say: it
	// selects the rules with the tag django, judges the one module of Settings
	// and takes constants as they stand.
	AsDjango bool
	// Jobs is how many projects are checked at once; 0 means one for each
	// processor.
	Jobs int
	// Cache shares parsed files between runs; nil is fine.
	Cache *workspace.Cache
	// Host is the machine that the projects run on: what the settings name is
	// looked for there. Nil looks at nothing but the tree.
	Host *host.Machine
	// ToolVersion is written into the report.
	ToolVersion string
}
