//go:build linux

package e2e_test

import (
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
)

const (
	// project is deployed in every set-up; a folder of deployments replaces its
	// deploy/.
	project     = "../../testdata/projects/mysite-fixed"
	deployments = "../../testdata/deployments"
	// site is the name that the project answers to.
	site = "www.mysite.org"
	// account is the one that Debian's web servers run as.
	account = "www-data"
)

// deployed is a copy of the project on this machine, with what it needs around
// it, and one web server.
type deployed struct {
	t *testing.T
	// base is the directory that holds everything, root the checkout in it.
	base, root string
	plain, tls int
	// application and unused are ports of which a server may use the first.
	application, unused int
	// owner is who the servers run as; nil if the test is not root's, and they
	// run as whoever started it.
	owner *syscall.Credential
	// ends says that the server behind nginx is expected not to start.
	ends bool
	// processes are those that were started.
	processes []*process
}

// deploy makes a copy of the project with the deployment files of a set-up.
// What the files say of paths and ports is made true for this machine.
func deploy(t *testing.T, name string) *deployed {
	t.Helper()
	needServers(t)
	d := &deployed{t: t, base: directory(t), plain: freePort(t), tls: freePort(t), application: freePort(t), unused: freePort(t), owner: ownerOfServers(t)}
	d.root = filepath.Join(d.base, "srv")
	for _, made := range []string{"srv", "run", "log", "media", "server", "tls", "tmp"} {
		d.must(os.Mkdir(filepath.Join(d.base, made), 0o755))
	}
	for _, written := range []string{"run", "log", "media", "tmp"} {
		d.own(filepath.Join(d.base, written))
	}
	d.must(os.WriteFile(filepath.Join(d.base, "media", "upload.txt"), []byte("an upload\n"), 0o644))
	d.must(os.WriteFile(filepath.Join(d.base, "media", "upload.cgi"), []byte("#!/bin/sh\necho Content-Type: text/plain\necho\necho it runs $((6 * 7))\n"), 0o755))
	d.must(os.WriteFile(filepath.Join(d.base, "environment"), []byte(strings.Join(secrets(), "\n")+"\n"), 0o600))
	d.certify()
	d.copy(collected(t), false)
	if _, err := os.Stat(filepath.Join(deployments, name)); err == nil {
		d.must(os.RemoveAll(filepath.Join(d.root, "deploy")))
		d.copy(filepath.Join(deployments, name), true)
	}
	return d
}

// secrets are the variables that the repository leaves to the server.
func secrets() []string {
	return []string{
		"SECRET_KEY=0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
		"DATABASE_PASSWORD=for-the-test-only", "EMAIL_HOST_PASSWORD=for-the-test-only",
	}
}

// here writes what a deployment file says for this machine.
func (d *deployed) here(text string) string {
	if d.owner == nil { // only root can start processes as somebody else
		text = strings.ReplaceAll(text, " user="+account+" group="+account, "")
	}
	return strings.NewReplacer(
		"/srv/mysite/venv", venv(),
		"/srv/mysite", d.root,
		"/run/mysite", filepath.Join(d.base, "run"),
		"/var/log/mysite", filepath.Join(d.base, "log"),
		"/var/cache/mysite", filepath.Join(d.base, "tmp"),
		"/var/lib/mysite/media", filepath.Join(d.base, "media"),
		"/var/lib/mysite/data", filepath.Join(d.base, "data"),
		"/etc/letsencrypt/live/mysite.org", filepath.Join(d.base, "tls"),
		"/etc/mysite/environment", filepath.Join(d.base, "environment"),
		"User=mysite", "User="+account,
		"127.0.0.1:8000", "127.0.0.1:"+strconv.Itoa(d.application),
		"127.0.0.1:8001", "127.0.0.1:"+strconv.Itoa(d.unused),
		"listen 80", "listen 127.0.0.1:"+strconv.Itoa(d.plain),
		"listen 443", "listen 127.0.0.1:"+strconv.Itoa(d.tls),
		"Listen 80", "Listen 127.0.0.1:"+strconv.Itoa(d.plain),
		"Listen 443", "Listen 127.0.0.1:"+strconv.Itoa(d.tls),
		"*:80>", "*:"+strconv.Itoa(d.plain)+">",
		"*:443>", "*:"+strconv.Itoa(d.tls)+">",
	).Replace(text)
}

