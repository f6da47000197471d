package python

import (
	"context"
	"errors"
	"fmt"
	"time"

	sitter "github.com/smacker/go-tree-sitter"
)

// raw is a node of tree-sitter's tree. Nodes stand in a slice in preorder: the
// first child of node i, if any, is i+1, and its next sibling is next.
type raw struct {
	kind       kind // walk.h has the same type
	start, end uint32
	next       uint32
}

// slice is how long tree-sitter works before the context is looked at. The
// binding's own way of cancelling, a flag set by a goroutine, can set the flag
// after the parse has ended, and so stop the next one.
const slice = 20 * time.Millisecond

// engine is one tree-sitter parser with what it needs. It is not safe for
// concurrent use.
type engine struct {
	lang   *language
	parser *sitter.Parser
	// spent is what the file has used of its limit.
	spent time.Duration
	limit time.Duration
	depth int
	nodes []raw    // of the last walk
	open  []uint32 // for the walk
}

func newEngine() *engine {
	e := &engine{lang: loadLanguage(), parser: sitter.NewParser()}
	e.parser.SetLanguage(e.lang.grammar)
	e.parser.SetOperationLimit(int(slice.Microseconds()))
	return e
}

// begin makes the engine ready for a file. A level of nesting is up to four
// nodes in the tree of the grammar: a call, its arguments, a list, a pair.
func (e *engine) begin(limits Limits) {
	e.spent, e.limit = 0, limits.Time
	e.depth = limits.Depth + 4*limits.Brackets
}

// parse gives tree-sitter's tree for a mask, or what is wrong with it. The nodes
// are good until the next call.
func (e *engine) parse(ctx context.Context, mask []byte) (nodes []raw, faults []fault, err error) {
	tree, err := e.tree(ctx, mask)
	if err != nil {
		return nil, nil, err
	}
	defer tree.Close()
	root := tree.RootNode()
	if root.HasError() {
		return nil, e.faults(root), nil
	}
	nodes, err = e.walk(tree, mask)
	if err != nil {
		return nil, nil, err
	}
	return nodes, straddling(nodes, mask), nil
}

// tree runs the parser, resuming it slice by slice.
func (e *engine) tree(ctx context.Context, mask []byte) (*sitter.Tree, error) {
	for {
		if err := ctx.Err(); err != nil {
			e.parser.Reset()
			return nil, err
		}
		if e.spent > e.limit {
			e.parser.Reset()
			return nil, fmt.Errorf("%w (more than %v)", ErrTooSlow, e.limit)
		}
		start := time.Now()
		tree, err := e.parser.ParseCtx(context.Background(), nil, mask)
		e.spent += time.Since(start)
		if err == nil {
			return tree, nil
		}
		if !errors.Is(err, sitter.ErrOperationLimit) {
			e.parser.Reset()
			return nil, fmt.Errorf("tree-sitter: %w", err)
		}
	}
}

// fault is a place where tree-sitter could not go on. For a token that is
// missing, the span is empty and missing is the token.
type fault struct {
	start, end uint32
	missing    string
}

// faults collects the errors below a node, the outermost of each.
func (e *engine) faults(root *sitter.Node) []fault {
	cursor := sitter.NewTreeCursor(root)
	defer cursor.Close()
	var faults []fault
	var open []int // the number of faults when each open node was entered
	for {
		node := cursor.CurrentNode()
		switch {
		case node.IsError():
			faults = append(faults, fault{start: node.StartByte(), end: node.EndByte()})
		case node.IsMissing():
			faults = append(faults, fault{start: node.StartByte(), end: node.EndByte(), missing: node.Type()})
		case node.HasError() && cursor.GoToFirstChild():
			open = append(open, len(faults))
			continue
		}
		for !cursor.GoToNextSibling() {
			if !cursor.GoToParent() {
				return faults
			}
			// A token that is missing and never shown, as the end of a
			// line, is seen only as an error of its parent.
			if last := open[len(open)-1]; last == len(faults) {
				parent := cursor.CurrentNode()
				faults = append(faults, fault{start: parent.StartByte(), end: parent.EndByte()})
			}
			open = open[:len(open)-1]
		}
	}
}
