package cli

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/charmbracelet/x/term"
)

// Run runs the command line of this process and returns its exit status.
// version is what the linker was told; if it is empty, the build says it.
func Run(version string) int {
	ctx, stop := untilSignal(context.Background())
	defer stop()
	directory, err := os.Getwd()
	c := Command{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Directory: directory, Environment: os.LookupEnv, Version: versionOf(version),
	}
	if err != nil {
		c.complain("the working directory cannot be found: " + reason(err).Error())
		return StatusUsage
	}
	if c.Terminal = term.IsTerminal(os.Stdout.Fd()); c.Terminal {
		if width, _, err := term.GetSize(os.Stdout.Fd()); err == nil {
			c.Width = width
		}
	}
	return c.Main(ctx, os.Args[1:])
}

// untilSignal is a context that the first signal to end cancels. The second
// ends the process at once.
func untilSignal(parent context.Context) (context.Context, func()) {
	// With somebody listening, writing to a closed pipe is an error like any
	// other, and no end without a word.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	ctx, cancel := context.WithCancelCause(parent)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case got := <-signals:
			number := syscall.SIGINT
			if n, ok := got.(syscall.Signal); ok {
				number = n
			}
			signal.Stop(signals)
			cancel(Interruption(number))
		case <-ctx.Done():
		}
	}()
	return ctx, func() { cancel(nil) }
}
