// Package text holds what every parser shares: a file's bytes, spans in them,
// and the line table that turns a byte offset into a line and a column.
//
// Offsets and columns are bytes everywhere inside djvet. They are converted
// once, at the edge, to code points (JSON), UTF-16 units (SARIF, LSP) or
// display columns (terminals).
package text

import (
	"sort"
	"unicode/utf8"
)

// Span is a half-open range of byte offsets in a file, both from 0.
type Span struct {
	Start uint32
	End   uint32
}

// Len is the number of bytes in the span.
func (s Span) Len() int { return int(s.End - s.Start) }

// Contains reports whether other lies wholly inside s.
func (s Span) Contains(other Span) bool { return s.Start <= other.Start && other.End <= s.End }

// File is a file's path and content. It is immutable and safe for concurrent
// use.
type File struct {
	// Path is slash-separated and relative to the root of the tree it was
	// read from.
	Path string
	// Data is the content as it stands in the file, byte for byte.
	Data []byte

	lines []uint32 // offsets at which a line starts; lines[0] is 0
}

// NewFile makes the line table of data. The caller must not change data
// afterwards. Lines end with \n, \r\n or a lone \r, as in Python.
func NewFile(path string, data []byte) *File {
	lines := make([]uint32, 1, 1+len(data)/32)
	for i, b := range data {
		if b == '\n' || b == '\r' && (i+1 == len(data) || data[i+1] != '\n') {
			lines = append(lines, uint32(i+1))
		}
	}
	return &File{Path: path, Data: data, lines: lines}
}

// Lines is the number of lines; the text after a final newline counts as one.
func (f *File) Lines() int { return len(f.lines) }

// Position gives the line and the column of a byte offset. Both count from 1;
// the column is in bytes. An offset past the end gives the end of the file.
func (f *File) Position(offset uint32) (line, column int) {
	offset = min(offset, uint32(len(f.Data)))
	line = sort.Search(len(f.lines), func(i int) bool { return f.lines[i] > offset })
	return line, int(offset-f.lines[line-1]) + 1
}

// CodePoints gives the line and the column of a byte offset, both from 1; the
// column is in Unicode code points, with one for each byte that is not UTF-8.
func (f *File) CodePoints(offset uint32) (line, column int) {
	line, column = f.Position(offset)
	return line, utf8.RuneCount(f.Data[f.lines[line-1]:][:column-1]) + 1
}

// UTF16 gives the line and the column of a byte offset, both from 1; the
// column is in UTF-16 code units, as SARIF's utf16CodeUnits and LSP's default
// position encoding count them (LSP from 0).
func (f *File) UTF16(offset uint32) (line, column int) {
	line, _ = f.Position(offset)
	column = 1
	rest := f.Data[f.lines[line-1]:min(int(offset), len(f.Data))]
	for len(rest) > 0 {
		r, size := utf8.DecodeRune(rest)
		column++
		if r > 0xFFFF {
			column++
		}
		rest = rest[size:]
	}
	return line, column
}

// Line is the text of a line, counted from 1, without its line ending. A line
// that does not exist is empty.
func (f *File) Line(line int) string {
	if line < 1 || line > len(f.lines) {
		return ""
	}
	return string(f.Data[f.lines[line-1]:f.lineEnd(line)])
}

// LineSpan is the span of a line, counted from 1, without its line ending.
func (f *File) LineSpan(line int) Span {
	if line < 1 || line > len(f.lines) {
		return Span{Start: uint32(len(f.Data)), End: uint32(len(f.Data))}
	}
	return Span{Start: f.lines[line-1], End: uint32(f.lineEnd(line))}
}

func (f *File) lineEnd(line int) int {
	end := len(f.Data)
	if line < len(f.lines) {
		end = int(f.lines[line])
	}
	start := int(f.lines[line-1])
	for end > start && (f.Data[end-1] == '\n' || f.Data[end-1] == '\r') {
		end--
	}
	return end
}

// Slice is the text of a span.
func (f *File) Slice(s Span) string {
	end := min(s.End, uint32(len(f.Data)))
	return string(f.Data[min(s.Start, end):end])
}
