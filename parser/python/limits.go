package python

import (
	"errors"
	"time"
)

// Limits bound what Parse accepts. A field that is zero has its default.
type Limits struct {
	// Bytes is the largest file that is parsed.
	Bytes int
	// Brackets is the deepest nesting of (), [] and {}, those of f-strings
	// included; CPython allows 200.
	Brackets int
	// Depth is the deepest nesting of anything else: of operators, attribute
	// and call chains, elif chains.
	Depth int
	// Time is how long tree-sitter may work on one file. It is far above what
	// any file needs that obeys the other limits, and there so that parsing
	// ends even if the grammar has a case that it takes badly.
	Time time.Duration
}

// DefaultLimits are 512 KiB (the largest real settings module seen has 104
// KB), CPython's 200 brackets, 1,000 levels otherwise, and 10 seconds.
func DefaultLimits() Limits {
	return Limits{Bytes: 512 << 10, Brackets: 200, Depth: 1000, Time: 10 * time.Second}
}

// withDefaults fills in the fields that are zero.
func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	if l.Bytes == 0 {
		l.Bytes = d.Bytes
	}
	if l.Brackets == 0 {
		l.Brackets = d.Brackets
	}
	if l.Depth == 0 {
		l.Depth = d.Depth
	}
	if l.Time == 0 {
		l.Time = d.Time
	}
	return l
}

// maxIndent is the number of indentation levels that CPython allows. The
// grammar's scanner keeps a level in a byte, so there must be a bound.
const maxIndent = 100

// The reasons for which a file is not parsed at all. Errors returned by Parse
// wrap one of them and say the number that was over the limit.
var (
	ErrTooLarge = errors.New("file is too large to parse")
	ErrTooDeep  = errors.New("nesting is too deep to parse")
	ErrTooSlow  = errors.New("file takes too long to parse")
	// ErrTemplate: the file is a template of a Python file, as those of
	// cookiecutter and startproject ({{ … }} or {% … %} outside strings).
	ErrTemplate = errors.New("file is a template, not Python")
	// ErrBinary: the file holds NUL bytes or is UTF-16.
	ErrBinary = errors.New("file is not text")
)
