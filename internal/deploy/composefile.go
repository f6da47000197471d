package deploy

import (
	"path"
	"strings"

	"github.com/djvet/djvet/parser/shell"
	"github.com/djvet/djvet/parser/text"
	"github.com/djvet/djvet/parser/yaml"
)

func isCompose(name string) bool {
	base := path.Base(name)
	stem, isYAML := strings.CutSuffix(base, ".yml")
	if !isYAML {
		stem, isYAML = strings.CutSuffix(base, ".yaml")
	}
	if !isYAML || isExample(stem) {
		return false
	}
	words := strings.FieldsFunc(strings.ToLower(stem), func(r rune) bool { return !('a' <= r && r <= 'z') })
	for _, word := range words {
		if word == "compose" || word == "stack" {
			return true
		}
	}
	// cookiecutter-django called them local.yml and production.yml; what has
	// no services is left alone.
	switch stem {
	case "local", "production", "prod", "staging", "dev", "development", "deploy", "test", "base":
		return !strings.Contains(name, "/.") && !strings.HasPrefix(name, ".")
	}
	return false
}

// composeFile is a compose file that was read.
type composeFile struct {
	file     *text.File
	root     *yaml.Node
	services *yaml.Node
	// host is what the .env file beside it gives to ${…}.
	host []Variable
	// directory is what its paths start from.
	directory string
}

// service is a compose service with what it extends merged in.
type service struct {
	name string
	key  *yaml.Node
	// parts are the mappings that make it up, the weightiest last, each with
	// the file that it stands in.
	parts []servicePart
}

type servicePart struct {
	file *composeFile
	node *yaml.Node
}

// get is the value of a key in the last part that has it.
func (s *service) get(keys ...string) (*yaml.Node, *composeFile) {
	for i := len(s.parts) - 1; i >= 0; i-- {
		if node := s.parts[i].node.At(keys...); node != nil && node.Tag != "!reset" {
			return node, s.parts[i].file
		}
	}
	return nil, nil
}

// composeAt reads the compose file of that name, nil if it is none.
func (r *reader) composeAt(name string) *composeFile {
	if known, found := r.composed[name]; found {
		return known
	}
	r.composed[name] = nil
	file, err := r.workspace.Source(name)
	if err != nil || templateMark.Match(file.Data) {
		return nil
	}
	documents, err := yaml.Parse(file)
	if err != nil {
		r.yamlProblem(file, err)
	}
	if len(documents) == 0 {
		return nil
	}
	services := documents[0].Get("services")
	if services == nil && documents[0].Get("version") == nil && looksLikeServices(documents[0]) {
		services = documents[0] // the format of 2014
	}
	if services == nil || services.Kind != yaml.Mapping {
		return nil
	}
	c := &composeFile{file: file, root: documents[0], services: services, directory: directoryOf(name)}
	if beside := path.Join(c.directory, ".env"); r.workspace.IsFile(beside) {
		if source, err := r.workspace.Source(beside); err == nil {
			c.host = envFileVariables(beside, string(source.Data), nil)
		}
	}
	r.composed[name] = c
	return c
}

func looksLikeServices(root *yaml.Node) bool {
	for _, pair := range root.Pairs {
		if pair.Value.Get("image") != nil || pair.Value.Get("build") != nil {
			return true
		}
	}
	return false
}

// service gathers a service of a file with what it extends.
func (r *reader) service(c *composeFile, name string, depth int) *service {
	node := c.services.Get(name)
	if node == nil || node.Kind != yaml.Mapping || depth > 10 {
		return nil
	}
	s := &service{name: name}
	for _, pair := range c.services.Pairs {
		if pair.Key.Value == name {
			s.key = pair.Key
		}
	}
	if extends := node.Get("extends"); extends != nil {
		base, file := extends.Text(), c
		if extends.Kind == yaml.Mapping {
			base = extends.Get("service").Text()
			if name := extends.Get("file").Text(); name != "" {
				file = r.composeAt(path.Join(c.directory, name))
			}
		}
		if file != nil && base != "" {
			if extended := r.service(file, base, depth+1); extended != nil {
				s.parts = append(s.parts, extended.parts...)
			}
		}
	}
	s.parts = append(s.parts, servicePart{c, node})
	return s
}

