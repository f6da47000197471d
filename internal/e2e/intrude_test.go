//go:build linux

package e2e_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
)

// intruder sends a request in uWSGI's own protocol (its documentation, "The uwsgi
// Protocol") that names a Python file to run.
const intruder = `
import socket, struct, sys

variables = {
    "REQUEST_METHOD": "GET", "PATH_INFO": "/", "SERVER_NAME": "x", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
    "UWSGI_APPID": "intruder", "UWSGI_FILE": sys.argv[2],
}
body = b"".join(struct.pack("<H", len(w)) + w for pair in variables.items() for w in (p.encode() for p in pair))
connection = socket.socket(socket.AF_UNIX)
connection.connect(sys.argv[1])
connection.sendall(struct.pack("<BHB", 0, len(body), 0) + body)
print(connection.makefile("rb").read().decode())
`

// intrude talks to uWSGI's socket as an account that has nothing to do with the
// site, if the test can take one, and gives the answer.
func (d *deployed) intrude() string {
	d.t.Helper()
	program := filepath.Join(d.base, "intruder.py")
	d.must(os.WriteFile(program, []byte("def application(environ, start):\n    start('200 OK', [])\n    return [b'it runs %d' % (6 * 7)]\n"), 0o644))
	command := exec.Command("/usr/bin/python3", "-c", intruder, filepath.Join(d.base, "run", "uwsgi.sock"), program)
	if d.owner != nil {
		const nobody = 65534
		command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	output, err := command.CombinedOutput()
	if err != nil {
		return err.Error() + "\n" + string(output)
	}
	return string(output)
}
