package check

import "github.com/djvet/djvet/internal/eval"

// Item follows keys through dicts: what CACHES["default"]["BACKEND"] may be, each
// value with its guard and, if it is known, its own origin, otherwise that of
// the setting. A key that is not there gives Unbound; what is no dict that can be
// followed gives Unknown.
func Item(values eval.Alternatives, keys ...string) eval.Alternatives {
	for _, key := range keys {
		var next eval.Alternatives
		for _, v := range values {
			next = append(next, itemOf(v, key)...)
		}
		values = next
	}
	return values
}

func itemOf(v eval.Alternative, key string) eval.Alternatives {
	mapping, ok := v.Value.(*eval.Mapping)
	if !ok {
		if _, absent := v.Value.(eval.Unbound); !absent {
			v.Value = &eval.Unknown{Reason: "it is no dict that is known"}
		}
		return eval.Alternatives{v}
	}
	var found eval.Alternatives
	for _, item := range mapping.Get(key) {
		guard, together := v.Guard.And(item.Guard)
		if !together {
			continue
		}
		item.Guard = guard
		if !item.Origin.Known() {
			item.Origin = v.Origin
		}
		found = append(found, item)
	}
	return found
}

// Entry is one key of a dict with what it may be.
type Entry struct {
	Key    string
	Values eval.Alternatives
}

// Entries are the text keys of the dicts that a setting may be, in their order.
// The guards say where each is there; a key that may be missing has Unbound among
// its values. What is no dict has none.
func Entries(values eval.Alternatives) []Entry {
	var entries []Entry
	index := map[string]int{}
	for _, v := range values {
		mapping, ok := v.Value.(*eval.Mapping)
		if !ok {
			continue
		}
		for _, e := range mapping.Entries() {
			key, isText := e.Key.(eval.Str)
			if !isText {
				continue
			}
			at, seen := index[string(key)]
			if !seen {
				at = len(entries)
				index[string(key)] = at
				entries = append(entries, Entry{Key: string(key)})
			}
			entries[at].Values = append(entries[at].Values, itemOf(v, string(key))...)
		}
	}
	return entries
}

// Elements are the elements of the lists, tuples and sets that a setting may be,
// each with its guard and, if it is known, its own origin, otherwise that of the
// setting. Elements of which nothing is known are left out; complete says that
// there are none such.
func Elements(values eval.Alternatives) (elements eval.Alternatives, complete bool) {
	complete = true
	for _, v := range values {
		sequence, ok := v.Value.(*eval.Sequence)
		if !ok {
			complete = false
			continue
		}
		complete = complete && sequence.Complete()
		for _, e := range sequence.Elements() {
			for _, a := range e.Alternatives {
				guard, together := v.Guard.And(a.Guard)
				if e.Spread != nil || !together {
					continue
				}
				a.Guard = guard
				if !a.Origin.Known() {
					a.Origin = v.Origin
				}
				elements = append(elements, a)
			}
		}
	}
	return elements, complete
}
