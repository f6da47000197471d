package yaml

import (
	"github.com/djvet/djvet/parser/shell"
	"github.com/djvet/djvet/parser/text"
)

// Kind is the kind of a node.
type Kind uint8

// The kinds of nodes. An alias is the node that it stands for.
const (
	Scalar Kind = iota + 1
	Sequence
	Mapping
)

// Node is a value. A node that an alias names is shared: its span is where it
// is written, not where it is used.
type Node struct {
	Kind Kind
	// Tag is the short tag: "!!str", "!!int", "!!float", "!!bool", "!!null",
	// "!!map", "!!seq", "!!timestamp", or the file's own, such as "!reset".
	Tag string
	// Value is a scalar's text, quotes and escapes taken out. It is the text
	// as it is written also for numbers and booleans.
	Value string
	// Span is the node in the file, quotes included.
	Span text.Span
	// Items are a sequence's nodes.
	Items []*Node
	// Pairs are a mapping's keys and values in the file's order, those of
	// merged mappings behind its own. A key stands once.
	Pairs []Pair
	// Repeats says that a key of a mapping is written twice: the last counts.
	Repeats bool

	// content is where Value stands letter by letter, if it does. A literal
	// block stands there line by line: block has the places, nil for all others.
	content  text.Span
	verbatim bool
	block    *shell.Source
	// size counts the nodes below, aliases followed.
	size int
}

// Pair is a key and its value in a mapping.
type Pair struct {
	Key, Value *Node
}

// Get is the value of a key of a mapping, nil if there is none, or if the node
// is nil or no mapping.
func (n *Node) Get(key string) *Node {
	if n == nil || n.Kind != Mapping {
		return nil
	}
	for _, pair := range n.Pairs {
		if pair.Key.Kind == Scalar && pair.Key.Value == key {
			return pair.Value
		}
	}
	return nil
}

// At follows keys from mapping to mapping, as Get.
func (n *Node) At(keys ...string) *Node {
	for _, key := range keys {
		n = n.Get(key)
	}
	return n
}

// Text is a scalar's value, "" for nil, for null and for every other kind.
func (n *Node) Text() string {
	if n == nil || n.Kind != Scalar || n.IsNull() {
		return ""
	}
	return n.Value
}

// IsNull reports whether the node is an absent value: "key:", null, ~.
func (n *Node) IsNull() bool { return n != nil && n.Kind == Scalar && n.Tag == "!!null" }

// Source is a scalar's value with its places in the file: exact where the
// value is written letter by letter on one line or in a literal block, the span
// whole where escapes or folding stand between.
func (n *Node) Source() shell.Source {
	switch {
	case n.verbatim:
		return shell.At(n.Value, n.content.Start)
	case n.block != nil:
		return *n.block
	}
	return shell.Within(n.Value, n.Span)
}
