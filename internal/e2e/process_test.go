//go:build linux

package e2e_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

// patience is how long a server may take to do what it should. It is no
// expectation: only a test that fails waits that long.
const patience = 30 * time.Second

// process is a server that was started.
type process struct {
	command *exec.Cmd
	// ended is closed when it has ended, and status says how.
	ended  chan struct{}
	status error
	output lockedBuffer
}

type lockedBuffer struct {
	sync.Mutex
	buffer bytes.Buffer
}

func (b *lockedBuffer) Write(data []byte) (int, error) {
	b.Lock()
	defer b.Unlock()
	return b.buffer.Write(data)
}

func (b *lockedBuffer) String() string {
	b.Lock()
	defer b.Unlock()
	return b.buffer.String()
}

// spawn starts a program that stays in the foreground, and ends it with what it
// started when the test ends.
func (d *deployed) spawn(command *exec.Cmd, owner *syscall.Credential) *process {
	d.t.Helper()
	p := &process{command: command, ended: make(chan struct{})}
	command.Stdout, command.Stderr = &p.output, &p.output
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: owner}
	command.WaitDelay = time.Second // children may hold the output open
	d.must(command.Start())
	d.processes = append(d.processes, p)
	go func() {
		p.status = command.Wait()
		close(p.ended)
	}()
	d.t.Cleanup(func() {
		_ = command.Process.Signal(syscall.SIGTERM) // it may have ended
		select {
		case <-p.ended:
		case <-time.After(time.Second): // uWSGI may miss a signal that comes while it starts its workers
		}
		_ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL) // the group may be gone
		<-p.ended
	})
	return p
}

// environment is what a service gets on this machine: what the system sets, the
// given variables, and no files of Python's besides the sources.
func environment(variables ...string) []string {
	return append([]string{"PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8", "PYTHONDONTWRITEBYTECODE=1"}, variables...)
}

// until polls: true once the condition holds, false when the process has ended.
// A condition that does not come true in time is a failure.
func (d *deployed) until(p *process, what string, condition func() bool) bool {
	d.t.Helper()
	end := time.Now().Add(patience)
	for time.Now().Before(end) {
		if condition() {
			return true
		}
		select {
		case <-p.ended:
			return false
		case <-time.After(5 * time.Millisecond): // of a poll, not for anything to have happened
		}
	}
	d.t.Fatalf("%s: not within %v\n%s", what, patience, d.logs())
	return false
}

// logs is what servers wrote to the log directory, and printed.
func (d *deployed) logs() string {
	var all bytes.Buffer
	names, err := filepath.Glob(filepath.Join(d.base, "log", "*"))
	d.must(err)
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			d.t.Error(err)
		}
		all.Write(data)
	}
	for _, p := range d.processes {
		all.WriteString(p.output.String())
	}
	return all.String()
}
