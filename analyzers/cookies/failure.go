package cookies

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/parser/python"
)

// The ids of check_csrf_failure_view. Where the module is there and the view is
// not, or only the module's package is there, the check itself ends with
// ViewDoesNotExist.
const (
	idArguments = "security.E101"
	idImport    = "security.E102"
)

// fault is what is wrong with a view. id is the system check's, or "".
type fault struct{ what, id string }

// csrfFailureView is about paths into the project's own packages.
func csrfFailureView(p *check.Pass) {
	const setting = "CSRF_FAILURE_VIEW"
	for _, m := range p.Started() {
		j := check.Judge(p.Setting(m, setting), func(v eval.Value) check.Verdict {
			name, ok := v.(eval.Str)
			if !ok {
				return check.Unclear
			}
			return check.When(faultOf(p, m, string(name)).what != "")
		})
		if !j.Bad {
			continue
		}
		name, _ := j.Value.Value.(eval.Str)
		found := faultOf(p, m, string(name))
		var ids []string
		if found.id != "" && p.DjangoAtLeast(3, 2) {
			ids = []string{found.id}
		}
		message := setting + " names " + string(name) + ", " + found.what
		if j.ByDefault() {
			message += ", unless " + j.Decider()
		}
		report(p, m, setting, j, ids, message+": a request without the right token ends in a server error")
	}
}

// faultOf says what is certainly wrong with a view.
func faultOf(p *check.Pass, m *project.SettingsModule, name string) fault {
	at := strings.LastIndexByte(name, '.')
	if at < 0 {
		return fault{"which is not the dotted path of a module and a view in it", idImport}
	}
	module, view := name[:at], name[at+1:]
	files := p.Project.Files
	found, ok := files.Resolve(m.Roots, module)
	if !ok {
		return noModule(p, m, module)
	}
	if found.Path == "" || files.Opaque(found.Path) {
		return fault{}
	}
	if unbound(p, m, module, view) {
		return fault{what: "but " + found.Path + " has no " + view}
	}
	if takesNoReason(p, found.Path, view) {
		return fault{"which does not take the arguments request and reason", idArguments}
	}
	return fault{}
}

// unbound reports whether a module certainly has no such name.
func unbound(p *check.Pass, m *project.SettingsModule, module, name string) bool {
	r, done := eval.Evaluate(p.Project.Context(), eval.Input{Files: p.Project.Files, Roots: m.Roots, Module: module, World: m.World()})
	if !done || r == nil || r.Damaged || r.GaveUp != "" || r.Taint() != nil {
		return false
	}
	absent := func(name string) bool {
		for _, v := range r.Get(name) {
			if check.IsSet(v.Value) != check.Good {
				return false
			}
		}
		return true
	}
	return absent(name) && absent("__getattr__")
}

// noModule is the fault of a module that is not there.
func noModule(p *check.Pass, m *project.SettingsModule, module string) fault {
	if !p.LacksModule(m, module) {
		return fault{}
	}
	missing := fault{what: "but there is no module " + module}
	if _, ok := p.Project.Files.Resolve(m.Roots, module[:strings.LastIndexByte(module, '.')]); !ok {
		missing.id = idImport
	}
	return missing
}

// takesNoReason reports whether a file defines a view, without decorators and
// once, that cannot be called with a request and reason=….
func takesNoReason(p *check.Pass, path, view string) bool {
	syntax, _, err := p.Project.Files.Python(p.Project.Context(), path)
	if err != nil {
		return false
	}
	var found *python.FunctionDef
	for _, s := range syntax.Body {
		if function, ok := s.(*python.FunctionDef); ok && function.Name == view {
			if found != nil || len(function.Decorators) > 0 {
				return false
			}
			found = function
			continue
		}
		if mayBind(s, view) {
			return false
		}
	}
	return found != nil && !binds(found.Params)
}

// mayBind reports whether a statement may bind a name, which is not seen into
// branches and loops.
func mayBind(s python.Stmt, name string) bool {
	switch s := s.(type) {
	case *python.FunctionDef, *python.ExprStmt:
		return false
	case *python.ClassDef:
		return s.Name == name
	case *python.Import:
		return slices.ContainsFunc(s.Names, func(a python.Alias) bool { return a.Bound() == name })
	case *python.FromImport:
		return s.Star || slices.ContainsFunc(s.Names, func(a python.Alias) bool { return a.Bound() == name })
	case *python.Assign:
		return slices.ContainsFunc(s.Targets, func(e python.Expr) bool {
			target, ok := e.(*python.Name)
			return !ok || target.ID == name
		})
	}
	return true
}

// binds is inspect.signature(view).bind(None, reason=None).
func binds(params []python.Param) bool {
	first, reason := false, false
	for _, param := range params {
		switch {
		case param.Kind == python.VarPositional:
			first = true
		case param.Kind == python.VarKeyword:
			reason = true
		case !first && param.Kind != python.KeywordOnly:
			if first = true; param.Name == "reason" && param.Kind == python.PositionalOrKeyword {
				return false // two values for one parameter
			}
		case param.Name == "reason" && param.Kind != python.PositionalOnly:
			reason = true
		case param.Default == nil:
			return false
		}
	}
	return first && reason
}
