//go:build linux

package e2e_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/djvet/djvet/internal/cli"
)

// row is a rule, a way to break what it is about, and what the server then does.
type row struct {
	rule, setup string
	// change tells people what is done to the set-up; edits do it.
	change string
	edits  []edit
	// prepare does what no edit can, for rows that only root can make.
	prepare func(*deployed)
	// options are what djvet check is told besides.
	options []string
	// file is where djvet reports it, relative to the checkout.
	file string
	// sees is what the server then does, failure how that is told.
	sees    string
	failure failure
}

// failure is what a broken server does.
type failure struct {
	// refuses is what a server says that does not start. It is a regular
	// expression; "" if it starts. ends tells that it is the one behind nginx.
	refuses string
	ends    bool
	// asked gets an answer with the status and with what says matches.
	asked  request
	status int
	says   string
	// login says that the visitor logs in instead of asking for something,
	// intrudes that another account of the machine talks to uWSGI's socket.
	login, intrudes bool
	// logs is what the server writes into its log then.
	logs string
}

// refuses: the check of the web server's configuration ends with a message.
func refuses(says string) failure { return failure{refuses: says} }

// ends: the server behind nginx ends with a message.
func ends(says string) failure { return failure{refuses: says, ends: true} }

// answers: a visitor gets something else than the page.
func answers(path string, status int, says string) failure {
	return failure{asked: request{path: path}, status: status, says: says}
}

// logging: the same, and the log says why.
func (f failure) logging(says string) failure {
	f.logs = says
	return f
}

const page = "/admin/login/"

// styleSheet finds a style sheet in the page, by the name that collectstatic
// gave it.
var styleSheet = regexp.MustCompile(`href="(/static/admin/css/base\.[0-9a-f]+\.css)"`)

// outcomes are what TestSetups and TestRows saw, for the matrix that is printed.
var outcomes struct {
	sync.Mutex
	lines []string
}

func note(format string, arguments ...any) {
	outcomes.Lock()
	defer outcomes.Unlock()
	outcomes.lines = append(outcomes.lines, fmt.Sprintf(format, arguments...))
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "NO"
}

// was says whether djvet was silent on a set-up; with -run it may not have been
// asked.
func was(silent map[string]bool, setup string) string {
	if quiet, asked := silent[setup]; asked {
		return yes(quiet)
	}
	return "-"
}

// TestServers is the matrix: each set-up works and djvet is silent on it; each
// row breaks one, so that the server fails and djvet says so.
func TestServers(t *testing.T) {
	needServers(t)
	silent := map[string]bool{}
	t.Run("fixed", func(t *testing.T) {
		for _, s := range setups() {
			t.Run(s.name, func(t *testing.T) {
				d := deploy(t, s.name)
				works(d, s)
				found := slices.DeleteFunc(d.check(append(onHost(d), "--pedantic")...), func(f found) bool { return slices.Contains(s.ignored, f.Rule) })
				silent[s.name] = len(found) == 0
				for _, f := range found {
					t.Errorf("djvet reports a set-up that works: %s", f)
				}
				note("%-34s %-16s fixed silent: %s", "-", s.name, yes(silent[s.name]))
			})
		}
	})
	t.Run("broken", func(t *testing.T) {
		for _, r := range rows() {
			t.Run(r.rule+"/"+r.setup, func(t *testing.T) {
				t.Parallel()
				d := deploy(t, r.setup)
				d.change(r.edits)
				if r.prepare != nil {
					if d.owner == nil {
						t.Skip("only root can make files of another account")
					}
					r.prepare(d)
				}
				failed := fails(d, r)
				reported := slices.ContainsFunc(d.check(append(r.options, "--select", r.rule)...), func(f found) bool {
					return f.Rule == r.rule && f.Path == r.file
				})
				if !reported {
					t.Errorf("djvet does not report %s at %s; without --select it says: %v", r.rule, r.file, d.check())
				}
				note("%-34s %-16s fixed silent: %-4s broken reported: %-4s real server failed: %s",
					r.rule, r.setup, was(silent, r.setup), yes(reported), yes(failed))
			})
		}
	})
	slices.Sort(outcomes.lines)
	t.Logf("the matrix:\n%s", strings.Join(outcomes.lines, "\n"))
}

// onHost lets djvet look at the machine, if the servers have an account of their
// own on it.
func onHost(d *deployed) []string {
	if d.owner == nil {
		return nil
	}
	return []string{"--host"}
}

