package eval

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// kind is the type of a generated expression.
type kind int

const (
	texts kind = iota
	truths
	numbers
	lists
	dicts
	paths
	kinds // how many there are
)

// function is a generated function that returns a value of a kind and takes one.
type function struct {
	name    string
	takes   kind
	returns kind
	keyword bool
}

// generator writes settings modules from the idioms of real ones.
type generator struct {
	r       *rand.Rand
	b       strings.Builder
	depth   int
	count   int
	vars    map[kind][]string
	maybe   []string // names that may be unbound
	funcs   []function
	classes []string
	idioms  map[string]string
	local   bool // inside a function
	loop    bool
}

// generated is the program of a seed: the same one each time.
func generated(seed int64) program {
	g := &generator{r: rand.New(rand.NewPCG(uint64(seed), 0)), vars: map[kind][]string{}, idioms: map[string]string{}}
	p := program{Files: map[string]string{"conf/__init__.py": ""}, Module: "conf.prod", idioms: g.idioms, Repair: seed%8 != 0}
	p.Files["conf/helpers.py"] = g.module(helpersHeader, 3)
	exported := maps.Clone(g.vars)
	g.vars = map[kind][]string{}
	header := commonHeader
	if g.chance(50) {
		header += "from .helpers import *\n"
		g.vars = exported
	} else if g.chance(50) {
		header += "from conf import helpers\nfrom conf.helpers import flag as helper_flag, ITEMS as HELPER_ITEMS\n"
		g.vars[lists] = append(g.vars[lists], "HELPER_ITEMS", "helpers.ITEMS")
	}
	p.Files["conf/base.py"] = g.module(header, 8+g.r.IntN(8))
	switch g.r.IntN(4) {
	case 0:
		p.Files["conf/prod.py"] = g.module("from conf.base import *\n", 6+g.r.IntN(6))
	case 1:
		p.Files["conf/prod.py"] = g.module(commonHeader+"try:\n    from .local import *\nexcept ImportError:\n    pass\nfrom .base import *\n", 6+g.r.IntN(6))
		if g.chance(60) {
			p.Files["conf/local.py"] = commonHeader + g.pick("ITEMS = ['local']\nDEBUG = True\n", "import conf.missing_one\n", "X1 = os.environ['A']\nDEBUG = X1 == 'prod'\n", "from .base import *\nDEBUG = not DEBUG\n")
		}
	default:
		p.Files["conf/prod.py"] = g.module("from .base import *\n", 6+g.r.IntN(6))
	}
	for range 3 {
		environment := map[string]string{}
		for _, name := range variableNames {
			if g.chance(60) {
				environment[name] = g.variableText(name)
			}
		}
		p.Environments = append(p.Environments, environment)
	}
	return p
}

const (
	helpersHeader = `import os

def flag(name, default=False):
    value = os.environ.get(name)
    if value is None:
        return default
    return value.lower() in ("1", "true", "yes")

ITEMS = ["one", "two"]
`
	commonHeader = `import os
import sys
import json
import copy
from os import environ, getenv
from os.path import join, dirname, abspath
from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent.parent
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ITEMS = ["a", "b"]
MAP = {"k": "v", "n": {"x": 1}}
DEBUG = False
`
)

var variableNames = []string{"A", "B", "C", "N"}

func (g *generator) variableText(name string) string {
	if name == "N" && g.chance(80) {
		return g.pick("0", "5", "42", "-3", " 7 ")
	}
	return g.pick("", "1", "true", "False", "prod", "dev", "a,b", " x ", "0", "abc", "a, b,,c", "prod")
}

func (g *generator) chance(percent int) bool { return g.r.IntN(100) < percent }

func (g *generator) pick(choices ...string) string { return choices[g.r.IntN(len(choices))] }

func (g *generator) fresh(prefix string) string {
	g.count++
	return fmt.Sprintf("%s%d", prefix, g.count)
}

func (g *generator) line(format string, args ...any) {
	g.b.WriteString(strings.Repeat("    ", g.depth))
	fmt.Fprintf(&g.b, format+"\n", args...)
}

