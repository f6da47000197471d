package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// choice is the value of a flag that takes one of a few words.
type choice struct {
	value string
	valid []string
}

// newChoice makes a choice between words, of which the first is the default.
func newChoice(preset string, valid ...string) *choice { return &choice{value: preset, valid: valid} }

// String implements pflag.Value.
func (c *choice) String() string { return c.value }

// Type implements pflag.Value: it stands in the help.
func (c *choice) Type() string { return strings.Join(c.valid, "|") }

// Set implements pflag.Value.
func (c *choice) Set(value string) error {
	if !slices.Contains(c.valid, value) {
		return fmt.Errorf("%q is not one of %s", value, strings.Join(c.valid, ", ")) //nolint:err113 // for people
	}
	c.value = value
	return nil
}

// nearest is the candidate that a mistyped word most likely means; "" if none
// is near.
func nearest(word string, candidates []string) string {
	// A third of the letters may be wrong, or two swapped in a short word.
	allowed := len(word) / 3
	if len(word) > 3 {
		allowed = max(allowed, 2)
	}
	best, least := "", max(allowed, 1)+1
	for _, candidate := range candidates {
		if distance := levenshtein.ComputeDistance(word, candidate); distance < least {
			best, least = candidate, distance
		}
	}
	return best
}
