package eval

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// pydanticTypes are annotations with defaults, valid and not, and texts of the
// variable.
var pydanticTypes = []struct {
	idiom, annotation string
	defaults, texts   []string
}{
	{"bool", "bool", []string{"False", "True", "'yes'", "0", "1.0", "None", "2", "'x'", "os.environ.get('B', 'on')"}, []string{"1", "0", "on", "OFF", "T", "tRuE", "y", "No", "yes", "", " true", "2"}},
	{"int", "int", []string{"5", "'7'", "True", "5.0", "None", "'x'", "int('3')"}, []string{"5", " 7 ", "-3", "5.0", "1_000", "05", "+5", "0x5", "x", "", "99999999999999999999", "-0"}},
	{"float", "float", []string{"1.5", "2", "'2.5'", "True", "None"}, []string{"1.5", "3", "-2", "1e3", ".5", "inf", "", "x", " 2 "}},
	{"str", "str", []string{"'a'", "''", "5", "None", "b'x'", "f'{1}z'", "str(Path(__file__).parent)"}, []string{"x", "", " y ", "true", "null"}},
	{"optional", "Optional[str]", []string{"None", "'a'", "5"}, []string{"x", "", "null"}},
	{"optional", "str | None", []string{"None", "'a'"}, []string{"x", "None"}},
	{"optional", "Optional[int]", []string{"None", "5", "'6'"}, []string{"5", "", "null", "x"}},
	{"optional", "Union[bool, None]", []string{"None", "True", "'off'"}, []string{"1", "off", "null"}},
	{"list", "list[str]", []string{"[]", "['a', 'b']", "('a',)", "'a'", "[1]", "None", "{'a'}", "{'a': 1}"}, []string{`["a"]`, `[]`, ` [ "a", "b" ] `, "a,b", "", "[1]", "{}", "null", "[null]"}},
	{"list", "List[int]", []string{"[]", "[1, '2', True]", "[1.5]"}, []string{"[1, 2]", `["3"]`, "[1.0]", "[true]", "5"}},
	{"list", "list", []string{"[]", "['a', [1]]", "()"}, []string{`["a", 1, {"b": [null]}]`, "5", "[1.5]"}},
	{"list", "Optional[List[str]]", []string{"None", "['a']", "('b',)"}, []string{`["a"]`, "null", "a", "[1]"}},
	{"tuple", "Tuple[str, ...]", []string{"()", "('a',)", "['b']"}, []string{`["a"]`, "[]", "x"}},
	{"tuple", "tuple", []string{"()", "('a', 1)", "['b']"}, []string{`["a"]`, "[]"}},
	{"set", "set[str]", []string{"set()", "{'a'}", "['b', 'b']"}, []string{`["a", "a"]`, "[]"}},
	{"dict", "dict[str, int]", []string{"{}", "{'a': 1}", "{'a': '2'}", "{1: 1}", "[]"}, []string{`{"a": 1}`, "{}", "[]", `{"a": "x"}`, `{"a": "5"}`}},
	{"dict", "dict", []string{"{}", "{'a': [1]}", "None"}, []string{`{"a": {"b": [1]}}`, "[]"}},
	{"dict", "Dict[str, Any]", []string{"{}", "{'a': 'b'}"}, []string{`{"a": 1, "b": null}`, "x"}},
	{"literal", "Literal['a', 'b']", []string{"'a'", "'b'", "'c'", "None"}, []string{"a", "b", "A", ""}},
	{"path", "Path", []string{"'a/b'", "Path('x')", "Path(__file__).parent / 'y'", "5"}, []string{"a/b", "", "/x/", "."}},
	{"any", "Any", []string{"5", "None", "'a'"}, []string{"5", "[1]", ""}},
	{"secret", "SecretStr", []string{"SecretStr('x')", "'y'", "None", "''"}, []string{"x", ""}},
	{"other", "Union[int, str]", []string{"5", "'a'"}, []string{"5", "x"}},
	{"other", "PostgresDsn", []string{"'postgres://u:p@h/d'"}, []string{"postgres://h/x", "x"}},
	{"other", "Color", []string{"Color.RED", "'red'"}, []string{"red", "blue"}},
	{"other", "Inner", []string{"Inner()"}, []string{`{"x": 2}`, "{}"}},
}

