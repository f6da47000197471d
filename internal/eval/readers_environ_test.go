package eval

import (
	"maps"
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
	"casts: env.list('L', cast=int)", "casts: env.list('L', int, [7])", "casts: env.tuple('L', cast=str)", "casts: env.float('F')", "casts: env.float('F', 2.5)",
	"casts: env.dict('L')", "casts: env.dict('A', dict, {'x': 'y'})", "casts: env('L', cast=[int], default=[])", "casts: env('L', cast=(str,))",
	"casts: env('L', cast={'value': str})", "casts: env('L', cast=dict(value=int, cast={'x': bool}))", "casts: env('SCHEMED')", "casts: env('TYPED', default={})",
	"casts: env('L', cast=lambda v: v.split(':'))", "casts: env('N', cast=Path)", "casts: env.bytes('A')", "casts: env.bytes('A', default=b'x')",
	"casts: env.json('J')", "casts: env.json('J', default={'a': 1})", "casts: env('J', cast=json.loads)", "casts: env.str('A', multiline=True)", "casts: env.str('A', default='x', multiline=True)",
	"casts: env('A', default=env.NOTSET)", "casts: env.get_value('N', cast=int, default=0)", "casts: env.get_value('A', default=environ.Env.NOTSET)", "casts: env.url('A', default='http://x')",
	"casts: env('A', default='$B')", "casts: env.bool('B', default='$N')", "casts: env('N', default=Path('x'))", "casts: env('SCHEMED', default='q')", "casts: env('PLAIN')",
	"casts: bool(env('A', default=None))", "casts: env('A', default=None) == ''", "casts: env('A', default='x') == 'x'", "casts: 'y' if env('B', default=False) else 'n'",
	"casts: env.list('L', default=None)", "casts: env('L', set)", "casts: env('N', default='5') + env('A', default='')", "casts: env.str('A', default=None)",
	"path: env.path('P', default='/var/x')", "path: str(env.path('P', default=ROOT + 'x'))", "path: str(environ.Path(__file__) - 2)", "path: ROOT('a', 'b')", "path: str(ROOT.path('a', '../c'))",
	"path: ROOT.root", "path: os.path.join(ROOT, 'x')", "path: Path(ROOT) / 'y'", "path: str(ROOT + 'z')", "path: f'{ROOT}/t'", "path: (ROOT - 1)('templates')", "path: [str(ROOT.path('t'))]",
	"path: str(~ROOT)", "path: os.path.dirname(ROOT('a'))", "path: os.path.exists(ROOT('m.py'))", "path: ROOT() + '/x'", "path: str(ROOT)[-1:]", "path: '%s/x' % ROOT", "path: ROOT.path('x').root",
	"path: str(environ.Path('/a/b', 'c') + 'd')", "path: open(ROOT('m.py')).read()[:6]", "path: str(environ.Path(ROOT, 'x'))",
	"url: env.db()", "url: env.db('DATABASE_URL')", "url: env.db('D', default='postgres://u:p@h:5432/d')", "url: env.db_url('D', default='sqlite:///x.db')", "url: env.db(default=f'sqlite:///{BASE / \"db.sqlite3\"}')",
	"url: env.db('D', default='sqlite:///' + ROOT('db.sqlite3'))", "url: env.db('D', engine='x.y')", "url: env.db('D', default='mysql://u:p@h/d', engine='postgres')", "url: env.db('D', default='')",
	"url: env.db('D', default=f'postgres://u:p@h:5432/{A}')", "url: env.db('D', default=f'mysql://u:p@{A}/d')", "url: env.db('D', default=f'pgsql:///{A}')",
	"url: env.cache()", "url: env.cache('C', default='locmemcache://')", "url: env.cache_url('C', default='redis://127.0.0.1:6379/1')", "url: env.cache('C', default='filecache:///var/tmp/c', backend='x.y')",
	"url: env.cache('C', default='dummycache://')['BACKEND']", "url: env.cache('C', default='locmemcache://').get('LOCATION')", "url: env.email()", "url: env.email_url('E', default='consolemail://')",
	"url: env.email('E', default='smtp+tls://u%40x:p@h:587')", "url: {**env.email('E', default='smtp://h:25')}", "url: environ.Env.db_url_config('postgres://u:p@h/d')", "url: env.email_url_config('smtp://h')",
	"url: environ.Env.cache_url_config('locmemcache://name')", "url: env.search_url('S', default='simple:///')", "url: env.db_url_config(env('D', default='sqlite://:memory:'))", "url: env.db('D', default='sqlite:///x')['NAME']",
}

