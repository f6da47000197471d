package python

import (
	"context"
	"sort"
	"sync"

	"golang.org/x/sync/semaphore"
)

// atOnce is how many bytes of source are parsed at the same time. One costs
// about 120 while it is, in memory that Go's collector does not see.
const atOnce = 2 << 20

// Parser parses files within limits. It is safe for concurrent use, and bounds
// how much is parsed at the same time: have one for the whole program.
type Parser struct {
	limits  Limits
	bytes   *semaphore.Weighted
	engines sync.Pool
}

// NewParser makes a Parser.
func NewParser(limits Limits) *Parser {
	return &Parser{limits: limits.withDefaults(), bytes: semaphore.NewWeighted(atOnce)}
}

// Parse reads Python source. It is for one file; a Parser is for many.
func Parse(ctx context.Context, src []byte, limits Limits) (*Module, error) {
	return NewParser(limits).Parse(ctx, src)
}

// Parse reads Python source. Damage in it is no error: it is in the module. The
// error is that of ctx or wraps one of those of this package, and says why the
// file was not parsed at all. The caller must not change src afterwards.
func (p *Parser) Parse(ctx context.Context, src []byte) (*Module, error) {
	weight := min(int64(len(src)), atOnce)
	if err := p.bytes.Acquire(ctx, weight); err != nil {
		return nil, err //nolint:wrapcheck // it is that of ctx
	}
	defer p.bytes.Release(weight)
	s, err := scan(src, p.limits)
	if err != nil {
		return nil, err
	}
	m, err := p.parse(ctx, s)
	if err != nil {
		return nil, err
	}
	if s.template && (s.templateLine || len(m.Errors) > 0) {
		return nil, ErrTemplate
	}
	return m, nil
}

func (p *Parser) parse(ctx context.Context, s *source) (*Module, error) {
	e, _ := p.engines.Get().(*engine)
	if e == nil {
		e = newEngine()
	}
	e.begin(p.limits)
	defer p.engines.Put(e) // tree-sitter has ended then, or was reset
	nodes, damaged, err := e.repair(ctx, s)
	if err != nil {
		return nil, err
	}
	m, err := lower(s, nodes, damaged, p.limits.Depth)
	if err != nil {
		return nil, err
	}
	sort.SliceStable(m.Errors, func(a, b int) bool {
		return m.Errors[a].Span.Start < m.Errors[b].Span.Start
	})
	m.Errors = m.Errors[:min(len(m.Errors), most)]
	return m, nil
}
