package python

import (
	"context"
	"sort"

	"github.com/djvet/djvet/parser/text"
)

// rounds is how often a file is parsed again, each time with more of it
// damaged, before all of it is.
const rounds = 8

// region is a run of lines of the file that became one Damaged statement.
type region struct{ first, last int }

// repair parses a source. Lines that cannot be read are replaced, with the
// whole of the innermost statement that they belong to, by a number of the same
// length, and the rest is parsed again, until there is no error in the tree.
func (e *engine) repair(ctx context.Context, s *source) ([]raw, []text.Span, error) {
	d := &damage{source: s, engine: e}
	for i := range s.lines {
		if s.lines[i].bad {
			d.add(i)
		}
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
		if round == rounds {
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
	engine  *engine
	regions []region // in order, not overlapping
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
	spans := make([]text.Span, len(d.regions))
	for i, r := range d.regions {
		spans[i] = text.Span{Start: d.lines[r.first].start, End: d.lines[r.last].end}
	}
	return spans
}

// covered tells whether a line is in a region.
func (d *damage) covered(i int) bool {
	k := sort.Search(len(d.regions), func(k int) bool { return d.regions[k].last >= i })
	return k < len(d.regions) && d.regions[k].first <= i
}

// add makes a region of the statement that line i belongs to.
func (d *damage) add(i int) {
	r := d.statement(i)
	var kept []region
	for _, old := range d.regions {
		if old.last < r.first || old.first > r.last {
			kept = append(kept, old)
			continue
		}
		r.first, r.last = min(r.first, old.first), max(r.last, old.last)
	}
	kept = append(kept, r)
	sort.Slice(kept, func(a, b int) bool { return kept[a].first < kept[b].first })
	d.regions = kept
}

// clause are the words of lines that continue a statement.
var clause = map[string]bool{"elif": true, "else": true, "except": true, "finally": true}

// statement gives the lines of the statement that line i is the head of, or a
// part of the head. A clause belongs to the statement before it, and a
// decorator to the one after it.
func (d *damage) statement(i int) region {
	level := d.lines[i].level
	first, last := i, i
	for first > 0 && (d.continues(first) || d.lines[first].level > level) {
		first--
	}
	if d.isCase(first) {
		for first > 0 && d.lines[first].level >= level {
			first--
		}
		return d.statement(first)
	}
	for first > 0 && d.lines[first-1].level == level && d.isDecorator(first-1) {
		first--
	}
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

// continues tells whether a line is a clause of the statement before it.
func (d *damage) continues(i int) bool {
	if !clause[d.lines[i].word] {
		return false
	}
	// A clause without a statement is a statement of its own.
	for k := i - 1; k >= 0 && d.lines[k].level >= d.lines[i].level; k-- {
		if d.lines[k].level == d.lines[i].level {
			return compound[d.lines[k].word]
		}
	}
	return false
}

func (d *damage) isDecorator(i int) bool { return d.src[d.lines[i].start] == '@' }

// isCase tells whether a line is the head of a case of a match statement.
func (d *damage) isCase(i int) bool {
	if d.lines[i].word != "case" || !d.lines[i].colon {
		return false
	}
	for k := i - 1; k >= 0; k-- {
		if d.lines[k].level < d.lines[i].level {
			return d.lines[k].word == "match" && d.lines[k].opens
		}
	}
	return false
}

// all makes the whole file one region.
func (d *damage) all(faults []fault) {
	d.complain(0, int(faults[0].start), int(faults[0].end))
	d.regions = []region{{0, len(d.lines) - 1}}
}

// complain reports a line as one that cannot be read, once.
func (d *damage) complain(i, start, end int) {
	if !d.lines[i].bad {
		d.lines[i].bad = true
		d.report(start, end, "invalid syntax")
	}
}
