package workspace

import (
	"cmp"
	"context"
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/parser/text"
)

// VersionSource says how surely a version is known.
type VersionSource string

// The sources of a version, the surest first.
const (
	// Locked: a lock file has it.
	Locked VersionSource = "lock"
	// Pinned: a requirement allows this version alone.
	Pinned VersionSource = "pin"
	// Ranged: a requirement allows several.
	Ranged VersionSource = "range"
	// Generated: a settings module says which version began the project, which
	// is a lower bound.
	Generated VersionSource = "header"
	// Assumed: nothing says anything, or a requirement without a version.
	Assumed VersionSource = "assumed"
)

// Version is the set of Django's minors that a project may run on.
type Version struct {
	// Minors is never empty. A minor of which internal/django knows nothing is
	// among them if the project names it.
	Minors django.Minors
	Source VersionSource
	// Evidence is where it was read, sorted by path; none if it is assumed.
	Evidence []VersionEvidence
}

// VersionEvidence is a place that says something of the version.
type VersionEvidence struct {
	Path string
	Span text.Span
	// Line counts from 1.
	Line int
	// Text is what stands there, such as "Django==4.2.6".
	Text string
}

// claim is one place that names a version.
type claim struct {
	VersionEvidence
	source VersionSource
	minors django.Minors
	// secondary is set for what is asked for in development or tests only.
	secondary bool
}

// DjangoVersion tells on which versions of Django the project in a directory
// runs. The files of that directory count, then those of the nearest directory
// above that say anything, then those below; never those of another project (a
// directory with its own manage.py) or repository.
//
// Of what these files say, a lock file is believed before a pin, a pin before a
// range; what is for development or tests only if there is nothing else. Files
// that disagree give the union. A range is narrowed by the version in the header
// of the settings, which began the project. Without any requirement the header
// is a lower bound of the supported releases, and without a header all releases
// count that were supported when djvet was built.
func (w *Workspace) DjangoVersion(ctx context.Context, dir string) Version {
	header, hasHeader := w.generatedBy(dir)
	found, ok := w.requiredVersion(ctx, dir)
	switch {
	case ok && found.Source == Ranged && hasHeader:
		if narrowed := found.Minors.AtLeast(header.minors[0]); len(narrowed) > 0 && len(narrowed) < len(found.Minors) {
			found.Minors = narrowed
			found.Evidence = append(found.Evidence, header.VersionEvidence)
		}
		return found
	case ok:
		return found
	case hasHeader:
		bound := header.minors[0]
		supported := django.Supported(django.BuiltAt()).AtLeast(bound)
		return Version{
			Minors:   django.NewMinors(append(supported, bound)...),
			Source:   Generated,
			Evidence: []VersionEvidence{header.VersionEvidence},
		}
	}
	return Version{Minors: django.Supported(django.BuiltAt()), Source: Assumed}
}

// requiredVersion asks the directories in order.
func (w *Workspace) requiredVersion(ctx context.Context, dir string) (Version, bool) {
	var found Version
	ok := false
	for at := dir; ; at = parentOf(at) {
		claims := w.claimsIn(ctx, at)
		if !ok {
			found, ok = judge(claims)
		} else if locked, found2 := judge(claims); found2 && locked.Source == Locked {
			// A workspace of uv has one lock file above all its members.
			if both := locked.Minors.Intersect(found.Minors); len(both) > 0 {
				return locked, true
			}
		}
		if ok && found.Source != Ranged {
			return found, true
		}
		if at == "" || w.isRepository(at) {
			break
		}
	}
	if ok {
		return found, true
	}
	return judge(w.claimsBelow(ctx, dir))
}

// judge weighs the claims of one level.
func judge(claims []claim) (Version, bool) {
	primary := slices.DeleteFunc(slices.Clone(claims), func(c claim) bool { return c.secondary })
	for _, group := range [][]claim{primary, claims} {
		for _, source := range []VersionSource{Locked, Pinned, Ranged} {
			found := Version{Source: source}
			var minors []django.Minor
			for _, c := range group {
				if c.source == source {
					minors = append(minors, c.minors...)
					found.Evidence = append(found.Evidence, c.VersionEvidence)
				}
			}
			if len(minors) > 0 {
				found.Minors = django.NewMinors(minors...)
				slices.SortFunc(found.Evidence, compareEvidence)
				found.Evidence = slices.Compact(found.Evidence)
				return found, true
			}
		}
	}
	return Version{}, false
}

func compareEvidence(a, b VersionEvidence) int {
	return cmp.Or(strings.Compare(a.Path, b.Path), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
}

// claimsIn reads the requirement files that belong to a directory: its own, and
// those in requirements/ and the like, up to two levels down.
func (w *Workspace) claimsIn(ctx context.Context, dir string) []claim {
	reader := newClaimReader(ctx, w)
	w.addRequirements(reader, dir)
	for _, sub := range w.subdirectories(dir) {
		if !isRequirementsDirectory(path.Base(sub)) {
			continue
		}
		w.addRequirements(reader, sub)
		for _, deeper := range w.subdirectories(sub) {
			reader.inRequirements = true
			w.addRequirements(reader, deeper)
			reader.inRequirements = false
		}
	}
	return reader.claims
}

func (w *Workspace) addRequirements(reader *claimReader, dir string) {
	known := w.names.dirs[dir]
	if known == nil {
		return
	}
	for _, base := range known.files {
		reader.add(joinTree(dir, base))
	}
}

// claimsBelow reads what lies deeper in the project, leaving out examples and
// other projects.
func (w *Workspace) claimsBelow(ctx context.Context, dir string) []claim {
	reader := newClaimReader(ctx, w)
	w.walkProject(dir, func(sub string) {
		if sub != dir {
			w.addRequirements(reader, sub)
		}
	})
	return reader.claims
}

// walkProject visits the directories of a project in order, the project's own
// first, without those of other projects and of examples.
func (w *Workspace) walkProject(dir string, visit func(dir string)) {
	visit(dir)
	for _, sub := range w.subdirectories(dir) {
		if isExampleDirectory(path.Base(sub)) || w.names.hasFile(sub+"/manage.py") || w.isRepository(sub) {
			continue
		}
		w.walkProject(sub, visit)
	}
}

// subdirectories are the paths of the directories in dir whose names are known.
func (w *Workspace) subdirectories(dir string) []string {
	known := w.names.dirs[dir]
	if known == nil {
		return nil
	}
	var found []string
	for _, base := range known.dirs {
		if sub := joinTree(dir, base); !w.names.dirs[sub].opaque {
			found = append(found, sub)
		}
	}
	return found
}

func (w *Workspace) isRepository(dir string) bool {
	known := w.names.dirs[dir]
	return known != nil && (known.hasDir(".git") || known.hasFile(".git"))
}
