package deploy

import (
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/parser/dockerfile"
	"github.com/djvet/djvet/parser/shell"
	"github.com/djvet/djvet/parser/text"
)

func isDockerfile(name string) bool {
	base := path.Base(name)
	lower := strings.ToLower(base)
	switch {
	case strings.HasSuffix(lower, ".dockerignore") || strings.HasSuffix(lower, ".md") || isExample(base):
		return false
	case strings.HasSuffix(lower, ".yml") || strings.HasSuffix(lower, ".yaml") || strings.HasSuffix(lower, ".py") || strings.HasSuffix(lower, ".sh"):
		return false
	}
	return lower == "dockerfile" || lower == "containerfile" ||
		strings.HasPrefix(lower, "dockerfile.") || strings.HasPrefix(lower, "dockerfile-") || strings.HasPrefix(lower, "dockerfile_") ||
		strings.HasSuffix(lower, ".dockerfile")
}

// dockerfile makes launches of a Dockerfile's stages. What compose files build
// of it they tell themselves, with their own environment.
func (r *reader) dockerfile(file *text.File) {
	instructions, damages := dockerfile.Parse(file)
	if !slices.ContainsFunc(instructions, func(i dockerfile.Instruction) bool { return i.Keyword == "FROM" }) {
		return // another program's file: an editor's mode is called dockerfile.js
	}
	if len(damages) > 0 { // where docker stops; what comes after may only follow from it
		r.problem(file.Path, damages[0].Span, damages[0].Message)
	}
	built := newImage(file.Path, r.contextOf(file.Path, instructions), instructions, nil)
	for i, stage := range built.stages {
		role, why := r.stageRole(built, i)
		r.stageLaunch(stage, role, why, i == len(built.stages)-1)
		r.buildLaunches(stage)
	}
}

// contextOf is the build context of a Dockerfile: the one that a compose file
// says, or else the directory, at or above the Dockerfile, in which most of
// what it copies and runs exists; of equals the one with manage.py.
func (r *reader) contextOf(name string, instructions []dockerfile.Instruction) string {
	if said, found := r.contexts[name]; found {
		return said
	}
	best, most := directoryOf(name), -1
	for context := best; ; context = directoryOf(context) {
		found := 0
		for _, i := range instructions {
			for _, source := range contextWords(i) {
				if r.workspace.IsFile(path.Join(context, source)) || (i.Keyword == "COPY" || i.Keyword == "ADD") && r.workspace.IsDir(path.Join(context, source)) {
					found += 2
				}
			}
		}
		if r.workspace.IsFile(path.Join(context, "manage.py")) {
			found++
		}
		if found > most {
			best, most = context, found
		}
		if context == "" {
			return best
		}
	}
}

// contextWords are the paths in an instruction that may be seen from the build
// context: what is copied, and tails of the paths that are run.
func contextWords(i dockerfile.Instruction) []string {
	var sources []string
	switch i.Keyword {
	case "COPY", "ADD":
		words := i.Words()
		if i.Flag("from") != "" || len(words) < 2 {
			return nil
		}
		for _, word := range words[:len(words)-1] {
			if source := strings.TrimPrefix(path.Clean("/"+word.Text), "/"); source != "" {
				sources = append(sources, source)
			}
		}
	case "CMD", "ENTRYPOINT":
		for _, word := range strings.FieldsFunc(i.Arguments.Text, func(r rune) bool { return strings.ContainsRune(" \t\"',[]&;", r) }) {
			parts := strings.Split(strings.Trim(path.Clean("/"+word), "/"), "/")
			for ; len(parts) > 1; parts = parts[1:] {
				sources = append(sources, path.Join(parts...))
			}
		}
	}
	return sources
}

// stageRole tells for whom a stage is. Only the last one is what a build makes
// without being asked; a target that a compose file asks for is that file's
// launch. Of stages named for development and production the names count.
func (r *reader) stageRole(built *image, index int) (Role, Evidence) {
	stage := built.stages[index]
	if stage.named {
		if role, word := roleByName(stage.name); role != UnknownRole {
			return role, evidence(stage.path, stage.span, "the stage's name %q has the word %q", stage.name, word)
		}
	}
	role, why := roleOf(stage.path)
	if role != Production {
		return role, why
	}
	if index < len(built.stages)-1 {
		return Development, evidence(stage.path, stage.span, "the stage %q is not the last one", stage.name)
	}
	why.Span = stage.span
	return role, why
}

