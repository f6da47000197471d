package django

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// parseLiteral reads a literal of data/settings.txt: Python's notation with JSON's strings, and ?"source" for what
// is opaque.
func parseLiteral(text string) (Literal, error) {
	p := literalParser{rest: text}
	l := p.value()
	if p.err == nil && p.rest != "" {
		p.fail()
	}
	return l, p.err
}

type literalParser struct {
	rest string
	err  error
}

func (p *literalParser) fail() {
	if p.err == nil {
		p.err = fmt.Errorf("malformed literal at %q", p.rest)
	}
	p.rest = ""
}

func (p *literalParser) take(prefix string) bool {
	rest, ok := strings.CutPrefix(p.rest, prefix)
	if ok {
		p.rest = rest
	}
	return ok
}

func (p *literalParser) value() Literal {
	switch {
	case p.take("None"):
		return Literal{Kind: LiteralNone}
	case p.take("True"):
		return Literal{Kind: LiteralBool, Bool: true}
	case p.take("False"):
		return Literal{Kind: LiteralBool}
	case p.take("?"):
		return Literal{Kind: LiteralOpaque, Str: p.str()}
	case strings.HasPrefix(p.rest, `"`):
		return Literal{Kind: LiteralStr, Str: p.str()}
	case p.take("["):
		return Literal{Kind: LiteralList, Items: p.items("]")}
	case p.take("("):
		return Literal{Kind: LiteralTuple, Items: p.items(")")}
	case p.take("{"):
		return Literal{Kind: LiteralDict, Pairs: p.pairs()}
	}
	return p.number()
}

func (p *literalParser) items(end string) []Literal {
	var items []Literal
	for !p.take(end) && p.err == nil {
		items = append(items, p.value())
		p.separator(end)
	}
	return items
}

func (p *literalParser) pairs() []Pair {
	var pairs []Pair
	for !p.take("}") && p.err == nil {
		key := p.value()
		if !p.take(": ") {
			p.fail()
		}
		pairs = append(pairs, Pair{key, p.value()})
		p.separator("}")
	}
	return pairs
}

func (p *literalParser) separator(end string) {
	if !p.take(", ") && !p.take(",") && !strings.HasPrefix(p.rest, end) {
		p.fail()
	}
}

// str reads a JSON string, whose end is its first quote that no backslash escapes.
func (p *literalParser) str() (s string) {
	end := 1
	for end < len(p.rest) && p.rest[end] != '"' {
		if p.rest[end] == '\\' {
			end++
		}
		end++
	}
	if end >= len(p.rest) || json.Unmarshal([]byte(p.rest[:end+1]), &s) != nil {
		p.fail()
		return ""
	}
	p.rest = p.rest[end+1:]
	return s
}

func (p *literalParser) number() Literal {
	end := strings.IndexAny(p.rest, ",:)]} ")
	if end < 0 {
		end = len(p.rest)
	}
	text := p.rest[:end]
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		p.rest = p.rest[end:]
		return Literal{Kind: LiteralInt, Int: n}
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		p.fail()
		return Literal{}
	}
	p.rest = p.rest[end:]
	return Literal{Kind: LiteralFloat, Float: f}
}
