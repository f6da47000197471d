// Package yaml reads YAML files into immutable nodes with byte spans. The
// parser is gopkg.in/yaml.v3, which gives lines and columns of starts; the
// ends are found here. Aliases are followed and merge keys ("<<") resolved, so
// that a reader sees what the application sees. What would grow without bound
// when it is followed (an alias bomb, an alias inside its own anchor) is an
// error.
package yaml
