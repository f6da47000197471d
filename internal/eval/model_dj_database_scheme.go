package eval

import (
	"strconv"
	"strings"
)

// databaseQuery is what OPTIONS are; false if there are none.
func (it *interpreter) databaseQuery(u splitURL, o databaseOptions, origin Origin) (Alternatives, bool) {
	unclear := one(perhaps(unknown("releases of dj-database-url disagree about the options")))
	fields, ok := parseQuery(u.query)
	ssl, known := truthOf(o.sslRequire)
	if !ok || !known {
		return unclear, true
	}
	d := newDictMaker(origin)
	d.unordered = true
	for _, f := range fields {
		switch {
		case f.name == "ssl-ca" && strings.HasPrefix(u.scheme, "mysql"),
			f.name == "currentSchema" && (o.engine != nil || len(f.values) > 1), f.name == "options", strings.Contains(f.name, urlRoot):
			return unclear, true
		case f.name == "currentSchema" && schemaFamily(u.scheme):
			d.set("options", one(urlPart("-c search_path="+f.values[0])))
		default:
			d.set(f.name, one(djOption(f.values)))
		}
	}
	if ssl {
		d.set("sslmode", one(Str("require")))
	}
	if len(d.entries) == 0 {
		return nil, false
	}
	return one(d.dict(it)), true
}

// djOption is the value of an option: releases before 1.1 made no numbers of
// them, those before 3.0 no booleans, and none of them lists.
func djOption(values []string) Value {
	_, isInt := toIntText(values[0])
	lower := strings.ToLower(values[0])
	if len(values) > 1 || isInt || lower == "true" || lower == "false" || !ascii(values[0]) {
		return unknown("releases of dj-database-url disagree about the option")
	}
	return urlPart(values[0])
}

// toIntText is int() of a text that may be one.
func toIntText(s string) (int64, bool) {
	if !plainInteger.MatchString(s) {
		return 0, false
	}
	n, err := strconv.ParseInt(strings.ReplaceAll(strings.Trim(s, pythonSpace), "_", ""), 10, 64)
	return n, err == nil
}

func schemaFamily(scheme string) bool {
	switch scheme {
	case "postgres", "postgresql", "pgsql", "postgis", "redshift", "timescale", "timescalegis":
		return true
	}
	return false
}

func djScheme(scheme string) bool { return djEngine(scheme) != "" }

// djEngine is the engine of a scheme, "" for none. The schemes of PostgreSQL had
// another one before 1.0.
func djEngine(scheme string) string {
	switch scheme {
	case "postgres", "postgresql", "pgsql":
		return "django.db.backends.postgresql"
	case "postgis":
		return "django.contrib.gis.db.backends.postgis"
	case "mysql", "mysql2":
		return "django.db.backends.mysql"
	case "mysqlgis":
		return "django.contrib.gis.db.backends.mysql"
	case "mysql-connector":
		return "mysql.connector.django"
	case "mssql":
		return "sql_server.pyodbc"
	case "mssqlms":
		return "mssql"
	case "spatialite":
		return "django.contrib.gis.db.backends.spatialite"
	case "sqlite":
		return "django.db.backends.sqlite3"
	case "oracle":
		return "django.db.backends.oracle"
	case "oraclegis":
		return "django.contrib.gis.db.backends.oracle"
	case "redshift":
		return "django_redshift_backend"
	case "cockroach":
		return "django_cockroachdb"
	case "timescale":
		return "timescale.db.backends.postgresql"
	case "timescalegis":
		return "timescale.db.backends.postgis"
	}
	return ""
}

func (it *interpreter) engineOf(scheme string) Alternatives {
	engine := djEngine(scheme)
	switch {
	case it.schemesAltered:
		return one(unknown("the project changes the engines of URLs"))
	case engine == "django.db.backends.postgresql":
		return Alternatives{
			{Guard: Test(djURLBefore10, true), Value: Str("django.db.backends.postgresql_psycopg2")},
			{Guard: Test(djURLBefore10, false), Value: Str(engine)},
		}
	}
	return one(Str(engine))
}

// partlyKnownDatabase is the dict of a URL of which only the start is known.
func (it *interpreter) partlyKnownDatabase(url Value, o databaseOptions, origin Origin) Value {
	rest := func() Alternatives { return one(derived("db_url", url)) }
	u, whole, ok := urlHead(url)
	if !ok || o.open || !djScheme(u.scheme) {
		return derived("db_url", url)
	}
	d := newDictMaker(origin)
	d.unordered = true
	d.set("ENGINE", it.databaseEngine(u.scheme, o))
	d.set("NAME", rest())
	if u.scheme == "sqlite" && !whole { // which may be a database in memory
		d.more = unknown("the database's URL is not known")
		return d.dict(it)
	}
	if whole && !strings.Contains(u.host.text, "%") {
		d.set("USER", one(unquotedPart(u.user.text)))
		d.set("PASSWORD", one(unquotedPart(u.password.text)))
		d.set("HOST", one(Str(u.host.text)))
		d.set("PORT", one(databasePort(u, o)))
	} else {
		for _, key := range []string{"USER", "PASSWORD", "HOST", "PORT"} {
			d.set(key, rest())
		}
	}
	databaseArguments(d, o)
	d.set("OPTIONS", one(perhaps(unknown("the database's URL is not known"))))
	return d.dict(it)
}
