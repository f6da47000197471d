package eval

import (
	"math/rand/v2"
	"testing"
)

// readerTexts are what the variables of the readers' programs hold.
var readerTexts = map[string][]string{
	"A": {"", "text", "$B", "a=1,b=2", `\$x`, " padded ", "1", `a\nb`, "$$N", "$A"}, "B": {"True", "true", "on", "off", "0", "1", "2", "", "no", "yes", "T", "ok", " yes ", "FALSE"},
	"N": {"5", "-1", " 7 ", "x", "1_0", "3.5", "0"}, "L": {"a", "a,b", "a, b", "", ",", "a,,b", "'q',r", " x , y ", "1,2,3", "(1,2)", "a=1,b=2", "x:y;z=1"},
	"DEBUG": {"1", "no", "true"}, "HOSTS": {"a,b", ""}, "PORT": {"80", "x"}, "S": {"s"}, "F": {"1.5", "1,5", "1.000,5", "x", "-2"},
	"J": {`{"a": [1, null, true]}`, "[]", "x", "", `"s"`},
}

var envFiles = []string{
	"A=from file\nB=on\n", "A='quoted'\nL=\"x,y\"\nN=9\n", "export A=exported\n# B=off\nB = spaced\n", "A=val # comment\nN=4\n",
	"A=\"esc\\naped \\\"q\\\"\"\n", "A=\n\nB\nN=12\n", "L=a,b\r\nB=yes\r\n", "  A=indented\nB='x' # c\n", "A=x=y\n",
}

var environReads = []string{
	"env('A')", "env('A', default='x')", "env('A', default=None)", "env('B', default=True)", "env('N', default=3)",
	"env('L', default=['x'])", "env.bool('B')", "env.bool('B', False)", "env.bool('B', default=True)", "env.int('N')",
	"env.int('N', default=7)", "env.list('L')", "env.list('L', default=['d'])", "env.list('L', default=[])",
	"env.str('A')", "env.str('A', 'y')", "env('DEBUG')", "env('HOSTS')", "env('PORT')", "env('B', cast=bool, default=False)",
	"env('L', cast=list)", "env.list('L', default='a,b')", "env.str('A', default='')", "env.bool('B', default=None)",
	"env.float('N', default=1.5)", "env.tuple('L', default=())", "env.dict('A', default={})", "env.list('N', int)",
	"env('N', int)", "env('N', int, 5)", "env('A', str, 'z')", "env.int('MISSING', default=None)", "env('MISSING', default=[1])",
}

func TestReaderEnviron(t *testing.T) {
	compareReaders(t, []string{"environ"}, 7, func(r *rand.Rand) program {
		head := "import os\nimport environ\nfrom pathlib import Path\nenv = environ.Env(DEBUG=(bool, False), HOSTS=(list, []), PORT=int)\n"
		files := map[string]string{}
		if r.IntN(3) == 0 {
			head += pickOf(r, []string{"environ.Env.read_env()\n", "env.read_env(os.path.join(os.path.dirname(__file__), '.env'))\n",
				"environ.Env.read_env(Path(__file__).parent / '.env', overwrite=True)\n", "env.read_env(str(Path(__file__).parent / 'missing'))\n"})
			files[".env"] = pickOf(r, envFiles)
		}
		return readerProgram(r, head, environReads, files, func() map[string]string { return environmentOf(r, readerTexts) })
	})
}