// works wants a page, a style sheet and an upload of a set-up as it is, and that
// plain HTTP is redirected.
func works(d *deployed, s setup) {
	d.t.Helper()
	if said := s.start(d); said != "" {
		d.t.Fatalf("the servers do not start:\n%s", said)
	}
	got := d.ask(request{path: page})
	if got.status != http.StatusOK || !strings.Contains(got.body, "csrfmiddlewaretoken") {
		d.t.Fatalf("GET %s: %d\n%.2000s\n%s", page, got.status, got.body, d.logs())
	}
	sheet := styleSheet.FindStringSubmatch(got.body)
	if sheet == nil {
		d.t.Fatalf("the page has no style sheet from collectstatic:\n%s", got.body)
	}
	for name, content := range map[string]string{sheet[1]: "--primary", "/static/css/mysite.css": "{", "/media/upload.txt": "an upload"} {
		if got := d.ask(request{path: name}); got.status != http.StatusOK || !strings.Contains(got.body, content) {
			d.t.Errorf("GET %s: %d\n%.500s\n%s", name, got.status, got.body, d.logs())
		}
	}
	if got := d.ask(request{path: page, plain: true}); got.status != http.StatusMovedPermanently ||
		!strings.HasPrefix(got.header.Get("Location"), "https://"+site+"/") {
		d.t.Errorf("GET %s without TLS: %d to %q", page, got.status, got.header.Get("Location"))
	}
}

// fails reports whether the broken servers do what the row says.
func fails(d *deployed, r row) bool {
	d.t.Helper()
	d.ends = r.failure.ends
	said := setupNamed(d.t, r.setup).start(d)
	if r.failure.refuses != "" {
		if ok := regexp.MustCompile(r.failure.refuses).MatchString(said); !ok {
			d.t.Errorf("want a refusal with %q, got:\n%s", r.failure.refuses, said)
			return false
		}
		return true
	}
	if said != "" {
		d.t.Errorf("the servers do not start:\n%s", said)
		return false
	}
	var got answer
	switch {
	case r.failure.login:
		got = d.login()
	case r.failure.intrudes:
		got.body = d.intrude()
	default:
		got = d.ask(r.failure.asked)
	}
	matches := regexp.MustCompile(r.failure.says).MatchString(got.body + "\n" + got.header.Get("Location"))
	if got.status != r.failure.status || !matches {
		d.t.Errorf("GET %s: want %d with %q, got %d\n%.3000s\n%s",
			r.failure.asked.path, r.failure.status, r.failure.says, got.status, got.body, d.logs())
		return false
	}
	return d.logged(r.failure.logs)
}

// logged waits until the log says something: servers write it after they answer.
func (d *deployed) logged(says string) bool {
	d.t.Helper()
	pattern := regexp.MustCompile(says)
	running := &process{ended: make(chan struct{})}
	return d.until(running, "the log says "+says, func() bool { return pattern.MatchString(d.logs()) })
}

// found is a finding of djvet's JSON report.
type found struct {
	Rule    string
	Path    string
	Line    int
	Message string
}

func (f found) String() string {
	return fmt.Sprintf("%s:%d: %s: %s", f.Path, f.Line, f.Rule, f.Message)
}

// check runs djvet on the checkout. Paths of findings are relative to it.
func (d *deployed) check(arguments ...string) []found {
	d.t.Helper()
	var stdout, stderr bytes.Buffer
	command := cli.Command{Stdin: strings.NewReader(""), Stdout: &stdout, Stderr: &stderr, Directory: d.root, Version: "test"}
	status := command.Main(d.t.Context(), append([]string{"check", "--format", "json"}, arguments...))
	var report struct {
		Findings  []found
		Incidents []struct{ Message string }
		Projects  []struct{ Root string }
	}
	if err := json.Unmarshal(stdout.Bytes(), &report); err != nil {
		d.t.Fatalf("djvet check %q: %v (status %d)\n%s%s", arguments, err, status, stdout.String(), stderr.String())
	}
	for _, incident := range report.Incidents {
		d.t.Errorf("incident: %s", incident.Message)
	}
	if len(report.Projects) == 0 {
		d.t.Errorf("djvet finds no project in %s", d.root)
	}
	for i, f := range report.Findings {
		if filepath.IsAbs(f.Path) {
			relative, err := filepath.Rel(d.root, f.Path)
			d.must(err)
			f.Path = relative
		}
		report.Findings[i].Path = path.Clean(filepath.ToSlash(f.Path))
	}
	return report.Findings
}
