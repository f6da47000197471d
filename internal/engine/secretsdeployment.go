package engine

import (
	"strings"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/parser/apache"
	"github.com/djvet/djvet/parser/directive"
	"github.com/djvet/djvet/parser/nginx"
)

// addDeployment notes the secrets of a project's deployment files: what they give
// to variables, options, and headers whose names speak of secrets.
func addDeployment(found *secrets, p *project.Project) {
	for _, l := range p.Launches {
		addVariables(found, l.Variables)
		for _, c := range l.Commands {
			for i, word := range c.Arguments {
				addOption(word, next(c.Arguments, i), found.addValue)
			}
		}
	}
	for _, c := range p.Containers {
		addVariables(found, c.Variables)
		addWords(found, c.Command)
	}
	for _, server := range p.Servers {
		for _, path := range server.Files {
			file, err := p.Files.Source(path)
			if err != nil {
				continue
			}
			parse := nginx.Parse
			if server.Software == web.Apache {
				parse = apache.Parse
			}
			directive.Walk(parse(file).Directives, func(d *directive.Directive) bool {
				addDirective(found, path, d)
				return true
			})
		}
	}
}

func addVariables(found *secrets, variables []deploy.Variable) {
	for _, v := range variables {
		if v.Known && v.Secret() {
			found.addValue(v.Value)
			found.addSpan(v.Path, v.ValueSpan)
		}
	}
}

func addWords(found *secrets, words []deploy.Word) {
	texts := make([]string, len(words))
	for i, word := range words {
		texts[i] = word.Text
	}
	for i, word := range words {
		addOption(word.Text, next(texts, i), func(value string) {
			found.addValue(value)
			at := word
			if i+1 < len(words) && words[i+1].Text == value {
				at = words[i+1]
			}
			found.addSpan(at.Path, at.Span)
		})
	}
}

func next(words []string, i int) string {
	if i+1 < len(words) {
		return words[i+1]
	}
	return ""
}

// addOption notes the value of an option that speaks of a secret (--requirepass
// x, --password=x), of an assignment (SECRET_KEY=x), and of a URL with a password.
func addOption(word, following string, add func(string)) {
	name, value, joined := strings.Cut(word, "=")
	option := strings.HasPrefix(name, "-")
	switch speaks := (deploy.Variable{Name: strings.TrimLeft(name, "-")}).Secret() || name == "--requirepass" || name == "--masterauth"; {
	case joined && value != "" && speaks:
		add(value)
	case !joined && option && speaks && following != "" && !strings.HasPrefix(following, "-"):
		add(following)
	case (deploy.Variable{Value: word}).Secret():
		add(word)
	}
}

// addDirective notes what a web server hands on to the application, or sends to
// others, under a name that speaks of a secret.
func addDirective(found *secrets, path string, d *directive.Directive) {
	words := d.Words
	switch strings.ToLower(d.Name) {
	case "requestheader": // set NAME VALUE
		words = words[min(1, len(words)):]
	case "authldapbindpassword":
		words = append([]directive.Word{{Text: "PASSWORD"}}, words...)
	case "setenv", "define", "set", "env", "proxy_set_header", "uwsgi_param", "fastcgi_param", "scgi_param":
	default:
		return
	}
	if len(words) < 2 {
		return
	}
	name := strings.TrimPrefix(words[0].Text, "$")
	if !(deploy.Variable{Name: name}).Secret() && !strings.EqualFold(name, "authorization") {
		return
	}
	for _, word := range words[1:] {
		if strings.Contains(word.Text, "$") || strings.Contains(word.Text, "%{") {
			continue // handed on, not written here
		}
		found.addValue(word.Text)
		found.addSpan(path, word.Span)
	}
}
