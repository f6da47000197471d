package finding

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/djvet/djvet/parser/text"
)

func redactorOf(values ...string) *Redactor {
	var secrets Secrets
	for _, value := range values {
		secrets.AddValue(value)
	}
	return secrets.Redactor()
}

func TestRedact(t *testing.T) {
	for _, test := range []struct{ name, values, text, want string }{
		{"once", "hunter22", "is hunter22.", "is ********."},
		{"twice", "hunter22", "hunter22 hunter22", "******** ********"},
		{"longest first", "hunter22 hunter22-long", "x hunter22-long", "x ********"},
		{"overlapping", "abcdef defghi", "abcdefghi", "********"},
		{"itself", "aaaa", "aaaaaa", "********"},
		{"too short", "abc", "abc", "abc"},
		{"a mask", "****", "********", "********"},
		{"completed by a mask", "x********y abcdef", "xabcdefy", "********"},
		{"completed again and again", "********a seed", "seed" + strings.Repeat("a", 100), "********"},
		{"long and repeated", strings.Repeat("ab", 200), "<" + strings.Repeat("ab", 450) + ">", "<********" + strings.Repeat("ab", 50) + ">"},
		{"none", "", "text", "text"},
	} {
		if got := redactorOf(strings.Fields(test.values)...).Redact(test.text); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
	if got := (*Redactor)(nil).Redact("text"); got != "text" {
		t.Errorf("without secrets: got %q", got)
	}
}

func TestRedactEscapedForms(t *testing.T) {
	const value = `p@ss "w'ö%$\rd` + "\t&</>"
	encoded, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	redactor := redactorOf(value)
	for name, form := range map[string]string{
		"as it is":   value,
		"Go":         strconv.Quote(value),
		"ASCII":      strconv.QuoteToASCII(value),
		"JSON":       string(encoded),
		"SQL":        strings.ReplaceAll(value, "'", "''"),
		"CSV":        strings.ReplaceAll(value, `"`, `""`),
		"query":      url.QueryEscape(value),
		"path":       url.PathEscape(value),
		"lower":      lowerPercent(url.QueryEscape(value)),
		"compose":    strings.ReplaceAll(value, "$", "$$"),
		"ini":        strings.ReplaceAll(value, "%", "%%"),
		"backslash":  strings.ReplaceAll(value, `\`, `\\`),
		"Python str": strings.ReplaceAll(strings.ReplaceAll(value, `\`, `\\`), `'`, `\'`),
	} {
		if got := redactor.Redact("<" + form + ">"); strings.Contains(got, "p@ss") || strings.Contains(got, "ss") {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestRedactLinesOfAValue(t *testing.T) {
	redactor := redactorOf("-----BEGIN-----\r\n  MIIEvQIBADANBgkq\n-----END-----\n")
	if got := redactor.Redact("key MIIEvQIBADANBgkq, on line 2"); got != "key ********, on line 2" {
		t.Errorf("got %q", got)
	}
}

func TestRedactLine(t *testing.T) {
	for _, test := range []struct{ name, path, line, secret, want string }{
		{"quotes stay", "s.py", `KEY = "abc"`, `"abc"`, `KEY = "********"`},
		{"single quotes", "s.py", `KEY = 'abc'`, `'abc'`, `KEY = '********'`},
		{"without quotes", "s.py", `KEY = f('abc')`, `f('abc')`, `KEY = ********`},
		{"comment", "s.py", `KEY = "abc"  # or "abcd"`, `"abc"`, `KEY = "********"  # ********`},
		{"comment sign in the secret", "s.py", `KEY = "a#c", 1`, `"a#c"`, `KEY = "********", 1`},
		{"sign in a string before", "s.py", `C, KEY = "#f", "abc"`, `"abc"`, `C, KEY = "#f", "********"`},
		{"secret in a comment", "s.py", `X = 1  # old abc, older abd`, `abc`, `X = 1  # ********`},
		{"empty comment", "s.py", `KEY = "abc"  #`, `"abc"`, `KEY = "********"  #`},
		{"ini", "u.ini", `key = abc ; or abd`, `abc`, `key = ******** ; ********`},
		{"quote in quotes", "s.py", `KEY = "a\"#", "abc"`, `"abc"`, `KEY = "a\"#", "********"`},
		{"one quote", "s.py", `KEY = "`, `"`, `KEY = ********`},
	} {
		file := text.NewFile(test.path, []byte("\n"+test.line+"\n"))
		at := strings.Index(test.line, test.secret) + 1
		var secrets Secrets
		secrets.Add(test.path, text.Span{Start: uint32(at), End: uint32(at + len(test.secret))})
		secrets.Add(test.path, text.Span{Start: 0, End: 0})
		if got := secrets.Redactor().RedactLine(file, 2).Text; got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
		if got := secrets.Redactor().RedactLine(file, 1).Text; got != "" {
			t.Errorf("%s: the line before became %q", test.name, got)
		}
	}
}

func TestRedactLineOfLongSecret(t *testing.T) {
	source := "A = 1\nKEY = '''abc\ndef # x\nghi''' # y\n"
	file := text.NewFile("s.py", []byte(source))
	var secrets Secrets
	secrets.Add("s.py", text.Span{Start: 12, End: uint32(strings.LastIndex(source, "'") + 1)})
	redactor := secrets.Redactor()
	for i, want := range []string{"A = 1", "KEY = ********", "********", "******** # ********", ""} {
		if got := redactor.RedactLine(file, i+1).Text; got != want {
			t.Errorf("line %d is %q, want %q", i+1, got, want)
		}
	}
}

func TestLineSpan(t *testing.T) {
	const source = `A, KEY, B = "x", "secret-value", "y"  # z`
	file := text.NewFile("s.py", []byte(source))
	at := strings.Index(source, "secret-value")
	var secrets Secrets
	secrets.Add("s.py", text.Span{Start: uint32(at), End: uint32(at + len("secret-value"))})
	line := secrets.Redactor().RedactLine(file, 1)
	const masked = `A, KEY, B = "x", "********", "y"  # ********`
	if line.Text != masked {
		t.Fatalf("masked to %q", line.Text)
	}
	for _, test := range []struct{ part, want string }{
		{"KEY", "KEY"},
		{`"secret-value"`, `"********"`},
		{"secret-value", "********"},
		{"cret", "********"},
		{`"y"`, `"y"`},
		{`", "y"`, `", "y"`},
		{"z", "********"},
		{`value", "y"`, `********", "y"`},
	} {
		start := strings.Index(source, test.part)
		from, to := line.Span(start, start+len(test.part))
		if got := line.Text[from:to]; got != test.want {
			t.Errorf("%q became %q, want %q", test.part, got, test.want)
		}
	}
	if from, to := line.Span(len(source), len(source)); from != len(masked) || to != len(masked) {
		t.Errorf("the end of the line became %d to %d", from, to)
	}
}

func TestPaths(t *testing.T) {
	var secrets Secrets
	secrets.Add("b.py", text.Span{Start: 1, End: 2})
	secrets.Add("a.py", text.Span{Start: 1, End: 2})
	if got := strings.Join(secrets.Redactor().Paths(), " "); got != "a.py b.py" {
		t.Errorf("got %q", got)
	}
	if got := (*Redactor)(nil).Paths(); got != nil {
		t.Errorf("got %q", got)
	}
}

// FuzzRedact checks that neither a masked text nor a masked line holds a value.
func FuzzRedact(f *testing.F) {
	f.Add("hunter22", "abcd", "KEY = 'hunter22'  # abcd", uint32(6), uint32(16))
	f.Add("aaaa", "aa**", "aaaaaaa", uint32(0), uint32(2))
	f.Add("x********y", "abcdef", "xabcdefy\nsecond", uint32(2), uint32(12))
	f.Add("a'b\"c\\d", "ab\ncd", "a\\'b\\\"c\\\\d ab\r\ncd", uint32(3), uint32(3))
	f.Add("\xff\xfe\xfd\xfc", "é😀", "x\xff\xfe\xfd\xfcé😀", uint32(1), uint32(5))
	f.Fuzz(func(t *testing.T, first, second, source string, start, end uint32) {
		if len(source) > 200 {
			return // every range of a line is tried, which takes its square
		}
		var secrets Secrets
		secrets.AddValue(first)
		secrets.AddValue(second)
		size := uint32(len(source))
		start, end = min(start, size), min(end, size)
		secrets.Add("s.py", text.Span{Start: start, End: max(start, end)})
		redactor := secrets.Redactor()
		file := text.NewFile("s.py", []byte(source))
		outputs := []string{redactor.Redact(source)}
		for number := range file.Lines() {
			line := redactor.RedactLine(file, number+1)
			outputs = append(outputs, line.Text)
			size := len(file.Line(number + 1))
			for from := range size + 1 {
				for to := from; to <= size; to += 3 {
					if a, b := line.Span(from, to); a < 0 || a > b || b > len(line.Text) {
						t.Fatalf("%d to %d became %d to %d of %d", from, to, a, b, len(line.Text))
					}
				}
			}
		}
		for _, output := range outputs {
			for _, value := range []string{first, second} {
				if len(value) >= shortestSecret && strings.Trim(value, "*") != "" && strings.Contains(output, value) {
					t.Errorf("%q holds %q", output, value)
				}
			}
		}
	})
}
