//go:build unix

package cli

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// mostMemory is the memory, in bytes, in which the process has to answer
// whatever it is given.
const mostMemory = 256 << 20

// TestHostile runs djvet as a process on what is made to harm it: each ends in
// an answer, in bounded memory.
func TestHostile(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		make   func(t *testing.T, directory string)
		status int
		// want stands in the output, standard or error.
		want string
	}{
		{
			"50 MB", func(t *testing.T, d string) {
				write(t, d+"/settings.py", "INSTALLED_APPS = []\n"+strings.Repeat("X = 1\n", 50<<20/6))
			}, StatusFailed, "incident: file is too large: ",
		},
		{
			"50 MB beside a project", func(t *testing.T, d string) {
				write(t, d+"/settings/base.py", "INSTALLED_APPS = []\n"+strings.Repeat("X = 1\n", 50<<20/6))
				write(t, d+"/settings/production.py", "from .base import *\nROOT_URLCONF = 'x'\nINSTALLED_APPS = []\nDEBUG = True\n")
			}, StatusFailed, "error[debug-enabled]",
		},
		{
			"one long line", func(t *testing.T, d string) {
				write(t, d+"/settings.py", "INSTALLED_APPS = []\nROOT_URLCONF = 'x'\nX = '"+strings.Repeat("x", 400<<10)+"'; DEBUG = True\n")
			}, StatusFindings, "error[debug-enabled]",
		},
		{
			"100,000 brackets", func(t *testing.T, d string) {
				nested := strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000)
				write(t, d+"/settings.py", "INSTALLED_APPS = []\nX = "+nested+"\nDEBUG = True\n")
			}, StatusFailed, "incident: ",
		},
		{
			"100,000 operators", func(t *testing.T, d string) {
				write(t, d+"/settings.py", "INSTALLED_APPS = []\nX = "+strings.Repeat("-", 100_000)+"1\nDEBUG = True\n")
			}, StatusFailed, "incident: ",
		},
		{
			"a link to what it lies in", func(t *testing.T, d string) {
				write(t, d+"/settings.py", "INSTALLED_APPS = []\nDEBUG = True\n")
				link(t, ".", d+"/loop")
				link(t, "..", d+"/above")
			}, StatusFindings, "1 error in 1 project",
		},
		{
			"a loop of links", func(t *testing.T, d string) {
				write(t, d+"/settings.py", "INSTALLED_APPS = []\nDEBUG = True\n")
				link(t, "b.py", d+"/a_settings.py")
				link(t, "a_settings.py", d+"/b.py")
			}, StatusFailed, "incident: too many levels of symbolic links",
		},
		{
			"binary", func(t *testing.T, d string) {
				write(t, d+"/manage.py", "import os\nos.environ['DJANGO_SETTINGS_MODULE'] = 'settings'\n")
				write(t, d+"/settings.py", strings.Repeat("\x00\x01\xff\xfe\r\n\"'([{\\", 10_000))
			}, StatusFailed, "incident: file is not text",
		},
		{
			"not UTF-8", func(t *testing.T, d string) {
				write(t, d+"/settings.py", "INSTALLED_APPS = []\n# caf\xe9\nDEBUG = True\n")
			}, StatusFindings, "settings.py:2:",
		},
		{
			"doubled 64 times", func(t *testing.T, d string) {
				for _, start := range []string{"'x'", "['x']", "('x',)"} {
					name := fmt.Sprintf("%s/%d/settings.py", d, len(start))
					write(t, name, "INSTALLED_APPS = []\nX = "+start+"\n"+strings.Repeat("X = X + X\n", 64)+"DEBUG = True\n")
				}
			}, StatusFindings, "3 errors in 3 projects",
		},
		{
			"doubled by the environment", func(t *testing.T, d string) {
				code := "import os\nINSTALLED_APPS = []\nX = ''\n"
				for i := range 64 {
					code += fmt.Sprintf("if os.environ.get('V%d'):\n    X = X + 'x'\n", i)
				}
				write(t, d+"/settings.py", code+"DEBUG = True\n")
			}, StatusFindings, "error[debug-enabled]",
		},
		{
			"a cycle of a thousand", func(t *testing.T, d string) {
				write(t, d+"/settings/__init__.py", "from .m0 import *\nINSTALLED_APPS = []\nDEBUG = True\n")
				for i := range 1000 {
					write(t, fmt.Sprintf("%s/settings/m%d.py", d, i), fmt.Sprintf("from .m%d import *\n", (i+1)%1000))
				}
			}, StatusFindings, "error[debug-enabled]",
		},
		{
			"8,000 servers, each with a finding", func(t *testing.T, d string) {
				write(t, d+"/settings.py", "INSTALLED_APPS = []\nDEBUG = True\n")
				write(t, d+"/nginx.conf", strings.Repeat("server { listen 80; location /static { alias /srv/static/; } location / { proxy_pass http://a; } }\n", 8000))
			}, StatusFindings, "error[nginx-alias-traversal]",
		},
		{
			"servers' files that include themselves and each other", func(t *testing.T, d string) {
				write(t, d+"/settings.py", "INSTALLED_APPS = []\nDEBUG = True\n")
				for i := range 9 {
					write(t, fmt.Sprintf("%s/a%d.conf", d, i), strings.Repeat(fmt.Sprintf("Include a%d.conf\n", i+1), 8))
					write(t, fmt.Sprintf("%s/n%d.conf", d, i), strings.Repeat(fmt.Sprintf("include n%d.conf;\n", i+1), 8))
				}
				write(t, d+"/httpd.conf", "ServerRoot /etc/httpd\nListen 80\nInclude httpd.conf\nInclude a0.conf\n<VirtualHost *:80>\n</VirtualHost>\n")
				write(t, d+"/nginx.conf", "http { include nginx.conf; include n0.conf; server { listen 80; } }\n")
			}, StatusFindings, "error[debug-enabled]",
		},
		{
			"server files nested without end", func(t *testing.T, d string) {
				write(t, d+"/settings.py", "INSTALLED_APPS = []\nDEBUG = True\n")
				write(t, d+"/nginx.conf", "server {\n"+strings.Repeat("location / {", 60_000))
				write(t, d+"/httpd.conf", "<VirtualHost *:80>\n"+strings.Repeat("<IfModule a>\n", 60_000))
				write(t, d+"/uwsgi.json", `{"uwsgi":`+strings.Repeat("[", 100_000))
				write(t, d+"/uwsgi.xml", "<uwsgi><module>a</module>"+strings.Repeat("<a>", 100_000))
			}, StatusFindings, "error[debug-enabled]",
		},
		{
			"a pipe", func(t *testing.T, d string) {
				if err := syscall.Mkfifo(d+"/settings.py", 0o600); err != nil {
					t.Skip(err)
				}
			}, StatusNoProject, "no Django project found",
		},
		{
			"a pipe that is imported", func(t *testing.T, d string) {
				if err := syscall.Mkfifo(d+"/base.py", 0o600); err != nil {
					t.Skip(err)
				}
				write(t, d+"/settings.py", "from base import *\nINSTALLED_APPS = []\nDEBUG = True\n")
			}, StatusFindings, "error[debug-enabled]",
		},
		{
			"unreadable", func(t *testing.T, d string) {
				write(t, d+"/settings.py", "DEBUG = True\n")
				forbid(t, d+"/settings.py")
			}, StatusFailed, "incident: permission denied",
		},
		{
			"an unreadable directory", func(t *testing.T, d string) {
				write(t, d+"/settings.py", "INSTALLED_APPS = []\nDEBUG = True\n")
				write(t, d+"/closed/x.py", "")
				forbid(t, d+"/closed")
			}, StatusFailed, "incident: directory cannot be read: permission denied",
		},
		{
			"names that steer a terminal", func(t *testing.T, d string) {
				write(t, d+"/a\x1b[31m\nb/settings.py", "INSTALLED_APPS = []\nDEBUG = True\n")
			}, StatusFindings, "a␛[31m␊b/settings.py:2:1",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			directory := t.TempDir()
			test.make(t, directory)
			status, output, memory := process(t, directory, "check", "--select", "debug,syntax-error,nginx")
			if status != test.status {
				t.Errorf("the exit status is %d, not %d", status, test.status)
			}
			if !strings.Contains(output, test.want) {
				t.Errorf("the output lacks %q", test.want)
			}
			if memory > mostMemory {
				t.Errorf("it took %d MiB", memory>>20)
			}
			if strings.Contains(output, "goroutine ") || strings.Contains(output, "\x1b") {
				t.Error("the output is not fit for people")
			}
			t.Logf("%d MiB", memory>>20)
			if t.Failed() {
				t.Logf("%.3000s", output)
			}
		})
	}
}

