package deploy

import (
	"path"
	"strings"

	"github.com/djvet/djvet/parser/dotenv"
	"github.com/djvet/djvet/parser/text"
)

// isEnvFile reports whether a base name is that of an env file: .env,
// .env.production, prod.env, .envrc aside.
func isEnvFile(base string) bool {
	return base == ".env" || strings.HasPrefix(base, ".env.") || strings.HasPrefix(base, ".env-") || strings.HasPrefix(base, ".env_") ||
		strings.HasSuffix(base, ".env") && base != ".env"
}

// isExample reports whether a file is there to be copied, not to be used.
func isExample(base string) bool {
	for _, word := range strings.FieldsFunc(strings.ToLower(base), func(r rune) bool { return !('a' <= r && r <= 'z') }) {
		switch word {
		case "example", "examples", "sample", "template", "tmpl", "tpl", "dist", "default", "defaults", "j", "skel":
			return true
		}
	}
	return false
}

func isLaunchingEnvFile(name string) bool {
	base := path.Base(name)
	if isExample(base) || isExample(path.Base(directoryOf(name))) {
		return false
	}
	// cookiecutter-django keeps them in .envs/.production/.django.
	inFolder := strings.HasPrefix(name, ".envs/") || strings.Contains(name, "/.envs/")
	return isEnvFile(base) || inFolder && strings.HasPrefix(base, ".")
}

// envFile makes a launch of an env file that no other launch reads: the
// project reads it itself, or whoever starts it does.
func (r *reader) envFile(file *text.File) {
	if _, read := r.touched[file.Path]; read {
		return
	}
	variables := envFileVariables(file.Path, string(file.Data), nil)
	_, damages := dotenv.Parse(file)
	for _, damage := range damages {
		r.problem(file.Path, damage.Span, damage.Message)
	}
	if len(variables) == 0 || r.isFrontend(file.Path, variables) {
		return
	}
	launch := Launch{Kind: "env file", Path: file.Path, Span: variables[0].Span, Variables: variables, Settings: settingsOf(variables)}
	role, why := roleOf(file.Path)
	if word, _ := roleByName(file.Path); word == UnknownRole && role == Production {
		// A plain .env may be what compose fills in, or a developer's own that
		// was committed by mistake.
		role, why = UnknownRole, Evidence{Text: "a plain env file may be for development or production", Path: file.Path}
	}
	launch.with(role, why)
	r.launches = append(r.launches, launch)
}

// isFrontend tells the env files of JavaScript projects beside the Django one.
func (r *reader) isFrontend(name string, variables []Variable) bool {
	directory := directoryOf(name)
	if r.workspace.IsFile(path.Join(directory, "package.json")) && !r.workspace.IsFile(path.Join(directory, "manage.py")) && directory != "" {
		return true
	}
	for _, variable := range variables {
		if !strings.HasPrefix(variable.Name, "REACT_APP_") && !strings.HasPrefix(variable.Name, "VITE_") && !strings.HasPrefix(variable.Name, "NEXT_PUBLIC_") {
			return false
		}
	}
	return true
}

// envFileVariables reads an env file as python-dotenv does. outer is the
// environment that ${NAME} in it may refer to.
func envFileVariables(name, data string, outer []Variable) []Variable {
	entries, _ := dotenv.Parse(text.NewFile(name, []byte(data)))
	var variables []Variable
	for _, entry := range entries {
		variable := Variable{Name: entry.Name, How: "env file", Path: name, Span: entry.Span, ValueSpan: entry.ValueSpan}
		if entry.Quote != 0 {
			variable.ValueSpan.Start++
			variable.ValueSpan.End--
		}
		if !entry.HasValue { // handed on from whoever reads the file
			variables = append(variables, variable)
			continue
		}
		variable.Known = true
		for _, reference := range dotenv.References(entry.Value) {
			known, set := find(variables, reference)
			if !set {
				known, set = find(outer, reference)
			}
			// The environment goes before the file, and may have any of them.
			variable.Fallback = variable.Fallback || !set
			if !known.Known && (set || !hasFallback(entry.Value, reference)) {
				variable.Known = false
			}
		}
		if variable.Known {
			variable.Value = dotenv.Expand(entry.Value, func(reference string) (string, bool) {
				known, set := find(variables, reference)
				if !set {
					known, set = find(outer, reference)
				}
				return known.Value, set
			})
		}
		variables = append(variables, variable)
	}
	return variables
}

func hasFallback(value, reference string) bool {
	return strings.Contains(value, "${"+reference+":-")
}
