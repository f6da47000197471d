package requirements

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/djvet/djvet/parser/text"
)

// Requirement is one package that a project asks for.
type Requirement struct {
	// Name is normalised as PEP 503 says: lower case, with one "-" for every
	// run of "-", "_" and ".". It is "" for a URL or a path without #egg=.
	Name string
	// Extras are the names in brackets, as written.
	Extras []string
	// Specifiers are the clauses of the version, in order; none for any.
	Specifiers []Specifier
	// URL is that of a direct reference.
	URL string
	// Marker is the text after ";".
	Marker string
	// Span is the requirement without its marker, options and comment.
	Span text.Span
}

// Specifier is one clause of a version, such as >= and 4.2.
type Specifier struct {
	// Operator is one of == != <= >= < > ~= ===.
	Operator string
	// Version is as written; "*" may be its last component.
	Version string
}

// String is the clause without spaces.
func (s Specifier) String() string { return s.Operator + s.Version }

var errNoName = errors.New("it does not start with a package's name")

var (
	nameStart = regexp.MustCompile(`^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?`)
	separator = regexp.MustCompile(`[-_.]+`)
	// clause is a specifier as PEP 440 has it; === takes any text.
	clause = regexp.MustCompile(`^(===\s*[^\s,;)]+|(?:==|!=|<=|>=|<|>|~=)\s*[A-Za-z0-9.*+!_-]+)`)
	egg    = regexp.MustCompile(`[#&]egg=([A-Za-z0-9._-]+)`)
)

// Normalize is a package's name as PEP 503 compares it.
func Normalize(name string) string {
	return strings.ToLower(separator.ReplaceAllString(name, "-"))
}

// ParseRequirement reads one requirement string of PEP 508. The span counts
// from the string's start. The error says what is wrong with it.
func ParseRequirement(source string) (Requirement, error) {
	p := &reader{source: source}
	p.spaces()
	start := p.at
	name := nameStart.FindString(p.rest())
	if name == "" {
		return Requirement{}, fmt.Errorf("requirement %q: %w", source, errNoName)
	}
	p.at += len(name)
	found := Requirement{Name: Normalize(name)}
	end := p.at
	p.spaces()
	if p.take("[") {
		inside, _, closed := strings.Cut(p.rest(), "]")
		if !closed {
			return Requirement{}, fmt.Errorf("requirement %q: the extras have no end", source)
		}
		p.at += len(inside) + 1
		end = p.at
		for extra := range strings.SplitSeq(inside, ",") {
			if extra = strings.TrimSpace(extra); extra != "" {
				found.Extras = append(found.Extras, extra)
			}
		}
		p.spaces()
	}
	if p.take("@") {
		p.spaces()
		url := p.rest()
		if i := strings.IndexAny(url, " \t"); i >= 0 {
			url = url[:i]
		}
		found.URL = url
		p.at += len(url)
		end = p.at
	} else {
		var err error
		if found.Specifiers, end, err = p.specifiers(end); err != nil {
			return Requirement{}, fmt.Errorf("requirement %q: %w", source, err)
		}
	}
	p.spaces()
	if p.take(";") {
		found.Marker = strings.TrimSpace(p.rest())
	} else if p.rest() != "" {
		return Requirement{}, fmt.Errorf("requirement %q: %q is not expected there", source, p.rest())
	}
	found.Span = text.Span{Start: uint32(start), End: uint32(end)}
	return found, nil
}

// reader goes through a requirement.
type reader struct {
	source string
	at     int
}

func (p *reader) rest() string { return p.source[p.at:] }

func (p *reader) spaces() {
	for p.at < len(p.source) && strings.IndexByte(" \t\r\n\f\v", p.source[p.at]) >= 0 {
		p.at++
	}
}

func (p *reader) take(token string) bool {
	if !strings.HasPrefix(p.rest(), token) {
		return false
	}
	p.at += len(token)
	return true
}

// specifiers reads the clauses and gives the offset after the last one.
func (p *reader) specifiers(end int) (found []Specifier, after int, err error) {
	parenthesised := p.take("(")
	for {
		p.spaces()
		one := clause.FindString(p.rest())
		if one == "" {
			break
		}
		p.at += len(one)
		end = p.at
		version := strings.TrimLeft(one, "=!<>~")
		found = append(found, Specifier{
			Operator: one[:len(one)-len(version)],
			Version:  strings.TrimSpace(version),
		})
		p.spaces()
		if !p.take(",") {
			break
		}
	}
	if parenthesised {
		p.spaces()
		if !p.take(")") {
			return nil, 0, errors.New("the parenthesis has no end")
		}
		end = p.at
	}
	return found, end, nil
}
