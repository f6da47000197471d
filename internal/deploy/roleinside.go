package deploy

import (
	"path"
	"strings"

	"github.com/djvet/djvet/parser/yaml"
)

// declaredFor is the network or volume of a compose file whose name says that it
// is for production, as "deploy_network" and "production_data" do; nil if none
// does, or if another says development. What people call the things that only
// this file has tells more of it than a mounted directory does.
func (c *composeFile) declaredFor() *yaml.Node {
	var production *yaml.Node
	for _, section := range []string{"networks", "volumes"} {
		declared := c.root.Get(section)
		if declared == nil {
			continue
		}
		for _, pair := range declared.Pairs {
			switch role, _ := roleByName(pair.Key.Text()); {
			case role == Development:
				return nil
			case role == Production && production == nil:
				production = pair.Key
			}
		}
	}
	return production
}

// developersTools are images of servers that keep mail for its developers to read.
var developersTools = map[string]bool{"smtp4dev": true, "mailhog": true, "mailpit": true, "maildev": true, "mailcatcher": true, "mailslurper": true}

// usedFor is what one of the services of a compose file has that only developers
// use: an env file named for development, a server that catches mail; nil if none
// has. As with mounts, what one service has tells it of the others.
func (r *reader) usedFor(c *composeFile) *yaml.Node {
	for _, pair := range c.services.Pairs {
		if image := pair.Value.Get("image"); image != nil {
			name, _, _ := strings.Cut(path.Base(image.Text()), ":")
			if developersTools[name] {
				return image
			}
		}
		files := pair.Value.Get("env_file")
		if files == nil {
			continue
		}
		named := files.Items
		if files.Kind == yaml.Scalar {
			named = []*yaml.Node{files}
		}
		for _, file := range named {
			if file.Kind == yaml.Mapping {
				file = file.Get("path")
			}
			if role, _ := roleByName(file.Text()); role == Development && !isExample(path.Base(file.Text())) {
				return file
			}
		}
	}
	return nil
}

// NamedForProduction reports whether a path says that what is at it is for
// production.
func NamedForProduction(path string) bool {
	role, _ := roleByName(path)
	return role == Production
}

// NamedForDevelopment reports whether a path says that what is at it is for
// development or tests.
func NamedForDevelopment(path string) bool {
	role, _ := roleByName(path)
	return role == Development
}
