package rules

import "fmt"

// Severity says how grave what a rule finds is, at its usual gravest.
type Severity string

// The severities, gravest first.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// Confidence says how certain what a rule finds is, at its usual most certain.
type Confidence string

// The confidences, most certain first.
const (
	High   Confidence = "high"
	Medium Confidence = "medium"
	Low    Confidence = "low"
)

// checkLevels rejects a severity or a confidence that does not exist.
func (r Rule) checkLevels() error {
	switch r.Severity {
	case Error, Warning, Note:
	default:
		return fmt.Errorf("severity %q is not error, warning or note", r.Severity)
	}
	switch r.Confidence {
	case High, Medium, Low:
		return nil
	default:
		return fmt.Errorf("confidence %q is not high, medium or low", r.Confidence)
	}
}
