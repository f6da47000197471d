package entrypoints

import (
	"bytes"
	"path"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// userModelUnresolved reports an AUTH_USER_MODEL whose app is not installed, or
// whose model nothing in the app speaks of.
func userModelUnresolved(p *check.Pass, m *project.SettingsModule) {
	reasons := map[eval.Str]string{}
	j := check.Judge(p.Setting(m, "AUTH_USER_MODEL"), func(v eval.Value) check.Verdict {
		name, ok := v.(eval.Str)
		if !ok {
			return check.Unclear
		}
		reason, missing := noUserModel(p, m, string(name))
		reasons[name] = reason
		return check.When(missing)
	})
	if !j.Bad || j.ByDefault() {
		return
	}
	name, _ := j.Value.Value.(eval.Str)
	f := p.At(m, "AUTH_USER_MODEL", j.Value)
	f.Detail, f.Confidence = string(name), j.Confidence
	f.Message = "AUTH_USER_MODEL names " + string(name) + ", " + reasons[name]
	p.Report(f)
}

// noUserModel looks for the app that has the label, and for the model in it.
// Source: get_user_model in django/contrib/auth/__init__.py.
func noUserModel(p *check.Pass, m *project.SettingsModule, name string) (string, bool) {
	label, model, ok := strings.Cut(name, ".")
	if !ok || strings.Contains(model, ".") || !dotted(name) {
		return "", false // another rule says what form it has
	}
	elements, complete := check.Elements(p.Setting(m, "INSTALLED_APPS").Alternatives)
	if !complete {
		return "", false
	}
	var labels []string
	for _, e := range elements {
		entry, isText := e.Value.(eval.Str)
		if !isText {
			return "", false
		}
		app := appOf(p, m, string(entry))
		own := app[strings.LastIndexByte(app, '.')+1:]
		labels = append(labels, own)
		if own != label {
			continue
		}
		return noModel(p, m, app, model)
	}
	near := check.Nearest(label, labels)
	if near == "" || mayBeLabel(p, label) {
		return "", false // an app outside may have any label
	}
	return "but no installed app has the label " + label + ": there is " + near, true
}

// appOf is the package of an entry of INSTALLED_APPS, which may be a class in its
// module apps.
func appOf(p *check.Pass, m *project.SettingsModule, entry string) string {
	if _, found := p.Project.Files.Resolve(m.Roots, entry); found {
		return entry
	}
	if app, _, found := strings.Cut(entry, ".apps."); found {
		return app
	}
	return entry
}

// mayBeLabel reports whether some code of the project gives the label to an app.
func mayBeLabel(p *check.Pass, label string) bool {
	for _, file := range p.Project.Files.ByName("apps.py", "__init__.py") {
		code := p.Project.Files.Code(file)
		if bytes.Contains(code, []byte("label")) && bytes.Contains(code, []byte(label)) {
			return true
		}
	}
	return false
}

// noModel reports whether no module of an app of the project speaks of a model.
func noModel(p *check.Pass, m *project.SettingsModule, app, model string) (string, bool) {
	files := p.Project.Files
	found, ok := files.Resolve(m.Roots, app)
	if !ok || found.Dir == "" || files.Opaque(found.Dir) {
		return "", false
	}
	lower := bytes.ToLower([]byte(model))
	modules := 0
	for _, file := range files.Files(func(name string) bool {
		return strings.HasPrefix(name, found.Dir+"/") && path.Ext(name) == ".py"
	}) {
		if bytes.Contains(bytes.ToLower(files.Code(file)), lower) {
			return "", false
		}
		modules++
	}
	return "but the app " + app + " has no model of that name", modules > 0
}
