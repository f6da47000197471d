package commands

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/parser/dockerfile"
	"github.com/djvet/djvet/parser/shell"
	"github.com/djvet/djvet/parser/text"
)

// madeWritable reports chmod in the Dockerfiles and scripts of production that
// lets every account write the project's code or its data. Sockets, directories for
// what is temporary, and those with the sticky bit are left alone. With --host it
// also looks at the files themselves.
func madeWritable(p *check.Pass) {
	writableHere(p)
	s := &chmodSearch{pass: p, seen: map[string]bool{}}
	for _, l := range production(p) {
		if l.Container != nil {
			switch {
			case l.Container.Build != "":
				s.dockerfile(l.Container.Build, l.Container)
			case l.Kind == "Dockerfile":
				s.dockerfile(l.Path, l.Container)
			}
		}
		for _, c := range l.Commands {
			if strings.HasSuffix(c.Path, ".sh") {
				s.script(c.Path, l)
			}
		}
	}
}

// chmodSearch looks through the files that make a production deployment.
type chmodSearch struct {
	pass *check.Pass
	// seen are the files that were searched.
	seen map[string]bool
	// path is the file that is searched, directory where its commands run, and
	// owned are the directories that hold the project.
	path, directory string
	owned           []string
}

func (s *chmodSearch) begin(name, directory string, placements []deploy.Placement) bool {
	if s.seen[name] {
		return false
	}
	s.seen[name] = true
	s.path, s.directory, s.owned = name, directory, nil
	for _, placed := range placements {
		if s.pass.Project.Files.IsDir(placed.Source) || placed.Source == "" {
			s.owned = append(s.owned, placed.Target)
		}
	}
	return true
}

// dockerfile searches the last stage of a Dockerfile, and those that it is built
// upon by name.
func (s *chmodSearch) dockerfile(name string, c *deploy.Container) {
	source, err := s.pass.Project.Files.Source(name)
	if err != nil || !s.begin(name, "/", c.Placements) {
		return
	}
	instructions, _ := dockerfile.Parse(source)
	kept := lastStages(instructions)
	for i, instruction := range instructions {
		if !kept[i] {
			continue
		}
		switch instruction.Keyword {
		case "FROM":
			s.directory = "/"
		case "WORKDIR":
			s.directory = path.Join("/", s.absolute(instruction.Arguments.Text))
		case "COPY", "ADD":
			if words := instruction.Words(); len(words) > 1 {
				s.changed(instruction.Flag("chmod"), instruction.Span, "COPY --chmod="+instruction.Flag("chmod"), words[len(words)-1].Text)
			}
		case "RUN":
			if instruction.IsExec {
				continue
			}
			for _, line := range append([]shell.Source{instruction.Arguments}, instruction.Heredocs...) {
				script, _ := shell.Parse(line)
				s.commands(script.Commands)
			}
		}
	}
}

// lastStages tells which instructions make the last stage.
func lastStages(instructions []dockerfile.Instruction) []bool {
	kept := make([]bool, len(instructions))
	wanted, end := "", len(instructions)
	for i, instruction := range slices.Backward(instructions) {
		if instruction.Keyword != "FROM" {
			continue
		}
		words := instruction.Words()
		name := ""
		if len(words) == 3 {
			name = words[2].Text
		}
		if end == len(instructions) || wanted != "" && strings.EqualFold(name, wanted) {
			for at := i; at < end; at++ {
				kept[at] = true
			}
			if len(words) > 0 {
				wanted = words[0].Text
			}
		}
		end = i
	}
	return kept
}

// script searches a script that a launch runs.
func (s *chmodSearch) script(name string, l deploy.Launch) {
	source, err := s.pass.Project.Files.Source(name)
	if err != nil || !s.begin(name, cmp.Or(l.Directory, "."), l.Placements) {
		return
	}
	script, _ := shell.Parse(shell.At(string(source.Data), 0))
	s.commands(script.Commands)
}

