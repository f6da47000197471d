package deploy

import (
	"slices"

	"github.com/djvet/djvet/parser/text"
)

// Container is a compose service, a container that a platform's manifest
// starts, or the image that a Dockerfile builds: what it runs, which files it
// holds and how it is reached. Launches say what of it starts the project.
type Container struct {
	// Path and Span are where it stands: the service's key, or FROM.
	Path string
	Span text.Span
	// Service is the name by which the others of its file reach it, "" for an
	// image. Aliases are its other names: container_name, and those in its
	// networks.
	Service string
	Aliases []string
	// Links are the names that it gives to other services, by the name that it
	// uses.
	Links map[string]string
	Role  Role
	Why   Evidence
	// Image is the image that it runs or is built from ("postgres:16"; without
	// the tag if that is not known), nil if it is not known. Build is the
	// Dockerfile in the repository, "" for none.
	Image *Reference
	Build string
	// Ports are those that are published on the machine. Exposed are those that
	// the Dockerfile or the service says that it listens on; it may listen on
	// others all the same.
	Ports   []Port
	Exposed []int
	// HostNetwork says that it shares the machine's network. NetworkOf is the
	// service whose network it shares, "" for none.
	HostNetwork bool
	NetworkOf   string
	// Networks are those that it is in, by the names of the file; none means
	// the default one of its file.
	Networks []string
	// Volumes are its named volumes, and the directories of the machine that it
	// mounts from outside the repository. Of two with one target only the one
	// that counts is here.
	Volumes []Volume
	// Placements say which of its paths hold what of the repository, in order:
	// of two that hold one path the later counts. Bind mounts are here also if
	// the repository does not hold what they mount: the path is then filled
	// while the containers run.
	Placements []Placement
	// Variables and Missing are as in Launch.
	Variables []Variable
	Missing   []string
	// Command are the words that it runs, entrypoint first; nil if only the
	// image knows them. Directory is where it runs them, "" if only the image
	// knows, and User the account, "" if it is not said.
	Command   []Word
	Directory string
	User      string
}

// Environment resolves the variables as Launch.Environment does.
func (c *Container) Environment() Environment { return resolve(c.Variables) }

// Answers reports whether another container of the same file reaches c by name.
func (c *Container) Answers(name string) bool {
	return name != "" && (name == c.Service || slices.Contains(c.Aliases, name))
}

// Word is a word of a command line, as far as it is known.
type Word struct {
	Text  string
	Known bool
	Path  string
	Span  text.Span
}

// Port is a port of a container that is published on the machine.
type Port struct {
	// Interface is the address on which it is published, "" for every one. One
	// that is not known stands as it is written.
	Interface string
	// Published is the port of the machine, 0 if the engine chooses it or it is
	// not known; Target that of the container, 0 if it is not known.
	Published, Target int
	// UDP is false for TCP.
	UDP bool
	// Fallback says that a variable of the host may choose other ports.
	Fallback bool
	Path     string
	Span     text.Span
}

// Volume is a directory that a container shares with others or with the machine.
type Volume struct {
	// Name is the volume's name, or a path of the machine: absolute, or
	// beginning with "~" or "..". One that is not known stands as it is written.
	Name string
	// Target is the path in the container.
	Target   string
	ReadOnly bool
	Path     string
	Span     text.Span
}

func wordsOf(arguments []argument) []Word {
	if arguments == nil {
		return nil
	}
	list := make([]Word, 0, len(arguments))
	for _, a := range arguments {
		list = append(list, Word{Text: a.text, Known: a.known, Path: a.path, Span: a.span})
	}
	return list
}
