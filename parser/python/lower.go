package python

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/djvet/djvet/parser/text"
)

// lowerer makes the nodes of ast_*.go from those of the grammar. It reads the
// mask where only the form matters, and the source where the text does.
type lowerer struct {
	*source
	text    string // of src; names and strings are parts of it
	raw     []raw
	damaged []text.Span // each of them is a number in the mask
	nodes   int
	// hurt is set when the statement that is lowered has an error that the
	// grammar does not know.
	hurt bool
	// depth is how deep statements may be nested, and tooDeep is set when an
	// elif chain is deeper: to the grammar it is flat.
	depth   int
	tooDeep bool
	// yields is set when the function that is lowered yields.
	yields bool
}

func lower(s *source, nodes []raw, damaged []text.Span, depth int) (*Module, error) {
	l := &lowerer{source: s, text: string(s.src), raw: nodes, damaged: damaged, depth: depth}
	m := &Module{Body: l.block(0)}
	if l.tooDeep {
		return nil, fmt.Errorf("%w (more than %d times elif)", ErrTooDeep, depth)
	}
	m.Comments, m.Errors, m.Nodes = s.comments, l.errors, l.nodes
	return m, nil
}

// kids gives the children of a node.
func (l *lowerer) kids(i uint32) kids {
	return kids{raw: l.raw, at: i + 1, end: l.raw[i].next}
}

// kids walks over siblings.
type kids struct {
	raw     []raw
	at, end uint32
}

// next gives the next child, or false.
func (k *kids) next() (uint32, bool) {
	if k.at >= k.end {
		return 0, false
	}
	i := k.at
	k.at = k.raw[i].next
	return i, true
}

// take gives the next child, or none.
func (k *kids) take() uint32 {
	i, ok := k.next()
	if !ok {
		return none
	}
	return i
}

// none is the number of no node.
const none = ^uint32(0)

// rest counts the children that are left.
func (k kids) rest() int {
	n := 0
	for _, ok := k.next(); ok; _, ok = k.next() {
		n++
	}
	return n
}

// peek is the kind of the next child, or kSkip.
func (k kids) peek() kind {
	if k.at >= k.end {
		return kSkip
	}
	return k.raw[k.at].kind
}

func (l *lowerer) span(i uint32) Span {
	return Span{text.Span{Start: l.raw[i].start, End: l.raw[i].end}}
}

// between is the masked text from after one node to before another: an
// operator, with the spaces around it.
func (l *lowerer) between(start, end uint32) []byte {
	return bytes.TrimSpace(l.mask[start:end])
}

// name is the identifier at a node, in the normal form in which Python
// compares them.
func (l *lowerer) name(i uint32) string {
	id := l.text[l.raw[i].start:l.raw[i].end]
	if keywords[id] {
		// The grammar knows keywords only where it expects them.
		l.fail(l.span(i).Span, "'"+id+"' cannot be a name")
	}
	return normal(id)
}

func normal(name string) string {
	for i := range len(name) {
		if name[i] >= 0x80 {
			return norm.NFKC.String(name)
		}
	}
	return name
}

// dotted is a dotted name, without the spaces that may stand in it.
func (l *lowerer) dotted(start, end uint32) string {
	name := l.text[start:end]
	if bytes.IndexByte(l.mask[start:end], ' ') >= 0 {
		var b []byte
		for i, c := range l.mask[start:end] {
			if c != ' ' {
				b = append(b, l.src[int(start)+i])
			}
		}
		name = string(b)
	}
	for part := range strings.SplitSeq(name, ".") {
		if keywords[part] {
			l.fail(text.Span{Start: start, End: end}, "'"+part+"' cannot be a name")
		}
	}
	return normal(name)
}

// fail reports an error that the grammar does not know, once a statement.
func (l *lowerer) fail(span text.Span, message string) {
	if !l.hurt {
		l.hurt = true
		l.report(int(span.Start), int(span.End), "%s", message)
	}
}

// bad makes an expression that is not modelled.
func (l *lowerer) bad(span Span, reason string) Expr {
	return &Bad{Span: span, Reason: reason}
}

// names lists the identifiers in a sound span, each once.
func (l *lowerer) names(span text.Span) []string {
	return identifiers(l.mask[span.Start:span.End], l.text[span.Start:span.End], false)
}

// wreck makes the statement of a span that is damaged.
func (l *lowerer) wreck(span text.Span) Stmt {
	l.yields = l.yields || yieldWord.Match(l.src[span.Start:span.End])
	return &Damaged{Span: Span{span}, Names: identifiers(l.src[span.Start:span.End], l.text[span.Start:span.End], true)}
}