func (s *chmodSearch) commands(commands []shell.Command) {
	for _, command := range commands {
		for _, block := range command.Blocks {
			s.commands(block.Commands)
		}
		words := make([]string, len(command.Words))
		for i, word := range command.Words {
			literal, known := word.Literal()
			if words[i] = literal; !known {
				words[i] = word.Text
			}
		}
		if len(words) > 0 && words[0] == "sudo" {
			words = words[1:]
		}
		mode := 1
		for mode < len(words) && strings.HasPrefix(words[mode], "-") {
			mode++
		}
		if len(words) < mode+2 || words[0] != "chmod" {
			continue
		}
		for _, target := range words[mode+1:] {
			if s.changed(words[mode], command.Span, strings.Join(words[:mode+1], " "), target) {
				break
			}
		}
	}
}

// everybody is a symbolic mode that lets others write: a+w, o+rw, ugo=rwX, +w
// leaves it to the umask.
var everybody = regexp.MustCompile(`(^|,)[ug]*[ao][ugoa]*[+=][rxXst]*w`)

// letsEverybodyWrite reports whether a mode gives others the right to write, and
// not only to add to a directory, as the sticky bit has it.
func letsEverybodyWrite(mode string) bool {
	const othersWrite, sticky = 0o002, 0o1000
	if bits, err := strconv.ParseUint(mode, 8, 16); err == nil {
		return bits&othersWrite != 0 && bits&sticky == 0
	}
	return everybody.MatchString(mode) && !strings.Contains(mode, "t")
}

// changed reports a mode that a target is given, if it is bad.
func (s *chmodSearch) changed(mode string, span text.Span, how, target string) bool {
	if !letsEverybodyWrite(mode) {
		return false
	}
	what := s.kind(s.absolute(target))
	if what == "" {
		return false
	}
	s.pass.Report(finding.Finding{
		Path: s.path, Span: span, Detail: target,
		Message: how + " lets every account write " + target + " (" + what + "): whoever gets in as any of them changes what the project runs or reads",
	})
	return true
}

// absolute is a path as seen from where commands run; variables stay as written.
func (s *chmodSearch) absolute(target string) string {
	if path.IsAbs(target) || strings.HasPrefix(target, "$") {
		return path.Clean(target)
	}
	return path.Join(s.directory, target)
}

// dataWords are the words of a path that tell what is in it.
var dataWords = map[string]string{
	"media": "uploaded files", "upload": "uploaded files", "uploads": "uploaded files", "static": "static files", "staticfiles": "static files",
	"log": "logs", "logs": "logs", "db": "the database", "database": "the database",
}

// kind says what of the project a path holds, "" if it is nothing of it.
func (s *chmodSearch) kind(target string) string {
	switch ext := path.Ext(target); {
	case temporary.MatchString(target), ext == ".sock", strings.Contains(path.Base(target), "socket"):
		return ""
	case ext == ".sqlite3", ext == ".sqlite", ext == ".db":
		return "the database"
	case ext == ".log":
		return "logs"
	case ext == ".sh" || ext == ".py" && path.Base(target) == "manage.py":
		return "" // made executable in haste
	}
	words := strings.FieldsFunc(strings.ToLower(target), func(r rune) bool { return r == '/' || r == '-' || r == '_' || r == '.' })
	for _, word := range slices.Backward(words) {
		if what := dataWords[word]; what != "" {
			return what
		}
	}
	for _, owned := range s.owned {
		if target != "/" && (target == path.Clean(owned) || strings.HasPrefix(owned, target+"/")) {
			return "the project"
		}
	}
	if target == "." && s.directory == "." {
		return "the project"
	}
	return ""
}

// temporary are directories of which nothing lasts.
var temporary = regexp.MustCompile(`^(/tmp|/var/tmp|/run|/var/run|/dev)(/|$)`)