var pydanticConfigs = []string{
	"", "", "", "", "", "", "", "", "env_prefix='P_'", "env_prefix='p_', extra='ignore'", "case_sensitive=True", "env_file='.env', extra='ignore'", "env_file=Path(__file__).parent / '.env', extra='ignore'",
	"env_file=os.path.join(os.path.dirname(__file__), '.env'), extra='ignore'", "env_file=Path(__file__).parent / '.env'", "env_file='gone.env'", "env_ignore_empty=True", "env_nested_delimiter='__'",
	"env_file=('gone.env', Path(__file__).parent / '.env'), extra='ignore', case_sensitive=True", "env_prefix='P_', env_file=Path(__file__).resolve().parent / '.env', extra='ignore', env_ignore_empty=True",
	"frozen=True", "str_strip_whitespace=True", "extra='allow', env_file=Path(__file__).parent / '.env'",
	"env_file_encoding='utf-8', env_file=Path(__file__).parent / '.env', extra='ignore', case_sensitive=False", "populate_by_name=True",
}

const pydanticHead = `import os
import random
from enum import Enum
from pathlib import Path
from typing import Any, ClassVar, Dict, List, Literal, Optional, Tuple, Union
class Color(str, Enum):
    RED = 'red'
`

var pydanticFiles = []string{
	"A=from file\nB=1\n", "a=1\nA=2\nn=5\n", "P_A=x\np_b=on\nc=[]\n", "C='[\"q\"]'\nA=\n", "A\nB=off\n", "A=${B}x\nD={}\n", "", "# nothing\nOTHER=1\nB=no\n", `C={"z": 1}` + "\n",
}

func TestReaderPydantic(t *testing.T) {
	compareReaders(t, []string{"pydantic_settings", "dotenv"}, 41, pydanticProgram(false))
}

// TestReaderOldPydantic compares with what pydantic 1 was, which pydantic 2 has.
func TestReaderOldPydantic(t *testing.T) {
	compareReaders(t, []string{"pydantic.v1", "dotenv"}, 42, pydanticProgram(true))
}

func pydanticProgram(old bool) func(*rand.Rand) program {
	return func(r *rand.Rand) program {
		g := &pydanticGenerator{r: r, old: old, texts: map[string][]string{}, types: map[string]int{}}
		p := program{Files: map[string]string{}, Module: "m", Repair: true, idioms: map[string]string{}}
		g.b.WriteString(pydanticHead)
		if old {
			g.b.WriteString("from pydantic.v1 import BaseModel, BaseSettings, Field, PostgresDsn, SecretStr, root_validator, validator\n")
		} else {
			g.b.WriteString("from pydantic import AliasChoices, BaseModel, Field, PostgresDsn, SecretStr, computed_field, field_validator, model_validator\n")
			g.b.WriteString("from pydantic_settings import BaseSettings, SettingsConfigDict\n")
		}
		g.b.WriteString("class Inner(BaseModel):\n    x: int = 1\n")
		for i := range 3 {
			g.class(i, p.idioms)
		}
		p.Files["m.py"] = g.b.String()
		if r.IntN(2) == 0 {
			p.Files[".env"] = pickOf(r, pydanticFiles)
		}
		for range 3 {
			environment := environmentOf(r, g.texts)
			for _, name := range slices.Sorted(maps.Keys(environment)) {
				text := environment[name]
				switch r.IntN(12) {
				case 0:
					delete(environment, name)
					environment[strings.ToLower(name)] = text
				case 1:
					environment[strings.ToLower(name)] = pickOf(r, g.texts[name])
				}
			}
			p.Environments = append(p.Environments, environment)
		}
		return p
	}
}

