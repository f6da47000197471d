package eval

import (
	"math/rand/v2"
	"testing"
)

var decoupleReads = []string{
	"config('A')", "config('A', default='x')", "config('A', 'x')", "config('B', default=False, cast=bool)",
	"config('B', cast=bool)", "config('N', default=5, cast=int)", "config('N', default='6', cast=int)",
	"config('L', default='a,b', cast=Csv())", "config('L', cast=Csv())", "config('S', default=5, cast=str)",
	"config('B', default='True', cast=bool)", "config('L', default='', cast=lambda v: [s.strip() for s in v.split(',')])",
	"config('A', default=None)", "config('N', default=1.5, cast=float)", "config('B', default=1, cast=bool)",
	"config('A', default='q', cast=str)", "config('MISSING', default='on', cast=bool)", "config('MISSING', default=[], cast=list)",
	"config('L', default='x', cast=list)",
	"csv: config('L', cast=Csv(int))", "csv: config('L', cast=Csv(cast=int, post_process=tuple), default='1,2')", "csv: config('L', default='a;b', cast=Csv(delimiter=';'))",
	"csv: config('L', default='', cast=Csv(post_process=set))", "csv: config('L', default='a b', cast=Csv(str, ' '))", "csv: config('L', default='x', cast=Csv(lambda s: s.upper()))",
	"csv: config('L', default=None, cast=Csv())", "csv: Csv()('a, b,')", "csv: config('L', default=[], cast=Csv())", "csv: config('L', default=' *x*,y', cast=Csv(strip=' *'))", "csv: config('L', default='x', cast=Csv(post_process=frozenset))",
	"choices: config('A', default='a', cast=Choices(['a', 'text']))", "choices: config('N', default=5, cast=Choices([5, 7], cast=int))", "choices: config('A', cast=Choices(choices=[('text', 'T'), ('1', 'O')]))",
	"other: other('A')", "other: other('B', default=True, cast=bool)", "other: other('L', default='', cast=Csv())", "other: other('KEY', default='d')", "other: other('key', default='d')", "other: other.get('N', cast=int)",
	"other: other('MISSING', default='none')", "other: config('KEY', default='d')", "other: config('AB', default='d')",
}

func TestReaderDecouple(t *testing.T) {
	compareReaders(t, []string{"decouple"}, 8, func(r *rand.Rand) program {
		head := "import os\nfrom decouple import config, AutoConfig, Choices, Config, Csv, RepositoryEmpty, RepositoryEnv, RepositoryIni\nHERE = os.path.dirname(os.path.abspath(__file__))\n"
		files := map[string]string{}
		if r.IntN(2) == 0 {
			files[".env"] = pickOf(r, envFiles)
		}
		if r.IntN(3) == 0 {
			files["settings.ini"] = pickOf(r, []string{"[settings]\nA=ini\nKEY = value\nAB: c\n", "[settings]\nKEY=%(A)s\nA=1\n", "[other]\nA=1\n[settings]\nkey=lower ; c\n# c\nB = on\n", "A=1\n", "[settings]\nKEY=a\n  b\nN=3\n"})
		}
		head += pickOf(r, []string{"other = AutoConfig(search_path=HERE)\n", "other = AutoConfig(HERE)\n", "other = Config(RepositoryEmpty())\n", "other = AutoConfig()\n",
			"other = Config(RepositoryEnv(os.path.join(HERE, '.env')))\n", "other = Config(RepositoryIni(os.path.join(HERE, 'settings.ini')))\n",
			"try:\n    other = Config(RepositoryEnv(HERE + '/.env'))\nexcept Exception:\n    other = config\n", "try:\n    other = Config(RepositoryEnv(os.path.join(HERE, 'gone')))\nexcept FileNotFoundError:\n    other = config\n"})
		return readerProgram(r, head, decoupleReads, files, func() map[string]string { return environmentOf(r, readerTexts) })
	})
}
