package workspace

import (
	"path"
	"strings"
)

// DeployKind is the sort of a deployment file.
type DeployKind string

// The kinds of deployment files.
const (
	NoDeploy       DeployKind = ""
	Procfile       DeployKind = "Procfile"
	Dockerfile     DeployKind = "Dockerfile"
	Compose        DeployKind = "compose"
	Dotenv         DeployKind = "dotenv"
	UWSGI          DeployKind = "uwsgi"
	Systemd        DeployKind = "systemd"
	Supervisor     DeployKind = "supervisor"
	Gunicorn       DeployKind = "gunicorn"
	Apache         DeployKind = "apache"
	Nginx          DeployKind = "nginx"
	Beanstalk      DeployKind = "elastic-beanstalk"
	AppEngine      DeployKind = "app-engine"
	HerokuManifest DeployKind = "heroku"
	Railway        DeployKind = "railway"
	Render         DeployKind = "render"
	Fly            DeployKind = "fly"
	Vercel         DeployKind = "vercel"
	Zappa          DeployKind = "zappa"
	Kubernetes     DeployKind = "kubernetes"
	Redis          DeployKind = "redis"
	Script         DeployKind = "script"
	Workflow       DeployKind = "workflow"
	RuntimeText    DeployKind = "runtime.txt"
	// Config is a .conf, .ini, .yaml or nameless file that may be one of
	// several: DeployKindOf tells by its content.
	Config DeployKind = "config"
)

// deployBases are names that say all.
var deployBases = map[string]DeployKind{
	"app.json": HerokuManifest, "heroku.yml": HerokuManifest,
	"railway.json": Railway, "railway.toml": Railway, "nixpacks.toml": Railway,
	"render.yaml": Render, "render.yml": Render, "fly.toml": Fly,
	"vercel.json": Vercel, "now.json": Vercel, "zappa_settings.json": Zappa, "zappa_settings.toml": Zappa,
	"app.yaml": AppEngine, "app.yml": AppEngine, "runtime.txt": RuntimeText, ".python-version": RuntimeText,
	"gunicorn.conf.py": Gunicorn, "gunicorn_config.py": Gunicorn, "gunicorn_conf.py": Gunicorn,
	"gunicorn.py": Gunicorn, "gunicorn.config.py": Gunicorn, "gunicorn-cfg.py": Gunicorn, "gunicorn_cfg.py": Gunicorn,
	".gitlab-ci.yml": Workflow, ".travis.yml": Workflow, "bitbucket-pipelines.yml": Workflow,
	"httpd.conf": Apache, "apache2.conf": Apache, ".htaccess": Apache, "nginx.conf": Nginx,
	"proxy_params": Nginx, "uwsgi_params": Nginx, "redis.conf": Redis,
	"supervisord.conf": Supervisor, "supervisor.conf": Supervisor,
}

// DeployPath classifies a path. Config asks for the content: see DeployKindOf.
func DeployPath(name string) DeployKind {
	lower := strings.ToLower(name)
	base, dir := path.Base(lower), parentOf(lower)
	if kind, ok := deployBases[base]; ok || strings.HasSuffix(base, ".py") {
		return kind
	}
	// Suffixes of templates say nothing of the kind.
	for _, suffix := range []string{".template", ".tpl", ".tmpl", ".j2", ".jinja2", ".jinja", ".example", ".sample", ".dist", ".erb"} {
		base = strings.TrimSuffix(base, suffix)
	}
	extension := path.Ext(base)
	parts := "/" + dir + "/"
	switch {
	case hasPrefixToken(base, "procfile"):
		return Procfile
	case isDockerfile(base):
		return Dockerfile
	case isYAML(extension) && (hasPrefixToken(base, "docker-compose") || hasPrefixToken(base, "compose")):
		return Compose
	case isDotenv(base, parts):
		return Dotenv
	case strings.Contains(parts, "/.github/workflows/"), strings.Contains(parts, "/.circleci/"):
		return onlyIf(isYAML(extension), Workflow)
	case strings.Contains(parts, "/.ebextensions/"):
		return onlyIf(extension == ".config" || isYAML(extension) || extension == ".json", Beanstalk)
	case strings.Contains(parts, "/.platform/"), strings.Contains(parts, "/.elasticbeanstalk/"):
		return Beanstalk
	case extension == ".service", extension == ".socket":
		return Systemd
	case extension == ".sh", extension == ".bash":
		return Script
	case extension == "" && isScriptName(base):
		return Script
	case extension == ".conf", extension == ".ini", extension == ".vhost", extension == ".cfg" && base != "setup.cfg" && base != "tox.ini":
		return configByPath(base, parts)
	case extension == "" && (strings.Contains(parts, "sites-available/") || strings.Contains(parts, "sites-enabled/") ||
		strings.Contains(parts, "/nginx/") || strings.Contains(parts, "/apache")):
		return configByPath(base, parts)
	case isYAML(extension) && strings.Contains(base, "uwsgi"), extension == ".xml" && strings.Contains(base, "uwsgi"):
		return UWSGI
	case isYAML(extension) && (strings.Contains(parts, "/k8s/") || strings.Contains(parts, "/kubernetes/") ||
		strings.Contains(parts, "/manifests/") || strings.Contains(parts, "/helm/")):
		return Kubernetes
	case extension == ".yaml" && strings.HasPrefix(base, "app-"), extension == ".yaml" && strings.HasPrefix(base, "app_"):
		return AppEngine
	}
	return NoDeploy
}

// configByPath tells servers' files apart by the words in their path; where
// there is none the content has to.
func configByPath(base, dirs string) DeployKind {
	for _, text := range []string{base, dirs} { // the own name says more
		switch {
		case strings.Contains(text, "supervisor"):
			return Supervisor
		case strings.Contains(text, "uwsgi"):
			return onlyIf(!strings.Contains(base, "nginx"), UWSGI)
		case strings.Contains(text, "nginx"):
			return Nginx
		case strings.Contains(text, "apache"), strings.Contains(text, "httpd"), strings.Contains(text, "vhost"):
			return Apache
		case strings.Contains(text, "redis"):
			return Redis
		}
	}
	return Config
}

func isDockerfile(base string) bool {
	return hasPrefixToken(base, "dockerfile") && !strings.HasSuffix(base, ".dockerignore") ||
		strings.HasSuffix(base, ".dockerfile") || base == "containerfile"
}

func isDotenv(base, dirs string) bool {
	switch {
	case base == ".env", base == ".flaskenv", base == ".envrc", strings.HasPrefix(base, ".env."), strings.HasPrefix(base, ".env-"), strings.HasPrefix(base, ".env_"):
		return true
	case strings.HasSuffix(base, ".env") && base != ".env":
		return true
	case base == "env" || base == "env.example":
		return true
	}
	// cookiecutter-django keeps .envs/.production/.django.
	return strings.Contains(dirs, "/.envs/") || strings.Contains(dirs, "/.env/")
}

func isScriptName(base string) bool {
	switch base {
	case "entrypoint", "start", "run", "docker-entrypoint", "start-django", "start-celeryworker", "deploy", "release":
		return true
	}
	return false
}

func isYAML(extension string) bool { return extension == ".yml" || extension == ".yaml" }

// hasPrefixToken reports whether base is word, or word followed by a separator.
func hasPrefixToken(base, word string) bool {
	rest, ok := strings.CutPrefix(base, word)
	return ok && (rest == "" || isNameSeparator(rune(rest[0])))
}

func onlyIf(condition bool, kind DeployKind) DeployKind {
	if condition {
		return kind
	}
	return NoDeploy
}