type pydanticGenerator struct {
	r     *rand.Rand
	b     strings.Builder
	old   bool
	texts map[string][]string
	// inherited are the fields of the class before.
	inherited []string
	kinds     map[string]string
	// types are those that most fields of a name have.
	types map[string]int
}

func (g *pydanticGenerator) line(indent int, format string, arguments ...any) {
	g.b.WriteString(strings.Repeat("    ", indent) + fmt.Sprintf(format, arguments...) + "\n")
}

// class writes a class of settings, an instance, and names bound to its fields.
func (g *pydanticGenerator) class(i int, idioms map[string]string) {
	r := g.r
	base, fields := "BaseSettings", []string{}
	if i > 0 && r.IntN(4) == 0 {
		base, fields = fmt.Sprintf("S%d", i-1), append(fields, g.inherited...)
	} else {
		g.kinds = map[string]string{}
	}
	g.line(0, "class S%d(%s):", i, base)
	config := pickOf(r, pydanticConfigs)
	if base != "BaseSettings" && r.IntN(2) == 0 {
		config = ""
	}
	g.configure(config)
	for range 1 + r.IntN(3) {
		name := pickOf(r, []string{"a", "b", "B", "c", "n", "debug", "key_1"})
		if _, chosen := g.types[name]; !chosen || r.IntN(8) == 0 {
			g.types[name] = r.IntN(len(pydanticTypes))
		}
		kind := pydanticTypes[g.types[name]]
		if g.kinds[name] == "" {
			fields = append(fields, name)
		}
		g.kinds[name] = kind.idiom
		g.field(name, kind.annotation, pickFirst(r, kind.defaults))
		for _, variable := range []string{name, "P_" + name, "ALIAS", "OTHER"} {
			variable = strings.ToUpper(variable)
			g.texts[variable] = append(g.texts[variable], kind.texts...)
			g.texts[variable] = append(g.texts[variable], kind.texts[:2]...) // which are valid
		}
	}
	g.method(fields)
	g.use(i, fields, idioms)
	g.inherited = fields
}

func pickFirst(r *rand.Rand, list []string) string {
	if r.IntN(2) == 0 {
		return list[0]
	}
	return pickOf(r, list)
}

func (g *pydanticGenerator) configure(config string) {
	switch {
	case config == "":
	case g.old || g.r.IntN(5) == 0:
		g.line(1, "class Config:")
		for _, part := range strings.Split(strings.ReplaceAll(config, ", '", ",'"), ", ") {
			if strings.Contains(part, "=(") {
				part += ", Path(__file__).parent / '.env')"
			}
			if strings.Contains(part, "=") && strings.Count(part, "(") == strings.Count(part, ")") {
				g.line(2, "%s", strings.Replace(part, "=", " = ", 1))
			}
		}
		g.line(2, "title = 'x'")
	case g.r.IntN(4) == 0:
		g.line(1, "model_config = dict(%s)", config)
	default:
		g.line(1, "model_config = SettingsConfigDict(%s)", config)
	}
}

func (g *pydanticGenerator) field(name, annotation, value string) {
	aliases := []string{"alias='ALIAS'", "validation_alias='other'", "validation_alias=AliasChoices('ALIAS', 'OTHER')", "description='x'", "exclude=True"}
	if g.old {
		aliases = []string{"env='ALIAS'", "env=['ALIAS', 'other']", "description='x'", "alias='q'"}
	}
	switch g.r.IntN(12) {
	case 0, 1:
		g.line(1, "%s: %s", name, annotation)
	case 2:
		g.line(1, "%s: %s = Field(%s, %s)", name, annotation, value, pickOf(g.r, aliases))
	case 3:
		g.line(1, "%s: %s = Field(default=%s)", name, annotation, value)
	case 4:
		g.line(1, "%s: %s = Field(..., %s)", name, annotation, pickOf(g.r, aliases))
	case 5:
		g.line(1, "%s: %s = Field(default_factory=lambda: %s)", name, annotation, value)
	default:
		g.line(1, "%s: %s = %s", name, annotation, value)
	}
}

