package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"syscall"
)

// issues is where people report a fault of djvet's own.
const issues = "https://github.com/djvet/djvet/issues"

// debugVariable asks for the stack of a failure.
const debugVariable = "DJVET_DEBUG"

// Command is the command line with everything that it touches of the world.
type Command struct {
	Stdin  io.Reader
	Stdout io.Writer
	Stderr io.Writer
	// Directory is the absolute path of the working directory.
	Directory string
	// Environment looks up a variable. Nil means that none is set.
	Environment func(name string) (string, bool)
	// Terminal says that Stdout is a terminal, and Width how many columns it
	// has; 0 if that is not known.
	Terminal bool
	Width    int
	// Version is djvet's own.
	Version string
}

// Main runs the command that the arguments (without the program's name) ask
// for, and returns the exit status. When ctx is cancelled the run ends soon; if
// the cause is an Interruption the status tells the signal.
func (c Command) Main(ctx context.Context, arguments []string) (status int) {
	defer func() {
		if cause := recover(); cause != nil {
			status = c.failed(cause, debug.Stack())
		}
	}()
	r := &run{Command: c}
	root := r.rootCommand()
	root.SetArgs(append([]string{}, arguments...)) // for nil it would take those of the process
	err := root.ExecuteContext(ctx)
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		err = context.Cause(ctx)
	}
	switch {
	case err == nil:
		return r.status
	case errors.Is(err, syscall.EPIPE):
		return r.status // whoever read the output has seen enough
	}
	c.complain(err.Error())
	if !r.understood {
		return StatusUsage
	}
	return statusOf(err)
}

// run is one call of Main.
type run struct {
	Command
	// status is the exit status of a command that did not fail.
	status int
	// understood says that a command has begun its work.
	understood bool
}

// complain writes one line to the standard error.
func (c Command) complain(message string) {
	// If nobody can be told, there is nobody to tell.
	_, _ = fmt.Fprintln(c.Stderr, "djvet: "+printable(message))
}

// failed tells of a panic, in one line unless more is asked for.
func (c Command) failed(cause any, stack []byte) int {
	c.complain(fmt.Sprintf("internal error: %v: this is a fault of djvet; please report it at %s with what the same command prints under %s=1",
		cause, issues, debugVariable))
	if c.variable(debugVariable) != "" {
		_, _ = c.Stderr.Write(stack)
	}
	return StatusFailed
}

// variable is the value of an environment variable; "" if it is not set.
func (c Command) variable(name string) string {
	if c.Environment == nil {
		return ""
	}
	value, _ := c.Environment(name)
	return value
}

// printable makes a text that may come from anywhere safe for one line of a
// terminal.
func printable(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case r < ' ':
			return r + 0x2400 // the picture of the control character
		case r >= 0x7F && r < 0xA0, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x2028, r == 0x2029:
			return '\uFFFD'
		}
		return r
	}, text)
}
