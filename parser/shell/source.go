package shell

import (
	"regexp"
	"sort"

	"github.com/djvet/djvet/parser/text"
)

// Source is a text that stands in a file, in one piece or, where the file
// joins lines, in several. The zero value is an empty text at the file's
// start. A Source is immutable.
type Source struct {
	// Text is the joined text.
	Text string

	pieces []piece
	// fixed is true if Text does not stand in the file letter by letter (an
	// escape was decoded): every place in it is then the span whole.
	fixed bool
	whole text.Span
}

// piece says that Text from start on stands in the file from offset on.
type piece struct {
	start  int
	offset uint32
}

// At is a text that stands in the file letter by letter from offset on.
func At(source string, offset uint32) Source {
	return Source{
		Text:   source,
		pieces: []piece{{0, offset}},
		whole:  text.Span{Start: offset, End: offset + uint32(len(source))},
	}
}

// Within is a text that was decoded from a span of the file, so that no place
// in it is known better than the span.
func Within(source string, span text.Span) Source {
	return Source{Text: source, fixed: true, whole: span}
}

// Join puts texts of one file, in the file's order, together into one.
func Join(sources ...Source) Source {
	var joined Source
	buffer := make([]byte, 0, 128)
	for i, source := range sources {
		if i == 0 {
			joined.whole.Start = source.whole.Start
		}
		joined.whole.End = max(joined.whole.End, source.whole.End)
		joined.fixed = joined.fixed || source.fixed
		for _, p := range source.pieces {
			joined.pieces = append(joined.pieces, piece{len(buffer) + p.start, p.offset})
		}
		buffer = append(buffer, source.Text...)
	}
	joined.Text = string(buffer)
	return joined
}

// Masked is the same text in which every match of a pattern is replaced by a word
// of the same length, so that all places stay what they are.
func (s Source) Masked(pattern *regexp.Regexp, word func(length int) string) Source {
	s.Text = pattern.ReplaceAllStringFunc(s.Text, func(match string) string { return word(len(match)) })
	return s
}

// Span is the place in the file of Text[start:end]. Bytes outside Text count
// as its end.
func (s Source) Span(start, end int) text.Span {
	if s.fixed || len(s.pieces) == 0 {
		return s.whole
	}
	start = min(max(start, 0), len(s.Text))
	end = min(max(end, start), len(s.Text))
	span := text.Span{Start: s.offset(start)}
	if end == start {
		span.End = span.Start
		return span
	}
	// The end is that of the last byte: what follows it may stand elsewhere.
	span.End = s.offset(end-1) + 1
	return span
}

// Whole is the place of all of Text, and of what was left out between its
// pieces.
func (s Source) Whole() text.Span { return s.whole }

// Slice is Text[start:end] with its places.
func (s Source) Slice(start, end int) Source {
	start = min(max(start, 0), len(s.Text))
	end = min(max(end, start), len(s.Text))
	sliced := Source{Text: s.Text[start:end], fixed: s.fixed, whole: s.Span(start, end)}
	if s.fixed || len(s.pieces) == 0 {
		return sliced
	}
	first := sort.Search(len(s.pieces), func(i int) bool { return s.pieces[i].start > start }) - 1
	for _, p := range s.pieces[max(first, 0):] {
		if p.start >= end && p.start > start {
			break
		}
		if p.start < start {
			p = piece{start, p.offset + uint32(start-p.start)}
		}
		sliced.pieces = append(sliced.pieces, piece{p.start - start, p.offset})
	}
	return sliced
}

// offset is the file offset of Text[at], for at inside the text or at its end.
func (s Source) offset(at int) uint32 {
	i := sort.Search(len(s.pieces), func(i int) bool { return s.pieces[i].start > at }) - 1
	p := s.pieces[max(i, 0)]
	return p.offset + uint32(max(at-p.start, 0))
}
