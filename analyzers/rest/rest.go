// Package rest holds the rules on Django REST framework and what it does unless a project says otherwise.
package rest

import (
	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("rest-permission-open", permissionOpen),
		check.Rule("rest-browsable-api", browsable),
		check.Rule("rest-throttling-missing", throttlingMissing),
	}
}

// setting is the one setting of the framework: a dict, of which each key that is missing has a default.
const setting = "REST_FRAMEWORK"

// installed tells whether the framework is among the apps of a module.
func installed(m *project.SettingsModule, world eval.World) check.Truths {
	return check.Having(m.Setting("INSTALLED_APPS").In(world).Alternatives, check.IsText("rest_framework", "rest_framework.apps.RestFrameworkConfig"))
}

// option is what a key of the setting is; Unbound is the framework's default.
func option(m *project.SettingsModule, world eval.World, key string) eval.Alternatives {
	return check.Item(m.Setting(setting).In(world).Alternatives, key)
}

// judge applies the default policy to a question about the setting, where the framework is installed.
func judge(m *project.SettingsModule, ask func(eval.World) check.Truths) check.Judgement {
	return check.JudgeIn(m, func(world eval.World) eval.Alternatives {
		return check.And(ask(world), installed(m, world))
	}, check.IsTrue)
}

// report reports that an option is wrong, at the setting or where it is missing.
func report(p *check.Pass, m *project.SettingsModule, j check.Judgement, key, message string) {
	f := p.At(m, setting, j.Value, "INSTALLED_APPS")
	f.Detail = key
	f.Confidence = j.Confidence
	f.Message = message
	if j.ByDefault() {
		f.Message += ", unless " + j.Decider()
	}
	p.Report(f)
}

// hasViews reports whether the project's own code makes something of the framework that answers requests. It
// may be installed for what another package makes of it, which has its own permissions.
func hasViews(p *check.Pass) bool {
	return p.Project.Mentions(
		"from rest_framework.views", "from rest_framework.viewsets", "from rest_framework.generics", "from rest_framework.decorators",
		"from rest_framework import", "import rest_framework",
	)
}

// state says whether an option is set at all, for a message: "is not set", or what the caller says of the value.
func state(m *project.SettingsModule, key, otherwise string) string {
	for _, alternative := range option(m, m.World(), key) {
		if _, unset := alternative.Value.(eval.Unbound); unset {
			return "is not set"
		}
	}
	return otherwise
}

// texts are the elements of a list or tuple of which every one is a known text.
func texts(v eval.Value) ([]string, bool) {
	sequence, ok := v.(*eval.Sequence)
	if !ok || !sequence.Complete() {
		return nil, false
	}
	var all []string
	for _, element := range sequence.Elements() {
		only, single := element.Alternatives.Single()
		text, isText := only.(eval.Str)
		if !single || !isText {
			return nil, false
		}
		all = append(all, string(text))
	}
	return all, true
}
