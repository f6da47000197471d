package finding

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/djvet/djvet/parser/text"
)

// Secrets collects what must never be printed. The zero value is ready to use.
// It is not safe for concurrent use.
type Secrets struct {
	spans  map[string][]text.Span
	values map[string]bool
}

// Add notes that a span of a file holds a secret.
func (s *Secrets) Add(path string, span text.Span) {
	if span.Len() <= 0 {
		return
	}
	if s.spans == nil {
		s.spans = make(map[string][]text.Span)
	}
	s.spans[path] = append(s.spans[path], span)
}

// AddValue notes the value of a secret, wherever it may turn up. Of a value of
// several lines each line is a secret too, for a printer shows lines.
func (s *Secrets) AddValue(value string) {
	if s.values == nil {
		s.values = make(map[string]bool)
	}
	s.values[value] = true
	lines := strings.FieldsFunc(value, func(r rune) bool { return r == '\n' || r == '\r' })
	for _, line := range lines {
		s.values[strings.TrimSpace(line)] = true
	}
}

// shortestSecret is the number of bytes below which a value is not masked: it
// would be found inside words, and is no secret worth the name.
const shortestSecret = 4

// Redactor makes the redactor of what has been collected so far.
func (s *Secrets) Redactor() *Redactor {
	forms := make(map[string]bool)
	for value := range s.values {
		for _, form := range escapedForms(value) {
			// A value of asterisks alone cannot be told from a mask.
			if len(form) >= shortestSecret && strings.Trim(form, "*") != "" {
				forms[form] = true
			}
		}
	}
	redactor := &Redactor{spans: make(map[string][]interval, len(s.spans))}
	for form := range forms {
		redactor.values = append(redactor.values, form)
	}
	slices.Sort(redactor.values)
	for path, spans := range s.spans {
		intervals := make([]interval, 0, len(spans))
		for _, span := range spans {
			intervals = append(intervals, interval{start: int(span.Start), end: int(span.End)})
		}
		redactor.spans[path] = join(intervals)
	}
	return redactor
}

// escapedForms are the ways in which a value is commonly written: as it is,
// with backslash escapes, in JSON, with its quotes doubled, and URL-encoded.
func escapedForms(value string) []string {
	forms := []string{
		value,
		strings.ReplaceAll(value, `\`, `\\`),
		strings.ReplaceAll(strings.ReplaceAll(value, `\`, `\\`), `'`, `\'`),
		strings.ReplaceAll(value, `'`, `''`),
		strings.ReplaceAll(value, `"`, `""`),
		strings.ReplaceAll(value, `$`, `$$`), // compose
		strings.ReplaceAll(value, `%`, `%%`), // ini, systemd
		unquoted(strconv.Quote(value)),
		unquoted(strconv.QuoteToASCII(value)),
		url.QueryEscape(value),
		url.PathEscape(value),
		lowerPercent(url.QueryEscape(value)),
		lowerPercent(url.PathEscape(value)),
	}
	if encoded, err := json.Marshal(value); err == nil {
		forms = append(forms, unquoted(string(encoded)))
	}
	return forms
}

func unquoted(quoted string) string { return quoted[1 : len(quoted)-1] }

// lowerPercent writes the hexadecimal digits of URL escapes in lower case.
func lowerPercent(escaped string) string {
	parts := strings.Split(escaped, "%")
	for i := 1; i < len(parts); i++ {
		parts[i] = strings.ToLower(parts[i][:2]) + parts[i][2:]
	}
	return strings.Join(parts, "%")
}
