package workspace

import (
	"context"
	"path"
	"regexp"
	"strings"
	"unicode"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/parser/requirements"
	"github.com/djvet/djvet/parser/text"
)

const (
	// lockLimit bounds lock files, which are longer than what people write:
	// the largest seen has 1.5 MB.
	lockLimit = 8 << 20
	// maxIncludes bounds the files that -r and -c lines name.
	maxIncludes = 100
)

// claimReader collects what the files of one level say of Django.
type claimReader struct {
	ctx       context.Context //nolint:containedctx // lives for one call of DjangoVersion
	workspace *Workspace
	// inRequirements says that every text file counts.
	inRequirements bool
	claims         []claim
	// seen are the requirement files that were read, with the claims that
	// they made: one that a production file includes is for production.
	seen map[string][]int
}

func newClaimReader(ctx context.Context, w *Workspace) *claimReader {
	return &claimReader{ctx: ctx, workspace: w, seen: map[string][]int{}}
}

// add reads a file if it is one of requirements.
func (r *claimReader) add(name string) {
	kind := RequirementsOf(name)
	if kind == NoRequirements && r.inRequirements && (path.Ext(name) == ".txt" || path.Ext(name) == ".in") {
		kind = RequirementsText
	}
	if kind == NoRequirements || r.ctx.Err() != nil {
		return
	}
	if kind == RequirementsText {
		r.requirementsText(name, isSecondary(name))
		return
	}
	limit := r.workspace.limit(name)
	if kind == TOMLLock || kind == PipfileLock {
		limit = lockLimit
	}
	file, err := r.workspace.read(name, limit)
	if err != nil {
		return // an incident, unless it is ignored
	}
	switch kind {
	case Pyproject:
		r.pyproject(file)
	case Pipfile:
		r.pipfile(file)
	case PipfileLock:
		r.pipfileLock(file)
	case TOMLLock:
		r.tomlLock(file)
	case SetupConfig:
		r.setupConfig(file)
	case SetupScript:
		r.setupScript(file)
	case Conda:
		r.conda(file)
	case NoRequirements, RequirementsText: // done with above
	}
}

// requirementsText reads a requirement file and what it includes.
func (r *claimReader) requirementsText(name string, secondary bool) {
	if before, ok := r.seen[name]; ok {
		for _, i := range before {
			r.claims[i].secondary = r.claims[i].secondary && secondary
		}
		return
	}
	if len(r.seen) > maxIncludes {
		return
	}
	r.seen[name] = nil
	file, err := r.workspace.Source(name)
	if err != nil {
		return
	}
	parsed := requirements.Parse(file.Data)
	for _, requirement := range parsed.Requirements {
		if r.requirement(file, requirement, requirement.Span, secondary) {
			r.seen[name] = append(r.seen[name], len(r.claims)-1)
		}
	}
	for _, include := range parsed.Includes {
		target := path.Join(parentOf(name), include.Path)
		if !path.IsAbs(include.Path) && !strings.HasPrefix(target, "../") {
			// What production includes is for production, whatever its name;
			// what development includes is judged by its own name.
			r.requirementsText(target, secondary && isSecondary(target))
		}
	}
}

// requirement makes a claim of a requirement if it is Django's.
func (r *claimReader) requirement(file *text.File, found requirements.Requirement, span text.Span, secondary bool) bool {
	if found.Name != "django" {
		return false
	}
	minors, source := minorsFor(found.Specifiers)
	if found.URL != "" {
		minors, source = minorsOfURL(found.URL)
	}
	return r.claim(file, span, minors, source, secondary)
}

func (r *claimReader) claim(file *text.File, span text.Span, minors django.Minors, source VersionSource, secondary bool) bool {
	if len(minors) == 0 {
		return false
	}
	r.claims = append(r.claims, claim{
		VersionEvidence: evidence(file, span), source: source, minors: minors, secondary: secondary,
	})
	return true
}

// inURL finds the version in a branch, tag or archive of Django:
// "@stable/4.2.x", "@4.2.6", "/archive/stable/4.2.x.zip", "/Django-4.2.6.tar.gz".
var inURL = regexp.MustCompile(`(?i)(?:stable/|[@/-]v?)(\d+\.\d+)(?:\.(?:\d+|x))*(?:[.#@/]|$)`)

func minorsOfURL(url string) (django.Minors, VersionSource) {
	match := inURL.FindStringSubmatch(url)
	if match == nil {
		return nil, Assumed
	}
	minor, err := django.ParseMinor(match[1])
	if err != nil {
		return nil, Assumed
	}
	return django.Minors{minor}, Pinned
}

var userinfo = regexp.MustCompile(`://[^/@\s]+@`)

// readable is a quotation for people: of UTF-16 without the zero bytes, on one
// line, not endless, and without the credentials of a URL.
func readable(quoted string) string {
	quoted = strings.Map(func(r rune) rune {
		switch {
		case r == 0:
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, quoted)
	quoted = userinfo.ReplaceAllString(quoted, "://…@")
	const enough = 200
	if len(quoted) > enough {
		quoted = strings.ToValidUTF8(quoted[:enough], "") + "…"
	}
	return quoted
}
