package shell

import (
	"errors"
	"fmt"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// Limits of Parse. The parser is recursive, and a Go stack overflow cannot be
// recovered: both bound its depth. Real start scripts have a few kilobytes.
const (
	// MaxBytes is the longest text that is parsed.
	MaxBytes = 64 << 10
	// maxNesting is the deepest nesting of brackets, and of compound commands.
	maxNesting = 200
)

// The reasons for which Parse refuses a text without looking at its grammar.
var (
	ErrTooLarge = errors.New("shell text is too large to parse")
	ErrTooDeep  = errors.New("shell text is nested too deeply to parse")
)

// SyntaxError is a place that is not shell.
type SyntaxError struct {
	// Offset is a byte offset in the text of the Source, from 0.
	Offset int
	// Message says what is wrong.
	Message string
}

func (e *SyntaxError) Error() string { return e.Message }

// Parse reads a script. A text that is not shell gives the commands before the
// place at fault together with an error that wraps a *SyntaxError.
func Parse(source Source) (*Script, error) {
	if len(source.Text) > MaxBytes {
		return &Script{}, fmt.Errorf("%w: %d bytes, the limit is %d", ErrTooLarge, len(source.Text), MaxBytes)
	}
	if nesting(source.Text) > maxNesting {
		return &Script{}, ErrTooDeep
	}
	script := &Script{}
	err := statements(source, script)
	if err == nil {
		return script, nil
	}
	damage := &SyntaxError{Message: err.Error()}
	var parseError syntax.ParseError
	var languageError syntax.LangError
	switch {
	case errors.As(err, &parseError):
		damage.Message = parseError.Text
		damage.Offset = int(parseError.Pos.Offset())
	case errors.As(err, &languageError):
		damage.Offset = int(languageError.Pos.Offset())
	}
	damage.Offset = min(damage.Offset, len(source.Text))
	return script, damage
}

// statements fills the script statement by statement, so that what stands
// before an error counts. The library panics on some inputs that are not
// shell (invalid UTF-8 behind an operator): to us that is one more error.
func statements(source Source, script *Script) (err error) {
	defer func() {
		if caught := recover(); caught != nil {
			err = fmt.Errorf("not a shell script: %v", caught)
		}
	}()
	l := lowerer{source: source}
	parser := syntax.NewParser(syntax.Variant(syntax.LangBash))
	for statement, err := range parser.StmtsSeq(strings.NewReader(source.Text)) {
		if err != nil {
			return err
		}
		script.Commands = append(script.Commands, l.statement(statement, 0)...)
	}
	return nil
}

// nesting is an upper bound of how deep the parser goes: brackets that are
// open at once, and words that open a compound command. Quotes are not looked
// at: a script that has so many brackets in strings is none that starts a
// server.
func nesting(script string) int {
	depth, deepest := 0, 0
	for i := 0; i < len(script); i++ {
		switch c := script[i]; c {
		case '(', '{':
			depth++
		case ')', '}':
			depth = max(depth-1, 0)
		case '`', '!':
			// Nested backquotes double their backslashes, so that their depth
			// is bounded by the length; "! ! !" is refused by the grammar.
		default:
			if isLetter(c) && (i == 0 || !isLetter(script[i-1])) {
				end := i
				for end < len(script) && isLetter(script[end]) {
					end++
				}
				switch script[i:end] {
				case "if", "while", "until", "for", "select", "case", "function", "time", "coproc":
					depth++
				case "fi", "done", "esac":
					depth = max(depth-1, 0)
				}
				i = end - 1
			}
		}
		deepest = max(deepest, depth)
	}
	return deepest
}

func isLetter(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-' || c == '.' || c == '/'
}
