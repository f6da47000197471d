package report

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFrame(t *testing.T) {
	long := strings.Repeat("x", 30) + "HERE" + strings.Repeat("y", 30)
	for _, test := range []struct {
		name, line, part string // part is what is marked
		width            int
		source, carets   string
	}{
		{"plain", `DEBUG = True`, `True`, 80,
			`DEBUG = True`,
			`        ^^^^`},
		{"tab", "\tX = 1", "X", 80,
			"    X = 1",
			"    ^"},
		{"tab inside", "ab\tX\tY", "Y", 80,
			"ab  X   Y",
			"        ^"},
		{"marked tab", "a\tb", "\tb", 80,
			"a   b",
			" ^^^^"},
		{"CJK before", `NAME = "가나다", X`, `X`, 80,
			`NAME = "가나다", X`,
			`                 ^`},
		{"CJK marked", `NAME = "가나다"`, `나다`, 80,
			`NAME = "가나다"`,
			`          ^^^^`},
		{"emoji", `A = "😀👩‍👩‍👧", B`, `B`, 80,
			`A = "😀👩‍👩‍👧", B`,
			`            ^`},
		{"flag", `A = "🇰🇷", B`, `B`, 80,
			`A = "🇰🇷", B`,
			`          ^`},
		{"combining", "A = \"e\u0301e\u0301\", B", `B`, 80,
			"A = \"e\u0301e\u0301\", B",
			`          ^`},
		{"combining marked", "e\u0301x", "e\u0301", 80,
			"e\u0301x",
			`^`},
		{"zero width", "A\u200bB", "B", 80,
			"A\u200bB",
			" ^"},
		{"full width form", "Ａ B", "B", 80,
			"Ａ B",
			"   ^"},
		{"ambiguous is narrow", "§ B", "B", 80,
			"§ B",
			"  ^"},
		{"invalid UTF-8", "\xff\xfe B", "B", 80,
			"\ufffd\ufffd B",
			"   ^"},
		{"control", "\x1b[31m B", "B", 80,
			"␛[31m B",
			"      ^"},
		{"direction", "a\u202eb", "b", 80,
			"a\ufffdb",
			"  ^"},
		{"empty part", "abc", "", 80,
			"abc",
			"^"},
		{"empty line", "", "", 80,
			"",
			"^"},
		{"cut behind", "HERE" + long, "HERE", 20,
			"HERExxxxxxxxxxxxxx…",
			"^^^^"},
		{"cut around", long, "HERE", 20,
			"…xxxxxHEREyyyyyyyyy…",
			"      ^^^^"},
		{"cut before", long + "HERE", "yHERE", 20,
			"…yyyyyyyyyyyyyyHERE",
			"              ^^^^^"},
		{"exactly", strings.Repeat("x", 16) + "HERE", "HERE", 20,
			strings.Repeat("x", 16) + "HERE",
			"                ^^^^"},
		{"long part", "ab = " + strings.Repeat("z", 40), strings.Repeat("z", 40), 20,
			"ab = zzzzzzzzzzzzz…",
			"     ^^^^^^^^^^^^^"},
		{"wide cut", strings.Repeat("가", 20) + "X" + strings.Repeat("나", 20), "X", 20,
			"…가가X나나나나나나…",
			"     ^"},
	} {
		t.Run(test.name, func(t *testing.T) {
			start := strings.Index(test.line, test.part)
			source, carets := frame(test.line, start, start+len(test.part), test.width)
			if source != test.source || carets != test.carets {
				t.Errorf("got\n%s|\n%s|\nwant\n%s|\n%s|", source, carets, test.source, test.carets)
			}
		})
	}
}

func TestFrameAtTheEndOfALine(t *testing.T) {
	for _, test := range []struct {
		line           string
		width          int
		source, carets string
	}{
		{"abc", 80, "abc", "   ^"},
		{strings.Repeat("x", 20), 20, "…" + strings.Repeat("x", 17), "                  ^"},
	} {
		source, carets := frame(test.line, len(test.line), len(test.line), test.width)
		if source != test.source || carets != test.carets {
			t.Errorf("got\n%s|\n%s|\nwant\n%s|\n%s|", source, carets, test.source, test.carets)
		}
	}
}

func TestFrameOfAVeryLongLine(t *testing.T) {
	line := strings.Repeat("가", 1<<20) + "HERE" + strings.Repeat("나", 1<<20)
	start := strings.Index(line, "HERE")
	source, carets := frame(line, start, len(line), 40)
	if !strings.HasPrefix(source, ellipsis) || !strings.HasSuffix(source, ellipsis) || !strings.Contains(source, "가HERE나") {
		t.Errorf("source is %q", source)
	}
	before, _, _ := strings.Cut(source, "HERE")
	if widthOf(before) != strings.Index(carets, "^") {
		t.Errorf("carets do not stand below the place:\n%s\n%s", source, carets)
	}
}

func FuzzFrame(f *testing.F) {
	f.Add("DEBUG = True", 8, 12, 80)
	f.Add("\t가😀e\u0301\x1b[0m\xff", 3, 9, 40)
	f.Add("\u202e\u200d👩‍👩‍👧🇰🇷🇰", 1, 2, 5)
	f.Add("\r\n\u2028\u0085", 0, 1, 3)
	f.Fuzz(func(t *testing.T, line string, start, end, width int) {
		if len(line) > 2000 {
			t.Skip()
		}
		start = min(max(start, 0), len(line))
		end = min(max(end, start), len(line))
		width = 20 + min(max(width, 0), 200)
		source, carets := frame(line, start, end, width)
		if !utf8.ValidString(source) || strings.ContainsAny(source, "\n\r\t\x1b\x00") {
			t.Errorf("%q cannot be printed", source)
		}
		if marks := strings.Trim(carets, " "); strings.Trim(marks, "^") != "" {
			t.Errorf("%q has other marks than one row of carets", carets)
		}
		if len(carets) > width || widthOf(source) > width+tabStop {
			t.Errorf("%d and %d columns, %d allowed: %q", widthOf(source), len(carets), width, source)
		}
	})
}
