package deploy

import (
	"strconv"
	"strings"

	"github.com/djvet/djvet/parser/dockerfile"
)

// newImage reads the instructions. context is the directory in the repository
// that COPY starts from, and given are the build arguments that the build sets.
func newImage(name, context string, instructions []dockerfile.Instruction, given []Variable) *image {
	b := &builder{path: name, context: context, given: given, image: &image{}}
	for i := range instructions {
		b.instruction(&instructions[i])
	}
	return b.image
}

type builder struct {
	path    string
	context string
	given   []Variable
	// global are the build arguments before the first FROM.
	global  []Variable
	image   *image
	current *stage
}

func (b *builder) instruction(i *dockerfile.Instruction) {
	if i.Keyword == "FROM" {
		b.from(i)
		return
	}
	s := b.current
	if s == nil {
		if i.Keyword == "ARG" {
			b.global = append(b.global, b.buildArguments(i, nil)...)
		}
		return
	}
	s.instructions = append(s.instructions, *i)
	switch i.Keyword {
	case "ARG":
		s.arguments = append(s.arguments, b.buildArguments(i, b.global)...)
	case "ENV":
		// All pairs of one instruction see the environment before it.
		var set []Variable
		for _, pair := range i.Pairs() {
			expanded := s.expand(i, pair.Value.Text)
			set = append(set, Variable{
				Name: pair.Name, Value: expanded.Text, Known: expanded.Known, Fallback: expanded.Fallback,
				How: "ENV", Path: b.path, Span: pair.Span, ValueSpan: unquoted(pair.Value.Text, pair.Value.Whole()),
			})
		}
		s.variables = append(s.variables, set...)
	case "WORKDIR":
		s.workdir(i)
	case "USER":
		if user := s.expand(i, i.Arguments.Text); user.Known {
			s.user, _, _ = strings.Cut(user.Text, ":")
		} else {
			s.user = ""
		}
	case "ENTRYPOINT":
		s.entrypoint, s.command = i, nil
	case "CMD":
		s.command = i
	case "COPY", "ADD":
		b.copy(i)
	case "RUN":
		defer s.copied(i)
		s.runs = append(s.runs, buildRun{
			instruction: *i,
			// Arguments are variables of RUN; ENV goes before them.
			variables: append(append([]Variable{}, s.arguments...), s.variables...),
			directory: s.directory,
			files:     append([]placement{}, s.files...),
		})
	}
}

func (b *builder) from(i *dockerfile.Instruction) {
	words := i.Words()
	s := &stage{name: strconv.Itoa(len(b.image.stages)), path: b.path, span: i.Span}
	if len(words) > 0 {
		s.image = words[0].Text
		global := &stage{arguments: b.global}
		if expanded := global.expand(i, words[0].Text); expanded.Known {
			s.image = expanded.Text
		}
	}
	if len(words) == 3 && strings.EqualFold(words[1].Text, "as") {
		s.name, s.named = words[2].Text, true
	}
	if parent := b.image.target(s.image); parent != nil && s.image != "" {
		inherited := *parent
		inherited.name, inherited.named, inherited.span, inherited.image = s.name, s.named, s.span, parent.image
		inherited.variables = append([]Variable{}, parent.variables...)
		inherited.files = append([]placement{}, parent.files...)
		inherited.arguments, inherited.runs = nil, nil
		inherited.instructions = append([]dockerfile.Instruction{}, parent.instructions...)
		s = &inherited
	}
	b.image.stages = append(b.image.stages, s)
	b.current = s
}

// buildArguments reads ARG. In a stage a name without value takes that of the
// same name before the first FROM.
func (b *builder) buildArguments(i *dockerfile.Instruction, global []Variable) []Variable {
	var arguments []Variable
	for _, pair := range i.Pairs() {
		variable := Variable{Name: pair.Name, How: "ARG", Path: b.path, Span: pair.Span}
		scope := &stage{arguments: b.global}
		if b.current != nil {
			scope = b.current
		}
		if pair.HasValue {
			expanded := scope.expand(i, pair.Value.Text)
			variable.Value, variable.Known, variable.Fallback = expanded.Text, expanded.Known, true
		} else if outer, found := find(global, pair.Name); found {
			variable.Value, variable.Known, variable.Fallback = outer.Value, outer.Known, outer.Fallback
		}
		if given, found := find(b.given, pair.Name); found {
			variable.Value, variable.Known, variable.Fallback = given.Value, given.Known, given.Fallback
		}
		arguments = append(arguments, variable)
	}
	return arguments
}