// process runs djvet as a process and gives what it ended with, what it wrote,
// and the most memory that it had, in bytes; 0 where that is not known.
func process(t *testing.T, directory string, arguments ...string) (status int, output string, memory int64) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), program, arguments...)
	command.Dir = directory
	end := filepath.Join(t.TempDir(), "end")
	command.Env = append(os.Environ(), processVariable+"="+end)
	var written bytes.Buffer
	command.Stdout, command.Stderr = &written, &written
	_ = command.Run() // the status says it
	return command.ProcessState.ExitCode(), written.String(), mostResident(t, end)
}

// mostResident is the most memory that a process had, from what Linux said of
// it at its end; 0 where there is no such file. (What wait says of it counts
// that of the tests too, from which the process was forked.)
func mostResident(t *testing.T, end string) int64 {
	t.Helper()
	data, err := os.ReadFile(end)
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(data)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "VmHWM:" {
			kibibytes, err := strconv.ParseInt(fields[1], 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			return kibibytes << 10
		}
	}
	return 0
}

func link(t *testing.T, to, name string) {
	t.Helper()
	if err := os.Symlink(to, name); err != nil {
		t.Fatal(err)
	}
}

// forbid makes a file unreadable, which it never is for root.
func forbid(t *testing.T, name string) {
	t.Helper()
	if os.Geteuid() == 0 {
		t.Skip("root reads everything")
	}
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(name, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(name, info.Mode().Perm()) })
}

