package check

import (
	"strings"

	"github.com/agnivade/levenshtein"
)

// Distance is how many letters have to be changed, added, left out or swapped
// with their neighbour to make one name of another. A swap counts once: it is
// one slip of the fingers.
func Distance(a, b string) int {
	distance := levenshtein.ComputeDistance(a, b)
	if distance == 2 && swapped(a, b) {
		return 1
	}
	return distance
}

// swapped reports whether two names differ in the order of two neighbours only.
func swapped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	at := 0
	for at < len(a) && a[at] == b[at] {
		at++
	}
	return at+1 < len(a) && a[at] == b[at+1] && a[at+1] == b[at] && a[at+2:] == b[at+2:]
}

// Slips is how many mistakes a name of that length may hold and still be taken
// for that name.
func Slips(length int) int {
	switch {
	case length < 3:
		return 0
	case length < 8:
		return 1
	default:
		return 2
	}
}

// Nearest is the candidate that a name was most likely meant to be: the same
// in other letters' case, or the one with the fewest slips, of several the
// first. It is "" if none is near.
func Nearest(name string, candidates []string) string {
	best, least := "", 0
	for _, candidate := range candidates {
		if candidate == name {
			continue
		}
		if strings.EqualFold(candidate, name) {
			return candidate
		}
		distance := Distance(name, candidate)
		if distance > Slips(min(len(name), len(candidate))) {
			continue
		}
		if best == "" || distance < least {
			best, least = candidate, distance
		}
	}
	return best
}
