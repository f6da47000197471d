package finding

import "fmt"

// levelNames are the names of severities and confidences, by their value.
func severityNames() []string   { return []string{Note: "note", Warning: "warning", Error: "error"} }
func confidenceNames() []string { return []string{Low: "low", Medium: "medium", High: "high"} }

// String is "note", "warning" or "error".
func (s Severity) String() string { return levelName(severityNames(), int(s), "Severity") }

// String is "low", "medium" or "high".
func (c Confidence) String() string { return levelName(confidenceNames(), int(c), "Confidence") }

// ParseSeverity reads what String writes.
func ParseSeverity(name string) (Severity, error) {
	level, err := parseLevel(severityNames(), name, "severity")
	return Severity(level), err
}

// ParseConfidence reads what String writes.
func ParseConfidence(name string) (Confidence, error) {
	level, err := parseLevel(confidenceNames(), name, "confidence")
	return Confidence(level), err
}

// MarshalText writes the name, for JSON.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the name.
func (s *Severity) UnmarshalText(data []byte) (err error) {
	*s, err = ParseSeverity(string(data))
	return err
}

// MarshalText writes the name, for JSON.
func (c Confidence) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads the name.
func (c *Confidence) UnmarshalText(data []byte) (err error) {
	*c, err = ParseConfidence(string(data))
	return err
}

func levelName(names []string, level int, kind string) string {
	if level > 0 && level < len(names) {
		return names[level]
	}
	return fmt.Sprintf("%s(%d)", kind, level)
}

func parseLevel(names []string, name, kind string) (int, error) {
	for level := 1; level < len(names); level++ {
		if names[level] == name {
			return level, nil
		}
	}
	return 0, fmt.Errorf("%s %q is not one of %s, %s, %s", kind, name, names[1], names[2], names[3])
}
