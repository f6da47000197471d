package django

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

//go:embed data/releases.txt
var releasesText string

// Release is a known minor with the dates of its life. Dates are those of the download page and roadmap of
// djangoproject.com; a date to come is the roadmap's plan, its day the last of the month named. Python versions and
// the patch come from the released package.
type Release struct {
	Minor          Minor
	Patch          string    // the patch release that the facts were read from
	Released       time.Time // of the .0
	MainstreamEnds time.Time // the last day of bug fixes
	ExtendedEnds   time.Time // the last day of security fixes
	LTS            bool
	Python         []string // the Python versions that it supports, "3.12", oldest first
}

// SupportedAt tells whether the release is out at t and still gets security fixes.
func (r Release) SupportedAt(t time.Time) bool {
	return !t.Before(r.Released) && t.Before(r.ExtendedEnds.AddDate(0, 0, 1))
}

type releaseTable struct {
	builtAt time.Time
	known   Minors
	list    []Release
}

var releases = sync.OnceValue(decodeReleases)

func decodeReleases() (all releaseTable) {
	date, rest, _ := strings.Cut(releasesText, "\n")
	all.builtAt = mustDate(date)
	for line := range strings.Lines(rest) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		r := Release{
			Minor:          mustMinor(f[0]),
			Patch:          f[1],
			Released:       mustDate(f[2]),
			MainstreamEnds: mustDate(f[3]),
			ExtendedEnds:   mustDate(f[4]),
			LTS:            f[5] == "lts",
			Python:         strings.Fields(f[6]),
		}
		all.list = append(all.list, r)
		all.known = append(all.known, r.Minor)
	}
	return all
}

// mustMinor and mustDate read our own data. They panic because the tests read every line of it.
func mustMinor(s string) Minor {
	m, err := ParseMinor(s)
	if err != nil {
		panic(err)
	}
	return m
}

func mustDate(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

// Releases is all known minors, oldest first.
func Releases() []Release { return slices.Clone(releases().list) }

// FindRelease is the release of a minor; false if the minor is not known.
func FindRelease(m Minor) (Release, bool) {
	i, found := slices.BinarySearchFunc(releases().list, m, func(r Release, m Minor) int { return r.Minor.Compare(m) })
	if !found {
		return Release{}, false
	}
	return releases().list[i], true
}

// Known is the minors that the facts cover.
func Known() Minors { return slices.Clone(releases().known) }

// Supported is the known minors that are out and get security fixes at a date.
func Supported(at time.Time) Minors {
	return releases().known.Filter(func(m Minor) bool {
		r, _ := FindRelease(m)
		return r.SupportedAt(at)
	})
}

// BuiltAt is the date the facts were made. Releases after it are not known, so a project may run on a newer Django than
// Known's.
func BuiltAt() time.Time { return releases().builtAt }

// UnknownMinorError says that the facts do not cover a minor.
type UnknownMinorError struct{ Minor Minor }

// Error names the minor and what is known.
func (e *UnknownMinorError) Error() string {
	first, _ := releases().known.Min()
	last, _ := releases().known.Max()
	return fmt.Sprintf("nothing is known of Django %s: the facts cover %s to %s", e.Minor, first, last)
}

func checkKnown(ms ...Minor) error {
	for _, m := range ms {
		if !releases().known.Contains(m) {
			return &UnknownMinorError{m}
		}
	}
	return nil
}