// module writes a module of n top-level statements.
func (g *generator) module(header string, n int) string {
	g.b.Reset()
	g.funcs, g.classes, g.maybe = nil, nil, nil
	g.b.WriteString(header)
	if header != helpersHeader {
		g.note(texts, "ROOT")
		g.note(paths, "BASE_DIR")
		g.note(lists, "ITEMS")
		g.note(dicts, "MAP")
		g.note(truths, "DEBUG")
	} else {
		g.note(lists, "ITEMS")
	}
	for range n {
		g.statement(2)
	}
	return g.b.String()
}

// note says that a name is bound to a value of a kind.
func (g *generator) note(k kind, name string) {
	if !slices.Contains(g.vars[k], name) {
		g.vars[k] = append(g.vars[k], name)
	}
}

// variable is a name of a kind, or "".
func (g *generator) variable(k kind) string {
	if n := len(g.vars[k]); n > 0 {
		return g.vars[k][g.r.IntN(n)]
	}
	return ""
}

// target is a name to assign to: a new one, or one of the kind.
func (g *generator) target(k kind) string {
	if name := g.variable(k); name != "" && !strings.Contains(name, ".") && (g.depth > 0 || g.chance(30)) {
		return name
	}
	return g.fresh("X")
}

func (g *generator) anyKind() kind { return kind(g.r.IntN(int(kinds))) }

// block writes an indented block in which new names are forgotten afterwards.
func (g *generator) block(depth, n int) {
	kept := map[kind][]string{}
	for k, names := range g.vars {
		kept[k] = slices.Clone(names)
	}
	g.depth++
	for range n {
		g.statement(depth - 1)
	}
	g.depth--
	for k, names := range g.vars {
		for _, name := range names {
			if !slices.Contains(kept[k], name) && !g.local {
				g.maybe = append(g.maybe, name)
			}
		}
	}
	g.vars = kept
}

// set writes an assignment and says which idiom it is.
func (g *generator) set(idiom string, k kind, expression string) {
	name := g.target(k)
	g.line("%s = %s", name, expression)
	g.label(k, name, idiom)
}

func (g *generator) label(k kind, name, idiom string) {
	g.note(k, name)
	if !g.local {
		if _, again := g.idioms[name]; again {
			idiom = "several"
		}
		g.idioms[name] = idiom
	}
}

func (g *generator) statement(depth int) {
	if depth <= 0 {
		g.simple()
		return
	}
	switch g.r.IntN(24) {
	case 0, 1, 2:
		g.ifStatement(depth)
	case 3, 4:
		g.tryStatement(depth)
	case 5:
		g.forStatement(depth)
	case 6:
		if !g.local {
			g.functionStatement()
		}
	case 7:
		if !g.local && g.depth == 0 {
			g.classStatement()
		}
	case 8:
		g.line("with open(os.path.join(os.path.dirname(__file__), %s)) as handle:", g.pick("'helpers.py'", "'helpers.py'", "'__init__.py'"))
		g.depth++
		g.set("file", texts, "handle.read()[:3]")
		g.depth--
	default:
		g.simple()
	}
}

func (g *generator) simple() {
	switch g.r.IntN(26) {
	case 0, 1, 2, 3:
		k := g.anyKind()
		g.set("literal", k, g.literal(k))
	case 4, 5, 6:
		g.set("environment", texts, g.environmentText())
	case 7:
		g.set("compare", truths, g.truth(2))
	case 8:
		g.set("text", texts, g.text(2))
	case 9:
		g.set("number", numbers, g.number(2))
	case 10:
		g.set("list", lists, g.list(2))
	case 11:
		g.set("dict", dicts, g.dict(2))
	case 12:
		g.set("path", paths, g.path(2))
	case 13, 14, 15:
		g.changeList()
	case 16, 17:
		g.changeDict()
	case 18:
		g.unpack()
	case 19:
		g.augment()
	case 20:
		g.environmentWrite()
	case 21:
		g.callStatement()
	case 22:
		g.namesStatement()
	case 23:
		a, b := g.fresh("X"), g.fresh("X")
		k := g.anyKind()
		g.line("%s = %s = %s", a, b, g.expression(k, 1))
		g.label(k, a, "chained")
		g.label(k, b, "chained")
	case 24:
		k := g.anyKind()
		if name := g.variable(k); name != "" {
			g.set("alias", k, name)
		}
	case 25:
		k := g.anyKind()
		name := g.fresh("X")
		g.line("%s: %s = %s", name, g.pick("str", "int", "list[str]", "'Unknown'"), g.expression(k, 1))
		g.label(k, name, "annotated")
	}
}
