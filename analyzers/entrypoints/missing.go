package entrypoints

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// applicationMissing reports the files that servers load and that bind no
// application. A file that binds another name is right if all that name its
// callable name that one.
func applicationMissing(p *check.Pass) {
	for _, s := range p.Project.Starters {
		spoken, ok := protocolOf(s)
		if !ok || !usesHandlers(s) || makesFactory(s, spoken) || !unbound(s.Result, defaultCallable) {
			continue
		}
		named := callables(p.Project, s)
		if len(named) > 0 && !slices.ContainsFunc(named, func(name string) bool { return unbound(s.Result, name) }) {
			continue
		}
		other := otherName(s, spoken)
		if other == "app" && len(p.Project.Files.ByName("vercel.json")) > 0 {
			continue // the name that this platform asks for
		}
		at, found := place(s, other)
		if !found {
			at, _ = place(s, spoken.factory)
		}
		f := finding.Finding{Path: s.Path, Span: at.Span, Setting: defaultCallable}
		f.Message = s.Path + " binds no application at its top level, so that a server has nothing to call"
		if other != "" {
			f.Message = s.Path + " calls its application " + other + ", but servers look for the name application"
		}
		p.Report(f)
	}
}

// makesFactory reports whether a file defines Django's factory anew, for the file
// that servers load.
func makesFactory(s *project.Starter, spoken protocol) bool {
	return slices.ContainsFunc(s.Result.Get(spoken.factory), func(a eval.Alternative) bool {
		_, defined := a.Value.(*eval.Function)
		return defined
	})
}

// otherName is the name under which a file binds what should be the
// application; "" if there is none.
func otherName(s *project.Starter, spoken protocol) string {
	var names []string
	for _, name := range s.Result.Names() {
		if strings.HasPrefix(name, "_") {
			continue
		}
		v, _ := s.Result.Get(name).Single()
		if o, ok := v.(*eval.Object); ok && o.Type == spoken.handler {
			names = append(names, name)
		}
	}
	if near := check.Nearest(defaultCallable, names); near != "" || len(names) == 0 {
		return near
	}
	return names[0]
}
