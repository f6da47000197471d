package engine

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/workspace"
)

// Comparison is what two settings modules come to, side by side. Every setting
// that one of them has is in exactly one of Differences, Undecided and Same.
type Comparison struct {
	// Modules are the two; their Settings are empty.
	Modules [2]ModuleSettings
	// Without are the optional files outside the repository that may change any
	// setting of each module, sorted: what they may change is left out, since
	// it would be everything.
	Without [2][]string
	// Differences are the settings that differ, by name.
	Differences []Difference
	// Undecided are those of which it is not said whether they differ: secrets
	// that are set in different places, and what is not known. By name.
	Undecided []Difference
	// Same are the names of those that are the same, sorted, and Defaults is
	// how many of them neither module sets, so that Django's default holds.
	Same     []string
	Defaults int
}

// Difference is a setting of which the two modules make different things.
type Difference struct {
	Name string
	// Sides is what each module makes of it; nil where it is not set.
	Sides [2]*Setting
	// Parts are where two lists or two dicts differ; empty for other values.
	Parts []PartDifference
	// Why says why it cannot be told whether the sides differ; "" if they do.
	Why string
}

// PartDifference is a part of a list or a dict that differs.
type PartDifference struct {
	// Path leads to it as Python writes it: ['default']['HOST']. It is "" for
	// the whole.
	Path string
	// Sides is what is there on each side, as Python writes it: the value of a
	// key, or the elements that only this side's list has. It is "" where there
	// is nothing.
	Sides [2]string
	// List says that it is a list, so that Sides are elements.
	List bool
	// Order says that two lists have the same elements in another order.
	Order bool
	// Secret says that both sides have a secret there, which is not compared.
	Secret bool
}

// ErrSeveral is wrapped by the error for a name that several settings modules of
// the tree have.
var ErrSeveral = errors.New("several settings modules have that name")

// Compare compares two settings modules, each wanted by its name or its file,
// in the world of the options. Whether two secrets are equal is never told:
// what is said of them depends on the places they come from alone. The report
// has no findings. The errors are ErrSeveral, and those of Settings.
func Compare(ctx context.Context, tree workspace.Tree, options Options, wanted [2]Wanted, all bool) (Report, Comparison, error) {
	report, tellers, err := settingsTellers(ctx, tree, options, func(m *project.SettingsModule) bool {
		return wanted[0].wants(m) || wanted[1].wants(m)
	})
	if err != nil {
		return Report{}, Comparison{}, err
	}
	if len(report.Projects) == 0 {
		return report, Comparison{}, nil
	}
	c := &comparer{}
	var compared Comparison
	for i, want := range wanted {
		if c.sides[i], err = want.one(tellers); err != nil {
			return Report{}, Comparison{}, err
		}
		c.sides[i].files = optionalFiles(c.sides[i].result)
		compared.Without[i] = slices.Sorted(maps.Keys(c.sides[i].files.names))
		if compared.Modules[i], err = c.sides[i].tell(all); err != nil {
			return Report{}, Comparison{}, err
		}
	}
	c.compare(&compared)
	if err := ctx.Err(); err != nil {
		return Report{}, Comparison{}, err // an evaluation that was cut short knows too little
	}
	return report, compared, nil
}

// one is the only module that is wanted.
func (w Wanted) one(tellers []*settingsTeller) (*settingsTeller, error) {
	var found []*settingsTeller
	var paths []string
	for _, one := range tellers {
		if w.wants(one.module) {
			found, paths = append(found, one), append(paths, one.module.Path)
		}
	}
	switch len(found) {
	case 0:
		return nil, w.absent()
	case 1:
		return found[0], nil
	}
	return nil, fmt.Errorf("%w: %s is %s", ErrSeveral, w.Module, strings.Join(paths, ", "))
}

// comparer compares the settings of two modules.
type comparer struct{ sides [2]*settingsTeller }

// compare distributes the settings that the modules have, and takes them out of
// the modules.
func (c *comparer) compare(compared *Comparison) {
	var told [2]map[string]*Setting
	names := map[string]bool{}
	for i := range compared.Modules {
		told[i] = map[string]*Setting{}
		for _, setting := range compared.Modules[i].Settings {
			told[i][setting.Name], names[setting.Name] = &setting, true
		}
		compared.Modules[i].Settings = nil
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		d := Difference{Name: name, Sides: [2]*Setting{told[0][name], told[1][name]}}
		if d.Sides[0] == nil || d.Sides[1] == nil {
			compared.Differences = append(compared.Differences, d)
			continue
		}
		a, b := c.sides[0].likeness(name), c.sides[1].likeness(name)
		switch {
		case a.text != b.text:
			d.Parts = c.parts(name)
			compared.Differences = append(compared.Differences, d)
		case !a.hidden && !a.unknown && !b.hidden && !b.unknown, maps.Equal(a.places, b.places):
			compared.Same = append(compared.Same, name)
			if a.byDjango && b.byDjango {
				compared.Defaults++
			}
		default:
			d.Why = "it is not known whether they differ"
			if a.hidden {
				d.Why = "both are set, in different places; secrets are not compared"
			}
			compared.Undecided = append(compared.Undecided, d)
		}
	}
}
