package engine

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
)

// mostParts bounds how many parts of a setting are told apart. Two dicts that
// differ in more have little to do with each other.
const mostParts = 200

// parts are where the lists or dicts of two settings differ; nil if they are no
// such pair, so that the values as a whole say it.
func (c *comparer) parts(name string) []PartDifference {
	var sides [2]eval.Alternatives
	for i, side := range c.sides {
		sides[i] = side.alternatives(name)
		if len(sides[i]) != 1 || secretName(name) {
			return nil
		}
	}
	p := &partComparer{comparer: c}
	p.compare("", name, sides, 0)
	if len(p.found) == 1 && p.found[0].Path == "" && !p.found[0].List || len(p.found) > mostParts {
		return nil
	}
	return p.found
}

type partComparer struct {
	*comparer
	found []PartDifference
}

// compare compares what stands under a name on both sides.
func (p *partComparer) compare(path, name string, sides [2]eval.Alternatives, depth int) {
	if len(p.found) > mostParts || depth > mostDepth {
		return
	}
	first, alone := sides[0].Single()
	second, alsoAlone := sides[1].Single()
	if alone && alsoAlone && !p.hides(name, sides) {
		if a, ok := first.(*eval.Mapping); ok {
			if b, ok := second.(*eval.Mapping); ok && a.More() == nil && b.More() == nil {
				p.mappings(path, [2]*eval.Mapping{a, b}, depth)
				return
			}
		}
		if a, ok := first.(*eval.Sequence); ok {
			if b, ok := second.(*eval.Sequence); ok && a.Complete() && b.Complete() && a.Kind == b.Kind {
				p.sequences(path, [2]*eval.Sequence{a, b}, depth)
				return
			}
		}
	}
	p.add(path, p.shown(0, name, sides[0]), p.shown(1, name, sides[1]))
}

// hides reports whether a side may not show what stands under a name.
func (p *partComparer) hides(name string, sides [2]eval.Alternatives) bool {
	return p.sides[0].hidden(name, sides[0][0]) || p.sides[1].hidden(name, sides[1][0])
}

func (p *partComparer) add(path, a, b string) {
	switch {
	case a != b:
		p.found = append(p.found, PartDifference{Path: path, Sides: [2]string{a, b}})
	case strings.Contains(a, finding.Mask):
		p.found = append(p.found, PartDifference{Path: path, Sides: [2]string{a, b}, Secret: true})
	}
}

// shown writes what stands under a name on one side; "" for nothing.
func (p *partComparer) shown(side int, name string, alternatives eval.Alternatives) string {
	texts := make([]string, 0, len(alternatives))
	for _, a := range alternatives {
		texts = append(texts, p.sides[side].shownAlternative(name, a))
	}
	return strings.Join(texts, " | ")
}

// mappings compares two dicts key by key, in the order of the first.
func (p *partComparer) mappings(path string, sides [2]*eval.Mapping, depth int) {
	type entry struct {
		key   eval.Value
		sides [2]eval.Alternatives
	}
	var entries []*entry
	byKey := map[string]*entry{}
	for i, side := range sides {
		for _, e := range side.Entries() {
			key := p.shown(i, "", eval.Alternatives{{Value: e.Key}})
			if byKey[key] == nil {
				byKey[key] = &entry{key: e.Key}
				entries = append(entries, byKey[key])
			}
			byKey[key].sides[i] = e.Alternatives
		}
	}
	for _, e := range entries {
		name, _ := e.key.(eval.Str)
		below := path + "[" + p.shown(0, "", eval.Alternatives{{Value: e.key}}) + "]"
		if e.sides[0] == nil || e.sides[1] == nil {
			p.add(below, p.shown(0, string(name), e.sides[0]), p.shown(1, string(name), e.sides[1]))
			continue
		}
		p.compare(below, string(name), e.sides, depth+1)
	}
}

// sequences tells the elements that only one of two lists has. Lists of as many
// dicts, as TEMPLATES is one, are compared dict by dict.
func (p *partComparer) sequences(path string, sides [2]*eval.Sequence, depth int) {
	a, b := sides[0].Elements(), sides[1].Elements()
	if len(a) == len(b) && allMappings(a) && allMappings(b) {
		for i := range a {
			p.compare(path+"["+p.shown(0, "", eval.Alternatives{{Value: eval.Int(i)}})+"]", "", [2]eval.Alternatives{a[i].Alternatives, b[i].Alternatives}, depth+1)
		}
		return
	}
	var texts, only [2][]string
	for i, side := range sides {
		for _, e := range side.Elements() {
			texts[i] = append(texts[i], p.shown(i, "", e.Alternatives))
		}
	}
	for i := range texts {
		rest := slices.Clone(texts[1-i])
		for _, text := range texts[i] {
			if at := slices.Index(rest, text); at >= 0 {
				rest = slices.Delete(rest, at, at+1)
				continue
			}
			only[i] = append(only[i], text)
		}
	}
	different := len(only[0])+len(only[1]) > 0
	if different || !slices.Equal(texts[0], texts[1]) {
		p.found = append(p.found, PartDifference{
			Path: path, List: true, Order: !different, Sides: [2]string{strings.Join(only[0], ", "), strings.Join(only[1], ", ")},
		})
	}
}

func allMappings(elements []eval.Element) bool {
	return len(elements) > 0 && !slices.ContainsFunc(elements, func(e eval.Element) bool {
		value, single := e.Alternatives.Single()
		_, isMapping := value.(*eval.Mapping)
		return !single || !isMapping
	})
}
