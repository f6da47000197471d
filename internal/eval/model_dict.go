package eval

// dictMaker makes a dict that a package returns.
type dictMaker struct {
	entries []Entry
	origin  Origin
	// unordered says that the order of the keys is not known.
	unordered bool
	// more says why there may be other keys.
	more *Unknown
}

func newDictMaker(origin Origin) *dictMaker { return &dictMaker{origin: origin} }

// set is dict[key] = value.
func (d *dictMaker) set(key string, value Alternatives) {
	d.entries = withEntry(d.entries, Entry{Key: Str(key), unordered: d.unordered, Alternatives: withOrigin(value, d.origin)})
}

func (d *dictMaker) dict(it *interpreter) *Mapping { return it.mapping(d.entries, d.more) }
