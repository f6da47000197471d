package logging

import (
	"regexp"
	"strings"
)

// What Python looks for in a format. Source: PercentStyle, StrFormatStyle and
// StringTemplateStyle in logging/__init__.py, Python 3.8–3.13.
var (
	percentField  = regexp.MustCompile(`(?i)%\(\w+\)[#0+ -]*(\*|\d+)?(\.(\*|\d+))?[diouxefgcrsa%]`)
	braceField    = regexp.MustCompile(`\{\w`)
	templateField = regexp.MustCompile(`\$(\{?[_A-Za-z])`)
)

// hasFields reports whether a format may have a field of a style. Only what has
// none for certain is refused.
func hasFields(format, style string) bool {
	switch style {
	case "%":
		return percentField.MatchString(format)
	case "{":
		return braceField.MatchString(strings.ReplaceAll(format, "{{", ""))
	default:
		return templateField.MatchString(strings.ReplaceAll(format, "$$", ""))
	}
}
