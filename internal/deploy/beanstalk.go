package deploy

import (
	"strings"

	"github.com/djvet/djvet/parser/text"
	"github.com/djvet/djvet/parser/yaml"
)

func isBeanstalk(name string) bool {
	directory := directoryOf(name)
	return strings.HasSuffix(name, ".config") && (directory == ".ebextensions" || strings.HasSuffix(directory, "/.ebextensions"))
}

const (
	beanstalkEnvironment = "aws:elasticbeanstalk:application:environment"
	beanstalkContainer   = "aws:elasticbeanstalk:container:python"
)

// beanstalk reads the option settings of an Elastic Beanstalk environment, and
// the commands that run when it is deployed. All files of the directory make
// up one environment; each gives its own launch with what it says.
func (r *reader) beanstalk(file *text.File) {
	documents, err := yaml.Parse(file) // JSON is YAML
	if err != nil {
		r.yamlProblem(file, err)
	}
	base := Launch{Kind: "Elastic Beanstalk", Path: file.Path}
	base.with(roleOf(file.Path))
	var target *Reference
	var variables []Variable
	for _, document := range documents {
		settings := document.Get("option_settings")
		if settings == nil {
			continue
		}
		base.Span = settings.Span
		if settings.IsNull() {
			r.problem(file.Path, settings.Span, "option_settings is empty: what should be in it is not indented below it")
		}
		eachOption(settings, func(namespace string, name, value *yaml.Node) {
			switch {
			case namespace == beanstalkEnvironment:
				variables = append(variables, Variable{
					Name: name.Text(), Value: value.Text(), Known: !isPlatformReference(value.Text()),
					How: "option_settings", Path: file.Path, Span: joined(name, value), ValueSpan: content(value),
				})
			case namespace == beanstalkContainer && name.Text() == "WSGIPath":
				target = &Reference{Value: value.Text(), Path: file.Path, Span: content(value), How: "WSGIPath"}
			}
		})
	}
	for i := range variables {
		if !variables[i].Known {
			variables[i].Value = ""
		}
	}
	if target != nil || len(variables) > 0 {
		launch := base
		launch.Target, launch.Variables, launch.Settings = target, variables, settingsOf(variables)
		r.launches = append(r.launches, launch)
	}
	for _, document := range documents {
		for _, key := range []string{"commands", "container_commands"} {
			if commands := document.Get(key); commands != nil {
				r.beanstalkCommands(base, commands, variables)
			}
		}
	}
}

// beanstalkCommands reads container_commands: {01_migrate: {command: …}}. They
// run while the application is deployed, in its environment.
func (r *reader) beanstalkCommands(base Launch, commands *yaml.Node, variables []Variable) {
	for _, pair := range commands.Pairs {
		command := pair.Value.Get("command")
		if command == nil || command.Kind != yaml.Scalar {
			continue
		}
		launch := base
		launch.Service, launch.Span = pair.Key.Text(), command.Span
		launch.Directory = pair.Value.Get("cwd").Text()
		own := append([]Variable{}, variables...)
		if environment := pair.Value.Get("env"); environment != nil {
			for _, set := range environment.Pairs {
				own = append(own, Variable{Name: set.Key.Text(), Value: set.Value.Text(), Known: true, How: "env", Path: base.Path, Span: joined(set.Key, set.Value)})
			}
		}
		before := len(r.launches)
		r.shellLaunch(launch, command.Source(), own)
		// Without a command of the project there is nothing to tell twice.
		for len(r.launches) > before && r.launches[len(r.launches)-1].Program == "" {
			r.launches = r.launches[:len(r.launches)-1]
		}
	}
}

// eachOption goes through option settings in both forms: a mapping of
// namespaces, and a list of namespace, option_name and value.
func eachOption(settings *yaml.Node, visit func(namespace string, name, value *yaml.Node)) {
	for _, group := range settings.Pairs {
		for _, option := range group.Value.Pairs {
			visit(group.Key.Text(), option.Key, option.Value)
		}
		// "namespace:NAME: value" in one key.
		if group.Value.Kind == yaml.Scalar {
			for _, namespace := range []string{beanstalkEnvironment, beanstalkContainer} {
				if name, found := strings.CutPrefix(group.Key.Text(), namespace+":"); found {
					key := *group.Key
					key.Value = name
					visit(namespace, &key, group.Value)
				}
			}
		}
	}
	for _, item := range settings.Items {
		name, value := item.Get("option_name"), item.Get("value")
		if name == nil || value == nil {
			continue
		}
		namespace := item.Get("namespace").Text()
		if namespace == "" { // variables of the application by default
			namespace = beanstalkEnvironment
		}
		visit(namespace, name, value)
	}
}

// isPlatformReference finds values that the platform fills in.
func isPlatformReference(value string) bool {
	return strings.Contains(value, "`{") || strings.Contains(value, "{{resolve:") || strings.Contains(value, "${")
}

// joined is the place of a key with its value, or of the key if the value
// stands elsewhere (an alias).
func joined(key, value *yaml.Node) text.Span {
	if value.Span.Start < key.Span.Start {
		return key.Span
	}
	return text.Span{Start: key.Span.Start, End: max(key.Span.End, value.Span.End)}
}
