package eval

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

const fileHeader = `import base64, codecs, io, json, os, tomllib
from pathlib import Path
import toml, yaml
HERE = os.path.dirname(os.path.abspath(__file__))
BASE = Path(__file__).resolve().parent
`

// fileReads are idioms and statements that use them.
var fileReads = [][2]string{
	{"open", "NAME = open(os.path.join(HERE, 'a.txt')).read()"},
	{"open", "NAME = open(HERE + '/a.txt').read().strip()"},
	{"open", "with open(os.path.join(HERE, 'a.txt')) as f:\n    NAME = f.read()"},
	{"open", "with open(BASE / 'a.txt', encoding='utf-8') as f:\n    NAME = f.readline()\n    NAMEb = f.readline()\n    NAMEc = f.read()\n    NAMEd = f.read()"},
	{"open", "with open(BASE / 'a.txt') as f:\n    NAME = [line.strip() for line in f if line.strip()]"},
	{"open", "NAME = open(BASE / 'a.txt').readlines()"},
	{"open", "NAME = open(BASE / 'a.txt').read().splitlines()"},
	{"open", "NAME = []\nwith open(BASE / 'a.txt') as f:\n    for line in f:\n        NAME.append(line.rstrip())"},
	{"open", "NAME = {}\nfor line in open(BASE / 'a.txt'):\n    if '=' in line:\n        key, value = line.strip().split('=', 1)\n        NAME[key] = value"},
	{"open", "f = open(BASE / 'a.txt')\nNAME = f.read()\nNAMEb = f.read()\nf.close()\ntry:\n    NAMEc = f.read()\nexcept ValueError:\n    NAMEc = 'closed'"},
	{"open", "with open(BASE / 'a.txt') as f:\n    pass\ntry:\n    NAME = f.read()\nexcept ValueError:\n    NAME = 'closed'"},
	{"open", "f = open(BASE / 'a.txt')\nif os.environ.get('A'):\n    NAMEb = f.readline()\nNAME = f.readline()"},
	{"open", "f = open(BASE / 'a.txt')\nNAME = f.readline()\nwhile NAME.startswith('#'):\n    NAME = f.readline()"},
	{"open", "NAME = open(BASE / 'a.txt', 'rb').read()"},
	{"open", "NAME = open(BASE / 'a.txt', 'rb').read().decode()"},
	{"open", "NAME = open(BASE / 'a.txt', mode='rb').read().decode('utf-8').strip()"},
	{"open", "NAME = io.open(BASE / 'a.txt', 'r', encoding='latin-1').read()"},
	{"open", "NAME = io.open(BASE / 'a.txt', encoding='utf-8-sig', newline='').read()"},
	{"open", "NAME = codecs.open(str(BASE / 'a.txt'), 'r', 'utf-8').read()"},
	{"open", "NAME = codecs.open(str(BASE / 'a.txt'), encoding='utf-8').readlines()"},
	{"open", "NAME = [open(BASE / n).read() for n in ('a.txt', 'b.json')]"},
	{"open", "try:\n    NAME = open(BASE / 'missing.txt').read()\nexcept IOError:\n    NAME = 'none'"},
	{"open", "try:\n    with open(BASE / 'missing.txt') as f:\n        NAME = f.read()\nexcept FileNotFoundError:\n    NAME = 'none'"},
	{"open", "with open(BASE / 'w.txt', 'w') as f:\n    f.write('new')\nNAME = open(BASE / 'w.txt').read()"},
	{"pathlib", "NAME = (BASE / 'a.txt').read_text()"},
	{"pathlib", "NAME = (BASE / 'a.txt').read_text(encoding='utf-8').split()"},
	{"pathlib", "NAME = (BASE / 'a.txt').read_bytes()"},
	{"pathlib", "with (BASE / 'a.txt').open() as f:\n    NAME = f.read()"},
	{"pathlib", "NAME = (BASE / 'a.txt').open('rb').read()"},
	{"json", "NAME = json.load(open(BASE / 'b.json'))"},
	{"json", "NAME = json.loads(open(BASE / 'b.json').read())"},
	{"json", "NAME = json.loads((BASE / 'b.json').read_text())"},
	{"json", "with open(BASE / 'b.json', 'rb') as f:\n    NAME = json.load(f)"},
	{"json", "with open(BASE / 'b.json') as f:\n    NAME = json.load(f)\n    NAMEb = f.read()"},
	{"json", "secrets = json.loads(open(BASE / 'b.json').read())\ndef get(name):\n    try:\n        return secrets[name]\n    except KeyError:\n        raise ValueError(name)\nNAME = get('a')"},
	{"json", "NAME = json.load(open(BASE / 'b.json')).get('k', 'none')"},
	{"json", "NAME = list(json.load(open(BASE / 'b.json')))"},
	{"json", "for k, v in json.load(open(BASE / 'b.json')).items():\n    globals()['NAME'] = v"},
	{"yaml", "NAME = yaml.safe_load(open(BASE / 'c.yaml'))"},
	{"yaml", "NAME = yaml.load(open(BASE / 'c.yaml'), Loader=yaml.FullLoader)"},
	{"yaml", "NAME = yaml.load(open(BASE / 'c.yaml'), Loader=yaml.SafeLoader)['a']"},
	{"yaml", "NAME = yaml.load(open(BASE / 'c.yaml').read(), yaml.Loader)"},
	{"yaml", "NAME = yaml.safe_load((BASE / 'c.yaml').read_text()).get('k')"},
	{"yaml", "NAME = list(yaml.full_load(open(BASE / 'c.yaml', 'rb')))"},
	{"yaml", "vars().update({'NAME' + str(k): v for k, v in yaml.safe_load(open(BASE / 'c.yaml')).items()})"},
	{"toml", "NAME = tomllib.load(open(BASE / 'd.toml', 'rb'))"},
	{"toml", "NAME = tomllib.loads(open(BASE / 'd.toml').read())"},
	{"toml", "NAME = tomllib.loads((BASE / 'd.toml').read_text())['a']"},
	{"toml", "NAME = tomllib.load(open(BASE / 'd.toml'))"},
	{"toml package", "NAME = toml.load(open(BASE / 'd.toml'))"},
	{"toml package", "NAME = toml.load(str(BASE / 'd.toml'))"},
	{"toml package", "NAME = toml.loads(open(BASE / 'd.toml').read())"},
	{"base64", "NAME = base64.b64decode(open(BASE / 'e.b64').read())"},
	{"base64", "NAME = base64.b64decode(open(BASE / 'e.b64').read().strip()).decode()"},
	{"base64", "NAME = base64.urlsafe_b64decode(open(BASE / 'e.b64', 'rb').read().strip()).decode('utf-8')"},
	{"base64", "NAME = base64.b64encode(open(BASE / 'a.txt', 'rb').read()).decode('ascii')"},
}