// stageLaunch adds what a container of a stage starts. Of the other stages
// than the last only those count that say something of their own.
func (r *reader) stageLaunch(s *stage, role Role, why Evidence, last bool) {
	base := Launch{Kind: "Dockerfile", Path: s.path, Span: s.span}
	if s.named {
		base.Service = s.name
	}
	switch {
	case s.command != nil:
		base.Span = s.command.Span
	case s.entrypoint != nil:
		base.Span = s.entrypoint.Span
	}
	if !last && (base.Span.Start < s.span.Start || base.Span == s.span) {
		return // it inherits its command, or has none: a step on the way
	}
	base.with(role, why)
	container := r.stageContainer(s, role, why)
	base.Container = container
	read := touched{}
	p := s.process(r, read)
	s.start(p, nil, nil)
	if builders := r.builders[s.path]; role == Production && onlyRunserver(p.run.started) && len(builders) > 0 && !r.productive[s.path] {
		role = Development
		base.with(role, builders[0])
		container.Role, container.Why = base.Role, base.Why
	}
	r.containers = append(r.containers, container)
	r.touch(read, role)
	r.add(base, p.run.started, p, s.relevant())
}

// process is the state in which a container of the stage starts.
func (s *stage) process(r *reader, read touched) *process {
	return &process{
		run: &run{evaluation: r.evaluation}, path: s.path, variables: append([]Variable{}, s.variables...), directory: s.directory, directoryBy: s.directoryBy, user: s.user,
		files: containerFiles{r.workspace, s.files, read},
	}
}

// relevant reports whether an image whose command is not understood may hold
// the project: its environment names settings, or it has a command that is not
// plainly something else and is built with Django's tools.
func (s *stage) relevant() bool {
	if _, named := find(s.variables, SettingsVariable); named {
		return true
	}
	return (s.command != nil || s.entrypoint != nil) && !s.startsElse() && s.hasTools()
}

// startsElse is startsElse of the stage's own command.
func (s *stage) startsElse() bool {
	for _, i := range []*dockerfile.Instruction{s.entrypoint, s.command} {
		if i == nil {
			continue
		}
		words := split(s.path, i.Arguments)
		if i.IsExec {
			words = literal(s.path, i.Exec)
		}
		if startsElse(words) {
			return true
		}
	}
	return false
}

// hasTools reports whether the image is built with Django's tools.
func (s *stage) hasTools() bool {
	for _, i := range s.instructions {
		for _, word := range []string{"manage.py", "django", "gunicorn", "uwsgi", "daphne", "uvicorn"} {
			if strings.Contains(strings.ToLower(i.Arguments.Text), word) {
				return true
			}
		}
	}
	return false
}

// startsElse reports whether the words are those of a program known to be none
// of the project's: nginx, postgres, node, a Python script of its own.
func startsElse(words []argument) bool {
	if len(words) == 0 {
		return false
	}
	switch name := path.Base(words[0].text); name {
	case "nginx", "postgres", "redis-server", "memcached", "node", "npm", "yarn", "pnpm", "apache2ctl", "apache2-foreground", "go", "traefik", "make":
		return true
	default:
		return pythonName.MatchString(name) && len(words) > 1 && !strings.HasPrefix(words[1].text, "-") && !isManage(path.Base(words[1].text))
	}
}

// buildLaunches adds what RUN starts of the project. Its variables end with
// it.
func (r *reader) buildLaunches(s *stage) {
	for _, b := range s.runs {
		if b.instruction.IsExec && len(b.instruction.Exec) == 0 {
			continue
		}
		base := Launch{Kind: "Dockerfile", Path: s.path, Span: b.instruction.Span}
		if s.named {
			base.Service = s.name
		}
		base.with(Build, evidence(s.path, b.instruction.Span, "RUN is for the build of the image alone"))
		p := &process{
			run: &run{evaluation: r.evaluation}, path: s.path, variables: b.variables, directory: b.directory,
			files: containerFiles{r.workspace, b.files, touched{}},
		}
		switch {
		case b.instruction.IsExec:
			p.execute(literal(s.path, b.instruction.Exec))
		case len(b.instruction.Heredocs) > 0:
			for _, heredoc := range b.instruction.Heredocs {
				script, _ := shell.Parse(heredoc)
				p.script(script.Commands)
			}
		default:
			script, _ := shell.Parse(b.instruction.Arguments)
			p.script(script.Commands)
		}
		r.add(base, p.run.started, p, false)
	}
}
