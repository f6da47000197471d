package entrypoints

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/parser/python"
	"github.com/djvet/djvet/parser/text"
)

// variableLate reports entry points that name the settings module only after
// Django, or a module of the project that needs the settings, has looked for it.
// Where something in the repository names it before, nothing is late.
func variableLate(p *check.Pass) {
	if chosenByLaunch(p.Project, true) {
		return
	}
	for _, s := range p.Project.Starters {
		writes := s.Result.Environment[deploy.SettingsVariable]
		if len(writes) == 0 || s.Result.Damaged {
			continue
		}
		syntax, file, err := p.Project.Files.Python(p.Project.Context(), s.Path)
		if err != nil {
			continue
		}
		first := writes[0]
		if first.File.Path != s.Path { // an import sets it first
			continue
		}
		early, ok := readBefore(p, s, file, syntax.Body, first.Span)
		if !ok {
			continue
		}
		f := naming{name: "", path: s.Path, span: first.Span}.finding()
		f.Message = deploy.SettingsVariable + " is set after " + early + ": without it in the environment the start ends with ImproperlyConfigured"
		p.Report(f)
	}
}

// readBefore is what reads the settings in the statements before a place, with
// its line; in the same body, for functions are called when nobody knows.
func readBefore(p *check.Pass, s *project.Starter, file *text.File, body []python.Stmt, write text.Span) (string, bool) {
	at := slices.IndexFunc(body, func(stmt python.Stmt) bool { return stmt.Range().Contains(write) })
	if at < 0 {
		return "", false
	}
	reader := settingsReader{p: p, roots: s.Roots, seen: map[string]bool{}}
	for _, stmt := range body[:at] {
		if call := callThatReads(stmt, file); call != "" {
			return call + " needs it", true
		}
		if name := reader.imports(stmt, s.Module, false); name != "" {
			return "the import of " + name + ", which needs the settings", true
		}
	}
	if function, ok := body[at].(*python.FunctionDef); ok {
		return readBefore(p, s, file, function.Body, write)
	}
	return "", false
}

// callThatReads is the call by which a statement makes Django load the settings.
// Source: django.setup in django/__init__.py, which all of them come to.
func callThatReads(stmt python.Stmt, file *text.File) string {
	switch stmt.(type) {
	case *python.Assign, *python.AnnAssign, *python.ExprStmt:
	default:
		return ""
	}
	span := stmt.Range()
	code := string(file.Data[span.Start:span.End])
	for _, call := range []string{"get_wsgi_application()", "get_asgi_application()", "django.setup()", "execute_from_command_line("} { // the last has arguments
		if strings.Contains(code, call) && !strings.Contains(code, "lambda") {
			return call[:strings.IndexByte(call, '(')] + "()"
		}
	}
	return ""
}
