package engine

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"github.com/agnivade/levenshtein"
)

func distanceOf(a, b string) int { return levenshtein.ComputeDistance(a, b) }

// readElsewhere reports whether a variable is known to be read by Python,
// Django, a server, a library, or what images and platforms do with it, so that
// it is not set in vain although the project never names it.
func readElsewhere(name string) bool {
	upper := strings.ToUpper(name)
	switch upper {
	case "PATH", "HOME", "USER", "LOGNAME", "SHELL", "TERM", "TZ", "LANG", "LANGUAGE", "HOSTNAME", "PWD", "TMPDIR", "TEMP", "TMP", "EDITOR",
		"DEBIAN_FRONTEND", "LD_LIBRARY_PATH", "LD_PRELOAD", "MALLOC_ARENA_MAX", "VIRTUAL_ENV", "IPYTHONDIR",
		"DJANGO_SETTINGS_MODULE", "DJANGO_CONFIGURATION", "DJANGO_ALLOW_ASYNC_UNSAFE", "DJANGO_COLORS", "DJANGO_RUNSERVER_HIDE_WARNINGS",
		"DJANGO_WATCHMAN_TIMEOUT", "WERKZEUG_DEBUG_PIN", "HGPYTHON3", "REMAP_SIGTERM",
		"WEB_CONCURRENCY", "PORT", "HOST", "FORWARDED_ALLOW_IPS", "C_FORCE_ROOT", "PROMETHEUS_MULTIPROC_DIR", "PUID", "PGID", "UID", "GID", "UMASK",
		"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR",
		"GOOGLE_APPLICATION_CREDENTIALS", "JAVA_HOME", "OMP_NUM_THREADS", "HF_HOME", "TRANSFORMERS_CACHE", "MPLCONFIGDIR", "DATABASE_URL",
		"GDAL_LIBRARY_PATH", "GEOS_LIBRARY_PATH", "PROJ_LIB", "DISABLE_COLLECTSTATIC", "VIRTUAL_HOST", "VIRTUAL_PORT", "DYNO":
		return true
	}
	for _, prefix := range []string{
		"PYTHON", "PIP_", "POETRY_", "UV_", "PIPENV_", "PDM_", "PYENV_", "CONDA_", "LC_", "XDG_", "DJANGO_SUPERUSER_",
		"GUNICORN_", "UVICORN_", "UWSGI_", "DAPHNE_", "HYPERCORN_", "GRANIAN_", "CELERY", "FLOWER_", "NGINX_", "SUPERVISOR",
		"SENTRY_", "NEW_RELIC_", "DD_", "DATADOG_", "OTEL_", "ELASTIC_APM_", "SCOUT_", "ROLLBAR_", "HONEYBADGER_", "LOGFIRE_",
		"AWS_", "AZURE_", "GOOGLE_CLOUD_", "GCLOUD_", "GAE_", "GCP_", "CLOUDSDK_", "HEROKU_", "FLY_", "RENDER_", "RAILWAY_", "KUBERNETES_",
		"COMPOSE_", "DOCKER_", "LETSENCRYPT_", "TRAEFIK_", "NVIDIA_", "CUDA_", "NODE_", "NPM_", "YARN_", "PLAYWRIGHT_", "WAIT_", "CHROME_", "GIT_",
		// What images of databases and brokers read, out of an env file that
		// they share with the project.
		"POSTGRES_", "POSTGRESQL_", "PG", "MYSQL_", "MARIADB_", "MONGO", "REDIS_", "RABBITMQ_", "MINIO_", "ELASTICSEARCH_", "OPENSEARCH_",
		"KEYCLOAK_", "KC_",
	} {
		if strings.HasPrefix(upper, prefix) {
			return true
		}
	}
	return false
}

// The bounds of the search for names in the repository's code.
const (
	searchedFiles = 5_000
	searchedBytes = 256 << 10
)

// mentioned reports whether the repository's code mentions a variable that some
// launch sets: anywhere in a program, and behind a dollar sign in the files that
// set variables themselves. The search is made once, for all of them.
func (t *environmentTeller) mentioned(name string) bool {
	if t.mentions == nil {
		t.search()
	}
	return t.mentions[""] || t.mentions[name]
}

// readsAny finds code that reads variables whose names it does not say.
var readsAny = regexp.MustCompile(`environ\.(items|keys|values)\(|\bfor [^\n]* in (os\.)?environ\b|dynaconf|envvar_prefix`)

// search notes which of the variables that launches set are mentioned; "" stands
// for all of them.
func (t *environmentTeller) search() {
	t.mentions = map[string]bool{}
	var names []string
	for _, l := range t.project.Launches {
		for name := range l.Environment() {
			if _, noted := t.mentions[name]; !noted {
				t.mentions[name] = t.variables[name] != nil
				names = append(names, name)
			}
		}
	}
	files := t.project.Files.Files(func(name string) bool { return searchIn(name) != searchNothing })
	for i, file := range files {
		if i == searchedFiles || t.project.Context().Err() != nil {
			t.mentions[""] = true // what was not looked at may mention any
			return
		}
		data, err := t.project.Files.Tree().ReadFile(file, searchedBytes)
		if err != nil {
			continue
		}
		kind := searchIn(file)
		if kind == searchPython && readsAny.Match(data) && !strings.Contains(file, "test") {
			t.mentions[""] = true
			return
		}
		for _, name := range names {
			t.mentions[name] = t.mentions[name] || mentionedIn(data, name, kind)
		}
	}
}

// searchKind says what counts as a mention in a file.
type searchKind uint8

const (
	searchNothing searchKind = iota
	// searchPython: any word, and a prefix that names are put together from.
	searchPython
	// searchWords: any word.
	searchWords
	// searchExpansions: what stands behind a dollar sign.
	searchExpansions
)

func searchIn(name string) searchKind {
	base := path.Base(name)
	switch path.Ext(base) {
	case ".py":
		return searchPython
	case ".sh", ".bash", ".js", ".mjs", ".cjs", ".ts", ".tsx", ".jsx", ".vue", ".go", ".rb", ".pl", ".lua", ".php", ".conf", ".template", ".tmpl", ".tpl",
		".j2", ".jinja", ".jinja2", ".cnf", ".vcl", ".erb":
		return searchWords
	case ".yml", ".yaml", ".toml", ".ini", ".cfg", ".json", ".service", ".env":
		return searchExpansions
	case "":
		return searchExpansions // entrypoint, Makefile, Procfile
	}
	if strings.HasPrefix(strings.ToLower(base), "dockerfile") || strings.HasPrefix(base, ".env") {
		return searchExpansions
	}
	return searchNothing
}

func mentionedIn(data []byte, name string, kind searchKind) bool {
	for from := 0; ; {
		at := bytes.Index(data[from:], []byte(name))
		if at < 0 {
			break
		}
		at += from
		from = at + len(name)
		if at > 0 && isNamePart(data[at-1]) || from < len(data) && isNamePart(data[from]) {
			continue
		}
		if kind != searchExpansions || at > 0 && (data[at-1] == '$' || data[at-1] == '{') {
			return true
		}
	}
	if kind != searchPython {
		return false
	}
	// f"APP_{name}", "APP_%s", env_prefix="APP_".
	for i := range len(name) - 1 {
		if name[i] != '_' {
			continue
		}
		for _, behind := range []string{`"`, `'`, "{", "%"} {
			if bytes.Contains(data, []byte(name[:i+1]+behind)) {
				return true
			}
		}
	}
	return false
}

func isNamePart(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
