package host_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"github.com/djvet/djvet/internal/host"
)

// TestLocal compares what is concluded from modes with what the kernel says:
// nobody tries to open files.
func TestLocal(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("only root can make files of another account")
	}
	system, err := host.Local()
	if err != nil {
		t.Fatal(err)
	}
	nobody, err := system.Account("nobody")
	if err != nil {
		t.Fatal(err)
	}
	if again, err := system.Account(strconv.Itoa(nobody.UID)); err != nil || again.UID != nobody.UID || again.Name != nobody.Name {
		t.Errorf("by number: %+v, %v", again, err)
	}
	if _, err := system.Account("no such account"); !errors.Is(err, host.ErrNoAccount) {
		t.Errorf("an account that there is not: %v", err)
	}
	directory := openDirectory(t)
	for owner := range 3 { // 0: root's; 1: nobody's group; 2: nobody's own
		for bits := range 8 {
			name := filepath.Join(directory, strconv.Itoa(owner)+strconv.Itoa(bits))
			mode := os.FileMode(bits << (3 * owner)) // what counts for nobody; root's own is 0 or the same
			if err := os.WriteFile(name, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			uid, gid := 0, 0
			if owner >= 1 {
				gid = nobody.Groups[0]
			}
			if owner == 2 {
				uid = nobody.UID
			}
			if err := errors.Join(os.Chown(name, uid, gid), os.Chmod(name, mode)); err != nil {
				t.Fatal(err)
			}
			view := host.Look(system, nobody, name)
			for letter, right := range map[string]host.Right{"-r": host.Read, "-w": host.Write, "-x": host.Enter} {
				got := view.Exists && !view.Unknown && view.Closed == "" && nobody.May(view.File, right)
				if want := kernelAllows(t, nobody, letter, name); got != want {
					t.Errorf("owner %d, mode %o, %s: %v, but the kernel says %v (%+v)", owner, mode, letter, got, want, view)
				}
			}
		}
	}
	if err := os.Chmod(directory, 0o700); err != nil {
		t.Fatal(err)
	}
	if view := host.Look(system, nobody, filepath.Join(directory, "07")); view.Closed != directory {
		t.Errorf("a directory that is shut: %+v", view)
	}
}

// openDirectory is a directory that everybody may enter, without symbolic links.
func openDirectory(t *testing.T) string {
	t.Helper()
	name, err := os.MkdirTemp("", "djvet-host-") //nolint:usetesting // T.TempDir is for this account alone
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
	name, err = filepath.EvalSymlinks(name)
	if err != nil {
		t.Fatal(err)
	}
	return name
}

// kernelAllows asks test(1), run as the account.
func kernelAllows(t *testing.T, as host.Account, operator, name string) bool {
	t.Helper()
	groups := make([]uint32, len(as.Groups))
	for i, group := range as.Groups {
		groups[i] = uint32(group)
	}
	command := exec.Command("/usr/bin/test", operator, name)
	command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(as.UID), Gid: groups[0], Groups: groups}}
	err := command.Run()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		t.Fatal(err)
	}
	return err == nil
}
