package deploy

import (
	"path"
	"strings"

	"github.com/djvet/djvet/parser/shell"
	"github.com/djvet/djvet/parser/text"
)

// tomlManifest reads fly.toml, railway.toml and nixpacks.toml.
func (r *reader) tomlManifest(file *text.File, base Launch) {
	entries, err := tomlEntries(file)
	if err != nil {
		r.problem(file.Path, text.Span{}, err.Error())
	}
	manifest := manifestOf(file.Path)
	base.Kind = map[string]string{"fly.toml": "Fly.io", "railway.toml": "Railway", "nixpacks.toml": "Nixpacks"}[manifest]
	type process struct {
		name    string
		command tomlEntry
	}
	var variables []Variable
	var processes []process
	dockerfilePath := ""
	for _, entry := range entries {
		switch key := strings.Join(entry.key, "."); {
		case len(entry.key) == 2 && (entry.key[0] == "env" || entry.key[0] == "variables"):
			variables = append(variables, Variable{
				Name: entry.key[1], Value: entry.value, Known: true, How: "[" + entry.key[0] + "]",
				Path: file.Path, Span: entry.span, ValueSpan: entry.valueSpan,
			})
		case len(entry.key) == 2 && entry.key[0] == "processes",
			key == "deploy.release_command", key == "deploy.startCommand", key == "start.cmd", key == "experimental.cmd":
			name := entry.key[1]
			if entry.key[0] != "processes" {
				name = map[string]string{"release_command": "release"}[name]
			}
			processes = append(processes, process{name, entry})
		case key == "build.dockerfile", key == "build.dockerfilePath":
			dockerfilePath = entry.value
		}
	}
	image := (*stage)(nil)
	if manifest == "fly.toml" || dockerfilePath != "" {
		image = r.imageAt(path.Join(directoryOf(file.Path), dockerfilePath))
	}
	for _, process := range processes {
		launch := base
		launch.Service, launch.Span = process.name, process.command.span
		if manifest == "fly.toml" { // replaces the image's CMD, without a shell
			if image == nil {
				image = &stage{path: file.Path}
			}
			r.containerLaunch(launch, image, split(file.Path, process.command.source()), variables)
			continue
		}
		r.shellLaunch(launch, process.command.source(), variables)
	}
	onlyRelease := len(processes) == 0 || len(processes) == 1 && processes[0].name == "release"
	if manifest == "fly.toml" && onlyRelease && (image != nil || settingsOf(variables) != nil) {
		if image == nil {
			image = &stage{path: file.Path}
		}
		r.containerLaunch(base, image, nil, variables)
	}
}

// source is the entry's value with its places.
func (e tomlEntry) source() shell.Source {
	if e.valueSpan.Len() == len(e.value) {
		return shell.At(e.value, e.valueSpan.Start)
	}
	return shell.Within(e.value, e.valueSpan)
}
