package deploy

import (
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/parser/dockerfile"
	"github.com/djvet/djvet/parser/text"
	"github.com/djvet/djvet/parser/yaml"
)

// manifestOf is the platform manifest that a file is, by its usual base name;
// "" for every other file. app.staging.yaml and fly-eu.toml are manifests too.
func manifestOf(name string) string {
	base := path.Base(name)
	switch base {
	case "app.yaml", "app.yml", "render.yaml", "render.yml", "heroku.yml", "app.json", "railway.json", "railway.toml", "fly.toml", "nixpacks.toml":
		return base
	}
	extension := path.Ext(base)
	stem, _, _ := strings.Cut(strings.TrimSuffix(base, extension), ".")
	stem, _, _ = strings.Cut(stem, "-")
	switch manifest := stem + extension; manifest {
	case "app.yaml", "app.yml", "fly.toml":
		if !isExample(base) {
			return manifest
		}
	}
	return ""
}

func isPlatform(name string) bool {
	return manifestOf(name) != ""
}

func (r *reader) platform(file *text.File) {
	base := Launch{Path: file.Path}
	base.with(roleOf(file.Path))
	switch manifestOf(file.Path) {
	case "app.yaml", "app.yml":
		r.appEngine(file, base)
	case "render.yaml", "render.yml":
		r.render(file, base)
	case "heroku.yml":
		r.herokuBuild(file, base)
	case "app.json":
		r.herokuApp(file, base)
	case "railway.json":
		r.railway(file, base)
	default:
		r.tomlManifest(file, base)
	}
}

// document is the first document of a YAML or JSON manifest, nil if it has
// none.
func (r *reader) document(file *text.File) *yaml.Node {
	documents, err := yaml.Parse(file)
	if err != nil {
		r.yamlProblem(file, err)
	}
	if len(documents) == 0 {
		return nil
	}
	return documents[0]
}

// mapped reads a mapping of variables. Values that are no scalars are not
// known.
func mapped(name, how string, node *yaml.Node) []Variable {
	var variables []Variable
	if node == nil {
		return nil
	}
	for _, pair := range node.Pairs {
		variable := Variable{Name: pair.Key.Text(), How: how, Path: name, Span: joined(pair.Key, pair.Value)}
		if pair.Value.Kind == yaml.Scalar && !pair.Value.IsNull() {
			variable.Value, variable.Known = pair.Value.Text(), true
			variable.ValueSpan = content(pair.Value)
		}
		variables = append(variables, variable)
	}
	return variables
}

// content is the place of a scalar's value without its quotes.
func content(node *yaml.Node) text.Span {
	source := node.Source()
	return source.Span(0, len(source.Text))
}

// appEngine reads the app.yaml of Google App Engine.
func (r *reader) appEngine(file *text.File, base Launch) {
	root := r.document(file)
	if root.Get("runtime") == nil {
		return
	}
	base.Kind, base.Service = "App Engine", root.Get("service").Text()
	variables := mapped(file.Path, "env_variables", root.Get("env_variables"))
	entrypoint := root.Get("entrypoint")
	switch {
	case entrypoint != nil && entrypoint.Kind == yaml.Scalar:
		base.Span = entrypoint.Span
		r.shellLaunch(base, entrypoint.Source(), variables)
	case strings.HasPrefix(root.Get("runtime").Text(), "python"):
		// Without entrypoint the platform starts gunicorn on main:app.
		base.Span = root.Get("runtime").Span
		base.Variables, base.Settings = variables, settingsOf(variables)
		r.launches = append(r.launches, base)
	}
}

// render reads a Render blueprint.
func (r *reader) render(file *text.File, base Launch) {
	root := r.document(file)
	services := root.Get("services")
	if services == nil {
		return
	}
	groups := map[string][]Variable{}
	if list := root.Get("envVarGroups"); list != nil {
		for _, group := range list.Items {
			groups[group.Get("name").Text()] = renderVariables(file.Path, group.Get("envVars"), nil)
		}
	}
	for _, service := range services.Items {
		launch := base
		launch.Kind, launch.Service, launch.Span = "Render", service.Get("name").Text(), service.Span
		if directory := service.Get("rootDir"); directory != nil {
			launch.Directory = directory.Text()
			launch.DirectoryBy = &Reference{Value: launch.Directory, Path: file.Path, Span: content(directory), How: "rootDir"}
		}
		variables := renderVariables(file.Path, service.Get("envVars"), groups)
		command := service.Get("startCommand")
		if command == nil {
			command = service.Get("dockerCommand")
		}
		dockerfilePath := service.Get("dockerfilePath").Text()
		if runtime := service.Get("runtime").Text() + service.Get("env").Text(); runtime == "docker" || dockerfilePath != "" {
			r.imageLaunch(launch, path.Join(launch.Directory, dockerfilePath), command, variables)
			continue
		}
		if command != nil && command.Kind == yaml.Scalar {
			launch.Span = command.Span
			r.shellLaunch(launch, command.Source(), variables)
		}
	}
}

func renderVariables(name string, list *yaml.Node, groups map[string][]Variable) []Variable {
	var variables []Variable
	if list == nil {
		return nil
	}
	for _, item := range list.Items {
		variables = append(variables, groups[item.Get("fromGroup").Text()]...)
		key := item.Get("key")
		if key == nil {
			continue
		}
		variable := Variable{Name: key.Text(), How: "envVars", Path: name, Span: item.Span}
		if value := item.Get("value"); value != nil && value.Kind == yaml.Scalar {
			variable.Value, variable.Known, variable.ValueSpan = value.Text(), true, content(value)
		}
		variables = append(variables, variable)
	}
	return variables
}

