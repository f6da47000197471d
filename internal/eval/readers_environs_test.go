package eval

import (
	"maps"
	"math/rand/v2"
	"testing"
)

var environsReads = []string{
	"env('A')", "env('A', default='x')", "env('A', 'x')", "env('A', default=None)", "env.str('A')", "env.str('A', default='y')", "env.str('A', '')", "env.str('A', None)",
	"env.bool('B')", "env.bool('B', default=False)", "env.bool('B', True)", "env.bool('B', None)", "env.int('N')", "env.int('N', default=7)", "env.int('N', 0)", "env.int('MISSING', default=None)",
	"env.float('F', default=1.5)", "env.float('N')", "env.float('F', default=0)", "env.list('L')", "env.list('L', default=[])", "env.list('L', default=['a', 'b'])", "env.list('L', [], subcast=int)", "env.list('L', subcast=int)",
	"env.list('L', subcast=str)", "env.list('L', subcast=lambda v: v.strip())", "env.list('L', delimiter=';')", "env.list('B', subcast=bool)", "env.list('L', default=[1], subcast=int)",
	"env.dict('L')", "env.dict('D', default={})", "env.dict('D', default={'a': 'b'})", "env.json('J')", "env.json('J', default={'a': 1})", "env.json('J', default=[])",
	"env.path('A')", "env.path('A', default=Path('x'))", "env.log_level('LEVEL')", "env.log_level('LEVEL', default=20)", "env.log_level('LEVEL', default='INFO')", "env.timedelta('N', default=3)",
	"env.url('U')", "env.date('N')", "env.uuid('A')", "env.decimal('F')", "env.int('N', default='5')", "env.list('L', default='a,b')", "env.int('N', validate=lambda n: n > 3)", "env.bool('B', default=1)",
	"env.str('A') + 'x'", "bool(env('A', default=''))", "env('A', default='x') == 'x'", "env.bool('B', default=False) or env.int('N', 1)", "'x' if env.bool('B', False) else 'y'",
	"url: env.dj_db_url('D')", "url: env.dj_db_url('D', default='sqlite:///x.db')", "url: env.dj_db_url('D', default='postgres://u:p@h/d', conn_max_age=60)", "url: env.dj_db_url('D', default=f'sqlite:///{Path(__file__).parent / \"x\"}')",
	"url: env.dj_email_url('E', default='smtp://')", "url: env.dj_email_url('E')", "url: env.dj_cache_url('C', default='locmem://')", "url: env.dj_cache_url('C')", "url: env.dj_db_url('D', default='sqlite:///x.db')['NAME']",
}

func TestReaderEnvirons(t *testing.T) {
	compareReaders(t, []string{"environs", "dj_database_url", "dj_email_url", "django_cache_url"}, 10, func(r *rand.Rand) program {
		head := "import os\nfrom pathlib import Path\n"
		head += pickOf(r, []string{"from environs import Env\nenv = Env()\n", "from environs import Env\nenv = Env()\n", "from environs import Env, EnvError\nenv = Env(expand_vars=True)\n",
			"import environs\nenv = environs.Env()\n", "from environs import env\n"})
		head += pickOf(r, []string{"", "", "env.read_env()\n", "env.read_env(os.path.join(os.path.dirname(__file__), '.env'))\n", "env.read_env('gone')\n", "env.read_env(recurse=False)\n",
			"with env.prefixed('P_'):\n    Y0 = env('A', default='none')\n    with env.prefixed('Q_'):\n        Y1 = env.bool('B', default=False)\nY2 = env('A', default='top')\n",
			"with env.prefixed('P_') as p:\n    Y0 = p.int('N', 3)\n", "env.read_env()\nY0 = os.environ.get('A', 'none')\n"})
		files := map[string]string{}
		if r.IntN(2) == 0 {
			files[".env"] = pickOf(r, envFiles)
		}
		return readerProgram(r, head, environsReads, files, func() map[string]string {
			texts := maps.Clone(readerTexts)
			texts["D"], texts["C"], texts["E"] = append([]string{"a=1,b= 2", "x"}, databaseURLs...), djCacheURLs, djEmailURLs
			texts["LEVEL"], texts["U"] = []string{"INFO", "debug", "15", "nothing", "warn"}, []string{"http://example.com/x", "x"}
			texts["A"] = append([]string{"${B}", "x${N}y", "${MISSING:-d}", `\$z`}, readerTexts["A"]...)
			texts["P_A"], texts["P_Q_B"], texts["P_N"] = readerTexts["A"], readerTexts["B"], readerTexts["N"]
			return environmentOf(r, texts)
		})
	})
}

var djCacheURLs = []string{
	"locmem://", "locmem://name", "db://table", "dummy://", "file:///var/tmp/django", "memcached://127.0.0.1:11211,10.0.0.1:11211", "memcached:///tmp/m.sock", "redis://h:6379/1", "nothing://", "", "locmem://?timeout=5",
}

var djEmailURLs = []string{
	"smtp://", "smtp://u%40x:p@h:2525", "submission://u:p@h", "smtps://h:465", "console://", "file:///var/mail", "memory://", "dummy:", "smtp://h?ssl=True", "smtp://h?tls=1&timeout=30", "submit://h/?timeout=x",
	"nothing://h", "", "smtp://u:p@h/?_server_email=a%40b&_default_from_email=X%20%3Ca%40b%3E", "x",
}

func TestReaderURLs(t *testing.T) {
	compareReaders(t, []string{"dj_email_url", "django_cache_url"}, 12, func(r *rand.Rand) program {
		reads := []string{
			"mail: dj_email_url.config()", "mail: dj_email_url.config(default='smtp://h')", "mail: dj_email_url.config('E')", "mail: dj_email_url.parse(os.environ['E'])", "mail: dj_email_url.config(env='E', default='')",
			"cache: django_cache_url.config()", "cache: django_cache_url.config(default='dummy://')", "cache: django_cache_url.config('C')['LOCATION']", "cache: django_cache_url.parse(os.environ.get('C', 'locmem://x'))",
		}
		for range 4 {
			reads = append(reads, "mail: dj_email_url.parse('"+pickOf(r, djEmailURLs)+"')", "cache: django_cache_url.parse('"+pickOf(r, djCacheURLs)+"')")
		}
		return readerProgram(r, "import os\nimport dj_email_url, django_cache_url\n", reads, nil, func() map[string]string {
			return environmentOf(r, map[string][]string{"EMAIL_URL": djEmailURLs, "E": djEmailURLs, "CACHE_URL": djCacheURLs, "C": djCacheURLs})
		})
	})
}
