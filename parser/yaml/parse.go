package yaml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	yamlv3 "gopkg.in/yaml.v3"

	"github.com/djvet/djvet/parser/text"
)

// The limits of Parse.
const (
	// MaxBytes is the largest file that is parsed. The largest compose files
	// and manifests seen have some ten kilobytes.
	MaxBytes = 512 << 10
	// maxNodes bounds a document with its aliases followed.
	maxNodes = 100_000
	// maxDepth is the deepest nesting.
	maxDepth = 200
	// maxDocuments bounds the documents of one file.
	maxDocuments = 1000
)

// The reasons, other than syntax, for which a file is refused.
var (
	ErrTooLarge = errors.New("YAML file is too large to parse")
	ErrTooDeep  = errors.New("YAML is nested too deeply, or an alias stands inside its own anchor")
)

// SyntaxError is a place that is not YAML.
type SyntaxError struct {
	Span    text.Span // of the line
	Message string
}

func (e *SyntaxError) Error() string { return e.Message }

// errorLine finds the line in the messages of the library, which have it
// nowhere else.
var errorLine = regexp.MustCompile(`^yaml: line (\d+): (.*)`)

// Parse reads the documents of a file. Those before a syntax error are
// returned together with the error, which is a *SyntaxError or wraps
// ErrTooLarge or ErrTooDeep.
func Parse(file *text.File) (documents []*Node, err error) {
	if len(file.Data) > MaxBytes {
		return nil, fmt.Errorf("%w: %d bytes, the limit is %d", ErrTooLarge, len(file.Data), MaxBytes)
	}
	// The library recovers its own panics. This is for those it does not know
	// of: a damaged file must not end the run.
	defer func() {
		if caught := recover(); caught != nil {
			err = &SyntaxError{Span: file.LineSpan(1), Message: fmt.Sprintf("not a YAML file: %v", caught)}
		}
	}()
	decoder := yamlv3.NewDecoder(bytes.NewReader(file.Data))
	l := &lowerer{places: newPlaces(file.Data)}
	for len(documents) < maxDocuments {
		var document yamlv3.Node
		switch err := decoder.Decode(&document); {
		case errors.Is(err, io.EOF):
			return documents, nil
		case err != nil:
			return documents, syntaxError(file, err)
		}
		if len(document.Content) == 0 {
			continue
		}
		l.seen = map[*yamlv3.Node]*Node{}
		node, err := l.lower(document.Content[0], 0)
		if err != nil {
			return documents, err
		}
		documents = append(documents, node)
	}
	return documents, nil
}

func syntaxError(file *text.File, err error) error {
	damage := &SyntaxError{Span: file.LineSpan(1), Message: err.Error()}
	if found := errorLine.FindStringSubmatch(err.Error()); found != nil {
		if line, err := strconv.Atoi(found[1]); err == nil {
			// The library counts from 1 in errors of its scanner, but from 0
			// in those of its parser, which all begin alike.
			if strings.HasPrefix(found[2], "did not find expected") {
				line++
			}
			damage.Span = file.LineSpan(min(max(line, 1), file.Lines()))
		}
		damage.Message = found[2]
	}
	return damage
}
