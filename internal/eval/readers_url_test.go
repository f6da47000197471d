package eval

import (
	"math/rand/v2"
	"testing"
)

// databaseURLs are what projects write, and what is odd.
var databaseURLs = []string{
	"postgres://u:p@host/db", "postgresql://u:p%40ss@Host.Example:5432/db", "pgsql://u@h/d?sslmode=require", "postgres://", "postgres:///db",
	"postgis://u:p@h:5433/gis", "mysql://root:@127.0.0.1:3306/app?charset=utf8mb4", "mysql2://u:p@h/d?ssl-ca=/etc/ca.pem", "sqlite:///db.sqlite3",
	"sqlite:////var/lib/db.sqlite3", "sqlite://:memory:", "sqlite://", "sqlite:///", "spatialite:///x.db", "oracle://u:p@h:1521/x", "mssql://u:p@h:1433/x",
	"redshift://u:p@h/d", "cockroach://u:p@h:26257/d?sslmode=verify-full&a=1&b=true&a=2", "postgres://u:p@h/d?currentSchema=other",
	"postgres://u:p%2Fq@%2Fvar%2Frun/d", "postgres://u:p+q@h/d+e?options=-c+x", "postgres://u:p@h:port/d", "postgres://u:p@h:99999/d", "postgres://u:p@[::1]:5432/d",
	"nothing", "", "http://x/y", "mysqlgis://h/d#f", "postgres://u:a:b@h/d", "postgres://u:p@h/d?connect_timeout=10&x=", "timescale://u:p@h/d?currentSchema=s",
	"postgres://u:p@a:1,b:2/d", "POSTGRES://U:P@H/D", "sqlite:/x", "sqlite:db.sqlite3", "postgres://u:%C3%A9@h/%zz", " postgres://u@h/d", "mysql-connector://u:p@h/d",
	"postgres://u:p@//cloudsql/project:region:instance/db", "oracle://u:p@h", "postgres://u:p@h/d?conn_max_age=5&ATOMIC_REQUESTS=True",
}

var databaseReads = []string{
	"config: dj_database_url.config()", "config: dj_database_url.config(default='sqlite:///x.db')", "config: dj_database_url.config(default=None)",
	"config: dj_database_url.config('OTHER_URL', 'postgres://u:p@h:5432/d')", "config: dj_database_url.config(env='OTHER_URL', conn_max_age=600, ssl_require=True)",
	"config: dj_database_url.config(default='postgres://u:p@h/d', conn_max_age=None, conn_health_checks=True)", "config: dj_database_url.config(engine='x.y')",
	"config: dj_database_url.config(default='', test_options={'NAME': 't'}, disable_server_side_cursors=True)",
	"root: dj_database_url.config(default=f\"sqlite:///{BASE_DIR / 'db.sqlite3'}\")", "root: dj_database_url.config(default='sqlite:///' + os.path.join(ROOT, 'db.sqlite3'))",
	"root: dj_database_url.config(default='sqlite:///%s/db.sqlite3' % ROOT)", "root: dj_database_url.parse('sqlite:///' + str(BASE_DIR / 'data' / 'd b.sqlite3'), conn_max_age=60)",
	"root: dj_database_url.parse('sqlite://' + ROOT)", "root: dj_database_url.parse('spatialite:///' + ROOT)",
	"partly: dj_database_url.parse('postgres://%s:%s@%s:5432/d' % (os.environ.get('A', 'a'), os.environ.get('B', 'b'), os.environ.get('H', 'h')))",
	"partly: dj_database_url.config(default=f\"postgres:///{os.environ.get('A', 'a')}\", conn_max_age=600)", "partly: dj_database_url.parse(f\"mysql://u:p%40@Host:3306/{os.environ['A']}\")",
	"partly: dj_database_url.parse(f\"sqlite:///{os.environ['A']}\")", "partly: dj_database_url.parse(f\"sqlite://{os.environ['A']}\")", "partly: dj_database_url.config(default=os.environ.get('OTHER_URL', 'sqlite:///x'))",
	"parse: dj_database_url.parse(os.environ['OTHER_URL'])", "parse: dj_database_url.parse(os.environ.get('DATABASE_URL', 'mysql://u:p@h/d'), conn_max_age=60)",
	"use: dict(dj_database_url.config(default='postgres://u:p@h/d'), ATOMIC_REQUESTS=True)", "use: dj_database_url.config(default='postgres://u:p@h/d')['NAME']",
	"use: {'default': {'ENGINE': 'e', 'NAME': 'n', **dj_database_url.config()}}", "use: dj_database_url.config(default='sqlite:///x')['ENGINE'] == 'django.db.backends.sqlite3'",
	"use: bool(dj_database_url.config())", "use: dj_database_url.parse('postgres://u:p@h/d').get('CONN_HEALTH_CHECKS', 'no')",
}