var (
	textFiles = []string{"", "secret", "secret\n", "A=1\nB=x=y\n\n# c\n", "one\r\ntwo\rthree\n", "\ufeffmarked\n", "grün\n", "a\x00b\n", "\xff\xfe", "  x  \n\n", "line\x0bfeed\x1c\u0085x\n", "a\u2028b\n"}
	jsonTexts = []string{
		`{"a": 1, "k": "v"}`, `{"a": {"b": [1, 2.5, -0, true, null]}, "k": {}}`, `[1, "x"]`, `{"a": 1} x`, `{"a": 12345678901234567890}`,
		`{"a": "\ud800", "b": "\u00e9"}`, `{"a": NaN}`, `{"a": 1, "b": 2, "a": 3}`, "\ufeff{}", `"text"`, `{"a": 1e400, "k": 1E2}`,
		`{"a": "x\ny"}`, "{\"a\": \"x\ty\"}", `{'a': 1}`, `{"a": 1,}`, ``, `{"": 1, "k": -0.0}`, `{"a": "grün", "k": "\ud83d\ude00"}`, `{"a": 01}`, `[]`, ` 3 `, `{"a": 1}{}`,
	}
	base64Texts = []string{"c2VjcmV0", "c2VjcmV0\n", "c2Vj cmV0", "YQ==", "YQ", "_-8=", "", "!!", "Zm9v*YmFy", "YR=="}
	scalars     = []string{
		"yes", "no", "on", "Off", "true", "False", "TRUE", "y", "n", "null", "~", "", "Null", "1", "-1", "+2", "0", "007", "08", "0o7", "0x1F", "0b1", "1_000", "12:30", "12:30:45",
		"1.5", "-.5", "1.", ".5e3", "1e3", "1.5e3", "1.5e+3", ".inf", ".NaN", "1_0.5", "2020-01-01", "2020-1-1", "2001-12-14 21:59:43", "=", "text", "a b c", "it's", "a: b", "'yes'", `"no"`, `"a\nb"`, `'it''s'`,
		"<<", "!!str 1", "!custom x", "&anchor v", "*anchor", "[1, yes, 'x']", "{a: 1, b: on}", "|\n    block\n    text", ">\n    folded\n    text", ">-\n    folded\n\n    text", "x # comment", "x#y", "http://a/b", "@x", "%x", "`x`", "- x", "?", "? x", "1.2.3", "+", "-", "0.0", "00", "-0", "9223372036854775808", "\"\\u00e9\"", "grün", "1,2", "1,000", "[]", "{}", "[a, b: c]", "a\n    b", "'a\n    b'", "\"a\\\n    b\"", "0_", "1__0", "_1", "190:20:30.15", "0.1_5", "{a: }", "[,]", "'", "!!int '3'", "!!python/tuple [1]", "\"tab\\t\"", "\ttab", "null null", "{1: a, '1': b}", "{yes: 1}", "{a, b}",
	}
	tomlValues = []string{
		"1", "-1", "+5", "1_000", "0x1F", "0o17", "0b11", "01", "1.5", "1e3", "1_0.5", "inf", "-nan", "true", "false", "'lit'", `"a\nb"`, `"\u00e9"`, "'''multi\nline'''", `"""\nx\ny"""`, `"""a\
   b"""`, "[1, 2]", "['a', 'b',]", "[1, 'x']", "{a = 1, b = 'x'}", "[[1], ['a']]", "2020-01-01", "07:32:00", "1979-05-27T07:32:00Z", "9223372036854775808", "yes", "", "''", "[]", "{}", "{a = {b = [1]}}", "[{a = 1}, {a = 2}]", "\"\\q\"", "'grün'", "0.0", "-0.0", "+0", "1.", ".5", "[\n 1, # c\n 2\n]",
	}
)

