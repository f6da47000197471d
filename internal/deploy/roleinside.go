package deploy

import "github.com/djvet/djvet/parser/yaml"

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
