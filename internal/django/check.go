package django

import _ "embed"

//go:embed data/checks.txt
var checksText string

// CheckIDs is the sorted ids of a minor's system checks, such as "security.W004": those that stand in its source,
// contrib apps and the messages of management commands included. A minor that is not known is an *UnknownMinorError.
func CheckIDs(m Minor) ([]string, error) { return keysIn(table(checksText), m) }

// CheckMinors is the known minors that have a system check; false if none has.
func CheckMinors(id string) (Minors, bool) {
	runs, ok := table(checksText).find(id)
	return minorsOf(runs), ok
}
