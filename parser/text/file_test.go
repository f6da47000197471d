package text

import (
	"testing"
	"unicode/utf8"
)

// lines of each of Python's line endings, with characters of each length.
const sample = "a\r\nbé\rc\U0001F600d\n\xffe\n\nlast"

func TestPositions(t *testing.T) {
	f := NewFile("f.py", []byte(sample))
	for _, tt := range []struct {
		offset                               uint32
		line, column, codePoints, utf16Units int
	}{
		{0, 1, 1, 1, 1},
		{1, 1, 2, 2, 2},  // at \r
		{2, 1, 3, 3, 3},  // at \n, which belongs to the line that it ends
		{3, 2, 1, 1, 1},  // b
		{4, 2, 2, 2, 2},  // é
		{6, 2, 4, 3, 3},  // at the lone \r, after the two bytes of é
		{7, 3, 1, 1, 1},  // c
		{8, 3, 2, 2, 2},  // the emoji
		{12, 3, 6, 3, 4}, // d, after four bytes, one code point, two units
		{13, 3, 7, 4, 5}, // \n
		{14, 4, 1, 1, 1}, // a byte that is not UTF-8
		{15, 4, 2, 2, 2}, // e
		{17, 5, 1, 1, 1}, // the empty line
		{18, 6, 1, 1, 1},
		{22, 6, 5, 5, 5}, // the end of the file
		{99, 6, 5, 5, 5}, // past it
	} {
		if line, column := f.Position(tt.offset); line != tt.line || column != tt.column {
			t.Errorf("Position(%d) is %d:%d, want %d:%d", tt.offset, line, column, tt.line, tt.column)
		}
		if line, column := f.CodePoints(tt.offset); line != tt.line || column != tt.codePoints {
			t.Errorf("CodePoints(%d) is %d:%d, want %d:%d", tt.offset, line, column, tt.line, tt.codePoints)
		}
		if line, column := f.UTF16(tt.offset); line != tt.line || column != tt.utf16Units {
			t.Errorf("UTF16(%d) is %d:%d, want %d:%d", tt.offset, line, column, tt.line, tt.utf16Units)
		}
	}
}

func TestLines(t *testing.T) {
	f := NewFile("f.py", []byte(sample))
	want := []string{"a", "bé", "c\U0001F600d", "\xffe", "", "last"}
	if f.Lines() != len(want) {
		t.Fatalf("%d lines, want %d", f.Lines(), len(want))
	}
	for i, text := range want {
		if got := f.Line(i + 1); got != text {
			t.Errorf("line %d is %q, want %q", i+1, got, text)
		}
		if got := f.Slice(f.LineSpan(i + 1)); got != text {
			t.Errorf("the span of line %d holds %q, want %q", i+1, got, text)
		}
	}
}

func TestLinesThatDoNotExist(t *testing.T) {
	f := NewFile("f.py", []byte("a\nb"))
	for _, line := range []int{-1, 0, 3} {
		if got := f.Line(line); got != "" {
			t.Errorf("line %d is %q", line, got)
		}
		if got := f.LineSpan(line); got != (Span{Start: 3, End: 3}) {
			t.Errorf("the span of line %d is %v", line, got)
		}
	}
}

// A text that ends with a line ending has an empty line after it, as in
// editors.
func TestEnds(t *testing.T) {
	for src, lines := range map[string]int{
		"": 1, "a": 1, "a\n": 2, "a\r": 2, "a\r\n": 2, "\r\n\r\n": 3, "\n\r": 3, "\r\r\n": 3,
	} {
		f := NewFile("", []byte(src))
		if f.Lines() != lines {
			t.Errorf("%q has %d lines, want %d", src, f.Lines(), lines)
		}
		line, column := f.Position(uint32(len(src)))
		if want := len(f.Line(lines)) + 1; line != lines || column != want {
			t.Errorf("%q ends at %d:%d, want %d:%d", src, line, column, lines, want)
		}
	}
}

func TestSpans(t *testing.T) {
	f := NewFile("", []byte("hello"))
	for span, want := range map[Span]string{
		{1, 3}: "el", {0, 5}: "hello", {3, 99}: "lo", {7, 9}: "", {2, 2}: "",
	} {
		if got := f.Slice(span); got != want {
			t.Errorf("%v is %q, want %q", span, got, want)
		}
	}
	outer := Span{2, 6}
	for inner, want := range map[Span]bool{{2, 6}: true, {3, 3}: true, {1, 3}: false, {5, 7}: false} {
		if outer.Contains(inner) != want {
			t.Errorf("%v contains %v: %t", outer, inner, !want)
		}
	}
	if outer.Len() != 4 {
		t.Errorf("%v has the length %d", outer, outer.Len())
	}
}

func FuzzPosition(f *testing.F) {
	f.Add([]byte(sample), uint32(9))
	f.Add([]byte("\r\n\r\r\n"), uint32(3))
	f.Add([]byte("\xf0\x9f\x98"), uint32(2))
	f.Fuzz(func(t *testing.T, data []byte, offset uint32) {
		file := NewFile("", data)
		line, column := file.Position(offset)
		if line < 1 || line > file.Lines() || column < 1 {
			t.Fatalf("%d:%d is no place in %d lines", line, column, file.Lines())
		}
		span := file.LineSpan(line)
		if got := span.Start + uint32(column) - 1; got != min(offset, uint32(len(data))) {
			t.Errorf("%d:%d is offset %d, not %d", line, column, got, offset)
		}
		for _, b := range file.Slice(span) {
			if b == '\n' || b == '\r' {
				t.Errorf("line %d holds a line ending: %q", line, file.Line(line))
			}
		}
		l, points := file.CodePoints(offset)
		_, units := file.UTF16(offset)
		if l != line || points > column || units < points || units > 2*points {
			t.Errorf("%d bytes, %d code points, %d units", column, points, units)
		}
		before := data[span.Start:min(offset, uint32(len(data)))]
		if points != utf8.RuneCount(before)+1 {
			t.Errorf("%d code points in %q", points, before)
		}
	})
}
