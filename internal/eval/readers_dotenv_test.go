package eval

import (
	"math/rand/v2"
	"testing"
)

var dotenvReads = []string{
	"os.environ.get('A')", "os.environ.get('B', 'b')", "os.environ['N']", "os.getenv('L', '').split(',')", "os.environ.get('C')", "os.environ.get('E', 'none')", "'A' in os.environ",
	"values: V.get('A')", "values: V['B']", "values: V.get('N', '5')", "values: V.get('C', 'c')", "values: 'L' in V", "values: V.get('E')", "values: V.get('MISSING', V.get('A'))", "values: len(V.get('A', ''))",
	"values: {**V, 'A': 'over'}['A']", "values: dict(V).get('B')", "values: V.copy().get('A')", "values: get_key(os.path.join(HERE, '.env'), 'A')",
	"merged: M.get('A')", "merged: M['B']", "merged: M.get('N', 'n')", "merged: 'L' in M", "merged: M.get('NEW')", "merged: M.copy().get('A')", "merged: {**M, 'A': '1'}.get('A')", "merged: dict(M, L='l')['L']",
	"merged: M.get('OWN', 'x')", "merged: M.get('Z', M.get('A'))", "merged: M.setdefault('D', 'd')", "merged: M.get('D')",
}

func TestReaderDotenv(t *testing.T) {
	compareReaders(t, []string{"dotenv"}, 9, func(r *rand.Rand) program {
		head := "import os\nfrom dotenv import dotenv_values, find_dotenv, get_key, load_dotenv\nHERE = os.path.dirname(os.path.abspath(__file__))\n"
		head += pickOf(r, []string{"load_dotenv()\n", "load_dotenv(os.path.join(os.path.dirname(__file__), '.env'))\n", "load_dotenv(override=True)\n",
			"load_dotenv(find_dotenv())\n", "os.environ.setdefault('A', 'early')\nload_dotenv()\n", "load_dotenv(interpolate=False)\n", "load_dotenv(HERE + '/gone')\n", "", "",
			"load_dotenv('.env')\n", "if 'B' in os.environ:\n    load_dotenv()\n"})
		head += pickOf(r, []string{"V = dotenv_values(os.path.join(HERE, '.env'))\n", "V = dotenv_values()\n", "V = dotenv_values(HERE + '/gone.env')\n", "V = dotenv_values('gone.env')\n",
			"V = dotenv_values(dotenv_path=HERE + '/.env', interpolate=False)\n", "V = dotenv_values('.env')\n", "V = dotenv_values(find_dotenv())\n", "V = dotenv_values(find_dotenv('gone.env'))\n"})
		head += pickOf(r, []string{"M = os.environ.copy()\n", "M = dict(os.environ)\n", "M = {**V, **os.environ}\n", "M = {'A': 'low', **os.environ, 'B': 'high'}\n", "M = {**os.environ, **V}\n",
			"M = os.environ | {'NEW': 'n'}\n", "M = dict(os.environ, NEW='n')\n", "M = {**dotenv_values(HERE + '/a'), **dotenv_values(HERE + '/.env'), **os.environ}\n", "M = os.environ.copy()\nM.update(V)\n",
			"M = dict(os.environ)\nif M.get('B'):\n    M['A'] = 'set'\n"})
		head += pickOf(r, []string{"", "M['OWN'] = 'own'\n", "os.environ['A'] = 'later'\n", "os.environ.pop('B', None)\n"})
		files := map[string]string{".env": pickOf(r, append([]string{"A=base\nC=${A}/x\nE=${MISSING}y\n", "C=${B}${N}\nB=b\nE=${B:-d}$A\n", "N=1\nN=${N}2\nC='${L}'\nE\n"}, envFiles...))}
		if r.IntN(4) == 0 {
			delete(files, ".env")
		}
		return readerProgram(r, head, dotenvReads, files, func() map[string]string { return environmentOf(r, readerTexts) })
	})
}
