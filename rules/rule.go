package rules

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// Rule is one rule of the catalogue. What the fields say is the front matter
// of its file; Doc and Examples read the rest of the file when asked.
type Rule struct {
	// ID is the final, public name of the rule, for example "debug-enabled".
	ID string `toml:"id"`
	// Topic is one of Topics.
	Topic string `toml:"topic"`
	// Title says in at most 60 characters, without a final stop, what is wrong.
	Title      string     `toml:"title"`
	Severity   Severity   `toml:"severity"`
	Confidence Confidence `toml:"confidence"`
	// Pedantic rules are reported only on request.
	Pedantic bool `toml:"pedantic"`
	// Where is what the rule judges: "prod" for settings modules in
	// production, "any" for every settings module that something starts,
	// "file" for the files that the documentation names, or the kinds of
	// server files, separated by commas; "machine" for what lies on the machine
	// that djvet runs on, with --host.
	Where string `toml:"where"`
	// Django are the ids of the system checks that the rule reproduces.
	Django []string `toml:"django"`
	// Since and Until are the first and the last Django minor that the rule is
	// about, for example "3.2"; "" for no bound.
	Since string `toml:"since"`
	Until string `toml:"until"`
	// Security says that the rule is about a weakness an attacker can use.
	Security bool `toml:"security"`
	// CWE are the numbers of the weaknesses in the Common Weakness Enumeration.
	CWE  []int    `toml:"cwe"`
	Tags []string `toml:"tags"`
	// Supersedes are the rules whose finding on the same value says no more.
	Supersedes []string `toml:"supersedes"`

	body string
}

// fence marks the lines between which the front matter stands.
const fence = "+++\n"

// errFrontMatter is why a file is no rule: the front matter is not there.
var errFrontMatter = errors.New("does not begin with front matter between +++ lines")

// parseRule reads the front matter of a rule's file, strictly: an unknown key
// is an error. The body is left for later.
func parseRule(data []byte) (Rule, error) {
	front, body, found := bytes.Cut(bytes.TrimPrefix(data, []byte(fence)), []byte("\n"+fence))
	if !found || !bytes.HasPrefix(data, []byte(fence)) {
		return Rule{}, errFrontMatter
	}
	var rule Rule
	decoder := toml.NewDecoder(bytes.NewReader(front)).DisallowUnknownFields()
	if err := decoder.Decode(&rule); err != nil {
		var strict *toml.StrictMissingError
		if errors.As(err, &strict) {
			return Rule{}, fmt.Errorf("front matter has an unknown key: %s", strict.String())
		}
		return Rule{}, fmt.Errorf("front matter: %w", err)
	}
	if err := rule.checkLevels(); err != nil {
		return Rule{}, err
	}
	rule.body = string(body)
	return rule, nil
}

// Name is the id in PascalCase, as SARIF wants it: DebugEnabled.
func (r Rule) Name() string {
	var name strings.Builder
	for word := range strings.SplitSeq(r.ID, "-") {
		if word != "" {
			name.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	return name.String()
}
