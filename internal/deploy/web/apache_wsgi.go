package web

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/parser/text"
)

// wsgi gathers what mod_wsgi is told (mod_wsgi's wsgi_module.c, version 4.9).
func (b *apacheBuild) wsgi() *WSGI {
	w := &WSGI{Complete: b.flow.whole && len(b.flow.unread) == 0, Modules: b.flow.modules}
	if loaded, found := b.flow.modules["wsgi"]; found {
		w.Module = &loaded
	}
	w.Disabled = disabledModule(b.flow.reader.trees[b.flow.root].File)
	for i, server := range b.servers {
		host := b.hosts[i]
		for _, item := range server.items {
			switch strings.ToLower(item.Name) {
			case "wsgidaemonprocess":
				w.Daemons = append(w.Daemons, Daemon{
					Name: item.reference(item.word(0)), Options: b.options(item), Host: host, Conditional: item.conditional || server.conditional,
				})
			case "wsgiscriptalias", "wsgiscriptaliasmatch":
				if len(item.words) > 1 {
					w.Scripts = append(w.Scripts, b.script(item, server, host))
				}
			case "wsgipythonpath":
				if server == b.flow.main {
					w.PythonPath = given(item)
				}
			case "user":
				if server == b.flow.main {
					w.User = known(item)
				}
			case "group":
				if server == b.flow.main {
					w.Group = known(item)
				}
			case "wsgipythonhome":
				if server == b.flow.main {
					w.PythonHome = given(item)
				}
			case "wsgiprocessgroup":
				w.Groups = append(w.Groups, item.reference(item.word(0)))
			}
			b.notice(w, item, server)
			if option, found := b.options(item)["process-group"]; found && strings.HasPrefix(strings.ToLower(item.Name), "wsgi") {
				w.Groups = append(w.Groups, option)
			}
		}
	}
	return w
}

// notice gathers what is not mod_wsgi's, or not where it belongs.
func (b *apacheBuild) notice(w *WSGI, item *apacheItem, server *apacheServer) {
	here := item.here()
	switch strings.ToLower(item.Name) {
	case "wsgipythonpath", "wsgipythonhome", "wsgipythonoptimize", "wsgisocketprefix", "wsgilazyinitialization":
		if server.directive != nil && !item.conditional {
			w.Misplaced = append(w.Misplaced, here)
		}
	case "order", "allow", "deny":
		if w.OldAccess == nil && !item.conditional {
			w.OldAccess = &here
		}
	case "require":
		if w.Granting == nil && requireWords(item.lower()) == Granted {
			w.Granting = &here
		}
	case "setenvif", "setenvifnocase", "rewriterule", "setenvifexpr", "requestheader":
		for _, word := range item.words {
			w.PassesByVariable = w.PassesByVariable || strings.Contains(strings.ToUpper(word.text), "AUTHORIZATION")
		}
	case "cgipassauth":
		w.PassesByVariable = true
	}
}

func given(item *apacheItem) *deploy.Reference {
	reference := item.reference(item.word(0))
	return &reference
}

// known is the argument of a directive, nil if a variable in it is not known.
func known(item *apacheItem) *deploy.Reference {
	if !item.word(0).known {
		return nil
	}
	return given(item)
}

// option is "name=value", with quotation marks around the value or none.
var option = regexp.MustCompile(`([A-Za-z-]+)=("(?:\\"|[^"])*"|'[^']*'|\S*)`)

