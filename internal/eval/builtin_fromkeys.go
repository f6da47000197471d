package eval

// callFromKeys is dict.fromkeys, with which people take duplicates out of a list:
// list(dict.fromkeys(MIDDLEWARE)).
func callFromKeys(it *interpreter, c *call) Alternatives {
	if n := len(c.positional); c.open || len(c.keywords) > 0 || n == 0 || n > 2 {
		return it.unknownCall(unknown("dict.fromkeys() is not followed here"), c)
	}
	value := one(None{})
	if len(c.positional) == 2 {
		value = keptAll(c.positional[1])
	}
	return it.each(c.positional[0], func(keys Alternative) Alternatives {
		if list, ok := keys.Value.(*Sequence); ok && list.Kind != SetKind {
			return it.eachVersion(list, func(elements []Element) Alternatives { return it.keyed(elements, keys.Value, value) })
		}
		return it.keyed(it.elementsOf(keys), keys.Value, value)
	})
}

// keyed is a dict with the elements of something as its keys.
func (it *interpreter) keyed(elements []Element, of Value, value Alternatives) Alternatives {
	var entries []Entry
	for _, e := range elements {
		key, single := e.Alternatives.Single()
		if e.Spread != nil || !single || !hashable(key) {
			it.doubt("dict.fromkeys() fails")
			return one(it.mapping(nil, unknownFrom("it was made from keys that are not known", contents(of)...)))
		}
		entries = withEntry(entries, Entry{Key: key, Alternatives: value})
	}
	return one(it.mapping(entries, nil))
}
