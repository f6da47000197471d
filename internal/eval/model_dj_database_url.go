package eval

import (
	"strconv"
	"strings"

	"github.com/djvet/djvet/parser/python"
)

// djDatabaseURL is dj-database-url. Source: dj_database_url of 0.5.0, 1.0.0,
// 1.2.0, 2.1.0, 2.3.0 and 3.1.2. Which of them a project uses is not known here:
// where they disagree a test of that name divides the worlds.
func djDatabaseURL() map[string]Value {
	return map[string]Value{
		"config": &Builtin{Name: "dj_database_url.config", call: databaseConfig},
		"parse":  &Builtin{Name: "dj_database_url.parse", call: databaseParse},
		"register": &Builtin{Name: "dj_database_url.register", call: func(it *interpreter, c *call) Alternatives {
			it.alterSchemes()
			return it.unknownCall(unknown("a scheme of one's own is not followed"), c)
		}},
		"SCHEMES": urlSchemes(), "ENGINE_SCHEMES": urlSchemes(), "DEFAULT_ENV": Str("DATABASE_URL"),
	}
}

// schemeTable is a table from schemes to engines that a project may change.
type schemeTable struct{}

func urlSchemes() Value { return nativeInstance("table of URL schemes", schemeTable{}) }

// alterSchemes notes that a scheme may mean another engine from now on.
func (it *interpreter) alterSchemes() {
	if !it.schemesAltered {
		it.schemesAltered = true
		it.upset++ // a loop has to be looked at again
	}
}

func (schemeTable) method(it *interpreter, name string, c *call) (Alternatives, bool) {
	if name != "get" && name != "keys" && name != "items" && name != "copy" {
		it.alterSchemes()
	}
	return it.unknownCall(unknown("the table of URL schemes is not followed"), c), true
}

func (schemeTable) item(it *interpreter, _ Value, _ *python.Subscript) Alternatives {
	it.doubt("a scheme is missing")
	return one(unknown("the table of URL schemes is not followed"))
}

func (schemeTable) setItem(it *interpreter, _, _ Alternatives, _ python.Node) { it.alterSchemes() }

func (schemeTable) tainted(it *interpreter, _ *Unknown) { it.alterSchemes() }

// The tests that tell releases of dj-database-url apart.
const (
	djURLBefore10 = "dj-database-url is older than 1.0"
	djURLBefore11 = "dj-database-url is older than 1.1"
	djURLBefore22 = "dj-database-url is older than 2.2"
)

// databaseOptions are the arguments of config and parse.
type databaseOptions struct {
	engine, maxAge, healthChecks, noCursors, sslRequire, test Alternatives
	// open says that there are others.
	open bool
	c    *call
}

func (it *interpreter) databaseOptions(c *call, first int) databaseOptions {
	o := databaseOptions{
		engine: c.arg(first, "engine"), maxAge: c.arg(first+1, "conn_max_age"), healthChecks: c.keywords["conn_health_checks"],
		noCursors: c.keywords["disable_server_side_cursors"], sslRequire: c.keywords["ssl_require"], test: c.keywords["test_options"],
		open: c.open || len(c.positional) > first+2, // their order is another in each release
		c:    c,
	}
	if o.healthChecks != nil || o.noCursors != nil || o.test != nil {
		it.doubt("dj-database-url is too old for an argument")
	}
	return o
}

// databaseConfig is dj_database_url.config(env=…, default=…).
func databaseConfig(it *interpreter, c *call) Alternatives {
	name, ok := "DATABASE_URL", true
	if c.arg(0, "env") != nil {
		name, ok = c.text(0, "env")
	}
	if !ok || c.open {
		it.doubt("reading the database's URL fails")
		return one(unknown("the name of the environment variable is not known"))
	}
	fallback := c.arg(1, "default")
	if fallback == nil {
		fallback = one(None{})
	}
	url := it.variableOr(name, fallback, failure{node: c.node})
	it.castRead("db_url")
	options := it.databaseOptions(c, 2)
	result := it.each(url, func(a Alternative) Alternatives {
		if truth, known := knownTruth(a.Value); known && !truth {
			return one(it.mapping(nil, nil))
		}
		return it.databaseOf(a, options)
	})
	return withOrigin(result, it.here(c.node))
}

// databaseParse is dj_database_url.parse(url).
func databaseParse(it *interpreter, c *call) Alternatives {
	options := it.databaseOptions(c, 1)
	url := c.arg(0, "url")
	if url == nil {
		return it.unknownCall(unknown("dj_database_url.parse() is called in a way that is not followed"), c)
	}
	result := it.each(url, func(a Alternative) Alternatives { return it.databaseOf(a, options) })
	return withOrigin(result, it.here(c.node))
}