// options reads the options of a directive of mod_wsgi from its text: unlike
// other words they may have their quotation marks in the middle. A variable in
// them is not expanded if it is not Apache's.
func (b *apacheBuild) options(item *apacheItem) map[string]deploy.Reference {
	if !strings.HasPrefix(strings.ToLower(item.Name), "wsgi") {
		return nil
	}
	written := item.file.Data[item.Span.Start:item.Span.End]
	found := map[string]deploy.Reference{}
	joined := bytes.ReplaceAll(written, []byte("\\\n"), []byte("  "))
	for _, at := range option.FindAllSubmatchIndex(joined, -1) {
		name, value := strings.ToLower(string(joined[at[2]:at[3]])), string(joined[at[4]:at[5]])
		start, end := at[4], at[5]
		if n := len(value); n > 1 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] {
			value, start, end = value[1:n-1], start+1, end-1
		}
		found[name] = deploy.Reference{
			Value: b.flow.variables(value), Path: item.file.Path, How: name + "=",
			Span: text.Span{Start: item.Span.Start + uint32(start), End: item.Span.Start + uint32(end)},
		}
	}
	return found
}

// script is a WSGIScriptAlias with what holds for it: the options on its line,
// or the directives of the sections around the file or its URL.
func (b *apacheBuild) script(item *apacheItem, server *apacheServer, host *Host) Script {
	s := Script{
		Host: host, URL: item.reference(item.word(0)), Target: item.reference(item.word(1)), Conditional: item.conditional || server.conditional,
		Known: item.word(1).known,
	}
	s.Target.Value = slashed(s.Target.Value)
	point := apachePoint{url: s.URL.Value, path: s.Target.Value, file: true}
	if item.is("WSGIScriptAliasMatch") {
		point.url, s.Known = "", false
	}
	b.inServer(&s, item, point, b.around(server))
	if server == b.flow.main {
		b.inherited(&s, item, point)
	}
	return s
}

// inherited looks at a script outside of every virtual host again as each of
// those sees it, which all have it too: what they grant is granted, and where
// they do not agree on the process it is not known.
func (b *apacheBuild) inherited(s *Script, item *apacheItem, point apachePoint) {
	for _, host := range b.flow.hosts {
		other := *s
		other.Group, other.ApplicationGroup, other.Authorization = nil, nil, nil
		b.inServer(&other, item, point, b.around(host))
		if other.Access == Granted || s.Access == Unsaid {
			s.Access, s.Why = other.Access, other.Why
		}
		s.Uncertain = s.Uncertain || other.Uncertain || (other.Group == nil) != (s.Group == nil) ||
			other.Group != nil && other.Group.Value != s.Group.Value || (other.Authorization == nil) != (s.Authorization == nil)
	}
}

// inServer tells of a script what holds for it in one server.
func (b *apacheBuild) inServer(s *Script, item *apacheItem, point apachePoint, servers []*apacheServer) {
	groups, _ := itemsAt(servers, point)
	for _, g := range groups {
		for _, inner := range g.items {
			first := inner.reference(inner.word(0))
			name := strings.ToLower(inner.Name)
			s.Uncertain = s.Uncertain || inner.conditional && (name == "wsgiprocessgroup" || name == "wsgipassauthorization")
			switch name {
			case "wsgiprocessgroup":
				s.Group = &first
			case "wsgiapplicationgroup":
				s.ApplicationGroup = &first
			case "wsgipassauthorization":
				s.Authorization = &first
			}
		}
	}
	own := b.options(item)
	if group, found := own["process-group"]; found {
		s.Group = &group
	}
	if group, found := own["application-group"]; found {
		s.ApplicationGroup = &group
	}
	if s.Group != nil && s.Group.Value == "%{GLOBAL}" {
		s.Group = nil // embedded mode, by name
	}
	s.Access, s.Why = accessAt(servers, point)
}

// commented finds a LoadModule that was switched off.
var commented = regexp.MustCompile(`(?mi)^[ \t]*#[ \t#]*(LoadModule[ \t]+wsgi_module\b.*?)[ \t\r]*$`)

func disabledModule(file *text.File) *deploy.Reference {
	at := commented.FindSubmatchIndex(file.Data)
	if at == nil {
		return nil
	}
	span := text.Span{Start: uint32(at[2]), End: uint32(at[3])}
	return &deploy.Reference{Value: file.Slice(span), Path: file.Path, Span: span, How: "a comment"}
}
