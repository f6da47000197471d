package deploy

import (
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/parser/shell"
)

const (
	// maxScripts is how many scripts deep a command is followed.
	maxScripts = 5
	// maxCommands bounds what one launch file may start: a loop of scripts
	// that call each other twice would double with each step.
	maxCommands = 200
)

// process is the state in which a command line runs: what a shell knows of its
// environment, as far as the repository says it.
type process struct {
	run *run
	// path is the file in which the commands stand.
	path string
	// variables is the environment, and local what the shell sets but does not
	// export.
	variables []Variable
	local     map[string]Variable
	missing   []string
	// directory is the working directory as written, "" if nothing says it.
	directory string
	// directoryBy is what said it, nil if nothing did. What it said may not be
	// known.
	directoryBy *Reference
	user, group string
	// arguments are $1, $2 …; nil if they are not known.
	arguments []argument
	// files finds what a path names in the repository.
	files finder
	// conditional is true inside a branch.
	conditional bool
	// export is true after set -a.
	export bool
	// ended is true behind exec and exit.
	ended     bool
	functions map[string]shell.Block
	depth     int
}

// run gathers what the command lines of one launch file start.
type run struct {
	evaluation
	started []started
	steps   int
}

// started is a command of the project together with its environment.
type started struct {
	Command
	variables   []Variable
	missing     []string
	user, group string
}

// finder finds the repository's file that a path of the launched program
// names, seen from a working directory; "" if there is none.
type finder interface {
	find(name, directory string) string
	source(name string) (shell.Source, bool)
}

// child is a process that starts in the same state and changes nothing here.
func (p *process) child() *process {
	child := *p
	child.variables = slices.Clip(p.variables)
	child.missing = slices.Clip(p.missing)
	child.local = map[string]Variable{}
	for name, variable := range p.local {
		child.local[name] = variable
	}
	return &child
}

// script runs commands in order.
func (p *process) script(commands []shell.Command) {
	for i := range commands {
		if p.ended || p.run.steps > 50*maxCommands || len(p.run.started) > maxCommands {
			return
		}
		p.run.steps++
		p.command(&commands[i])
	}
}

func (p *process) command(command *shell.Command) {
	if command.Branch {
		defer func(conditional, ended bool, directory string, by *Reference) {
			p.conditional, p.ended, p.directory, p.directoryBy = conditional, ended, directory, by
		}(p.conditional, p.ended, p.directory, p.directoryBy)
		p.conditional = true
	}
	switch {
	case len(command.Blocks) > 0:
		p.blocks(command.Blocks)
	case command.Declares:
		p.declare(command)
	case len(command.Words) == 0:
		for _, assignment := range command.Assignments {
			p.assign(assignment, false)
		}
	default:
		p.simple(command)
	}
}

// blocks runs the parts of a compound command. Of a case whose subject is
// known only the branch that matches runs.
func (p *process) blocks(blocks []shell.Block) {
	for i := range blocks {
		block := &blocks[i]
		if block.Function != "" {
			if p.functions == nil {
				p.functions = map[string]shell.Block{}
			}
			p.functions[block.Function] = *block
			continue
		}
		branch := block.Branch
		certain := false
		if block.Subject != nil {
			if subject := p.evaluate(*block.Subject); subject.known && !subject.fallback {
				matched, sure := p.matches(subject.text, block.Patterns)
				if sure && !matched {
					continue
				}
				certain = sure
			}
		}
		if block.Subshell {
			child := p.child()
			child.script(block.Commands)
			continue
		}
		if !branch || certain {
			p.script(block.Commands)
			if certain {
				return
			}
			continue
		}
		conditional, directory, by, ended := p.conditional, p.directory, p.directoryBy, p.ended
		p.conditional = true
		p.script(block.Commands)
		p.conditional, p.directory, p.directoryBy, p.ended = conditional, directory, by, ended
	}
}

// matches tries a case's patterns; sure is false if one cannot be read.
func (p *process) matches(subject string, patterns []shell.Word) (matched, sure bool) {
	for _, pattern := range patterns {
		glob := p.evaluate(pattern)
		if !glob.known {
			return false, false
		}
		// In a case pattern * matches slashes too.
		ok, err := path.Match(strings.ReplaceAll(glob.text, "/", "\x00"), strings.ReplaceAll(subject, "/", "\x00"))
		if err != nil {
			return false, false
		}
		if ok {
			return true, true
		}
	}
	return false, true
}

// simple runs words with the assignments before them.
func (p *process) simple(command *shell.Command) {
	var arguments []argument
	for _, word := range command.Words {
		arguments = append(arguments, p.expand(word)...)
	}
	if len(arguments) == 0 {
		return
	}
	if !p.builtin(arguments) {
		// What stands before a command, or what a wrapper such as env sets, is
		// gone behind it.
		child := p.child()
		for _, assignment := range command.Assignments {
			child.prefix(assignment)
		}
		child.execute(arguments)
	}
	if arguments[0].text == "exec" && len(arguments) > 1 {
		p.ended = true
	}
}

// execute runs a program that is not the shell's own.
func (p *process) execute(arguments []argument) {
	for range 10 { // poetry run env A=b dumb-init sh -c …
		if len(arguments) == 0 {
			return
		}
		inner := p.unwrap(arguments)
		if inner == nil {
			break
		}
		arguments = inner
	}
	if len(arguments) == 0 {
		return
	}
	switch name := path.Base(arguments[0].text); {
	case shells[name]:
		p.shell(arguments)
		return
	case name == "litestream": // replicate -exec "gunicorn …"
		for i, word := range arguments[:len(arguments)-1] {
			if word.text == "-exec" {
				p.line(arguments[i+1], nil)
			}
		}
		return
	}
	if p.program(arguments) {
		return
	}
	if found := p.files.find(arguments[0].text, p.directory); found != "" {
		p.follow(found, arguments[1:])
	}
}
