package eval

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

func TestReaderSplitSettings(t *testing.T) {
	compareReaders(t, []string{"split_settings"}, 13, includeProgram)
}

// includeProgram is a package of settings whose files include each other.
func includeProgram(r *rand.Rand) program {
	files := map[string]string{"proj/__init__.py": "", "proj/other.py": "FROM_OTHER = ['o']\ndef double(x):\n    return x * 2\n"}
	p := program{Files: files, Module: "proj.settings", Repair: true, idioms: map[string]string{}}
	places := []string{"proj/components/a.py", "proj/components/b.py", "proj/components/_c.py", "proj/components/.d.py", "proj/environments/dev.py", "proj/environments/prod.py", "proj/local.py", "proj/deep/more/e.py"}
	main, dir := "proj/settings.py", ""
	if r.IntN(2) == 0 {
		main, dir = "proj/settings/__init__.py", "../"
	}
	for _, place := range places {
		if r.IntN(3) > 0 {
			files[place] = includedFile(r, place)
		}
	}
	var b strings.Builder
	b.WriteString("import os\nfrom os import environ\nfrom pathlib import Path\nfrom split_settings.tools import include, optional\nfrom . import other\n" +
		"HERE = os.path.dirname(__file__)\nENV = environ.get('ENV', 'dev')\nRAW = environ.get('ENV')\nLIST = ['m']\nDICT = {'m': 1}\n")
	if dir != "" {
		s := b.String()
		b.Reset()
		b.WriteString(strings.Replace(s, "from . import other", "from .. import other", 1))
	}
	for range 1 + r.IntN(4) {
		arguments := []string{}
		for range 1 + r.IntN(3) {
			name := pickOf(r, []string{"components/*.py", "components/a.py", "components/b.py", "components/[ab].py", "components/?.py", "environments/dev.py", "missing.py", "local.py", "*/more/*.py", "none/*.py", "components"})
			argument := fmt.Sprintf("'%s%s'", dir, name)
			switch r.IntN(10) {
			case 0, 1:
				argument = fmt.Sprintf("f'%senvironments/{ENV}.py'", dir)
			case 2:
				argument = fmt.Sprintf("'%senvironments/' + str(RAW) + '.py'", dir)
			case 3:
				argument = "str(Path(__file__).resolve().parent / '" + dir + name + "')"
			case 4:
				argument = fmt.Sprintf("'%senvironments/%%s.py' %% environ.get('ENV')", dir)
			}
			if r.IntN(2) == 0 {
				argument = "optional(" + argument + ")"
			}
			if r.IntN(12) == 0 {
				argument = "optional(None)"
			}
			arguments = append(arguments, argument)
		}
		if r.IntN(3) == 0 {
			arguments = append(arguments, pickOf(r, []string{"scope=globals()", "scope=locals()", "scope=None"}))
		}
		call := "include(" + strings.Join(arguments, ", ") + ")"
		switch r.IntN(8) {
		case 0:
			call = "if 'A' in environ:\n    " + call
		case 1:
			call = "try:\n    " + call + "\nexcept OSError:\n    MISSING = True"
		case 2:
			call = "exec(open(os.path.join(HERE, '" + dir + "local.py')).read())"
		case 3:
			call = "f = os.path.join(HERE, '" + dir + "local.py')\nif os.path.exists(f):\n    exec(compile(open(f, 'rb').read(), f, 'exec'), globals())"
		case 4:
			call = "def load():\n    " + call + "\nload()"
		}
		b.WriteString(call + "\n" + includeStatement(r, "m") + "\n")
	}
	files[main] = b.String()
	for _, name := range []string{"X", "Y", "LIST", "DICT", "Z", "NAME", "OTHER"} {
		p.idioms[name] = name
	}
	p.Environments = []map[string]string{{}, {"ENV": "dev", "A": "1"}, {"ENV": "prod"}, {"ENV": "", "A": "1"}, {"ENV": "other"}}
	return p
}

func includedFile(r *rand.Rand, place string) string {
	var b strings.Builder
	for range 1 + r.IntN(4) {
		b.WriteString(includeStatement(r, place) + "\n")
	}
	if r.IntN(6) == 0 {
		b.WriteString("from split_settings.tools import include, optional\ninclude(" + pickOf(r, []string{"'a.py'", "optional('../local.py')", "optional('b.py')", "'../deep/more/e.py'"}) + ")\n")
	}
	return b.String()
}

func includeStatement(r *rand.Rand, place string) string {
	return pickOf(r, []string{
		"X = '" + place + "'", "Y = X", "LIST.append('" + place + "')", "LIST += ['" + place + "']", "DICT['" + place + "'] = len(LIST)", "Z = globals().get('X')",
		"NAME = __name__", "FILE = os.path.basename(__file__)", "OTHER = double(LIST)", "from proj.other import double, FROM_OTHER", "Y = (LIST, 1)",
		"def f():\n    global X\n    X = 'f of " + place + "'\nf()", "def g():\n    return (X, LIST)", "Z = g()", "if environ.get('A'):\n    X = 'A in " + place + "'", "del Y",
		"try:\n    Z = Y\nexcept NameError:\n    Z = 'no Y'", "ONLY_" + strconv.Itoa(r.IntN(9)) + " = '" + place + "'", "X = X + '!'", "from .other import FROM_OTHER as OTHER", "raise ValueError", "LIST = [1]",
	})
}
