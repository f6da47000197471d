package commands

import (
	"regexp"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/parser/text"
)

// runsAsRoot reports what a file tells to run as root. Where nothing says it, the
// machine or the image decides; an image of those that everybody starts from has
// root, which is said to the pedantic.
func runsAsRoot(p *check.Pass) {
	for _, l := range production(p) {
		c, ok := mainCommand(l)
		if !ok || !isServer(l.Program) && l.Program != "celery" {
			continue
		}
		switch {
		case l.User == "root" || l.User == "0":
			path, span := userPlace(p, l, c)
			p.Report(finding.Finding{
				Path: path, Span: span, Detail: l.Program,
				Message: l.Program + " runs as root: whoever finds a way to run code in the project is root too",
			})
		case l.User == "" && l.Kind == "Dockerfile" && l.Container != nil && ofRoot(l.Container.Image) && !namesUser(p, l.Path):
			p.Report(finding.Finding{
				Path: l.Container.Path, Span: l.Container.Span, Detail: "image", Pedantic: true, Severity: finding.Note,
				Message: "the image names no USER: " + l.Program + " runs as root in it",
			})
		}
	}
}

// ofRoot reports whether an image is one of those whose containers run as root.
func ofRoot(image *deploy.Reference) bool {
	if image == nil {
		return false
	}
	name, _, _ := strings.Cut(image.Value, ":")
	name, _, _ = strings.Cut(name, "@")
	name = strings.TrimPrefix(strings.TrimPrefix(name, "docker.io/"), "library/")
	return slices.Contains([]string{"python", "debian", "ubuntu", "alpine", "node", "pypy", "centos", "fedora"}, name)
}

// userInstruction is a USER that stands in a Dockerfile, if only in a stage on the
// way, or one whose account is not known.
var userInstruction = regexp.MustCompile(`(?mi)^[ \t]*user[ \t]`)

// namesUser reports whether a Dockerfile, or something that builds it, says as whom
// its containers run.
func namesUser(p *check.Pass, dockerfile string) bool {
	return userInstruction.Match(p.Project.Files.Code(dockerfile)) || slices.ContainsFunc(p.Project.Launches, func(l deploy.Launch) bool {
		return l.Container != nil && l.Container.Build == dockerfile && l.Container.Path != dockerfile && l.User != ""
	})
}

// rootLine is a line that names root: User=root, user = root, uid=0, user: "0:0",
// USER root.
var rootLine = regexp.MustCompile(`(?mi)^[ \t]*(?:user|uid)(?:[ \t]*[=:][ \t]*|[ \t]+)["']?(?:root|0)\b.*$`)

// userPlace is the line that says as whom a launch runs: the nearest one of its
// file, or of the Dockerfile that it builds; the command itself otherwise.
func userPlace(p *check.Pass, l deploy.Launch, c deploy.Command) (string, text.Span) {
	files := []string{l.Path, c.Path}
	if l.Container != nil {
		files = append(files, l.Container.Build)
	}
	if l.Target != nil {
		files = append(files, l.Target.Path)
	}
	for _, name := range files {
		source, err := p.Project.Files.Source(name)
		if name == "" || err != nil {
			continue
		}
		var best []int
		for _, at := range rootLine.FindAllIndex(source.Data, -1) {
			if best == nil || distance(at, l.Span) < distance(best, l.Span) || name != l.Path {
				best = at
			}
		}
		if best != nil {
			return name, text.Span{Start: uint32(best[0]), End: uint32(best[1])}
		}
	}
	return c.Path, c.Span
}

func distance(at []int, span text.Span) int {
	if between := int(span.Start) - at[0]; between > 0 {
		return between
	}
	return at[0] - int(span.Start)
}
