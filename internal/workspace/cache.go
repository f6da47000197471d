package workspace

import (
	"container/list"
	"context"
	"crypto/sha256"
	"errors"
	"sync"

	"github.com/djvet/djvet/parser/python"
)

// Cache holds parsed Python by the hash of its content. One cache serves a
// whole process (a language server, a sweep). It is safe for concurrent use,
// and forgets what was not used for longest when it is full; whoever still
// holds a module keeps it.
type Cache struct {
	limit int64

	mutex   sync.Mutex
	used    int64
	entries map[[sha256.Size]byte]*list.Element
	recent  *list.List // of *cacheEntry, the latest first
}

type cacheEntry struct {
	key   [sha256.Size]byte
	ready chan struct{} // closed when the rest is there
	// cost is 0 while the file is being parsed.
	cost   int64
	module *python.Module
	err    error
}

const (
	defaultCacheLimit = 256 << 20
	// bytesPerNode is roughly what a node takes, for the sum; parser/python's
	// benchmark has the figure.
	bytesPerNode = 96
)

// NewCache makes a cache that holds about limit bytes; 0 means 256 MiB.
func NewCache(limit int64) *Cache {
	if limit <= 0 {
		limit = defaultCacheLimit
	}
	return &Cache{limit: limit, entries: map[[sha256.Size]byte]*list.Element{}, recent: list.New()}
}

// errUnfinished is what others get who waited for a parse that did not end.
var errUnfinished = errors.New("parsing was broken off")

// Parse gives the module of a source, parsing it if it is not there. Whoever
// asks for what another is parsing waits for that. Errors are kept like modules,
// except those of ctx.
func (c *Cache) Parse(ctx context.Context, src []byte) (*python.Module, error) {
	key := sha256.Sum256(src)
	for {
		entry, mine := c.entry(key)
		if mine {
			return c.fill(ctx, entry, src)
		}
		select {
		case <-entry.ready:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		if !errors.Is(entry.err, errUnfinished) {
			return entry.module, entry.err
		}
	}
}

func entryOf(element *list.Element) *cacheEntry {
	return element.Value.(*cacheEntry) //nolint:forcetypeassert // nothing else is in the list
}

// entry finds or adds the entry; the one who added it has to fill it.
func (c *Cache) entry(key [sha256.Size]byte) (entry *cacheEntry, mine bool) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if element, ok := c.entries[key]; ok {
		c.recent.MoveToFront(element)
		return entryOf(element), false
	}
	entry = &cacheEntry{key: key, ready: make(chan struct{})}
	c.entries[key] = c.recent.PushFront(entry)
	return entry, true
}

func (c *Cache) fill(ctx context.Context, entry *cacheEntry, src []byte) (module *python.Module, err error) {
	// Others may be waiting, also if the parser panics, so this is deferred.
	err = errUnfinished
	defer func() {
		c.mutex.Lock()
		defer c.mutex.Unlock()
		defer close(entry.ready)
		if errors.Is(err, errUnfinished) || ctx.Err() != nil && errors.Is(err, ctx.Err()) {
			entry.err = errUnfinished
			c.remove(entry.key)
			return
		}
		entry.module, entry.err = module, err
		entry.cost = int64(len(src)) + 256
		if module != nil {
			entry.cost += int64(module.Nodes) * bytesPerNode
		}
		c.used += entry.cost
		c.shrink()
	}()
	return parsePython(ctx, src)
}

// shrink drops the entries used least lately. Those being parsed have no cost
// yet and stay.
func (c *Cache) shrink() {
	for element := c.recent.Back(); element != nil && c.used > c.limit; {
		before := element.Prev()
		if entry := entryOf(element); entry.cost > 0 {
			c.used -= entry.cost
			c.remove(entry.key)
		}
		element = before
	}
}

func (c *Cache) remove(key [sha256.Size]byte) {
	c.recent.Remove(c.entries[key])
	delete(c.entries, key)
}