// copy copies a directory into the checkout.
func (d *deployed) copy(from string, localized bool) {
	d.t.Helper()
	d.must(filepath.WalkDir(from, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		target := filepath.Join(d.root, relative)
		if entry.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if localized || !strings.HasPrefix(filepath.ToSlash(relative), "www_static/") {
			data = []byte(d.here(string(data)))
		}
		return os.WriteFile(target, data, 0o644)
	}))
}

// edit is one change of a file of the checkout. Without Old the file is New
// as a whole; otherwise New replaces Old, which must be there.
type edit struct{ File, Old, New string }

// change makes edits, which are written as the files of testdata are.
func (d *deployed) change(edits []edit) {
	d.t.Helper()
	for _, e := range edits {
		name := filepath.Join(d.root, filepath.FromSlash(e.File))
		text := d.here(e.New)
		if e.Old != "" {
			data, err := os.ReadFile(name)
			d.must(err)
			old := d.here(e.Old)
			if !strings.Contains(string(data), old) {
				d.t.Fatalf("%s does not say %q:\n%s", e.File, old, data)
			}
			text = strings.ReplaceAll(string(data), old, text)
		}
		d.must(os.MkdirAll(filepath.Dir(name), 0o755))
		d.must(os.WriteFile(name, []byte(text), 0o644))
	}
}

// own gives a file to the servers' account.
func (d *deployed) own(name string) {
	d.t.Helper()
	if d.owner != nil {
		d.must(os.Chown(name, int(d.owner.Uid), int(d.owner.Gid)))
	}
}

func (d *deployed) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// directory is a temporary directory that every account may enter, which that
// of testing is not.
func directory(t *testing.T) string {
	t.Helper()
	name, err := os.MkdirTemp("", "djvet-e2e-") //nolint:usetesting // T.TempDir is for this account alone
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(name); err != nil {
			t.Error(err)
		}
	})
	if err := os.Chmod(name, 0o755); err != nil {
		t.Fatal(err)
	}
	return name
}

// ownerOfServers is the account of Debian's web servers if the test can take it.
func ownerOfServers(t *testing.T) *syscall.Credential {
	t.Helper()
	if os.Geteuid() != 0 {
		return nil
	}
	known, err := user.Lookup(account)
	if err != nil {
		t.Fatal(err)
	}
	uid, err := strconv.ParseUint(known.Uid, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	gid, err := strconv.ParseUint(known.Gid, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

var ports struct {
	sync.Mutex
	last int
}

// freePort is a port that nothing listens on and that no other set-up has. It is
// below those that the system gives to outgoing connections.
func freePort(t *testing.T) int {
	t.Helper()
	ports.Lock()
	defer ports.Unlock()
	const first, end = 21000, 32000
	if ports.last == 0 {
		ports.last = first + os.Getpid()%5000
	}
	for ports.last < end {
		ports.last++
		listener, err := net.Listen("tcp", "127.0.0.1:"+strconv.Itoa(ports.last))
		if err == nil {
			_ = listener.Close()
			return ports.last
		}
	}
	t.Fatal("no port is free")
	return 0
}

// TestMain takes away what outlives the tests.
func TestMain(m *testing.M) {
	status := m.Run()
	if collect.directory != "" {
		if err := os.RemoveAll(collect.directory); err != nil {
			fmt.Fprintln(os.Stderr, err)
			status = 1
		}
	}
	os.Exit(status)
}

var collect struct {
	sync.Once
	directory string
	output    []byte
	err       error
}

// collected is the project with its static files collected, made once.
func collected(t *testing.T) string {
	t.Helper()
	collect.Do(func() {
		collect.directory, collect.err = os.MkdirTemp("", "djvet-e2e-project-") //nolint:usetesting // it outlives the first test
		if collect.err != nil {
			return
		}
		if collect.err = os.CopyFS(collect.directory, os.DirFS(project)); collect.err != nil {
			return
		}
		command := exec.Command(python(), "manage.py", "collectstatic", "--noinput")
		command.Dir = collect.directory
		command.Env = append(os.Environ(), secrets()...)
		command.Env = append(command.Env, "PYTHONDONTWRITEBYTECODE=1")
		collect.output, collect.err = command.CombinedOutput()
	})
	if collect.err != nil {
		t.Fatalf("collectstatic: %v\n%s", collect.err, collect.output)
	}
	return collect.directory
}
