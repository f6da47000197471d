//go:build linux

package e2e_test

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// setup is one way to deploy the project.
type setup struct {
	// name is the folder of deployments; nginx-gunicorn is the project as it is.
	name string
	// title is for people.
	title string
	// start starts its servers. It gives what a server says that does not start,
	// and "" when all run.
	start func(*deployed) string
	// ignored are rules that speak of the set-up itself.
	ignored []string
}

func setups() []setup {
	return []setup{
		{name: "apache-embedded", title: "Apache, embedded", start: startHTTPD, ignored: []string{"apache-embedded-mode"}},
		{name: "apache-daemon", title: "Apache, daemon", start: startApacheSite},
		{name: "nginx-uwsgi", title: "nginx and uWSGI", start: startNginx},
		{name: "nginx-gunicorn", title: "nginx and gunicorn", start: startNginx},
	}
}

func setupNamed(t *testing.T, name string) setup {
	t.Helper()
	for _, s := range setups() {
		if s.name == name {
			return s
		}
	}
	t.Fatalf("there is no set-up %s", name)
	return setup{}
}

// startHTTPD starts Apache with the configuration in the repository.
func startHTTPD(d *deployed) string {
	return d.startApache(filepath.Join(d.root, "deploy", "apache", "httpd.conf"))
}

// startApacheSite starts Apache as Debian does, with the site in the repository.
func startApacheSite(d *deployed) string {
	main := filepath.Join(d.base, "server", "apache2.conf")
	d.must(os.WriteFile(main, []byte(d.here(debianApache)), 0o644))
	return d.startApache(main)
}

// debianApache is what Debian's apache2.conf says, as far as it matters, with
// the modules that are enabled in a new installation and those that the site
// asks for.
const debianApache = `
ServerRoot "/usr/lib/apache2"
PidFile "/run/mysite/apache2.pid"
DefaultRuntimeDir "/run/mysite"
ErrorLog "/var/log/mysite/error.log"
LogLevel warn
LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule access_compat_module modules/mod_access_compat.so
LoadModule alias_module modules/mod_alias.so
LoadModule authn_core_module modules/mod_authn_core.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule authz_host_module modules/mod_authz_host.so
LoadModule autoindex_module modules/mod_autoindex.so
LoadModule dir_module modules/mod_dir.so
LoadModule env_module modules/mod_env.so
LoadModule mime_module modules/mod_mime.so
LoadModule negotiation_module modules/mod_negotiation.so
LoadModule setenvif_module modules/mod_setenvif.so
LoadModule cgid_module modules/mod_cgid.so
LoadModule headers_module modules/mod_headers.so
LoadModule socache_shmcb_module modules/mod_socache_shmcb.so
LoadModule ssl_module modules/mod_ssl.so
LoadModule wsgi_module modules/mod_wsgi.so
User www-data
Group www-data
Listen 80
Listen 443
ServerName localhost
TypesConfig /etc/mime.types
ScriptSock /run/mysite/cgid.sock
WSGISocketPrefix /run/mysite/wsgi
<Directory />
	Options FollowSymLinks
	AllowOverride None
	Require all denied
</Directory>
<Directory /usr/share>
	AllowOverride None
	Require all granted
</Directory>
<Directory /var/www/>
	Options Indexes FollowSymLinks
	AllowOverride None
	Require all granted
</Directory>
Include /srv/mysite/deploy/apache/*.conf
`

func (d *deployed) startApache(configuration string) string {
	d.t.Helper()
	// Debian's apachectl exports envvars; the secrets are put there.
	variables := environment(append(secrets(), "APACHE_RUN_USER="+account, "APACHE_RUN_GROUP="+account)...)
	test := exec.Command("apache2", "-t", "-f", configuration)
	test.Env = variables
	if output, err := test.CombinedOutput(); err != nil {
		return string(output)
	}
	command := exec.Command("apache2", "-D", "FOREGROUND", "-f", configuration)
	command.Env = variables
	p := d.spawn(command, nil)
	if !d.until(p, "Apache listens", func() bool { return d.listens(d.tls) }) {
		return d.logs()
	}
	return ""
}

// startNginx starts the service in front of which nginx stands, and nginx as
// Debian does, with the site in the repository.
func startNginx(d *deployed) string {
	if said := d.startUnit("deploy/systemd/mysite.service"); said != "" {
		return said
	}
	return d.startNginxAlone()
}

func (d *deployed) startNginxAlone() string {
	d.t.Helper()
	server := filepath.Join(d.base, "server")
	for _, name := range []string{"mime.types", "uwsgi_params", "proxy_params", "fastcgi_params"} {
		data, err := os.ReadFile("/etc/nginx/" + name)
		d.must(err)
		d.must(os.WriteFile(filepath.Join(server, name), data, 0o644))
	}
	main := filepath.Join(server, "nginx.conf")
	configuration := debianNginx
	if d.owner != nil {
		configuration = "user " + account + ";\n" + configuration
	}
	d.must(os.WriteFile(main, []byte(d.here(configuration)), 0o644))
	arguments := []string{"-e", filepath.Join(d.base, "log", "nginx.log"), "-p", server, "-c", main}
	test := exec.Command("nginx", append([]string{"-t"}, arguments...)...)
	if output, err := test.CombinedOutput(); err != nil {
		return string(output)
	}
	command := exec.Command("nginx", arguments...)
	command.Env = environment()
	p := d.spawn(command, nil)
	if !d.until(p, "nginx listens", func() bool { return d.listens(d.tls) }) {
		return d.logs()
	}
	return ""
}

