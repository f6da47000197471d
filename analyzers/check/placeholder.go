package check

import (
	"regexp"
	"strings"
	"unicode"
)

// Placeholder reports whether a text stands for a credential that somebody is
// to put there, or says that there is none: <password>, changeme, YOUR_TOKEN, the
// key's own name.
func Placeholder(name, value string) bool {
	plain := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, value)
	own := strings.Join(Words(name), "")
	return plain == "" || plain == own || spoken.MatchString(value) || composed.MatchString(plain) || strings.Trim(plain, "x") == "" ||
		strings.Trim(plain, "0") == ""
}

// spoken are parts that no credential has by chance.
var spoken = regexp.MustCompile(`(?i)your|change[-_ ]?(me|this|it)|example|placeholder|dummy|xxxx|replace|insert|todo|fixme|fake|sample|goes[-_ ]?here|[-_ ]here$` +
	`|not[-_ ]?(a[-_ ]?)?(secret|real|used|set)|insecure|unsafe|unused|undefined|\.\.\.|\*\*\*|[<>{}\s]|\$\(|%\(|^\$|^%|^None$|^null$`)

// composed are texts made of nothing but the words that describe a credential,
// with at least one that does: dbpassword, mysecretkey.
var composed = regexp.MustCompile(`^(` + describing + `)*(password|passwd|pass|pwd|secret|key|token|credential)s?(` + describing + `)*$|^(tests?|testing|foo|bar|foobar|baz|none|null|empty|blank|na|n/a|tbd|` +
	`string|str|text|required|optional|true|false|yes|no|on|off|basic|plain|hidden|prompt|ask|env|environment|vault|keyring)$`)

const describing = `my|the|a|an|some|this|is|db|database|mysql|postgres|postgresql|pg|mongo|redis|rabbitmq|email|mail|smtp|gmail|user|users|admin|root|django|site|mysite|app|application|` +
	`super|very|strong|secure|random|long|password|passwd|pass|pwd|secret|key|token|credential|api|auth|access|client|aws|s3|jwt|private|test|testing|dev|development|local|prod|production|default|` +
	`field|form|name|value|input|hash|salt|label|reset|change|confirm|new|old|login|signup|register|registration|serializer|view|page|url|path|file|env|var|variable|` +
	`1|12|123|1234|12345`

// Words parts a name: DB_PASSWORD, apiKey, client-secret.
func Words(name string) []string {
	var spaced strings.Builder
	small := false
	for _, r := range name {
		if small && unicode.IsUpper(r) {
			spaced.WriteByte('_')
		}
		small = unicode.IsLower(r) || unicode.IsDigit(r)
		spaced.WriteRune(unicode.ToLower(r))
	}
	return strings.FieldsFunc(spaced.String(), func(r rune) bool { return r == '_' || r == '-' || r == '.' || r == ' ' })
}
