package python

// #include "walk.h"
import "C"

import (
	"bytes"
	"errors"
	"fmt"
	"unsafe"

	sitter "github.com/smacker/go-tree-sitter"
)

// childrenOf tells the walk of which kinds the children are wanted: 1 is of
// all, and 2 of f-strings only.
var childrenOf = func() (c [256]byte) {
	for k := range c {
		if kind(k) > lastLeaf {
			c[k] = 1
		}
	}
	c[kString] = 2
	return c
}()

// walk makes the flat tree, in memory of the engine that the next walk uses
// again.
func (e *engine) walk(tree *sitter.Tree, mask []byte) ([]raw, error) {
	root := tree.RootNode()
	// The binding's node begins with tree-sitter's, which it does not show.
	n := *(*C.node)(unsafe.Pointer(root))
	if uintptr(n.id) != root.ID() {
		return nil, errors.New("the tree-sitter binding is not the one that was built against")
	}
	if need := int(C.djvet_count(n)); need > len(e.nodes) {
		e.nodes = make([]raw, need)
	}
	if len(e.open) != e.depth {
		e.open = make([]uint32, e.depth)
	}
	count := C.djvet_walk(n,
		(*C.uint8_t)(&e.lang.kinds[0]), C.uint32_t(len(e.lang.kinds)),
		(*C.uint8_t)(&childrenOf[0]), (*C.uint8_t)(unsafe.SliceData(mask)),
		(*C.uint32_t)(unsafe.SliceData(e.open)), C.uint32_t(e.depth),
		(*C.raw)(unsafe.Pointer(&e.nodes[0])))
	if count < 0 {
		return nil, fmt.Errorf("%w (more than %d levels)", ErrTooDeep, e.depth)
	}
	return e.nodes[:count], nil
}

// straddling finds nodes that go on in another line where no statement can. The
// grammar takes the end of a line for a space where a statement cannot end, so
// that "x =" takes its value from the next line.
func straddling(nodes []raw, mask []byte) (faults []fault) {
	checked := uint32(0) // up to which there are none
	for _, n := range nodes {
		if n.end <= checked || hasLines[n.kind] {
			continue
		}
		if bytes.IndexByte(mask[n.start:n.end], '\n') >= 0 {
			faults = append(faults, fault{start: n.start, end: n.end})
		}
		checked = n.end
	}
	return faults
}

// hasLines are the kinds that are made of several lines.
var hasLines = [256]bool{
	kModule: true, kBlock: true, kIf: true, kElif: true, kElse: true, kFor: true,
	kWhile: true, kTry: true, kExcept: true, kFinally: true, kWith: true,
	kFunction: true, kClass: true, kDecorated: true, kDecorator: true,
	kMatch: true,
}