// castRead says what the newest read of a variable is turned into.
func (it *interpreter) castRead(cast string) {
	if len(it.reads) > 0 {
		it.reads[len(it.reads)-1].Cast = cast
	}
}

// databaseOf is the dict that parse makes of a URL.
func (it *interpreter) databaseOf(url Alternative, o databaseOptions) Alternatives {
	origin := url.Origin
	if !origin.Known() {
		origin = it.here(o.c.node)
	}
	if e, ok := url.Value.(*External); ok {
		it.doubt("the URL of " + e.Source.String() + " is none of a database")
		return one(e.through("db_url("+e.expression()+")", "dict"))
	}
	written, ok := urlText(url.Value)
	if !ok {
		it.doubt("the URL is none of a database")
		return one(it.partlyKnownDatabase(url.Value, o, origin))
	}
	if written == "sqlite://:memory:" {
		d := newDictMaker(origin)
		d.set("ENGINE", it.engineOf("sqlite"))
		d.set("NAME", one(Str(":memory:")))
		return one(d.dict(it))
	}
	u, ok := parseURL(written)
	if !ok || o.open || !djScheme(u.scheme) {
		it.doubt("the URL is none of a database")
		return one(unknown("the database URL is not followed"))
	}
	switch u.scheme {
	case "cockroach", "timescale", "timescalegis", "mssqlms": // which 0.5 does not know
		it.doubt("dj-database-url is too old for the URL")
	}
	return one(it.databaseFrom(u, o, origin))
}

func (it *interpreter) databaseFrom(u splitURL, o databaseOptions, origin Origin) Value {
	d := newDictMaker(origin)
	d.unordered = true // which was another order before 3.0
	name := unquotedPart(withoutFirst(u.path))
	if u.scheme == "sqlite" && name == Value(Str("")) {
		name = Str(":memory:")
	}
	host := urlPart(u.host.text)
	if strings.Contains(u.host.text, "%") {
		host = unknown("releases of dj-database-url disagree about the host")
	}
	d.set("ENGINE", it.databaseEngine(u.scheme, o))
	d.set("NAME", one(name))
	d.set("USER", one(unquotedPart(u.user.text)))
	d.set("PASSWORD", one(unquotedPart(u.password.text)))
	d.set("HOST", one(host))
	d.set("PORT", one(databasePort(u, o)))
	databaseArguments(d, o)
	options, possible := it.databaseQuery(u, o, origin)
	if possible {
		d.set("OPTIONS", options)
	}
	return d.dict(it)
}

// databasePort is a number, or a text for Oracle and, since 3.0, for SQL Server.
func databasePort(u splitURL, o databaseOptions) Value {
	if u.port <= 0 {
		return Str("")
	}
	engine, _ := o.engine.Single()
	name, isText := engine.(Str)
	switch {
	case o.engine != nil && !(isText && strings.Contains(string(name), "postgres")), strings.HasPrefix(u.scheme, "mssql"):
		return unknown("releases of dj-database-url disagree about the port")
	case u.scheme == "oracle":
		return Str(strconv.Itoa(u.port))
	}
	return Int(u.port)
}

// databaseEngine is the engine that is asked for, or that of the scheme.
func (it *interpreter) databaseEngine(scheme string, o databaseOptions) Alternatives {
	switch v, _ := o.engine.Single(); v := v.(type) {
	case Str:
		if v != "" {
			return o.engine
		}
	case nil:
		if o.engine != nil {
			return one(unknown("the engine is an argument that has several possible values"))
		}
	case None:
	default:
		return one(unknown("the engine is an argument that is not known"))
	}
	return it.engineOf(scheme)
}

// databaseArguments sets what does not depend on the URL.
func databaseArguments(d *dictMaker, o databaseOptions) {
	d.set("CONN_MAX_AGE", argumentOr(o.maxAge, Int(0)))
	newer := func(test string, given Alternatives) Alternatives {
		if given != nil { // older ones raise TypeError
			return given
		}
		return Alternatives{{Guard: Test(test, true), Value: Unbound{}}, {Guard: Test(test, false), Value: Bool(false)}}
	}
	d.set("CONN_HEALTH_CHECKS", newer(djURLBefore11, o.healthChecks))
	d.set("DISABLE_SERVER_SIDE_CURSORS", newer(djURLBefore22, o.noCursors))
	if truth, known := truthOf(o.test); !known {
		d.set("TEST", one(perhaps(unknown("test_options are not known"))))
	} else if truth {
		d.set("TEST", o.test)
	}
}

func argumentOr(given Alternatives, otherwise Value) Alternatives {
	if given == nil {
		return one(otherwise)
	}
	return given
}