func yamlText(r *rand.Rand) string {
	var b strings.Builder
	if r.IntN(8) == 0 {
		b.WriteString("---\n")
	}
	if r.IntN(6) == 0 {
		b.WriteString("base: &base\n    p: 1\n    a: merged\n")
	}
	for i := range 1 + r.IntN(4) {
		key := pickOf(r, []string{"a", "k", "b", "'q'", "\"a\"", "1", "yes", "x y", "a", "k"})
		switch r.IntN(8) {
		case 0:
			fmt.Fprintf(&b, "%s:\n  - %s\n  - %s\n", key, pickOf(r, scalars), pickOf(r, scalars))
		case 1:
			fmt.Fprintf(&b, "%s:\n    m%d: %s\n    n: %s\n", key, i, pickOf(r, scalars), pickOf(r, scalars))
		case 2:
			fmt.Fprintf(&b, "%s:\n    <<: *base\n    p: %s\n", key, pickOf(r, scalars))
		default:
			fmt.Fprintf(&b, "%s: %s\n", key, pickOf(r, scalars))
		}
	}
	if r.IntN(12) == 0 {
		b.WriteString("---\nz: 1\n")
	}
	return b.String()
}

func tomlText(r *rand.Rand) string {
	var b strings.Builder
	for i := range 1 + r.IntN(4) {
		if r.IntN(4) == 0 {
			b.WriteString(pickOf(r, []string{"[t]\n", "[t.u]\n", "[[l]]\n", "[t . \"v w\"]\n", "# c\n", "[l.m]\n"}))
		}
		key := pickOf(r, []string{"a", fmt.Sprintf("k%d", i), "'q r'", "x.y", "\"a\"", "1"})
		fmt.Fprintf(&b, "%s = %s\n", key, pickOf(r, tomlValues))
	}
	return b.String()
}

func TestReaderFiles(t *testing.T) {
	var idioms, sources []string
	for _, read := range fileReads {
		idioms, sources = append(idioms, read[0]), append(sources, read[1])
	}
	compareReaders(t, []string{"tomllib", "toml", "yaml"}, 11, func(r *rand.Rand) program {
		p := lines(r, fileHeader, map[string]string{
			"a.txt": pickOf(r, textFiles), "b.json": pickOf(r, jsonTexts), "c.yaml": yamlText(r), "d.toml": tomlText(r), "e.b64": pickOf(r, base64Texts), "w.txt": "old",
		}, idioms, sources)
		p.Environments = append(p.Environments, map[string]string{"A": "1"})
		return p
	})
}