func (g *pydanticGenerator) method(fields []string) {
	field := pickOf(g.r, fields)
	switch g.r.IntN(24) {
	case 0:
		g.line(1, "@property\n    def made(self):\n        return [self.%s, 'made']", field)
	case 1:
		g.line(1, "fixed: ClassVar[int] = 5\n    _private: int = 6")
	case 2:
		validator := "field_validator"
		if g.old {
			validator = "validator"
		}
		g.line(1, "@%s('%s')\n    @classmethod\n    def check(cls, v):\n        os.environ['SEEN'] = 'yes'\n        return [v]", validator, field)
	case 3:
		if g.old {
			g.line(1, "@root_validator\n    def check(cls, values):\n        return {**values, '%s': 1}", field)
		} else {
			g.line(1, "@model_validator(mode='after')\n    def check(self):\n        self.%s = 1\n        return self", field)
		}
	case 4:
		if !g.old {
			g.line(1, "@computed_field\n    @property\n    def made(self) -> str:\n        return f'{self.%s}'", field)
		}
	case 5:
		if !g.old {
			g.line(1, "def model_post_init(self, context):\n        self.%s = 2", field)
		}
	case 6:
		g.line(1, "def made(self):\n        return self.%s", field)
	}
}

func (g *pydanticGenerator) use(i int, fields []string, idioms map[string]string) {
	arguments := ""
	switch g.r.IntN(10) {
	case 0:
		arguments = pickOf(g.r, fields) + "=" + pickOf(g.r, []string{"'x'", "5", "True", "['a']", "None", "{'a': 1}"})
	case 1:
		arguments = pickOf(g.r, []string{"_env_file=None", "_env_file=Path(__file__).parent / '.env'", "_env_file='.env'", "nothing=1"})
	}
	indent, caught := 0, g.r.IntN(2) == 0
	if caught {
		g.line(0, "try:")
		indent = 1
	}
	g.line(indent, "s%d = S%d(%s)", i, i, arguments)
	if g.r.IntN(8) == 0 {
		g.line(indent, "s%d.%s = %s", i, pickOf(g.r, append(fields, "nothing")), pickOf(g.r, []string{"'set'", "['set']"}))
	}
	for _, field := range fields {
		name := fmt.Sprintf("X%d_%s", i, field)
		idioms[name] = g.kinds[field]
		expression := fmt.Sprintf("s%d.%s", i, field)
		switch {
		case g.kinds[field] == "secret":
			expression += ".get_secret_value()"
		case g.r.IntN(10) == 0:
			idioms[name] = "expression"
			expression = fmt.Sprintf(pickOf(g.r, []string{"bool(%s)", "[%s]", "%s or 'none'", "%s == 'x'", "%s is None", "'yes' if %s else 'no'", "isinstance(%s, list)"}), expression)
		}
		g.line(indent, "%s = %s", name, expression)
	}
	if g.r.IntN(4) == 0 {
		g.line(indent, "Y%d = %s", i, pydanticLook(g.r, i, pickOf(g.r, fields)))
	}
	if caught {
		g.line(0, "except %s:", pickOf(g.r, []string{"Exception", "ValueError", "(ValueError, AttributeError)"}))
		for _, field := range fields {
			g.line(1, "X%d_%s = 'failed'", i, field)
		}
	}
}

// pydanticLook is an expression that looks at settings in another way.
func pydanticLook(r *rand.Rand, i int, field string) string {
	look := pickOf(r, []string{
		"SETTINGS.FIELD", "getattr(s#, 'FIELD', 'gone')", "s#.made", "s#.made()", "s#.fixed", "s#._private", "s#.model_dump()", "s#.dict()", "os.environ.get('SEEN', 'no')", "S#.FIELD", "S#.fixed", "type(s#).__name__",
	})
	return strings.NewReplacer("SETTINGS", fmt.Sprintf("s%d", i), "#", strconv.Itoa(i), "FIELD", field).Replace(look)
}