// urlEnvironment sets variables to URLs.
func urlEnvironment(r *rand.Rand, urls []string, names ...string) func() map[string]string {
	return func() map[string]string {
		texts := map[string][]string{"A": {"a", ":memory:", "x/y"}, "B": {"b", "p@q"}, "H": {"h", "h:1"}}
		for _, name := range names {
			texts[name] = urls
		}
		return environmentOf(r, texts)
	}
}

func TestReaderDjDatabaseURL(t *testing.T) {
	compareReaders(t, []string{"dj_database_url"}, 11, func(r *rand.Rand) program {
		head := "import os\nimport dj_database_url\nfrom pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent\nROOT = str(BASE_DIR)\n"
		reads := databaseReads
		for range 6 {
			reads = append(reads, "url: dj_database_url.parse('"+pickOf(r, databaseURLs)+"')", "url: dj_database_url.config(default='"+pickOf(r, databaseURLs)+"')")
		}
		return readerProgram(r, head, reads, nil, urlEnvironment(r, databaseURLs, "DATABASE_URL", "OTHER_URL"))
	})
}

var urllibReads = []string{
	"urlparse: urlparse(URL).scheme", "urlparse: urlparse(URL).netloc", "urlparse: urlparse(URL).path", "urlparse: urlparse(URL).hostname",
	"urlparse: urlparse(URL).port", "urlparse: urlparse(URL).username", "urlparse: urlparse(URL).password", "urlparse: urlsplit(URL).query",
	"urlparse: urlsplit(URL).fragment", "urlparse: urlsplit(URL).path.lstrip('/')", "urlparse: urlparse(URL).path[1:] or 'none'",
	"quote: quote(TEXT)", "quote: quote(TEXT, safe='')", "quote: quote(TEXT, '/:')", "quote: quote_plus(TEXT)", "quote: quote_plus(TEXT, safe='@')",
	"quote: unquote(quote(TEXT))", "quote: unquote_plus(TEXT)", "quote: unquote(TEXT)", "quote: 'x://' + quote_plus(TEXT) + '@host'",
	"quote: bool(urlparse(URL).netloc) and quote(TEXT)",
}

func TestReaderURLLib(t *testing.T) {
	texts := []string{"a b", "p@ss/w:rd", "100%", "%41+%zz", "é~_.-", "", "a+b&c=d", "%C3%A9"}
	compareReaders(t, []string{"urllib.parse"}, 12, func(r *rand.Rand) program {
		head := "import os\nimport urllib.parse\nfrom urllib.parse import quote, quote_plus, unquote, unquote_plus, urlparse, urlsplit\n" +
			"URL = os.environ.get('A_URL', '" + pickOf(r, databaseURLs) + "')\nTEXT = os.environ.get('TEXT', '" + pickOf(r, texts) + "')\n"
		return readerProgram(r, head, urllibReads, nil, func() map[string]string {
			return environmentOf(r, map[string][]string{"A_URL": databaseURLs, "TEXT": texts})
		})
	})
}
