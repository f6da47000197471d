package eval

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// withPackages is a Python with the readers that djvet emulates. They come from
// DJVET_PYTHON or python3, or, if DJVET_PROGRAMS asks for the long tests, are
// installed into a temporary environment.
func withPackages(t *testing.T) string {
	t.Helper()
	if python := os.Getenv("DJVET_PYTHON"); python != "" {
		return python
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not there to compare with")
	}
	if exec.Command(python, "-c", "import environ, decouple, dotenv").Run() == nil {
		return python
	}
	if os.Getenv("DJVET_PROGRAMS") == "" {
		t.Skip("python3 lacks the packages to compare with; set DJVET_PYTHON to one that has them, or DJVET_PROGRAMS to have them installed")
	}
	dir := t.TempDir()
	if out, err := exec.Command(python, "-m", "venv", dir).CombinedOutput(); err != nil {
		t.Skipf("there is no environment for packages: %v\n%s", err, out)
	}
	install := exec.Command(filepath.Join(dir, "bin", "pip"), "install", "--quiet", "--timeout", "10", "--retries", "1",
		"django-environ==0.14.0", "python-decouple==3.8", "python-dotenv==1.2.1")
	if out, err := install.CombinedOutput(); err != nil {
		t.Skipf("the packages to compare with cannot be installed: %v\n%s", err, out)
	}
	return filepath.Join(dir, "bin", "python3")
}

var (
	environReads = []string{
		"env('A')", "env('A', default='x')", "env('A', default=None)", "env('B', default=True)", "env('N', default=3)",
		"env('L', default=['x'])", "env.bool('B')", "env.bool('B', False)", "env.bool('B', default=True)", "env.int('N')",
		"env.int('N', default=7)", "env.list('L')", "env.list('L', default=['d'])", "env.list('L', default=[])",
		"env.str('A')", "env.str('A', 'y')", "env('DEBUG')", "env('HOSTS')", "env('PORT')", "env('B', cast=bool, default=False)",
		"env('L', cast=list)", "env.list('L', default='a,b')", "env.str('A', default='')", "env.bool('B', default=None)",
		"env.float('N', default=1.5)", "env.tuple('L', default=())", "env.dict('A', default={})", "env.list('N', int)",
		"env('N', int)", "env('N', int, 5)", "env('A', str, 'z')", "env.int('MISSING', default=None)", "env('MISSING', default=[1])",
	}
	decoupleReads = []string{
		"config('A')", "config('A', default='x')", "config('A', 'x')", "config('B', default=False, cast=bool)",
		"config('B', cast=bool)", "config('N', default=5, cast=int)", "config('N', default='6', cast=int)",
		"config('L', default='a,b', cast=Csv())", "config('L', cast=Csv())", "config('S', default=5, cast=str)",
		"config('B', default='True', cast=bool)", "config('L', default='', cast=lambda v: [s.strip() for s in v.split(',')])",
		"config('A', default=None)", "config('N', default=1.5, cast=float)", "config('B', default=1, cast=bool)",
		"config('A', default='q', cast=str)", "config('MISSING', default='on', cast=bool)", "config('MISSING', default=[], cast=list)",
		"config('L', default='x', cast=list)",
	}
	readerTexts = map[string][]string{
		"A": {"", "text", "$B", "a=1,b=2", `\$x`, " padded ", "1"}, "B": {"True", "true", "on", "off", "0", "1", "2", "", "no", "yes", "T", "ok", " yes ", "FALSE"},
		"N": {"5", "-1", " 7 ", "x", "1_0", "3.5", "0"}, "L": {"a", "a,b", "a, b", "", ",", "a,,b", "'q',r", " x , y "},
		"DEBUG": {"1", "no", "true"}, "HOSTS": {"a,b", ""}, "PORT": {"80", "x"}, "S": {"s"},
	}
	envFiles = []string{
		"A=from file\nB=on\n", "A='quoted'\nL=\"x,y\"\nN=9\n", "export A=exported\n# B=off\nB = spaced\n", "A=val # comment\nN=4\n",
		"A=\"esc\\naped \\\"q\\\"\"\n", "A=\n\nB\nN=12\n", "L=a,b\r\nB=yes\r\n", "  A=indented\nB='x' # c\n", "A=x=y\n",
	}
)

// readerProgram reads the environment through one of the packages.
func readerProgram(r *rand.Rand) program {
	pick := func(choices []string) string { return choices[r.IntN(len(choices))] }
	var b strings.Builder
	files := map[string]string{}
	reads := environReads
	switch r.IntN(4) {
	case 0, 1:
		b.WriteString("import os\nimport environ\nfrom pathlib import Path\nenv = environ.Env(DEBUG=(bool, False), HOSTS=(list, []), PORT=int)\n")
		if r.IntN(3) == 0 {
			b.WriteString(pick([]string{"environ.Env.read_env()\n", "env.read_env(os.path.join(os.path.dirname(__file__), '.env'))\n",
				"environ.Env.read_env(Path(__file__).parent / '.env', overwrite=True)\n", "env.read_env(str(Path(__file__).parent / 'missing'))\n"}))
			files[".env"] = pick(envFiles)
		}
	case 2:
		reads = decoupleReads
		b.WriteString("from decouple import config, Csv\n")
		if r.IntN(3) == 0 {
			files[".env"] = pick(envFiles)
		}
	case 3:
		reads = []string{"os.environ.get('A')", "os.environ.get('B', 'b')", "os.environ['N']", "os.getenv('L', '').split(',')"}
		b.WriteString("import os\nfrom dotenv import load_dotenv, find_dotenv\n")
		b.WriteString(pick([]string{"load_dotenv()\n", "load_dotenv(os.path.join(os.path.dirname(__file__), '.env'))\n", "load_dotenv(override=True)\n",
			"load_dotenv(find_dotenv())\n", "os.environ.setdefault('A', 'early')\nload_dotenv()\n"}))
		files[".env"] = pick(envFiles)
	}
	for i := range 6 {
		if r.IntN(4) == 0 {
			fmt.Fprintf(&b, "try:\n    X%d = %s\nexcept Exception:\n    X%d = 'failed'\n", i, pick(reads), i)
		} else {
			fmt.Fprintf(&b, "X%d = %s\n", i, pick(reads))
		}
	}
	files["m.py"] = b.String()
	p := program{Files: files, Module: "m", Repair: true, idioms: map[string]string{}}
	for i := range 6 {
		p.idioms[fmt.Sprintf("X%d", i)] = "reader"
	}
	for range 4 {
		environment := map[string]string{}
		for name, texts := range readerTexts {
			if r.IntN(3) > 0 {
				environment[name] = pick(texts)
			}
		}
		p.Environments = append(p.Environments, environment)
	}
	return p
}

func TestReadersAgainstPackages(t *testing.T) {
	python := withPackages(t)
	r := rand.New(rand.NewPCG(7, 0))
	var programs []program
	for range 300 {
		programs = append(programs, readerProgram(r))
	}
	shares := map[string]*share{}
	bad, raised := 0, 0
	for i, o := range cpython(t, python, programs) {
		p := programs[i]
		p.Files = o.Files
		if d := wrong(t, p, o); d != "" {
			bad++
			if bad <= 5 {
				t.Errorf("%s\n%s", d, p.written())
			}
		}
		raised += countShares(t, p, o, shares)
	}
	t.Logf("300 programs, %d wrong; %d of the runs raise", bad, raised)
	logShares(t, shares)
}
