package containers_test

import (
	"strings"
	"testing"
)

// beside is a compose file for production with a service beside the project's.
func beside(lines ...string) string {
	return image + "-- docker-compose.prod.yml --\nservices:\n  web:\n    build: .\n  x:\n    " + strings.Join(lines, "\n    ") + "\n"
}

func TestBackends(t *testing.T) {
	published := func(name string) []string {
		return []string{"backend-port-published warning docker-compose.prod.yml:6: the port of x (" + name + ") is published on every interface of the machine, " +
			"where whoever reaches it can try passwords; Docker opens it past the machine's own firewall"}
	}
	table{
		{Name: "published", Files: beside("image: postgis/postgis:16-3.4", "ports: ['5432:5432']"), Want: published("PostgreSQL")},
		{Name: "the engine chooses the port", Files: beside("image: mysql:8", "ports: ['3306']"), Want: published("MySQL")},
		{Name: "in the long form", Files: beside("image: mariadb", "ports: [{target: 3306, published: 33060}]"), Want: published("MySQL")},
		{Name: "for the machine itself", Files: beside("image: postgres", "ports: ['127.0.0.1:5432:5432']")},
		{Name: "a variable that may be an address", Files: beside("image: postgres", "ports: ['${LISTEN}:5432']")},
		{Name: "a variable that is a port", Files: beside("image: postgres", "ports: ['${DB_PORT}:5432']"), Want: published("PostgreSQL")},
		{Name: "exposed", Files: beside("image: postgres", "expose: [5432]")},
		{Name: "something that looks at one", Files: beside("image: prometheuscommunity/postgres-exporter", "ports: ['9187:9187']")},
		{Name: "the page of one", Files: beside("image: redis/redis-stack", "ports: ['8001:8001']")},
		{Name: "for development", Files: image + "-- docker-compose.dev.yml --\nservices:\n  web:\n    build: .\n  x:\n    image: postgres\n    ports: ['5432:5432']\n"},
		{Name: "nothing but databases", Files: image + "-- docker-compose.yml --\nservices:\n  x:\n    image: postgres\n    ports: ['5432:5432']\n"},
		{Name: "a developer's env file", Files: image + "-- docker-compose.yml --\nservices:\n  web:\n    build: .\n    env_file: .env.local\n" +
			"  x:\n    image: postgres\n    ports: ['5432:5432']\n"},
		{Name: "mail for developers", Files: image + "-- docker-compose.yml --\nservices:\n  web:\n    build: .\n  mail:\n    image: axllent/mailpit:v1\n" +
			"  x:\n    image: postgres\n    ports: ['5432:5432']\n"},
	}.run(t, "backend-port-published")
}

func TestOpenBackends(t *testing.T) {
	open := func(name, why string) []string {
		return []string{"backend-unprotected warning docker-compose.prod.yml:6: x (" + name + ") is open to whoever reaches the machine: " + why +
			", and its port is published on every interface"}
	}
	const redis = "no password is set (requirepass), and the image turns protected mode off"
	table{
		{Name: "Redis", Files: beside("image: redis:7-alpine", "ports: ['6379:6379']"), Want: open("Redis", redis)},
		{Name: "Redis with a command", Files: beside("image: redis", "ports: ['6379:6379']", "command: redis-server --appendonly yes"), Want: open("Redis", redis)},
		{Name: "a password", Files: beside("image: redis", "ports: ['6379:6379']", "command: redis-server --requirepass ${REDIS_PASSWORD}")},
		{Name: "a script", Files: beside("image: redis", "ports: ['6379:6379']", "command: /start.sh")},
		{Name: "a configuration that is not here", Files: beside("image: redis", "ports: ['6379:6379']", "command: redis-server /etc/redis.conf")},
		{Name: "a configuration with a password", Files: beside("image: redis", "ports: ['6379:6379']", "command: redis-server /etc/redis.conf") +
			"-- conf/redis.conf --\nrequirepass s3cret\n"},
		{Name: "a configuration without one", Files: beside("image: redis", "ports: ['6379:6379']", "command: redis-server /etc/redis.conf") +
			"-- conf/redis.conf --\n# requirepass foobared\nbind 0.0.0.0\n", Want: open("Redis", redis)},
		{Name: "an image of others", Files: beside("image: example/redis", "ports: ['6379:6379']")},
		{Name: "not published", Files: beside("image: redis")},
		{Name: "the machine's network", Files: beside("image: memcached:1", "network_mode: host"), Want: []string{
			"backend-unprotected warning docker-compose.prod.yml:4: x (memcached) is open to whoever reaches the machine: memcached knows no passwords, " +
				"and it shares the machine's network",
		}},
		{Name: "memcached with users", Files: beside("image: memcached", "ports: ['11211:11211']", "command: memcached -S")},
		{Name: "trust", Files: beside("image: postgres", "ports: ['5432:5432']", "environment: {POSTGRES_HOST_AUTH_METHOD: trust}"),
			Want: open("PostgreSQL", "POSTGRES_HOST_AUTH_METHOD lets everybody in without a password")},
		{Name: "an empty password", Files: beside("image: mysql", "ports: ['3306:3306']", "environment: {MYSQL_ALLOW_EMPTY_PASSWORD: 'yes'}"),
			Want: open("MySQL", "MYSQL_ALLOW_EMPTY_PASSWORD gives root an empty password")},
		{Name: "an empty password, but another one is set", Files: beside("image: mysql", "ports: ['3306:3306']",
			"environment: {MYSQL_ALLOW_EMPTY_PASSWORD: 'yes', MYSQL_ROOT_PASSWORD: '${PASSWORD}'}")},
		{Name: "MongoDB", Files: beside("image: mongo:7", "ports: ['27017:27017']"), Want: open("MongoDB", "without MONGO_INITDB_ROOT_USERNAME it asks for no password")},
		{Name: "MongoDB with an env file that is not here", Files: beside("image: mongo:7", "ports: ['27017:27017']", "env_file: .env")},
		{Name: "redis.conf", Files: wsgi + "-- deploy/redis.conf --\nport 6379\nprotected-mode no\n", Want: []string{
			"backend-unprotected warning deploy/redis.conf:2: Redis takes whoever reaches the machine: protected mode is off, no password is set (requirepass), " +
				"and bind does not keep it to the machine",
		}},
		{Name: "redis.conf with a password", Files: wsgi + "-- deploy/redis.conf --\nprotected-mode no\nrequirepass s3cret\n"},
		{Name: "redis.conf of a container", Files: beside("image: redis", "command: redis-server /etc/redis.conf") + "-- redis.conf --\nprotected-mode no\n"},
	}.run(t, "backend-unprotected")
}