// overlaid puts the service of the plain compose file below one that has
// neither image nor build: it is there to be merged (-f a.yml -f b.yml).
func (r *reader) overlaid(c *composeFile, s *service) {
	if image, _ := s.get("image"); image != nil {
		return
	}
	if build, _ := s.get("build"); build != nil {
		return
	}
	for _, base := range []string{"docker-compose.yml", "docker-compose.yaml", "compose.yml", "compose.yaml", "docker-compose.base.yml", "base.yml"} {
		name := path.Join(c.directory, base)
		if name == c.file.Path || !r.workspace.IsFile(name) {
			continue
		}
		if plain := r.composeAt(name); plain != nil {
			if below := r.service(plain, s.name, 0); below != nil {
				s.parts = append(append([]servicePart{}, below.parts...), s.parts...)
				return
			}
		}
	}
}

// variables are the environment of a service: its env files first, then
// environment, each from the lightest part to the weightiest.
func (r *reader) serviceVariables(s *service, read touched) (variables []Variable, missing []string) {
	for _, part := range s.parts {
		files := part.node.Get("env_file")
		if files == nil {
			continue
		}
		items := files.Items
		if files.Kind == yaml.Scalar {
			items = []*yaml.Node{files}
		}
		for _, item := range items {
			name := item
			if item.Kind == yaml.Mapping {
				name = item.Get("path")
			}
			expanded := part.file.text(name)
			if !expanded.known || expanded.text == "" {
				missing = append(missing, name.Text())
				continue
			}
			found := path.Join(part.file.directory, expanded.text)
			if path.IsAbs(expanded.text) {
				found = strings.TrimPrefix(expanded.text, "/")
			}
			source, ok := shell.Source{}, false
			if inTree(found) && r.workspace.IsFile(found) && !path.IsAbs(expanded.text) {
				source, ok = readSource(r.workspace, read, found)
			}
			if !ok {
				missing = append(missing, found)
				continue
			}
			variables = append(variables, envFileVariables(found, source.Text, part.file.host)...)
		}
	}
	for _, part := range s.parts {
		variables = append(variables, part.file.environment(part.node.Get("environment"))...)
	}
	return variables, missing
}

// environment reads a mapping or list of variables.
func (c *composeFile) environment(node *yaml.Node) []Variable {
	var variables []Variable
	if node == nil {
		return nil
	}
	for _, pair := range node.Pairs {
		variable := Variable{Name: pair.Key.Text(), How: "environment", Path: c.file.Path, Span: pair.Key.Span}
		if !pair.Value.IsNull() && pair.Value.Kind == yaml.Scalar {
			expanded := c.text(pair.Value)
			variable.Value, variable.Known, variable.Fallback = expanded.text, expanded.known, expanded.fallback
			variable.ValueSpan = content(pair.Value)
			variable.Span.End = max(variable.Span.End, pair.Value.Span.End)
			if pair.Value.Span.Start < pair.Key.Span.Start { // an alias
				variable.Span = pair.Key.Span
			}
		}
		variables = append(variables, variable)
	}
	for _, item := range node.Items {
		expanded := c.text(item)
		name, _, found := strings.Cut(item.Text(), "=")
		variable := Variable{Name: strings.TrimSpace(name), How: "environment", Path: c.file.Path, Span: content(item)}
		if found && expanded.known {
			_, assigned, _ := strings.Cut(expanded.text, "=")
			variable.Value, variable.Known, variable.Fallback = assigned, true, expanded.fallback
			source := item.Source()
			variable.ValueSpan = source.Span(strings.IndexByte(source.Text, '=')+1, len(source.Text))
		}
		if variable.Name != "" {
			variables = append(variables, variable)
		}
	}
	return variables
}

// text is a scalar with its variables replaced.
func (c *composeFile) text(node *yaml.Node) value {
	if node == nil || node.Kind != yaml.Scalar {
		return value{}
	}
	return interpolate(node.Text(), c.host)
}

// arguments are the words of command or entrypoint: a list, or a string that
// is cut without a shell. nil means that it is not said.
func (c *composeFile) arguments(node *yaml.Node) []argument {
	if node == nil || node.IsNull() {
		return nil
	}
	words := []argument{}
	if node.Kind == yaml.Scalar {
		for _, word := range split(c.file.Path, node.Source()) {
			words = append(words, c.interpolated(word))
		}
		return words
	}
	for _, item := range node.Items {
		if item.Kind == yaml.Scalar {
			words = append(words, c.interpolated(argument{text: item.Value, known: true, path: c.file.Path, span: item.Span}))
		}
	}
	return words
}

func (c *composeFile) interpolated(word argument) argument {
	if expanded := interpolate(word.text, c.host); expanded.known {
		word.text, word.fallback = expanded.text, expanded.fallback
	} else {
		word.known = false
	}
	return word
}
