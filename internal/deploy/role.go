package deploy

import (
	"fmt"
	"strings"

	"github.com/djvet/djvet/parser/text"
)

// The words of a path that tell for whom a deployment file is.
var (
	developmentWords = map[string]bool{
		"dev": true, "devel": true, "develop": true, "development": true, "local": true, "override": true, "test": true, "tests": true,
		"testing": true, "ci": true, "devcontainer": true, "debug": true, "docs": true, "example": true, "examples": true, "sample": true,
		"github": true, "e2e": true, "playwright": true, "vagrant": true, "windows": true,
	}
	productionWords = map[string]bool{"prod": true, "production": true, "live": true, "deploy": true, "staging": true}
)

// roleByName tells the role from a path: the name nearest the end that says
// anything counts, and in one name development outweighs production
// ("docker-compose.prod-test.yml").
func roleByName(name string) (role Role, word string) {
	parts := strings.Split(name, "/")
	for i := len(parts) - 1; i >= 0; i-- {
		production := ""
		for _, word := range strings.FieldsFunc(strings.ToLower(parts[i]), func(r rune) bool {
			return !('a' <= r && r <= 'z' || '0' <= r && r <= '9')
		}) {
			if developmentWords[word] {
				return Development, word
			}
			if productionWords[word] {
				production = word
			}
		}
		if production != "" {
			return Production, production
		}
	}
	return UnknownRole, ""
}

// inTemplate reports whether a path lies in a template of projects.
func inTemplate(name string) bool {
	return strings.Contains(name, "{{") || strings.Contains(name, "project_template") || strings.Contains(name, "game_template")
}

// RoleOf is the role of a deployment file for which nothing but its name speaks.
func RoleOf(name string) (Role, Evidence) { return roleOf(name) }

// roleOf is the role of a deployment file for which nothing but its name
// speaks. Without a word it is production: what a repository ships to start
// itself with is what runs.
func roleOf(name string) (Role, Evidence) {
	if inTemplate(name) {
		return UnknownRole, Evidence{Text: "it lies in a template of projects", Path: name}
	}
	role, word := roleByName(name)
	if role == UnknownRole {
		return Production, Evidence{Text: "nothing about the file says development", Path: name}
	}
	return role, Evidence{Text: fmt.Sprintf("its path has the word %q", word), Path: name}
}

// SaysProduction reports whether a word of a path says that the file is for
// production.
func SaysProduction(name string) bool {
	role, _ := roleByName(name)
	return role == Production
}

// with puts a role and its reason into a launch.
func (l *Launch) with(role Role, why Evidence) {
	l.Role, l.Why = role, why
}

func evidence(path string, span text.Span, format string, arguments ...any) Evidence {
	return Evidence{Text: fmt.Sprintf(format, arguments...), Path: path, Span: span}
}