var cacheURLs = []string{
	"locmemcache://", "locmemcache://name", "dbcache://table", "dummycache://", "filecache:///var/tmp/django", "memcache://127.0.0.1:11211", "memcache://127.0.0.1:11211,127.0.0.1:11212",
	"memcache:///tmp/memcached.sock", "pymemcache://127.0.0.1:11211/?key_prefix=ci", "redis://127.0.0.1:6379/1", "rediscache://:password@127.0.0.1:6379/1?client_class=x.Y", "redis:///tmp/r.sock",
	"redis://a:1,b:2/3", "locmemcache://?timeout=60&key_prefix=x&max_entries=10&on=True", "nothing://", "", "rediss://h:1/0", "memcache://h:1/x", "dbcache://t?VERSION=2&timeout=None&x=1.5",
}

var emailURLs = []string{
	"smtp://u%40example.com:pass@smtp.example.com:587", "smtp+tls://u:p+q@h:465", "smtp+ssl://h", "consolemail://", "filemail:///var/mail", "dummymail://", "memorymail://", "smtps://u@h:1?x=1&EMAIL_USE_TLS=1",
	"console:", "", "nothing://h", "smtp://h:x", "submission://u:p@h",
}

func TestReaderEnviron(t *testing.T) {
	compareReaders(t, []string{"environ", "django"}, 7, func(r *rand.Rand) program {
		head := "import json, os\nimport environ\nfrom pathlib import Path\nBASE = Path(__file__).resolve().parent\nROOT = environ.Path(__file__) - 1\nA = os.environ.get('A', 'x')\n" +
			"env = environ.Env(DEBUG=(bool, False), HOSTS=(list, []), PORT=int, SCHEMED=([str], ['a']), PLAIN=str, TYPED={'value': int})\n"
		files := map[string]string{}
		if r.IntN(3) == 0 {
			head += pickOf(r, []string{"environ.Env.read_env()\n", "env.read_env(os.path.join(os.path.dirname(__file__), '.env'))\n", "env.read_env(ROOT('.env'))\n",
				"environ.Env.read_env(Path(__file__).parent / '.env', overwrite=True)\n", "env.read_env(str(Path(__file__).parent / 'missing'))\n",
				"environ.Env.read_env('.env')\n", "if os.path.exists(ROOT('.env')):\n    env.read_env(ROOT('.env'))\n", "env.read_env(A='given')\n", "env.prefix = 'X_'\n", "env.smart_cast = False\n"})
			files[".env"] = pickOf(r, envFiles)
		}
		reads := environReads
		for range 3 {
			reads = append(reads, "url: env.db('D', default='"+pickOf(r, databaseURLs)+"')", "url: env.cache('C', default='"+pickOf(r, cacheURLs)+"')",
				"url: env.email('E', default='"+pickOf(r, emailURLs)+"')")
		}
		return readerProgram(r, head, reads, files, func() map[string]string {
			texts := maps.Clone(readerTexts)
			texts["DATABASE_URL"], texts["D"] = databaseURLs, databaseURLs
			texts["CACHE_URL"], texts["C"] = cacheURLs, cacheURLs
			texts["EMAIL_URL"], texts["E"] = emailURLs, emailURLs
			texts["P"], texts["SCHEMED"], texts["TYPED"] = []string{"/srv/x", "rel", ""}, []string{"x,y", ""}, []string{"a=1;b=2", "a=x"}
			return environmentOf(r, texts)
		})
	})
}
