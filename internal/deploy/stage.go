package deploy

import (
	"path"
	"strings"

	"github.com/djvet/djvet/parser/dockerfile"
	"github.com/djvet/djvet/parser/shell"
	"github.com/djvet/djvet/parser/text"
)

// stage is what a stage of a Dockerfile sets up.
type stage struct {
	// name is the name behind AS, or its number.
	name  string
	named bool
	path  string
	span  text.Span // of FROM
	// image is the image that it starts from, "" if that is a stage.
	image string
	// variables is the environment of its containers.
	variables []Variable
	// arguments are the build arguments, visible while it is built.
	arguments []Variable
	directory string
	// directoryBy is the last WORKDIR.
	directoryBy *Reference
	user        string
	files       []placement
	// entrypoint and command are what a container runs.
	entrypoint, command *dockerfile.Instruction
	// runs are the RUN instructions, with the environment they see.
	runs []buildRun
	// instructions of its own, for telling what the image is for.
	instructions []dockerfile.Instruction
}

type buildRun struct {
	instruction dockerfile.Instruction
	variables   []Variable
	directory   string
	files       []placement
}

// image is a Dockerfile that was read.
type image struct {
	stages []*stage
}

// target is the stage of that name, the last one for "".
func (i *image) target(name string) *stage {
	if i == nil || len(i.stages) == 0 {
		return nil
	}
	if name == "" {
		return i.stages[len(i.stages)-1]
	}
	for _, stage := range i.stages {
		if strings.EqualFold(stage.name, name) {
			return stage
		}
	}
	return nil
}

// expand expands a word in the stage's environment. What neither ENV nor ARG
// sets, the base image may.
func (s *stage) expand(i *dockerfile.Instruction, word string) dockerfile.Value {
	fallback := false
	expanded := i.Expand(word, func(name string) dockerfile.Value {
		variable, found := find(s.variables, name)
		if !found {
			variable, found = find(s.arguments, name)
			if found && !variable.Known && variable.How == "ARG" {
				return dockerfile.Value{Absent: true}
			}
		}
		if !found {
			return dockerfile.Value{Absent: true}
		}
		fallback = fallback || variable.Fallback
		return dockerfile.Value{Text: variable.Value, Known: variable.Known}
	})
	expanded.Fallback = expanded.Known && (expanded.Fallback || fallback)
	return expanded
}

func (s *stage) workdir(i *dockerfile.Instruction) {
	directory := s.expand(i, i.Arguments.Text)
	switch {
	case !directory.Known:
		s.directory = ""
	case path.IsAbs(directory.Text):
		s.directory = path.Clean(directory.Text)
	default:
		s.directory = path.Join("/", s.directory, directory.Text)
	}
	s.directoryBy = &Reference{Value: s.directory, Path: s.path, Span: i.Span, How: "WORKDIR"}
}

// copy notes what COPY and ADD place.
func (b *builder) copy(i *dockerfile.Instruction) {
	s := b.current
	var words []string
	if i.IsExec {
		for _, word := range i.Exec {
			literal, _ := word.Literal()
			words = append(words, literal)
		}
	} else {
		for _, word := range i.Words() {
			expanded := s.expand(i, word.Text)
			if !expanded.Known {
				return
			}
			words = append(words, expanded.Text)
		}
	}
	if len(words) < 2 || len(i.Heredocs) > 0 {
		return
	}
	var from *stage
	if name := i.Flag("from"); name != "" {
		if from = b.image.target(name); from == nil || from == s {
			return // another image
		}
	}
	sources, target := words[:len(words)-1], words[len(words)-1]
	intoDirectory := strings.HasSuffix(target, "/") || target == "." || len(sources) > 1
	if !path.IsAbs(target) {
		target = path.Join("/", s.directory, target)
	}
	for _, source := range sources {
		p := placement{target: path.Clean(target), stage: from}
		switch {
		case strings.Contains(source, "://"):
			continue
		case from != nil:
			p.source = path.Clean("/" + source)
		default:
			p.source = path.Join(b.context, strings.TrimPrefix(path.Clean("/"+source), "/"))
		}
		base := path.Base(p.source)
		switch {
		case base == "*" || base == "*.*": // a directory's content
			p.source = path.Dir(p.source)
		case strings.ContainsAny(base, "*?["):
			p.source = path.Dir(p.source)
		case intoDirectory && strings.Contains(base, "."):
			// A file keeps its name; a directory gives its content. Which it
			// is, is told when it is looked for: try both.
			s.files = append(s.files, p)
			p.into = true
		case intoDirectory:
			s.files = append(s.files, p)
			p.into = true
		}
		s.files = append(s.files, p)
	}
}

// copied notes what cp, mv and ln -s in a RUN place somewhere else in the
// image: settings are often put in their place that way.
func (s *stage) copied(i *dockerfile.Instruction) {
	script, err := shell.Parse(i.Arguments)
	if err != nil || i.IsExec {
		return
	}
	before := append([]placement{}, s.files...)
	for _, command := range script.Commands {
		var words []string
		for _, word := range command.Words {
			literal, known := word.Literal()
			if known && !strings.HasPrefix(literal, "-") {
				words = append(words, literal)
			}
		}
		if len(words) != 3 || words[0] != "cp" && words[0] != "mv" && words[0] != "ln" || strings.ContainsAny(words[1], "*?[") {
			continue
		}
		from, to := words[1], words[2]
		into := strings.HasSuffix(to, "/") || to == "."
		if !path.IsAbs(from) {
			from = path.Join("/", s.directory, from)
		}
		if !path.IsAbs(to) {
			to = path.Join("/", s.directory, to)
		}
		if into {
			to = path.Join(to, path.Base(from))
		}
		s.files = append(s.files, placement{target: path.Clean(to), source: path.Clean(from), stage: &stage{files: before}})
	}
}

// start runs what a container of the stage runs. entrypoint and command, if
// they are set, go before those of the image.
func (s *stage) start(p *process, entrypoint, command []argument) {
	shellForm := func(i *dockerfile.Instruction) {
		before := p.path
		p.path = s.path
		script, _ := shell.Parse(i.Arguments)
		p.script(script.Commands)
		p.path = before
	}
	words := entrypoint
	if words == nil && s.entrypoint != nil {
		if !s.entrypoint.IsExec {
			shellForm(s.entrypoint) // takes no CMD
			return
		}
		words = literal(s.path, s.entrypoint.Exec)
	}
	switch {
	case command != nil:
		words = append(append([]argument{}, words...), command...)
	case entrypoint != nil: // an entrypoint of its own drops the image's CMD
	case s.command == nil:
	case s.command.IsExec:
		words = append(append([]argument{}, words...), literal(s.path, s.command.Exec)...)
	case len(words) == 0:
		shellForm(s.command)
		return
	default: // CMD in shell form behind ENTRYPOINT: sh -c "…"
		line := argument{text: s.command.Arguments.Text, known: true, path: s.path, span: s.command.Arguments.Whole()}
		words = append(append([]argument{}, words...), argument{text: "sh", known: true}, argument{text: "-c", known: true}, line)
	}
	if len(words) > 0 {
		p.child().execute(words)
	}
}
