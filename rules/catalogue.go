package rules

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

//go:embed *.md
var files embed.FS

// ErrUnknown is wrapped by the errors of Select for a name that is no rule,
// topic or pattern.
var ErrUnknown = errors.New("unknown rule")

// Catalogue is all rules. It is immutable and safe for concurrent use.
type Catalogue struct {
	rules []Rule
	index map[string]int
}

// Load reads the catalogue that is built into the program. An error means that
// a rule's file is faulty, which the package's tests rule out.
func Load() (*Catalogue, error) {
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil, fmt.Errorf("list the rules: %w", err)
	}
	rules := make([]Rule, 0, len(entries))
	for _, entry := range entries {
		data, err := files.ReadFile(entry.Name())
		if err != nil {
			return nil, fmt.Errorf("read the rule's file %s: %w", entry.Name(), err)
		}
		rule, err := parseRule(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", entry.Name(), err)
		}
		if rule.ID+".md" != path.Base(entry.Name()) {
			return nil, fmt.Errorf("%s: its id is %q", entry.Name(), rule.ID)
		}
		rules = append(rules, rule)
	}
	return newCatalogue(rules), nil
}

func newCatalogue(rules []Rule) *Catalogue {
	place := topicOrder()
	slices.SortFunc(rules, func(a, b Rule) int {
		return cmp.Or(cmp.Compare(place(a.Topic), place(b.Topic)), strings.Compare(a.ID, b.ID))
	})
	index := make(map[string]int, len(rules))
	for i, rule := range rules {
		index[rule.ID] = i
	}
	return &Catalogue{rules: rules, index: index}
}

// Rules are all rules, by topic in the order of Topics and then by id.
func (c *Catalogue) Rules() []Rule { return slices.Clone(c.rules) }

// Lookup finds a rule by its id.
func (c *Catalogue) Lookup(id string) (Rule, bool) {
	i, found := c.index[id]
	if !found {
		return Rule{}, false
	}
	return c.rules[i], true
}

// Nearest gives the id or topic that a mistyped one most likely means, and
// false if none is near.
func (c *Catalogue) Nearest(name string) (string, bool) {
	name = strings.ReplaceAll(strings.ToLower(name), "_", "-")
	// A third of the letters may be wrong: more would propose anything.
	nearest, least := "", max(len(name)/3, 1)+1
	consider := func(candidate string) {
		if distance := levenshtein.ComputeDistance(name, candidate); distance < least {
			nearest, least = candidate, distance
		}
	}
	for _, rule := range c.rules {
		consider(rule.ID)
	}
	for _, topic := range c.topics() {
		consider(topic)
	}
	return nearest, nearest != ""
}

// topics are the topics that have rules.
func (c *Catalogue) topics() []string {
	var topics []string
	for _, rule := range c.rules {
		if !slices.Contains(topics, rule.Topic) {
			topics = append(topics, rule.Topic)
		}
	}
	return topics
}
