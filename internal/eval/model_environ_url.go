package eval

import (
	"slices"
	"strconv"
	"strings"

	"github.com/djvet/djvet/internal/django"
)

// environURLs are the readers of URLs by name, and what they make of one.
var environURLs = map[string]func(it *interpreter, url Alternative, o environURL) Alternatives{
	"db": (*interpreter).environDatabase, "db_url": (*interpreter).environDatabase,
	"cache": (*interpreter).environCache, "cache_url": (*interpreter).environCache,
	"email": (*interpreter).environEmail, "email_url": (*interpreter).environEmail,
	"search_url": environOther("search_url"), "channels": environOther("channels_url"), "channels_url": environOther("channels_url"),
}

// environURL is how a reader of a URL is called.
type environURL struct {
	c *call
	// engine is the argument engine or backend.
	engine Alternatives
}

// url is env.db, env.cache and the like.
func (env *environEnv) url(it *interpreter, name string, c *call) Alternatives {
	variable, ok := c.text(0, "var")
	if c.arg(0, "var") == nil && !c.open {
		variable, ok = environVariable(name), true
	}
	if !ok {
		it.doubt("the environment reader fails")
		return one(unknown("the name of the environment variable is not known"))
	}
	r := environRead{env: env, c: c, fallback: c.arg(1, "default")}
	value := r.value(it, variable, 0)
	it.castRead(environCastName(name))
	o := environURL{c: c, engine: c.arg(2, "engine")}
	if o.engine == nil {
		o.engine = c.keywords["backend"]
	}
	result := it.each(value, func(a Alternative) Alternatives { return environURLs[name](it, a, o) })
	return withOrigin(result, it.here(c.node))
}

// config is Env.db_url_config and the like.
func environConfig(it *interpreter, name string, c *call) Alternatives {
	o := environURL{c: c, engine: c.arg(1, "engine")}
	if o.engine == nil {
		o.engine = c.keywords["backend"]
	}
	return it.each(c.arg(0, "url"), func(a Alternative) Alternatives { return environURLs[name](it, a, o) })
}

func environVariable(name string) string {
	switch kind, _, _ := strings.Cut(name, "_"); kind {
	case "db":
		return "DATABASE_URL"
	default:
		return strings.ToUpper(kind) + "_URL"
	}
}

func environCastName(name string) string {
	kind, _, _ := strings.Cut(name, "_")
	return kind + "_url"
}

// environOther is a reader whose result is not followed.
func environOther(name string) func(*interpreter, Alternative, environURL) Alternatives {
	return func(it *interpreter, url Alternative, _ environURL) Alternatives {
		it.doubt("the URL is not one that " + name + " takes")
		return one(urlOutside(url.Value, name))
	}
}

// urlOutside is the dict of a URL that is not known.
func urlOutside(v Value, name string) Value {
	if e, ok := v.(*External); ok {
		return e.through(name+"("+e.expression()+")", "dict")
	}
	return derived(name, v)
}

// splitText splits a URL that is known, and notes a doubt about any other.
func (it *interpreter) splitText(v Value, what string) (splitURL, bool) {
	written, ok := urlText(v)
	if ok {
		if u, plain := parseURL(written); plain && !strings.Contains(u.path, ";") {
			return u, true
		}
	}
	it.doubt("the URL is none of " + what)
	return splitURL{}, false
}

// environDatabase is Env.db_url_config.
func (it *interpreter) environDatabase(url Alternative, o environURL) Alternatives {
	origin := it.originOr(url.Origin, o.c)
	if url.Value == Value(Str("sqlite://:memory:")) {
		d := newDictMaker(origin)
		d.set("ENGINE", it.environEngine("sqlite"))
		d.set("NAME", one(Str(":memory:")))
		return one(d.dict(it))
	}
	if _, isText := url.Value.(*Text); isText {
		if _, known := urlText(url.Value); !known {
			it.doubt("the URL is none of a database")
			return one(it.partlyKnownEnviron(url.Value, o, origin))
		}
	}
	u, ok := it.splitText(url.Value, "a database")
	switch {
	case !ok:
		return one(urlOutside(url.Value, "db_url"))
	case u.scheme == "" && u.netloc == "" && u.query == "" && o.engine == nil:
		return one(it.mapping(nil, nil))
	case u.scheme == "" || u.scheme == "ldap" || u.path == "" && !plainURL(u):
		it.doubt("the URL is none of a database")
		return one(unknown("the database URL is not followed"))
	}
	return one(it.environDatabaseFrom(u, o, origin))
}

// plainURL reports whether quoting a URL changes nothing.
func plainURL(u splitURL) bool {
	return !strings.ContainsFunc(u.netloc+u.query, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("_.-~:/?&=@", r))
	})
}

func (it *interpreter) originOr(origin Origin, c *call) Origin {
	if origin.Known() {
		return origin
	}
	return it.here(c.node)
}

