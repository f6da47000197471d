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

// UnmarshalText accepts the three severities and nothing else.
func (s *Severity) UnmarshalText(data []byte) error {
	switch value := Severity(data); value {
	case Error, Warning, Note:
		*s = value
		return nil
	}
	return fmt.Errorf("severity %q is not error, warning or note", data)
}

// Confidence says how certain what a rule finds is, at its usual most certain.
type Confidence string

// The confidences, most certain first.
const (
	High   Confidence = "high"
	Medium Confidence = "medium"
	Low    Confidence = "low"
)

// UnmarshalText accepts the three confidences and nothing else.
func (c *Confidence) UnmarshalText(data []byte) error {
	switch value := Confidence(data); value {
	case High, Medium, Low:
		*c = value
		return nil
	}
	return fmt.Errorf("confidence %q is not high, medium or low", data)
}
