package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// The patterns that stand for more than a name: every rule, and the rules that
// reproduce a system check of Django.
const (
	patternAll    = "all"
	patternDjango = "django"
)

// Selection is a set of rules. The zero value is empty.
type Selection struct {
	rules map[string]named
}

// named says how a rule came into a selection: true for its own id or the tag,
// false for a topic, a glob or "all".
type named bool

// Has reports whether the rule is selected.
func (s Selection) Has(id string) bool {
	_, found := s.rules[id]
	return found
}

// Named reports whether the rule was selected by its id or by the tag
// "django". Such a rule is never folded into another.
func (s Selection) Named(id string) bool { return bool(s.rules[id]) }

// IDs are the selected rules, sorted.
func (s Selection) IDs() []string {
	ids := make([]string, 0, len(s.rules))
	for id := range s.rules {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// Select gives the rules that any of the patterns stands for. A pattern is a
// rule's id, a topic, the tag "django", a glob such as "secret-key-*", or
// "all". An error wraps ErrUnknown and names the pattern that stands for
// nothing and what it may have meant.
func (c *Catalogue) Select(patterns []string) (Selection, error) {
	selection := Selection{rules: make(map[string]named)}
	for _, pattern := range patterns {
		found, err := c.add(selection, pattern)
		if err != nil {
			return Selection{}, err
		}
		if !found {
			return Selection{}, c.unknown(pattern)
		}
	}
	return selection, nil
}

// Choice is what a user asks for.
type Choice struct {
	// Select and Ignore are patterns as Select takes them. An empty Select
	// means all rules.
	Select []string
	Ignore []string
	// Pedantic turns pedantic rules on; one that is named is on without it.
	Pedantic bool
}

// Choose gives the rules that are on. Errors are those of Select.
func (c *Catalogue) Choose(choice Choice) (Selection, error) {
	patterns := choice.Select
	if len(patterns) == 0 {
		patterns = []string{patternAll}
	}
	selection, err := c.Select(patterns)
	if err != nil {
		return Selection{}, err
	}
	ignored, err := c.Select(choice.Ignore)
	if err != nil {
		return Selection{}, err
	}
	for _, rule := range c.rules {
		quiet := rule.Pedantic && !choice.Pedantic && !selection.Named(rule.ID)
		if quiet || ignored.Has(rule.ID) {
			delete(selection.rules, rule.ID)
		}
	}
	return selection, nil
}

// add puts the rules that a pattern stands for into the selection and reports
// whether there are any.
func (c *Catalogue) add(selection Selection, pattern string) (bool, error) {
	if !doublestar.ValidatePattern(pattern) {
		return false, fmt.Errorf("%w: %q is not a valid pattern", ErrUnknown, pattern)
	}
	found := false
	for _, rule := range c.rules {
		byName := rule.ID == pattern || pattern == patternDjango && len(rule.Django) > 0
		if !byName && pattern != patternAll && rule.Topic != pattern && !globMatches(pattern, rule.ID) {
			continue
		}
		found = true
		selection.rules[rule.ID] = selection.rules[rule.ID] || named(byName)
	}
	return found || pattern == patternAll, nil
}

// globMatches reports whether a pattern with a wildcard matches an id.
func globMatches(pattern, id string) bool {
	return strings.ContainsAny(pattern, "*?[{") && doublestar.MatchUnvalidated(pattern, id)
}

func (c *Catalogue) unknown(pattern string) error {
	if nearest, found := c.Nearest(pattern); found {
		return fmt.Errorf("%w %q, did you mean %q?", ErrUnknown, pattern, nearest)
	}
	return fmt.Errorf("%w %q, see the list of rules for what there is", ErrUnknown, pattern)
}