func (it *interpreter) environDatabaseFrom(u splitURL, o environURL, origin Origin) Value {
	d := newDictMaker(origin)
	plain, ok := unquotedPlus(withoutFirst(u.path))
	path := urlPart(plain)
	if !ok {
		path = unknown("it is not UTF-8 in the URL")
	}
	if u.scheme == "sqlite" && plain == "" {
		path = Str(":memory:")
	}
	host := Value(Str(u.host.text))
	switch {
	case strings.HasPrefix(plain, "/") && (schemeOfPostgres(u.scheme) || strings.Contains(plain, "cloudsql")):
		// Only "postgres" before 0.9.
		host, path = unknown("releases of django-environ disagree about a host in the path"), unknown("releases of django-environ disagree about a host in the path")
		if at := strings.LastIndexByte(plain, '/'); u.scheme == "postgres" && !strings.Contains(plain, urlRoot) {
			host, path = Str(plain[:at]), Str(plain[at+1:])
		}
	case u.scheme == "oracle" && plain == "":
		host, path = Str(""), host
	}
	d.set("NAME", one(path))
	d.set("USER", one(environUser(u.user.text)))
	d.set("PASSWORD", one(environUser(u.password.text)))
	d.set("HOST", one(host))
	switch {
	case u.port > 0 && u.scheme == "oracle":
		d.set("PORT", one(Str(strconv.Itoa(u.port))))
	case u.port > 0:
		d.set("PORT", one(Int(u.port)))
	case u.scheme != "oracle":
		d.set("PORT", one(Str("")))
	}
	it.environOptions(d, u, databaseBase, optionStyle{base: true})
	d.set("ENGINE", it.engineOr(o.engine, u.scheme))
	return d.dict(it)
}

// environUser is a name or a password: before 0.5 a plus stood for a space.
func environUser(s string) Value {
	if strings.Contains(s, "+") {
		return unknown("releases of django-environ disagree about a plus in the URL")
	}
	return unquotedPart(s)
}

// engineOr is the engine that is asked for, which may be a scheme too.
func (it *interpreter) engineOr(engine Alternatives, scheme string) Alternatives {
	v, ok := engine.Single()
	switch v := v.(type) {
	case nil:
		if !ok && engine != nil {
			return one(unknown("the engine has several possible values"))
		}
	case None:
	case Str:
		if v != "" {
			return it.environEngine(string(v))
		}
	default:
		return one(unknown("the engine is not known"))
	}
	return it.environEngine(scheme)
}

func schemeOfPostgres(scheme string) bool {
	switch scheme {
	case "postgres", "postgresql", "psql", "pgsql", "postgis", "prometheus_postgresql", "prometheus_postgis":
		return true
	}
	return false
}

// environEngine is Env.DB_SCHEMES, or the name itself.
func (it *interpreter) environEngine(scheme string) Alternatives {
	if it.schemesAltered {
		return one(unknown("the project changes the engines of URLs"))
	}
	switch scheme {
	case "postgres", "postgresql", "psql", "pgsql":
		return it.postgresEngine()
	case "mssql", "cockroachdb":
		return one(unknown("releases of django-environ disagree about the engine"))
	case "pyodbc":
		return one(Str("sql_server.pyodbc"))
	case "ldap":
		return one(Str("ldapdb.backends.ldap"))
	case "postgis", "mysql", "mysql2", "mysql-connector", "mysqlgis", "oracle", "redshift", "spatialite", "sqlite":
		return one(Str(djEngine(scheme)))
	}
	if strings.HasPrefix(scheme, "prometheus_") {
		return one(unknown("releases of django-environ disagree about the engine"))
	}
	return one(Str(scheme))
}

// postgresEngine is named after psycopg2 where Django is older than 2.0.
func (it *interpreter) postgresEngine() Alternatives {
	const newer, test = Str("django.db.backends.postgresql"), "Django is older than 2.0"
	minors := it.files.DjangoVersion(it.ctx, dirOf(it.scope.module.Path)).Minors
	if !slices.ContainsFunc(minors, func(m django.Minor) bool { return m.Less(django.Minor{Major: 2}) }) {
		return one(newer)
	}
	return Alternatives{
		{Guard: Test(test, true), Value: Str("django.db.backends.postgresql_psycopg2")},
		{Guard: Test(test, false), Value: newer},
	}
}

// partlyKnownEnviron is the dict of a URL of which only the start is known.
func (it *interpreter) partlyKnownEnviron(url Value, o environURL, origin Origin) Value {
	u, whole, ok := urlHead(url)
	if !ok || u.scheme == "ldap" || u.scheme == "oracle" || u.scheme == "sqlite" {
		return derived("db_url", url)
	}
	d := newDictMaker(origin)
	d.unordered = true
	for _, key := range []string{"NAME", "USER", "PASSWORD", "HOST", "PORT"} {
		d.set(key, one(derived("db_url", url)))
	}
	if whole {
		d.set("USER", one(environUser(u.user.text)))
		d.set("PASSWORD", one(environUser(u.password.text)))
	}
	d.set("ENGINE", it.engineOr(o.engine, u.scheme))
	d.more = unknown("the database's URL is not known")
	return d.dict(it)
}
