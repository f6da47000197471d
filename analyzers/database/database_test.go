package database_test

import (
	"testing"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/engine/enginetest"
)

func postgres(rest string) string {
	return `DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "mysite", ` + rest + "}}\n"
}

func on(major, minor int) engine.Options {
	return engine.Options{Django: django.Minors{{Major: major, Minor: minor}}}
}

func TestOptions(t *testing.T) {
	const at = "database-options-invalid error mysite/settings.py:5: the database default "
	pooled := postgres(`"CONN_MAX_AGE": None, "OPTIONS": {"pool": {"min_size": 2}}`)
	enginetest.Suite{Rules: []string{"database-options-invalid"}, Options: on(5, 1)}.Run(t,
		enginetest.Case{Name: "pool", Files: pooled, Want: []string{at + "has a pool and CONN_MAX_AGE: Django refuses to connect with both"}},
		enginetest.Case{Name: "no pool", Files: postgres(`"CONN_MAX_AGE": 60, "OPTIONS": {"pool": False}`)},
		enginetest.Case{Name: "a zone that is None", Files: postgres(`"TIME_ZONE": None`) + "USE_TZ = False\n"},
		enginetest.Case{Name: "a zone with USE_TZ", Files: postgres(`"TIME_ZONE": "UTC"`)},
		enginetest.Case{Name: "Oracle has pools since 5.2", Files: `DATABASES = {"default": {
    "ENGINE": "django.db.backends.oracle", "CONN_MAX_AGE": 60, "OPTIONS": {"pool": True}}}
`},
	)
	enginetest.Suite{Rules: []string{"database-options-invalid"}, Options: on(4, 2)}.Run(t,
		enginetest.Case{Name: "no pools before 5.1", Files: pooled},
		enginetest.Case{Name: "USE_TZ is off by default", Files: postgres(`"TIME_ZONE": "UTC"`), Want: []string{
			at + "has a TIME_ZONE, which Django refuses while USE_TZ is off",
		}},
	)
}

func TestServerPublic(t *testing.T) {
	const database = "backend-server-public warning mysite/settings.py:5: the database default is reached over a public address, " +
		"and no option demands TLS: its password and all data can be read on the way"
	server := func(line, what string) []string {
		return []string{"backend-server-public warning mysite/settings.py:" + line + ": " + what +
			" is reached over a public address without TLS: its password and all data can be read on the way"}
	}
	enginetest.Suite{Rules: []string{"backend-server-public"}}.Run(t,
		enginetest.Case{Name: "preferred is not demanded", Files: postgres(`"HOST": "93.184.215.14", "OPTIONS": {"sslmode": "prefer"}`),
			Want: []string{database}},
		enginetest.Case{Name: "EC2's public names", Files: postgres(`"HOST": "ec2-54-1-2-3.compute-1.amazonaws.com"`), Want: []string{database}},
		enginetest.Case{Name: "demanded", Files: postgres(`"HOST": "93.184.215.14", "OPTIONS": {"sslmode": "require"}`)},
		enginetest.Case{Name: "SQL Server, whose driver demands it", Files: `DATABASES = {"default": {
    "ENGINE": "mssql", "NAME": "mysite", "HOST": "93.184.215.14", "OPTIONS": {"driver": "ODBC Driver 18 for SQL Server"}}}
`},
		enginetest.Case{Name: "a name", Files: postgres(`"HOST": "db.mysite.org"`)},
		enginetest.Case{Name: "for documentation", Files: postgres(`"HOST": "203.0.113.7"`)},
		enginetest.Case{Name: "loopback", Files: postgres(`"HOST": "127.0.0.1"`)},
		enginetest.Case{Name: "IPv6", Files: postgres(`"HOST": "2a00:1450:4001:81d::200e"`), Want: []string{database}},
		enginetest.Case{Name: "memcached", Files: `CACHES = {"default": {
    "BACKEND": "django.core.cache.backends.memcached.PyMemcacheCache", "LOCATION": ["10.0.0.1:11211", "93.184.215.14:11211"]}}
`, Want: server("6", "the cache default")},
		enginetest.Case{Name: "Redis", Files: `CACHES = {"default": {
    "BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://:pw@93.184.215.14:6379"}}
`, Want: server("6", "the cache default")},
		enginetest.Case{Name: "channels", Files: `CHANNEL_LAYERS = {"default": {
    "BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": [("93.184.215.14", 6379)]}}}
`, Want: server("6", "the channel layer default")},
		enginetest.Case{Name: "a provider's broker", Files: "BROKER_URL = \"amqp://u:p@crow.rmq.cloudamqp.com/vhost\"\n", Want: server("5", "BROKER_URL")},
		enginetest.Case{Name: "with TLS", Files: "BROKER_URL = \"amqps://u:p@crow.rmq.cloudamqp.com/vhost\"\n"},
		enginetest.Case{Name: "a cache's directory", Files: `CACHES = {"default": {
    "BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": "/var/cache/93.184.215.14"}}
`},
	)
}

func TestEngines(t *testing.T) {
	enginetest.Suite{Rules: []string{"database-default-missing"}, Options: on(5, 2)}.Run(t,
		enginetest.Case{Name: "an old engine of Django is another rule's", Files: `DATABASES = {"default": {"ENGINE": "django.db.backends.dummy"}}
`},
		enginetest.Case{Name: "of another package", Files: `DATABASES = {"default": {"ENGINE": "django_prometheus.db.backends.postgresql"}}
`},
		enginetest.Case{Name: "none", Files: `DATABASES = {"default": {"ENGINE": "", "NAME": ""}}
`},
		enginetest.Case{Name: "misspelt", Files: `DATABASES = {"default": {"ENGINE": "django.db.backends.postgesql"}}
`, Want: []string{"database-default-missing error mysite/settings.py:5: the database default has an ENGINE that cannot be imported, " +
			"django.db.backends.postgesql (django.db.backends.postgresql can)"}},
	)
}
