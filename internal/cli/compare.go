package cli

import (
	"context"
	"errors"
	"os"
	"slices"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/report"
	"github.com/djvet/djvet/internal/workspace"
)

// compare tells what two settings modules make different of, which the
// arguments name by their dotted names or their files.
func (r *run) compare(ctx context.Context, flags *settingsFlags, arguments []string) error {
	if len(arguments) != len([2]engine.Wanted{}) {
		return usagef("settings --compare: expected two settings modules, A and B, got %d", len(arguments))
	}
	options := engine.Options{ToolVersion: r.Version, Cache: workspace.NewCache(0)}
	if err := r.addWorld(&options, &flags.world); err != nil {
		return err
	}
	tree, wanted, err := r.compared(arguments)
	if err != nil {
		return err
	}
	var compared engine.Comparison
	found, err := inRoot(ctx, tree, options, func(ctx context.Context, tree workspace.Tree, options engine.Options) (found engine.Report, err error) {
		found, compared, err = engine.Compare(ctx, tree, options, wanted, flags.all)
		return found, err
	})
	switch {
	case errors.Is(err, engine.ErrSettings):
		return usagef("%w; djvet projects lists those that there are", err)
	case errors.Is(err, engine.ErrNotSettings):
		name := arguments[slices.IndexFunc(wanted[:], func(w engine.Wanted) bool { return err.Error() == w.Path+": "+engine.ErrNotSettings.Error() })]
		return usagef("%s: %w; djvet projects lists those that there are", name, engine.ErrNotSettings)
	case errors.Is(err, engine.ErrSeveral):
		return usagef("%w; name the file", err)
	case notCovered(err):
		return usagef("%w; leave --all out, or name another version with --django-version", err)
	case err != nil:
		return err
	}
	tree.noteMissing(found.Projects)
	found = r.merge([]engine.Part{{Root: tree.directory, Report: found}})
	r.status = statusOfReport(&found, failOnNever)
	r.missing([]*root{tree}, &found)
	if len(found.Projects) == 0 {
		return nil
	}
	if flags.format.value == formatJSON {
		r.complainOfIncidents(&found)
		return report.CompareJSON(r.Stdout, &found, compared)
	}
	return report.Compare(r.Stdout, &found, compared, report.SettingsOptions{Color: r.colored(flags.color, "")})
}

// compared finds the tree that two settings modules lie in.
func (r *run) compared(arguments []string) (*root, [2]engine.Wanted, error) {
	var wanted [2]engine.Wanted
	var places []string
	for i, argument := range arguments {
		module, place := r.moduleOrPath(argument)
		wanted[i].Module = module
		if module == "" {
			_, rel, err := r.findRoot(place)
			if err != nil {
				return nil, wanted, err
			}
			if info, err := os.Stat(r.absolute(place)); err != nil || info.IsDir() {
				return nil, wanted, usagef("settings --compare: %s is a directory; name a settings module or its file", argument)
			}
			wanted[i].Path = rel
		}
		places = append(places, place)
	}
	roots, err := r.roots(places)
	if err != nil {
		return nil, wanted, err
	}
	if len(roots) > 1 {
		return nil, wanted, usagef("settings --compare: %s and %s lie in different repositories", arguments[0], arguments[1])
	}
	return roots[0], wanted, nil
}
