package deploy

import (
	"errors"
	"path"
	"strings"

	"github.com/djvet/djvet/parser/dockerfile"
	"github.com/djvet/djvet/parser/text"
	"github.com/djvet/djvet/parser/yaml"
)

// compose makes a launch of every service that starts the project.
func (r *reader) compose(file *text.File) {
	c := r.composeAt(file.Path)
	if c == nil {
		return
	}
	for _, pair := range c.services.Pairs {
		if pair.Key.Kind != yaml.Scalar || strings.HasPrefix(pair.Key.Value, "x-") {
			continue
		}
		s := r.service(c, pair.Key.Value, 0)
		if s == nil {
			continue
		}
		r.overlaid(c, s)
		r.serviceLaunch(c, s)
	}
}

func (r *reader) serviceLaunch(c *composeFile, s *service) {
	read := touched{}
	image := r.serviceImage(s)
	relevant := image != nil
	if image == nil {
		image = &stage{path: c.file.Path}
	}
	p := image.process(r, read)
	p.path = c.file.Path
	variables, missing := r.serviceVariables(s, read)
	p.variables = append(p.variables, variables...)
	p.missing = missing
	mounts, source := r.binds(s)
	p.files = containerFiles{r.workspace, append(append([]placement{}, image.files...), mounts...), read}
	if node, file := s.get("working_dir"); node != nil {
		if directory := file.text(node); directory.known {
			p.directory = directory.text
			p.directoryBy = &Reference{Value: directory.text, Path: file.file.Path, Span: content(node), How: "working_dir"}
		}
	}
	if node, file := s.get("user"); node != nil {
		user := file.text(node)
		p.user, _, _ = strings.Cut(user.text, ":")
	}
	base := Launch{Kind: "compose", Path: c.file.Path, Span: s.key.Span, Service: s.name}
	var entrypoint, command []argument
	if node, file := s.get("entrypoint"); node != nil {
		entrypoint = file.arguments(node)
	}
	if node, file := s.get("command"); node != nil {
		command = file.arguments(node)
		if file == c {
			base.Span = node.Span
		}
	}
	base.with(r.serviceRole(c, s, source))
	container := r.serviceContainer(c, s, image, relevant, p)
	container.Role, container.Why, container.Command = base.Role, base.Why, wordsOf(image.words(entrypoint, command))
	r.containers = append(r.containers, container)
	base.Container = container
	if image.path != c.file.Path {
		r.builders[image.path] = append(r.builders[image.path], evidence(c.file.Path, s.key.Span, "only services for development build it"))
		r.productive[image.path] = r.productive[image.path] || base.Role != Development
	}
	image.start(p, entrypoint, command)
	r.touch(read, base.Role)
	// A service whose command is not understood counts if it builds an image
	// that may hold the project, or names settings.
	switch _, named := find(p.variables, SettingsVariable); {
	case named:
		relevant = true
	case !relevant:
	case command != nil || entrypoint != nil:
		relevant = image.hasTools() && !startsElse(append(append([]argument{}, entrypoint...), command...))
	default:
		relevant = image.relevant()
	}
	r.add(base, p.run.started, p, relevant)
}

// serviceImage is the stage that a service builds, nil if it builds none that
// is in the repository.
func (r *reader) serviceImage(s *service) *stage {
	build, file := s.get("build")
	if build == nil {
		return nil
	}
	context, name, target := ".", "Dockerfile", ""
	var given []Variable
	if build.Kind == yaml.Scalar {
		context = file.text(build).text
	} else {
		if node, from := s.get("build", "context"); node != nil {
			context, file = from.text(node).text, from
		}
		if node, from := s.get("build", "dockerfile"); node != nil {
			name = from.text(node).text
		}
		if node, from := s.get("build", "target"); node != nil {
			target = from.text(node).text
		}
		if node, from := s.get("build", "args"); node != nil {
			given = from.environment(node)
		}
	}
	if context == "" || name == "" || strings.Contains(context, "://") || path.IsAbs(context) {
		return nil
	}
	context = path.Join(file.directory, context)
	if context == "." {
		context = ""
	}
	name = path.Join(context, name)
	if !inTree(name) || !r.workspace.IsFile(name) {
		return nil
	}
	source, err := r.workspace.Source(name)
	if err != nil || templateMark.Match(source.Data) {
		return nil
	}
	if _, said := r.contexts[name]; !said {
		r.contexts[name] = context
	}
	instructions, _ := dockerfile.Parse(source)
	return newImage(name, context, instructions, given).target(target)
}

// holdsProject reports whether a directory of the repository has an entry
// point of the project in it or below it.
func (r *reader) holdsProject(directory string) bool {
	if r.entries == nil {
		r.entries = append([]string{}, r.workspace.ByName("manage.py", "wsgi.py", "asgi.py")...)
	}
	for _, entry := range r.entries {
		if directory == "" || strings.HasPrefix(entry, directory+"/") {
			return true
		}
	}
	return false
}

// serviceRole tells for whom a service is.
func (r *reader) serviceRole(c *composeFile, s *service, source *yaml.Node) (Role, Evidence) {
	role, why := roleOf(c.file.Path)
	if role != Production {
		return role, why
	}
	if profile, only := s.developers(); only {
		return Development, evidence(c.file.Path, profile.Span, "the service starts in the profile %q only", profile.Text())
	}
	if _, word := roleByName(c.file.Path); word != "" {
		return role, why
	}
	if beside := r.productionBeside(c); beside != "" {
		return Development, Evidence{Text: "there is a compose file for production beside it", Path: beside}
	}
	if named := c.declaredFor(); named != nil {
		return Production, evidence(c.file.Path, named.Span, "what the file declares has the name %q", named.Text())
	}
	if used := r.usedFor(c); used != nil {
		return Development, evidence(c.file.Path, used.Span, "a service of this file has %q", used.Text())
	}
	if source != nil {
		return Development, evidence(c.file.Path, source.Span, "the service mounts the project's source from the machine it runs on")
	}
	// Nobody runs half of a file for development: what one service mounts
	// tells it of the others.
	for _, pair := range c.services.Pairs {
		other := r.service(c, pair.Key.Value, 0)
		if other == nil {
			continue
		}
		if _, mounted := r.binds(other); mounted != nil {
			return Development, evidence(c.file.Path, mounted.Span, "the service %q of this file mounts the project's source from the machine it runs on", other.name)
		}
	}
	return role, why
}

// productionBeside is a compose file of production in the same directory, or
// below it.
func (r *reader) productionBeside(c *composeFile) string {
	if r.composeNames == nil {
		r.composeNames = r.workspace.Files(isCompose)
		r.composeNames = append([]string{}, r.composeNames...)
	}
	for _, name := range r.composeNames {
		below, inside := strings.CutPrefix(name, c.directory+"/")
		if c.directory == "" {
			below, inside = name, true
		}
		if !inside || name == c.file.Path {
			continue
		}
		if role, _ := roleByName(below); role == Production && r.composeAt(name) != nil {
			return name
		}
	}
	return ""
}

// yamlProblem notes why a YAML file cannot be read.
func (r *reader) yamlProblem(file *text.File, err error) {
	var damage *yaml.SyntaxError
	if errors.As(err, &damage) {
		r.problem(file.Path, damage.Span, damage.Message)
		return
	}
	r.problems = append(r.problems, Problem{Path: file.Path, Message: err.Error(), Skipped: true})
}
