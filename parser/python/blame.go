package python

import (
	"context"
	"sort"
)

// blame finds the lines that made tree-sitter fail and adds their statements
// to the damage. Where an error node stands says little; but every line can be
// parsed alone, and the one that fails is the culprit. If none does, the lines
// do not fit together.
func (d *damage) blame(ctx context.Context, faults []fault) error {
	progress := false
	for _, f := range faults {
		first, last := d.linesOf(f)
		found := false
		for i := first; i <= last; i++ {
			if d.covered(i) {
				continue
			}
			if len(d.errors) > most {
				d.all(faults)
				return nil
			}
			own, err := d.alone(ctx, i)
			if err != nil {
				return err
			}
			if own != nil {
				d.explain(i, *own)
				d.add(i)
				found = true
			}
		}
		found = found || d.misfits(first, last)
		for i := first; i <= last && !found; i++ {
			if !d.covered(i) {
				d.complain(i, max(int(d.lines[i].start), int(f.start)), min(int(d.lines[i].end), int(f.end)))
				d.add(i)
				break
			}
		}
		progress = progress || found
	}
	if !progress {
		d.addAll(faults)
	}
	return nil
}

// addAll damages every line that an error node touches.
func (d *damage) addAll(faults []fault) {
	progress := false
	for _, f := range faults {
		first, last := d.linesOf(f)
		for i := first; i <= last; i++ {
			if !d.covered(i) {
				d.add(i)
				progress = true
			}
		}
	}
	if !progress {
		d.all(faults)
	}
}

// linesOf gives the first and the last line that a fault touches.
func (d *damage) linesOf(f fault) (first, last int) {
	first = sort.Search(len(d.lines), func(i int) bool { return d.lines[i].end >= f.start })
	last = sort.Search(len(d.lines), func(i int) bool { return d.lines[i].start >= f.end }) - 1
	first = min(first, len(d.lines)-1)
	return first, max(first, last)
}

// alone parses one line with what it needs around it, and gives what is wrong
// with it, in offsets of the file, or nil.
func (d *damage) alone(ctx context.Context, i int) (*fault, error) {
	l := d.lines[i]
	before, after := d.surroundings(i)
	code := append([]byte(before), d.mask[l.start:l.end]...)
	code = append(code, after...)
	_, faults, err := d.engine.parse(ctx, code)
	if err != nil || faults == nil {
		return nil, err
	}
	f := faults[0]
	clamp := func(offset uint32) uint32 {
		offset = max(offset, uint32(len(before))) - uint32(len(before))
		return min(l.start+offset, l.end)
	}
	return &fault{start: clamp(f.start), end: clamp(f.end), missing: f.missing}, nil
}

// surroundings is the text in which a line is a whole statement.
func (d *damage) surroundings(i int) (before, after string) {
	l := d.lines[i]
	after = "\n"
	if l.opens {
		after = "\n 0\n"
	}
	switch {
	case l.word == "elif" || l.word == "else":
		before = "if 0:\n 0\n"
	case l.word == "except" || l.word == "finally":
		before = "try:\n 0\n"
	case l.word == "try":
		after += "finally:\n 0\n"
	case l.word == "match" && l.opens:
		after = "\n case 0:\n  0\n"
	case d.isCase(i):
		before, after = "match 0:\n ", "\n  0\n"
		if !l.opens {
			after = "\n"
		}
	case d.isDecorator(i):
		after = "\ndef f():\n 0\n"
	}
	return before, after
}

// misfits finds lines that are sound alone but not where they stand.
func (d *damage) misfits(first, last int) bool {
	found := false
	for i := first; i <= last; i++ {
		if d.covered(i) {
			continue
		}
		l := d.lines[i]
		switch {
		case clause[l.word] && !d.continues(i):
			d.misfit(i, "unexpected '"+l.word+"'")
		case l.word == "try" && !d.isTried(i):
			d.misfit(i, "expected 'except' or 'finally' after the block of 'try'")
		case d.isDecorator(i) && !d.isDecorated(i):
			d.misfit(i, "expected a function or a class after the decorator")
		default:
			continue
		}
		found = true
	}
	return found
}

func (d *damage) misfit(i int, message string) {
	l := &d.lines[i]
	if !l.bad {
		l.bad = true
		end := l.end
		if l.word != "" {
			end = l.start + uint32(len(l.word))
		}
		d.report(int(l.start), int(end), "%s", message)
	}
	d.add(i)
}

// isTried tells whether the try statement of line i has a clause.
func (d *damage) isTried(i int) bool {
	for k := i + 1; k < len(d.lines) && d.lines[k].level >= d.lines[i].level; k++ {
		if d.lines[k].level == d.lines[i].level {
			return d.lines[k].word == "except" || d.lines[k].word == "finally"
		}
	}
	return false
}

// isDecorated tells whether something follows that a decorator can stand
// before.
func (d *damage) isDecorated(i int) bool {
	if i+1 == len(d.lines) || d.lines[i+1].level != d.lines[i].level {
		return false
	}
	return d.isDecorator(i+1) || d.lines[i+1].word == "def" || d.lines[i+1].word == "class"
}