// TestSignals sends real signals to a real process.
func TestSignals(t *testing.T) {
	t.Parallel()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for signal, want := range map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143} {
		directory := site(t)
		command := exec.CommandContext(t.Context(), program, "check", "--stdin-filename", filepath.Join(directory, "settings.py"))
		command.Env = append(os.Environ(), processVariable+"="+os.DevNull, "GODEBUG=")
		var stderr bytes.Buffer
		command.Stderr = &stderr
		input, err := command.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		// More than a pipe holds: when it has been written, djvet is reading,
		// and so it listens to signals.
		if _, err := input.Write(make([]byte, 1<<20)); err != nil {
			t.Fatal(err)
		}
		if err := command.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		_ = command.Wait() // the status says it
		if got := command.ProcessState.ExitCode(); got != want || stderr.String() != "djvet: interrupted\n" {
			t.Errorf("%v: status %d, %q", signal, got, stderr.String())
		}
	}
}

// TestClosedPipeOfAProcess closes the pipe that a real process writes to.
func TestClosedPipeOfAProcess(t *testing.T) {
	t.Parallel()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	reader, output, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	_ = reader.Close()
	command := exec.CommandContext(t.Context(), program, "check", "--select", "debug-enabled", site(t))
	command.Env = append(os.Environ(), processVariable+"="+os.DevNull)
	var stderr bytes.Buffer
	command.Stdout, command.Stderr = output, &stderr
	_ = command.Run() // the status says it
	_ = output.Close()
	if got := command.ProcessState.ExitCode(); got != StatusFindings || stderr.Len() > 0 {
		t.Errorf("status %d, %q", got, stderr.String())
	}
}
