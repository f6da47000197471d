package workspace

import (
	"path"
	"strings"
)

// IsSettingsName reports whether a path is one that settings modules have. It
// is wide on purpose (config.py, conf/base.py): LooksLikeDjangoSettings decides
// on the content.
func IsSettingsName(name string) bool {
	stem, isPython := strings.CutSuffix(path.Base(name), ".py")
	if !isPython || strings.HasPrefix(stem, ".") { // nothing can import .ci.settings.py
		return false
	}
	if strings.HasPrefix(stem, "test_") && !strings.Contains(stem, "settings") {
		return false
	}
	lower := strings.ToLower(stem)
	switch {
	case strings.Contains(lower, "setting"):
		return true
	case lower == "config", lower == "configuration", lower == "configurations":
		return true
	}
	// settings/production.py, settings/components/email.py, but not what is
	// deeper: an application may be called settings.
	parent := strings.ToLower(parentOf(name))
	dir := path.Base(parent)
	switch {
	case isSettingsDirectory(dir):
		return !isApplicationModule(lower)
	case isConfigDirectory(dir) && isVariantName(lower):
		return true
	}
	return isSettingsDirectory(path.Base(parentOf(parent))) && !isApplicationModule(lower) && !isApplicationDirectory(dir)
}

func isSettingsDirectory(dir string) bool {
	return dir == "settings" || dir == "setting" || strings.HasSuffix(dir, "_settings")
}

// isConfigDirectory names the directories in which settings are kept beside
// other things, so that only the name of a variant counts there.
func isConfigDirectory(dir string) bool {
	switch dir {
	case "conf", "config", "configs", "configuration", "configurations",
		"env", "envs", "environment", "environments", "django", "deploy", "deployment":
		return true
	}
	return false
}

// isApplicationModule tells the modules of an application called "settings"
// from those of a settings package.
func isApplicationModule(stem string) bool {
	switch stem {
	case "models", "views", "urls", "admin", "apps", "forms", "serializers", "signals", "managers", "tasks":
		return true
	}
	return false
}

func isApplicationDirectory(dir string) bool {
	switch dir {
	case "migrations", "templatetags", "management", "commands", "tests", "views", "api":
		return true
	}
	return false
}

// isVariantName reports whether a module's name (lower case) says in which
// environment, or for which others, its settings hold.
func isVariantName(stem string) bool {
	for token := range strings.FieldsFuncSeq(stem, isNameSeparator) {
		switch token {
		case "base", "common", "default", "defaults", "shared", "core", "main", "init", "django",
			"production", "prod", "live", "deploy", "deployment", "release", "server",
			"staging", "stage", "stg", "preprod", "uat", "qa",
			"development", "develop", "dev", "devel", "local", "debug", "docker", "compose", "sandbox", "demo",
			"test", "tests", "testing", "ci", "travis", "heroku", "aws", "kubernetes", "k8s":
			return true
		}
	}
	return false
}

func isNameSeparator(r rune) bool { return r == '_' || r == '-' || r == '.' || r == ' ' }

// exampleDirectories are the names by which a directory says that what is in it is
// shown or tested, not deployed.
var exampleDirectories = map[string]bool{
	"tests": true, "test": true, "testing": true, "testdata": true, "testsuite": true, "fixtures": true,
	"testproject": true, "testapp": true, "docs": true, "doc": true, "documentation": true,
	"example": true, "examples": true, "sample": true, "samples": true, "tutorial": true, "tutorials": true,
	"template": true, "templates": true, "skeleton": true, "skel": true, "cookiecutter": true,
}

// IsExample reports whether a path says that the file is an example, a test, or
// a template of a project, rather than the project: by a directory's name
// (tests, docs, examples, project_template, {{cookiecutter.slug}}) or by its own
// (settings.example.py, .env.sample).
func IsExample(name string) bool {
	for dir := range strings.SplitSeq(parentOf(name), "/") {
		if isExampleDirectory(dir) {
			return true
		}
	}
	base := strings.ToLower(path.Base(name))
	if strings.Contains(base, "{{") || strings.Contains(base, "{%") {
		return true
	}
	for token := range strings.FieldsFuncSeq(base, isNameSeparator) {
		switch token {
		case "example", "sample", "template", "dist", "skeleton", "tpl", "tmpl", "j2", "jinja", "jinja2":
			return true
		}
	}
	return strings.HasSuffix(base, "-tpl") || strings.HasSuffix(base, "~") || strings.HasSuffix(base, ".bak")
}

func isExampleDirectory(dir string) bool {
	if strings.Contains(dir, "{{") || strings.Contains(dir, "{%") {
		return true
	}
	dir = strings.ToLower(dir)
	if exampleDirectories[dir] {
		return true
	}
	// project_template, example_project, tests_integration, test-project. A
	// project may well be called "my_test" or "testament".
	first, last := dir, dir
	if i := strings.IndexFunc(dir, isNameSeparator); i >= 0 {
		first = dir[:i]
		last = dir[strings.LastIndexFunc(dir, isNameSeparator)+1:]
	}
	switch {
	case last == "template", last == "templates", last == "example", last == "examples", last == "tests", last == "docs":
		return true
	case first == "example", first == "sample", first == "tests", first == "cookiecutter":
		return true
	}
	return first == "test" && (last == "project" || last == "app" || last == "site")
}
