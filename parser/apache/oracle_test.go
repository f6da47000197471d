package apache

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/djvet/djvet/parser/text"
)

// TestServer compares with the server itself: what it accepts has no errors, and
// what it refuses has some. DJVET_PROGRAMS asks for more configurations than a
// few, DJVET_SEED for others.
func TestServer(t *testing.T) {
	s := newServer(t)
	count, seed := number(t, "DJVET_PROGRAMS", 60), number(t, "DJVET_SEED", 1)
	count = min(count, 1000)
	for i := range count {
		g := &generator{Rand: rand.New(rand.NewPCG(uint64(seed), uint64(i)))}
		written := g.configuration()
		accepted, said := s.accepts(t, written)
		if !accepted && !syntactic.MatchString(said) {
			continue // it is read, and makes no sense
		}
		tree := Parse(text.NewFile("httpd.conf", []byte(written)))
		if accepted != (len(tree.Errors) == 0) {
			t.Errorf("configuration %d: the server says %q, djvet %q:\n%s", i, said, messages(tree), written)
		}
	}
}

// syntactic finds the messages on what cannot be read.
var syntactic = regexp.MustCompile(`Expected </|without matching|was not closed|missing closing|Invalid command '<`)

func number(t *testing.T, variable string, otherwise int) int {
	t.Helper()
	given := os.Getenv(variable)
	if given == "" {
		return otherwise
	}
	n, err := strconv.Atoi(given)
	if err != nil {
		t.Fatalf("%s: %v", variable, err)
	}
	return n
}

// server runs configuration tests.
type server struct {
	program, directory, head string
}

func newServer(t *testing.T) server {
	t.Helper()
	for _, name := range []string{"apache2", "/usr/sbin/apache2", "httpd", "/usr/sbin/httpd"} {
		program, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		for _, modules := range []string{"/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/lib/httpd/modules"} {
			s := server{program: program, directory: t.TempDir()}
			s.head = fmt.Sprintf("LoadModule mpm_event_module %[1]s/mod_mpm_event.so\nLoadModule authz_core_module %[1]s/mod_authz_core.so\n"+
				"ServerName localhost\nListen 127.0.0.1:20999\nErrorLog %[2]s/error.log\nPidFile %[2]s/pid\nDefaultRuntimeDir %[2]s\n", modules, s.directory)
			if accepted, _ := s.accepts(t, ""); accepted {
				return s
			}
		}
	}
	t.Skip("apache2 is not installed")
	return server{}
}

// accepts puts a configuration behind the head, without which the server does
// not start.
func (s server) accepts(t *testing.T, configuration string) (accepted bool, said string) {
	t.Helper()
	main, site := filepath.Join(s.directory, "httpd.conf"), filepath.Join(s.directory, "site.conf")
	for name, content := range map[string]string{main: s.head + "Include " + site + "\n", site: configuration} {
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.CommandContext(t.Context(), s.program, "-t", "-d", s.directory, "-f", main).CombinedOutput()
	return err == nil, string(out)
}

// generator writes configurations of which only the syntax may be wrong.
type generator struct {
	*rand.Rand
	lines []string
}

func (g *generator) configuration() string {
	for range 1 + g.IntN(3) {
		g.section("VirtualHost", "*:"+strconv.Itoa(20000+len(g.lines)), 0)
	}
	for range g.IntN(3) {
		g.spoil()
	}
	ending := []string{"\n", "\r\n"}[g.IntN(2)]
	written := strings.Join(g.lines, ending)
	if g.IntN(3) > 0 {
		written += ending
	}
	return written
}

func (g *generator) section(name, argument string, depth int) {
	end := []string{">", "> x"}[g.IntN(2)]
	if depth > 0 { // the server asks for the address of whatever stands in a VirtualHost
		argument, end = g.quoted(argument), []string{">", " >", "> # >", "> x"}[g.IntN(4)]
	}
	g.lines = append(g.lines, g.blanks()+"<"+g.cased(name)+" "+argument+end)
	for range g.IntN(3) {
		g.plain()
	}
	switch depth {
	case 0:
		for range g.IntN(3) {
			kind := g.IntN(3)
			if kind == 2 {
				g.lines = append(g.lines, "<"+g.cased("IfDefine")+" !X>", "AddDefaultCharset off", "</"+g.cased("IfDefine")+">")
				continue
			}
			g.section([]string{"Directory", "Location"}[kind], "/a", 1)
		}
	case 1:
		for range g.IntN(2) {
			g.requirements(2)
		}
	}
	g.lines = append(g.lines, g.blanks()+"</"+g.cased(name)+">"+[]string{"", "", " x"}[g.IntN(3)])
}

func (g *generator) requirements(depth int) {
	name := []string{"RequireAll", "RequireAny"}[g.IntN(2)]
	g.lines = append(g.lines, "<"+name+">", "Require all granted")
	if depth < 5 && g.IntN(2) == 0 {
		g.requirements(depth + 1)
	}
	g.lines = append(g.lines, "</"+g.cased(name)+">")
}

func (g *generator) plain() {
	g.lines = append(g.lines, g.blanks()+[]string{
		"# a comment", "# </Directory> \\", "", "AddDefaultCharset \"utf-8\"", "SetHandler 'a b", "SetHandler \\\n  none", "AddDefaultCharset \"a\\\"b\\",
		"SetHandler <a>", "SetHandler a\\\\",
	}[g.IntN(9)])
}

// spoil changes one line so that the whole may no longer be right.
func (g *generator) spoil() {
	i := g.IntN(len(g.lines))
	switch g.IntN(6) {
	case 0:
		g.lines = append(g.lines[:i:i], g.lines[i+1:]...)
	case 1:
		g.lines[i] = strings.Replace(g.lines[i], ">", "", 1)
	case 2:
		g.lines[i] = strings.Replace(g.lines[i], ">", " >", 1)
	case 3:
		g.lines[i] = strings.Replace(g.lines[i], "<", "</", 1)
	case 4:
		g.lines[i] = strings.Replace(g.lines[i], "</", "</x", 1)
	default:
		g.lines[i] += "\\"
	}
	if len(g.lines) == 0 {
		g.lines = []string{""}
	}
}

func (g *generator) blanks() string { return []string{"", "  ", "\t", " \v"}[g.IntN(4)] }

func (g *generator) cased(name string) string {
	return []string{name, strings.ToLower(name), strings.ToUpper(name)}[g.IntN(3)]
}

func (g *generator) quoted(word string) string {
	return []string{word, `"` + word + `"`, "'" + word + "'", `"` + word}[g.IntN(4)]
}