// debianNginx is what Debian's nginx.conf says, as far as it matters.
const debianNginx = `
worker_processes 1;
daemon off;
pid /run/mysite/nginx.pid;
error_log /var/log/mysite/nginx.log;
events { worker_connections 64; }
http {
	sendfile on;
	include mime.types;
	default_type application/octet-stream;
	access_log off;
	client_body_temp_path /var/cache/mysite/body;
	proxy_temp_path /var/cache/mysite/proxy;
	fastcgi_temp_path /var/cache/mysite/fastcgi;
	uwsgi_temp_path /var/cache/mysite/uwsgi;
	scgi_temp_path /var/cache/mysite/scgi;
	include /srv/mysite/deploy/nginx/*.conf;
}
`

// startUnit does what systemd would with a unit, and waits until the program
// says that its workers run; if it is to fail, until it has ended.
func (d *deployed) startUnit(name string) string {
	d.t.Helper()
	unit, err := os.ReadFile(filepath.Join(d.root, filepath.FromSlash(name)))
	d.must(err)
	command := &exec.Cmd{Env: environment()}
	for line := range strings.Lines(string(unit)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		switch key {
		case "ExecStart":
			command.Args = strings.Fields(value)
			command.Path = command.Args[0]
		case "WorkingDirectory":
			command.Dir = value
		case "Environment":
			command.Env = append(command.Env, strings.Fields(value)...)
		case "PassEnvironment":
			for _, assignment := range secrets() {
				if name, _, _ := strings.Cut(assignment, "="); slices.Contains(strings.Fields(value), name) {
					command.Env = append(command.Env, assignment)
				}
			}
		case "EnvironmentFile":
			file, err := os.ReadFile(value)
			d.must(err)
			command.Env = append(command.Env, strings.Fields(string(file))...)
		}
	}
	p := d.spawn(command, d.owner)
	working := func() bool { return !d.ends && d.takesRequests(p) }
	if !d.until(p, name+" is served", working) {
		return p.output.String()
	}
	return ""
}

// takesRequests reports whether the workers of a server run: uWSGI and gunicorn
// say so, daphne listens no sooner.
func (d *deployed) takesRequests(p *process) bool {
	if filepath.Base(p.command.Path) == "daphne" {
		connection, err := net.Dial("unix", filepath.Join(d.base, "run", "gunicorn.sock"))
		if err == nil {
			_ = connection.Close()
		}
		return err == nil
	}
	said := p.output.String()
	return strings.Contains(said, "spawned uWSGI worker") || strings.Contains(said, "Booting worker")
}

func (d *deployed) listens(port int) bool {
	connection, err := net.Dial("tcp", "127.0.0.1:"+strconv.Itoa(port))
	if err != nil {
		return false
	}
	_ = connection.Close()
	return true
}

// answer is what a visitor gets.
type answer struct {
	status int
	body   string
	header http.Header
}

// request is what a visitor asks for.
type request struct {
	// path begins with a slash.
	path string
	// plain is true for HTTP.
	plain bool
	// headers are lines, "Name: value".
	headers []string
}

// ask asks as a visitor does, and follows no redirect.
func (d *deployed) ask(r request) answer {
	d.t.Helper()
	scheme, port := "https", d.tls
	if r.plain {
		scheme, port = "http", d.plain
	}
	asked, err := http.NewRequestWithContext(d.t.Context(), http.MethodGet, scheme+"://"+site+"/", http.NoBody)
	d.must(err)
	asked.URL.Opaque = r.path // as it is: "/static../" is not made shorter
	for _, line := range r.headers {
		name, value, _ := strings.Cut(line, ": ")
		asked.Header.Set(name, value)
	}
	return d.send(asked, port)
}

// login logs in to the admin, for which Django has to write a session.
func (d *deployed) login() answer {
	d.t.Helper()
	form := d.ask(request{path: page})
	token := csrfToken.FindStringSubmatch(form.body)
	if token == nil {
		d.t.Fatalf("GET %s: %d without a form\n%s", page, form.status, d.logs())
	}
	fields := url.Values{"csrfmiddlewaretoken": {token[1]}, "username": {administrator}, "password": {password}, "next": {"/admin/"}}
	sent, err := http.NewRequestWithContext(d.t.Context(), http.MethodPost, "https://"+site+page, strings.NewReader(fields.Encode()))
	d.must(err)
	sent.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	sent.Header.Set("Referer", "https://"+site+page)
	for _, cookie := range (&http.Response{Header: form.header}).Cookies() {
		sent.AddCookie(cookie)
	}
	return d.send(sent, d.tls)
}

var csrfToken = regexp.MustCompile(`name="csrfmiddlewaretoken" value="(\w+)"`)

// send sends a request to a port of this machine.
func (d *deployed) send(asked *http.Request, port int) answer {
	d.t.Helper()
	client := &http.Client{
		Timeout: patience,
		Transport: &http.Transport{
			DisableKeepAlives: true,
			DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
				return (&net.Dialer{}).DialContext(ctx, network, "127.0.0.1:"+strconv.Itoa(port))
			},
			TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, // it is the test's own
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	response, err := client.Do(asked)
	if err != nil {
		d.t.Fatalf("%s %s: %v\n%s", asked.Method, asked.URL, err, d.logs())
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	d.must(err)
	return answer{response.StatusCode, string(body), response.Header}
}
