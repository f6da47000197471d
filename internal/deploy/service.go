package deploy

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/parser/dockerfile"
	"github.com/djvet/djvet/parser/text"
	"github.com/djvet/djvet/parser/yaml"
)

// serviceContainer makes the container of a compose service. image is the stage
// that it builds, with built false for one that runs an image of others, and p
// the state in which it starts.
func (r *reader) serviceContainer(c *composeFile, s *service, image *stage, built bool, p *process) *Container {
	container := &Container{
		Path: c.file.Path, Span: s.key.Span, Service: s.name, Variables: slices.Clone(p.variables), Missing: slices.Clone(p.missing),
		Directory: p.directory, User: p.user, Ports: s.ports(),
	}
	if built {
		container.Build, container.Image, container.Exposed = image.path, image.reference(), image.exposed()
	} else if node, file := s.get("image"); node != nil {
		container.Image = file.imageName(node)
	}
	files := append([]placement{}, image.files...)
	for _, m := range r.mounts(s, 0) {
		if m.inTree {
			files = append(files, placement{target: m.target, source: m.name, mounted: true})
			continue
		}
		container.Volumes = append(container.Volumes, Volume{
			Name: m.name, Target: m.target, ReadOnly: m.readOnly, Path: m.file.file.Path, Span: m.node.Span,
		})
	}
	container.Placements = containerFiles{workspace: r.workspace, placed: files}.placements()
	s.network(container)
	return container
}

// network reads how others reach a service.
func (s *service) network(c *Container) {
	if node, file := s.get("network_mode"); node != nil {
		mode := file.text(node).text
		c.HostNetwork = mode == "host"
		c.NetworkOf, _ = strings.CutPrefix(mode, "service:")
		if c.NetworkOf == mode {
			c.NetworkOf = ""
		}
	}
	if node, file := s.get("container_name"); node != nil {
		if name := file.text(node); name.known && name.text != "" {
			c.Aliases = append(c.Aliases, name.text)
		}
	}
	for _, part := range s.parts {
		if list := part.node.Get("expose"); list != nil {
			for _, item := range list.Items {
				c.expose(item.Text())
			}
		}
		if list := part.node.Get("links"); list != nil {
			c.link(list)
		}
		networks := part.node.Get("networks")
		if networks == nil {
			continue
		}
		for _, item := range networks.Items {
			c.Networks = append(c.Networks, item.Text())
		}
		for _, pair := range networks.Pairs {
			c.Networks = append(c.Networks, pair.Key.Text())
			if aliases := pair.Value.Get("aliases"); aliases != nil {
				for _, alias := range aliases.Items {
					c.Aliases = append(c.Aliases, alias.Text())
				}
			}
		}
	}
}

func (c *Container) link(list *yaml.Node) {
	for _, item := range list.Items {
		if name, alias, found := strings.Cut(item.Text(), ":"); found {
			if c.Links == nil {
				c.Links = map[string]string{}
			}
			c.Links[alias] = name
		}
	}
}

func (c *Container) expose(written string) {
	number, _, _ := strings.Cut(written, "/")
	if port := portNumber(number); port > 0 && !slices.Contains(c.Exposed, port) {
		c.Exposed = append(c.Exposed, port)
	}
}

// imageName is the name of an image as far as it is known: that of
// postgres:${VERSION} is postgres.
func (c *composeFile) imageName(node *yaml.Node) *Reference {
	reference := &Reference{Path: c.file.Path, Span: content(node), How: "image"}
	written := node.Text()
	if expanded := interpolate(written, c.host); expanded.known {
		reference.Value = expanded.text
	} else if name, _, tagged := strings.Cut(written, ":$"); tagged && !strings.Contains(name, "$") {
		reference.Value = name
	}
	if reference.Value == "" {
		return nil
	}
	return reference
}

// stageContainer makes the container of a Dockerfile's stage.
func (r *reader) stageContainer(s *stage, role Role, why Evidence) *Container {
	c := &Container{
		Path: s.path, Span: s.span, Role: role, Why: why, Image: s.reference(), Exposed: s.exposed(),
		Variables: slices.Clone(s.variables), Directory: s.directory, User: s.user, Command: wordsOf(s.words(nil, nil)),
		Placements: containerFiles{workspace: r.workspace, placed: s.files}.placements(),
	}
	if len(s.instructions) > 0 {
		c.Build = s.path
	}
	return c
}

// developers reports whether a service only starts when a profile for
// development is asked for, and which.
func (s *service) developers() (*yaml.Node, bool) {
	profiles, _ := s.get("profiles")
	if profiles == nil || len(profiles.Items) == 0 {
		return nil, false
	}
	for _, item := range profiles.Items {
		if role, _ := roleByName(item.Text()); role != Development {
			return nil, false
		}
	}
	return profiles.Items[0], true
}

// reference is the image that a stage is built from, nil if that is not known.
func (s *stage) reference() *Reference {
	if s.image == "" || strings.Contains(s.image, "$") {
		return nil
	}
	return &Reference{Value: s.image, Path: s.path, Span: s.span, How: "FROM"}
}

// exposed are the ports of EXPOSE, those of the stages it is built from among
// them.
func (s *stage) exposed() []int {
	var c Container
	for i := range s.instructions {
		if s.instructions[i].Keyword != "EXPOSE" {
			continue
		}
		for _, word := range s.instructions[i].Words() {
			if port := s.expand(&s.instructions[i], word.Text); port.Known {
				c.expose(port.Text)
			}
		}
	}
	return c.Exposed
}

// words are the words that a container of the stage runs, as start runs them; a
// shell form is sh -c with the line behind it. nil if the base image knows them.
func (s *stage) words(entrypoint, command []argument) []argument {
	own := func(i *dockerfile.Instruction) []argument {
		if i.IsExec {
			return literal(s.path, i.Exec)
		}
		line := argument{text: i.Arguments.Text, known: true, path: s.path, span: i.Arguments.Whole()}
		shell := argument{path: s.path, span: text.Span{Start: i.Span.Start, End: i.Span.Start}, known: true}
		shell.text = "sh"
		option := shell
		option.text = "-c"
		return []argument{shell, option, line}
	}
	words := entrypoint
	if words == nil && s.entrypoint != nil {
		if words = own(s.entrypoint); !s.entrypoint.IsExec {
			return words
		}
	}
	switch {
	case command != nil:
		words = append(slices.Clone(words), command...)
	case entrypoint == nil && s.command != nil:
		words = append(slices.Clone(words), own(s.command)...)
	}
	return words
}