// herokuBuild reads heroku.yml, which starts containers.
func (r *reader) herokuBuild(file *text.File, base Launch) {
	root := r.document(file)
	base.Kind = "Heroku"
	variables := mapped(file.Path, "config", root.At("setup", "config"))
	images := root.At("build", "docker")
	processes := root.Get("run")
	if processes == nil {
		processes = images
	}
	if processes == nil {
		return
	}
	for _, pair := range processes.Pairs {
		launch := base
		launch.Service, launch.Span = pair.Key.Text(), joined(pair.Key, pair.Value)
		command := pair.Value
		if command.Kind == yaml.Mapping {
			command = command.Get("command")
		}
		image := images.Get(launch.Service).Text()
		if from := pair.Value.Get("image").Text(); from != "" {
			image = images.Get(from).Text()
		}
		if processes == images {
			command = nil
		}
		if image != "" {
			r.imageLaunch(launch, image, command, variables)
		} else if command != nil && command.Kind == yaml.Scalar {
			r.shellLaunch(launch, command.Source(), variables)
		}
	}
}

// herokuApp reads the variables of app.json. Whoever deploys may change them.
func (r *reader) herokuApp(file *text.File, base Launch) {
	root := r.document(file)
	node := root.Get("env")
	if node == nil || node.Kind != yaml.Mapping {
		return
	}
	base.Kind, base.Span = "Heroku", node.Span
	for _, pair := range node.Pairs {
		variable := Variable{Name: pair.Key.Text(), Fallback: true, How: "env", Path: file.Path, Span: joined(pair.Key, pair.Value)}
		value := pair.Value
		if value.Kind == yaml.Mapping {
			value = value.Get("value")
		}
		if value != nil && value.Kind == yaml.Scalar {
			variable.Value, variable.Known, variable.ValueSpan = value.Text(), true, content(value)
		}
		base.Variables = append(base.Variables, variable)
	}
	if base.Settings = settingsOf(base.Variables); len(base.Variables) > 0 {
		r.launches = append(r.launches, base)
	}
}

// railway reads railway.json.
func (r *reader) railway(file *text.File, base Launch) {
	root := r.document(file)
	base.Kind = "Railway"
	if command := root.At("deploy", "startCommand"); command != nil && command.Kind == yaml.Scalar {
		base.Span = command.Span
		if name := root.At("build", "dockerfilePath").Text(); name != "" {
			r.imageLaunch(base, name, command, nil)
			return
		}
		r.shellLaunch(base, command.Source(), nil)
	}
}

// imageLaunch adds a container of the Dockerfile at a path that starts from the
// manifest's directory. command is a string for a shell, or a list; nil leaves
// the image's own.
func (r *reader) imageLaunch(base Launch, name string, command *yaml.Node, variables []Variable) {
	image := r.imageAt(path.Join(directoryOf(base.Path), name))
	if image == nil {
		image = &stage{path: base.Path}
	}
	var words []argument
	if command != nil {
		base.Span = command.Span
		switch command.Kind {
		case yaml.Scalar:
			words = []argument{
				{text: "sh", known: true}, {text: "-c", known: true},
				{text: command.Value, known: true, path: base.Path, span: command.Span},
			}
		default:
			for _, item := range command.Items {
				words = append(words, argument{text: item.Text(), known: true, path: base.Path, span: item.Span})
			}
			// Heroku runs a list by way of a shell as well.
			if len(words) == 1 {
				words = append([]argument{{text: "sh", known: true}, {text: "-c", known: true}}, words...)
			}
		}
	}
	r.containerLaunch(base, image, words, variables)
}

// containerLaunch adds a container of an image with more variables, and with a
// command of its own if words is not nil.
func (r *reader) containerLaunch(base Launch, image *stage, words []argument, variables []Variable) {
	read := touched{}
	p := image.process(r, read)
	p.path = base.Path
	p.variables = append(p.variables, variables...)
	base.Container = r.stageContainer(image, base.Role, base.Why)
	base.Container.Path, base.Container.Span, base.Container.Service = base.Path, base.Span, base.Service
	base.Container.Variables = slices.Clone(p.variables)
	if words != nil {
		base.Container.Command = wordsOf(image.words(nil, words))
	}
	r.containers = append(r.containers, base.Container)
	image.start(p, nil, words)
	r.touch(read, base.Role)
	_, named := find(p.variables, SettingsVariable)
	r.add(base, p.run.started, p, named || image.hasTools())
}

// imageAt is the last stage of the Dockerfile at a path, or in the directory
// at it; nil if there is none.
func (r *reader) imageAt(name string) *stage {
	if r.workspace.IsDir(name) || name == "." || name == "" {
		name = path.Join(name, "Dockerfile")
	}
	if !inTree(name) || !r.workspace.IsFile(name) {
		return nil
	}
	source, err := r.workspace.Source(name)
	if err != nil || templateMark.Match(source.Data) {
		return nil
	}
	instructions, _ := dockerfile.Parse(source)
	return newImage(name, r.contextOf(name, instructions), instructions, nil).target("")
}
