package python

import (
	"context"

	"github.com/djvet/djvet/parser/text"
)

// rounds is how often a file is parsed again, each time with more of it
// damaged, before all of it is.
const rounds = 8

// most is how many errors a file may have before all of it is damaged. There
// is no Python in it then, and finding the error of each line takes time.
const most = 1000

// region is a run of lines of the file that became one Damaged statement.
type region struct{ first, last int }

// repair parses a source. Lines that cannot be read are replaced, with the
// whole of the innermost statement that they belong to, by a number of the same
// length, and the rest is parsed again, until there is no error in the tree.
func (e *engine) repair(ctx context.Context, s *source) ([]raw, []text.Span, error) {
	d := &damage{source: s, engine: e}
	if len(s.errors) > 0 {
		d.prepare()
		d.addBad()
	}
	for round := 0; ; round++ {
		d.apply()
		nodes, faults, err := e.parse(ctx, s.mask)
		if err != nil {
			return nil, nil, err
		}
		if faults == nil {
			return nodes, d.spans(), nil
		}
		d.prepare()
		if round == rounds || len(s.errors) > most {
			d.all(faults)
			continue
		}
		if err := d.blame(ctx, faults); err != nil {
			return nil, nil, err
		}
	}
}

// damage is what cannot be read of a source.
type damage struct {
	*source
	engine *engine
	// Of each line: the line before it in its block and the one that its block
	// belongs to, or -1.
	before, parent []int32
	// Of each line, the first line of its region, counted from 1, or 0; and of
	// each first line of a region, the last one.
	region, until []int32
}

// prepare fills in what is known of each line. Most files need none of it.
func (d *damage) prepare() {
	if d.before != nil {
		return
	}
	n := len(d.lines)
	d.before, d.parent = make([]int32, n), make([]int32, n)
	d.region, d.until = make([]int32, n), make([]int32, n)
	var last [maxIndent + 1]int32 // the last line at each level of the open blocks
	for i := range last {
		last[i] = -1
	}
	for i := range d.lines {
		level := d.lines[i].level
		if i > 0 {
			for k := level + 1; k <= d.lines[i-1].level; k++ {
				last[k] = -1
			}
		}
		d.before[i], d.parent[i] = last[level], -1
		if level > 0 {
			d.parent[i] = last[level-1] //nolint:gosec // the scanner bounds the levels
		}
		last[level] = int32(i)
	}
}

// addBad adds the lines that the scanner could not read.
func (d *damage) addBad() {
	for i := range d.lines {
		if d.lines[i].bad && !d.covered(i) {
			d.add(i)
		}
	}
}

// apply writes the regions into the mask: digits, so that a region becomes one
// number.
func (d *damage) apply() {
	for _, span := range d.spans() {
		for i := span.Start; i < span.End; i++ {
			d.mask[i] = '1'
		}
	}
}

func (d *damage) spans() []text.Span {
	var spans []text.Span
	for i := 0; i < len(d.region); i++ {
		if d.covered(i) {
			last := int(d.until[i])
			spans = append(spans, text.Span{Start: d.lines[i].start, End: d.lines[last].end})
			i = last
		}
	}
	return spans
}

// covered tells whether a line is in a region.
func (d *damage) covered(i int) bool { return d.region[i] > 0 }

// add makes a region of the statement that line i belongs to.
func (d *damage) add(i int) { d.cover(d.statement(i)) }

// cover makes one region of lines and of the regions that they touch.
func (d *damage) cover(r region) {
	if first := d.region[r.first]; first > 0 {
		r.first = int(first - 1)
		r.last = max(r.last, int(d.until[r.first]))
	}
	if first := d.region[r.last]; first > 0 {
		r.last = max(r.last, int(d.until[first-1]))
	}
	for k := r.first; k <= r.last; k++ {
		d.region[k] = int32(r.first + 1)
	}
	d.until[r.first] = int32(r.last)
}

// clause are the words of lines that continue a statement.
var clause = map[string]bool{"elif": true, "else": true, "except": true, "finally": true}

// statement gives the lines of the statement that line i is the head of, or a
// part of the head. A clause belongs to the statement before it, and a
// decorator to the one after it.
func (d *damage) statement(i int) region {
	first := i
	for d.continues(first) {
		first = int(d.before[first])
	}
	if d.isCase(first) {
		return d.statement(int(d.parent[first]))
	}
	level := d.lines[i].level
	for first > 0 && d.lines[first-1].level == level && d.isDecorator(first-1) {
		first--
	}
	last := i
	for ; last+1 < len(d.lines); last++ {
		next := d.lines[last+1]
		if next.level > level {
			continue
		}
		if next.level < level || !d.continues(last+1) && !d.isDecorator(last) {
			break
		}
	}
	return region{first, last}
}

// continues tells whether a line is a clause of the statement before it. A
// clause without a statement is a statement of its own.
func (d *damage) continues(i int) bool {
	return clause[d.lines[i].word] && d.before[i] >= 0 && compound[d.lines[d.before[i]].word]
}

func (d *damage) isDecorator(i int) bool { return d.src[d.lines[i].start] == '@' }

// isCase tells whether a line is the head of a case of a match statement.
func (d *damage) isCase(i int) bool {
	if d.lines[i].word != "case" || !d.lines[i].colon || d.parent[i] < 0 {
		return false
	}
	parent := d.lines[d.parent[i]]
	return parent.word == "match" && parent.opens
}

// all makes the whole file one region.
func (d *damage) all(faults []fault) {
	if len(d.errors) == 0 {
		d.complain(0, int(faults[0].start), int(faults[0].end))
	}
	d.cover(region{0, len(d.lines) - 1})
}

// complain reports a line as one that cannot be read, once.
func (d *damage) complain(i, start, end int) {
	if !d.lines[i].bad {
		d.lines[i].bad = true
		d.report(start, end, "invalid syntax")
	}
}
