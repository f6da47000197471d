//go:build linux

package e2e_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// pythonVariable names the Python of a virtual environment with the project's
// requirements, made from the Python that mod_wsgi and uWSGI's plugin embed.
const pythonVariable = "DJVET_E2E_PYTHON"

const (
	apacheModules = "/usr/lib/apache2/modules"
	uwsgiPlugins  = "/usr/lib/uwsgi/plugins"
)

func python() string { return os.Getenv(pythonVariable) }

func venv() string { return filepath.Dir(filepath.Dir(python())) }

// needServers skips a test where the servers are not asked for. If they are,
// a missing one is a failure.
func needServers(t *testing.T) {
	t.Helper()
	if python() == "" {
		t.Skip("make e2e runs it, on Debian's apache2, mod_wsgi, nginx and uWSGI: " + pythonVariable + " is not set")
	}
	for _, program := range []string{"apache2", "nginx", "uwsgi", python(), filepath.Join(venv(), "bin", "gunicorn")} {
		if _, err := exec.LookPath(program); err != nil {
			t.Fatal(err)
		}
	}
	for _, pattern := range []string{apacheModules + "/mod_wsgi.so", uwsgiPlugins + "/python3*_plugin.so"} {
		if found, err := filepath.Glob(pattern); err != nil || len(found) == 0 {
			t.Fatalf("%s is not there: are libapache2-mod-wsgi-py3 and uwsgi-plugin-python3 installed? %v", pattern, err)
		}
	}
	if !strings.HasPrefix(python(), "/") {
		t.Fatalf("%s=%s is no absolute path", pythonVariable, python())
	}
}

// certify makes the certificate of the site, which it signs itself.
func (d *deployed) certify() {
	d.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	d.must(err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: site}, DNSNames: []string{site, "mysite.org"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		BasicConstraintsValid: true, IsCA: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	d.must(err)
	private, err := x509.MarshalPKCS8PrivateKey(key)
	d.must(err)
	for name, block := range map[string]*pem.Block{
		"fullchain.pem": {Type: "CERTIFICATE", Bytes: certificate},
		"privkey.pem":   {Type: "PRIVATE KEY", Bytes: private},
	} {
		name = filepath.Join(d.base, "tls", name)
		d.must(os.WriteFile(name, pem.EncodeToMemory(block), 0o600))
	}
}
