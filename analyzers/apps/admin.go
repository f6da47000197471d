package apps

import (
	"slices"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

const (
	contentTypes      = "django.contrib.contenttypes"
	auth              = "django.contrib.auth"
	messages          = "django.contrib.messages"
	authProcessor     = "django.contrib.auth.context_processors.auth"
	messagesProcessor = "django.contrib.messages.context_processors.messages"
	requestProcessor  = "django.template.context_processors.request"
	modelBackend      = "django.contrib.auth.backends.ModelBackend"
)

// requirement is one thing that the admin needs.
type requirement struct {
	id, setting, message string
	// missing tells whether it is not there.
	missing func(a admin, world eval.World) check.Truths
}

// admin is a settings module with what is asked of it.
type admin struct {
	pass   *check.Pass
	module *project.SettingsModule
}

// adminRequirements are the checks of check_dependencies in
// django/contrib/admin/checks.py, which grew from Django 1.10 to 3.1.
func adminRequirements(p *check.Pass) {
	for _, m := range p.Started() {
		a := admin{p, m}
		for _, r := range requirements() {
			ids := p.Present(r.id)
			if len(ids) == 0 {
				continue
			}
			j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
				return check.And(r.missing(a, world), p.HasApp(m, world, "django.contrib.admin"))
			}, check.IsTrue)
			if !j.Bad || r.id == sidebar && !hasSidebar(p, m) || a.older(r.setting) {
				continue
			}
			f := p.At(m, r.setting, j.Value, "INSTALLED_APPS")
			f.Confidence, f.Detail, f.Django = j.Confidence, r.id, ids
			f.Message = r.message
			if r.id == sidebar {
				f.Severity = finding.Warning
			}
			if j.ByDefault() {
				f.Message += ", unless " + j.Decider()
			}
			p.Report(f)
		}
	}
}

// sidebar is the one check that warns.
const sidebar = "admin.W411"

func requirements() []requirement {
	const apps, middleware = "INSTALLED_APPS", "MIDDLEWARE"
	refuses := ": Django's checks refuse to go on"
	return []requirement{
		{"admin.E401", apps, "the admin is installed, but not " + contentTypes + " in INSTALLED_APPS, which it needs" + refuses, noApp(contentTypes)},
		{"admin.E405", apps, "the admin is installed, but not " + auth + " in INSTALLED_APPS, which it needs" + refuses, noApp(auth)},
		{"admin.E406", apps, "the admin is installed, but not " + messages + " in INSTALLED_APPS, which it needs" + refuses, noApp(messages)},
		{"admin.E403", templates, "the admin is installed, but TEMPLATES has no DjangoTemplates engine, which its pages are made with" + refuses, admin.noEngine},
		{"admin.E402", templates, "the admin is installed, but the first DjangoTemplates engine of TEMPLATES lacks the context processor " + authProcessor + refuses, admin.noUser},
		{"admin.E404", templates, "the admin is installed, but the first DjangoTemplates engine of TEMPLATES lacks the context processor " + messagesProcessor + refuses, lacks(messagesProcessor)},
		{sidebar, templates, "the admin is installed, but the first DjangoTemplates engine of TEMPLATES lacks the context processor " + requestProcessor + ", without which its sidebar does not show where one is", lacks(requestProcessor)},
		{"admin.E408", middleware, "the admin is installed, but MIDDLEWARE lacks AuthenticationMiddleware, without which nobody is logged in" + refuses, noMiddleware("django.contrib.auth.middleware.AuthenticationMiddleware")},
		{"admin.E409", middleware, "the admin is installed, but MIDDLEWARE lacks MessageMiddleware, without which it cannot say what it did" + refuses, noMiddleware("django.contrib.messages.middleware.MessageMiddleware")},
		{"admin.E410", middleware, "the admin is installed, but MIDDLEWARE lacks SessionMiddleware, without which nobody stays logged in" + refuses, noMiddleware("django.contrib.sessions.middleware.SessionMiddleware")},
	}
}

// older reports that a project sets what took the place of a setting in the Django
// that it was written for. It then lacks one thing only: a Django as old as that.
func (a admin) older(setting string) bool {
	if a.pass.AsDjango {
		return false
	}
	var before []string
	switch setting {
	case "MIDDLEWARE":
		before = []string{"MIDDLEWARE_CLASSES"}
	case templates:
		before = []string{"TEMPLATE_DIRS", "TEMPLATE_LOADERS", "TEMPLATE_CONTEXT_PROCESSORS"}
	}
	result := a.module.Evaluate(a.module.World())
	return !result.Binds(setting) && slices.ContainsFunc(before, result.Binds)
}

func noApp(name string) func(admin, eval.World) check.Truths {
	return func(a admin, world eval.World) check.Truths { return check.Not(a.pass.HasApp(a.module, world, name)) }
}

func noMiddleware(class string) func(admin, eval.World) check.Truths {
	return func(a admin, world eval.World) check.Truths {
		return check.Not(a.pass.HasMiddlewareClass(a.module, world, class))
	}
}

// hasSidebar reports whether some admin site may have its sidebar: a site is made
// when AdminConfig looks for the admin modules of apps, or when something asks for
// admin.site, and has one unless its class says otherwise
// (AdminSite.enable_nav_sidebar). SimpleAdminConfig does not look.
func hasSidebar(p *check.Pass, m *project.SettingsModule) bool {
	if p.Project.Mentions("enable_nav_sidebar") {
		return false
	}
	if p.Project.Mentions("admin.site") {
		return true
	}
	simple := check.Having(p.Setting(m, "INSTALLED_APPS").Alternatives, func(v eval.Value) check.Verdict {
		entry, ok := v.(eval.Str)
		if !ok {
			return check.Good
		}
		if p.Inherits(m, string(entry), "django.contrib.admin.apps.SimpleAdminConfig") != check.Bad {
			return check.Good
		}
		return check.When(p.Inherits(m, string(entry), "django.contrib.admin.apps.AdminConfig") != check.Bad)
	})
	for _, v := range simple {
		if check.IsTrue(v.Value) == check.Bad {
			return false
		}
	}
	return true
}
