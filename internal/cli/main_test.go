package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"
)

// site makes a project with one finding, and returns its directory.
func site(t *testing.T) string {
	t.Helper()
	directory := t.TempDir()
	write(t, filepath.Join(directory, "settings.py"), "DEBUG = True\nINSTALLED_APPS = []\n")
	return directory
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// writer is an output that does what it is told to.
type writer func([]byte) (int, error)

func (w writer) Write(data []byte) (int, error) { return w(data) }

func TestPanic(t *testing.T) {
	t.Parallel()
	for _, wanted := range []bool{false, true} {
		var stderr bytes.Buffer
		command := Command{
			Stdout:    writer(func([]byte) (int, error) { panic("oh\nno") }),
			Stderr:    &stderr,
			Directory: site(t),
			Environment: func(name string) (string, bool) {
				return "1", wanted && name == debugVariable
			},
		}
		if !wanted {
			command.Environment = nil
		}
		if status := command.Main(context.Background(), []string{"--color", "never"}); status != StatusFailed {
			t.Errorf("the exit status is %d", status)
		}
		line, rest, _ := strings.Cut(stderr.String(), "\n")
		if want := "djvet: internal error: oh no: this is a fault of djvet; please report it at " + issues; !strings.HasPrefix(line, want) {
			t.Errorf("got %q", line)
		}
		if got := strings.Contains(rest, "goroutine"); got != wanted {
			t.Errorf("stack: %v, want %v:\n%s", got, wanted, rest)
		}
	}
}

func TestClosedPipe(t *testing.T) {
	t.Parallel()
	for _, format := range []string{formatText, formatJSON, formatSARIF} {
		var stderr bytes.Buffer
		command := Command{
			Stdout:    writer(func([]byte) (int, error) { return 0, &os.PathError{Op: "write", Err: syscall.EPIPE} }),
			Stderr:    &stderr,
			Directory: site(t),
		}
		arguments := []string{"--select", "debug-enabled", "--format", format}
		if status := command.Main(context.Background(), arguments); status != StatusFindings || stderr.Len() > 0 {
			t.Errorf("%s: status %d, %q", format, status, stderr.String())
		}
	}
}

func TestFailingOutput(t *testing.T) {
	t.Parallel()
	var stderr bytes.Buffer
	command := Command{
		Stdout:    writer(func([]byte) (int, error) { return 0, syscall.ENOSPC }),
		Stderr:    &stderr,
		Directory: site(t),
	}
	if status := command.Main(context.Background(), nil); status != StatusFailed {
		t.Errorf("the exit status is %d", status)
	}
	if got := stderr.String(); !strings.Contains(got, syscall.ENOSPC.Error()) || strings.Count(got, "\n") != 1 {
		t.Errorf("got %q", got)
	}
}

func TestInterrupted(t *testing.T) {
	t.Parallel()
	never, stop := io.Pipe() // an input that never ends
	t.Cleanup(func() { _ = stop.Close() })
	for _, test := range []struct {
		signal syscall.Signal
		status int
	}{{syscall.SIGINT, 130}, {syscall.SIGTERM, 143}} {
		for _, arguments := range [][]string{
			{"check"}, {"projects"}, {"settings"}, {"env"}, {"check", "--stdin-filename", "settings.py"},
		} {
			ctx, cancel := context.WithCancelCause(context.Background())
			cancel(Interruption(test.signal))
			var stdout, stderr bytes.Buffer
			command := Command{Stdin: never, Stdout: &stdout, Stderr: &stderr, Directory: site(t)}
			if status := command.Main(ctx, arguments); status != test.status {
				t.Errorf("%v: the exit status is %d, not %d", arguments, status, test.status)
			}
			if stdout.Len() > 0 || stderr.String() != "djvet: interrupted\n" {
				t.Errorf("%v: got %q and %q", arguments, stdout.String(), stderr.String())
			}
		}
	}
}

func TestCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var stderr bytes.Buffer
	command := Command{Stdout: io.Discard, Stderr: &stderr, Directory: site(t)}
	if status := command.Main(ctx, nil); status != StatusFailed {
		t.Errorf("the exit status is %d: %s", status, stderr.String())
	}
}

func TestFailingInput(t *testing.T) {
	t.Parallel()
	var stderr bytes.Buffer
	broken, end := io.Pipe()
	_ = end.CloseWithError(errors.New("it is broken")) //nolint:err113 // a test's
	command := Command{Stdin: broken, Stdout: io.Discard, Stderr: &stderr, Directory: site(t)}
	status := command.Main(context.Background(), []string{"--stdin-filename", "settings.py"})
	if want := "djvet: the standard input cannot be read: it is broken\n"; status != StatusUsage || stderr.String() != want {
		t.Errorf("status %d, %q", status, stderr.String())
	}
}

func TestOutputSurvivesAFailedRun(t *testing.T) {
	t.Parallel()
	directory := site(t)
	kept := filepath.Join(directory, "report.json")
	write(t, kept, "kept")
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(Interruption(syscall.SIGINT))
	command := Command{Stdout: io.Discard, Stderr: io.Discard, Directory: directory}
	command.Main(ctx, []string{"--format", "json", "--output", "report.json"})
	data, err := os.ReadFile(kept)
	if err != nil || string(data) != "kept" {
		t.Errorf("got %q, %v", data, err)
	}
	// Nothing else is left behind either.
	if entries, err := os.ReadDir(directory); err != nil || len(entries) != 2 {
		t.Errorf("got %v, %v", entries, err)
	}
}

func TestOutputKeepsItsMode(t *testing.T) {
	t.Parallel()
	directory := site(t)
	name := filepath.Join(directory, "report.txt")
	write(t, name, "private")
	command := Command{Stdout: io.Discard, Stderr: io.Discard, Directory: directory}
	command.Main(context.Background(), []string{"--output", "report.txt"})
	info, err := os.Stat(name)
	if err != nil || info.Mode().Perm() != 0o600 || info.Size() == int64(len("private")) {
		t.Errorf("got %v, %v", info, err)
	}
}

func TestVersionOfBuild(t *testing.T) {
	t.Parallel()
	revision := debug.BuildSetting{Key: "vcs.revision", Value: "0123456789abcdef0123456789abcdef01234567"}
	for _, test := range []struct {
		info debug.BuildInfo
		want string
	}{
		{debug.BuildInfo{}, "development"},
		{debug.BuildInfo{Main: debug.Module{Version: "(devel)"}}, "development"},
		{debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}}, "v1.2.3"},
		{debug.BuildInfo{Settings: []debug.BuildSetting{revision}}, "development-0123456789ab"},
		{debug.BuildInfo{Settings: []debug.BuildSetting{{Key: "vcs.modified", Value: "true"}, revision}}, "development-0123456789ab+dirty"},
	} {
		if got := versionOfBuild(&test.info); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
	if got := versionOf("v9"); got != "v9" {
		t.Errorf("the linker's version is not used: %q", got)
	}
}
