package parity

import "strings"

// usual are the apps of startproject.
func usualApps() []string {
	return []string{
		"django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes",
		"django.contrib.sessions", "django.contrib.messages", "django.contrib.staticfiles",
	}
}

// apps writes INSTALLED_APPS: with the admin and what it needs, or without.
func (w *writer) apps() {
	var apps []string
	switch {
	case w.chance(70):
		for _, app := range usualApps() {
			if w.chance(91) || app == "django.contrib.auth" || app == "django.contrib.contenttypes" {
				apps = append(apps, app)
			}
		}
	case w.chance(50):
		apps = w.some(60, usualApps()[1:]...)
	case w.chance(60):
		apps = w.some(50, usualApps()[3:]...)
	}
	if len(apps) > 0 && apps[0] == "django.contrib.admin" && w.chance(8) {
		apps[0] = "django.contrib.admin.apps.AdminConfig"
	}
	for i, app := range apps {
		if app == "django.contrib.messages" && w.chance(6) {
			apps[i] = "django.contrib.messages.apps.MessagesConfig"
		}
		if app == "django.contrib.sessions" && w.chance(6) {
			apps[i] = "django.contrib.sessions.apps.SessionsConfig"
		}
		if app == "django.contrib.staticfiles" && w.chance(8) {
			apps[i] = "django.contrib.staticfiles.apps.StaticFilesConfig"
		}
	}
	if w.chance(30) {
		apps = append(apps, "django.contrib.sites")
	}
	apps = append(apps, w.some(15, "django.contrib.humanize", "django.contrib.sitemaps", "django.forms")...)
	if w.chance(25) {
		w.others = true
		apps = append(apps, w.some(60, "rest_framework", "corsheaders")...)
	}
	if w.chance(50) {
		apps = append(apps, w.ownApp())
	}
	w.collect("INSTALLED_APPS", w.shuffled(10, apps))
	if w.chance(12) {
		w.line(w.production, "if DEBUG:\n    INSTALLED_APPS = [*INSTALLED_APPS, \"django.contrib.admindocs\"]")
	}
	if w.chance(60) {
		w.set("SITE_ID", "1", "1", "1", "2", "None", `"1"`, "True", "1.0", "0", `""`, "1,", `"one"`)
	}
	w.urls(strings.Contains(strings.Join(apps, " "), "django.contrib.admin"))
}

// ownApp makes an app of the project.
func (w *writer) ownApp() string {
	w.files["blog/__init__.py"] = ""
	switch w.random.IntN(3) {
	case 0:
		return "blog"
	case 1:
		w.files["blog/apps.py"] = "from django.apps import AppConfig\n\n\nclass BlogConfig(AppConfig):\n    name = \"blog\"\n    default_auto_field = \"django.db.models.BigAutoField\"\n"
		return "blog.apps.BlogConfig"
	default:
		w.files["blog/static/blog/site.css"] = "body {}\n"
		w.files["blog/views.py"] = "from django.http import HttpResponse\n\n\ndef index(request):\n    return HttpResponse(\"\")\n"
		return "blog"
	}
}

// urls writes the URLconf.
func (w *writer) urls(admin bool) {
	if w.chance(5) {
		return
	}
	text := "from django.urls import path\n\nurlpatterns = []\n"
	if admin && w.chance(40) {
		text = "from django.apps import apps\nfrom django.urls import path\n\nurlpatterns = []\nif apps.is_installed(\"django.contrib.admin\"):\n    from django.contrib import admin\n\n    urlpatterns += [path(\"admin/\", admin.site.urls)]\n"
	}
	w.files["mysite/urls.py"] = text
	w.line(w.base, "ROOT_URLCONF = \"mysite.urls\"")
	if w.chance(60) {
		w.files["mysite/wsgi.py"] = "import os\n\nfrom django.core.wsgi import get_wsgi_application\n\nos.environ.setdefault(\"DJANGO_SETTINGS_MODULE\", \"mysite.settings\")\n\napplication = get_wsgi_application()\n"
		w.line(w.base, "WSGI_APPLICATION = \"mysite.wsgi.application\"")
	}
}

// ownMiddleware are classes of the project, by the one of Django's that they
// take the place of.
const ownMiddleware = `from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions import middleware as sessions
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.security import SecurityMiddleware


class Security(SecurityMiddleware):
    pass


class Sessions(sessions.SessionMiddleware):
    def process_request(self, request):
        return super().process_request(request)


class QuietSessions(Sessions):
    quiet = True


class Csrf(CsrfViewMiddleware):
    pass


class Authentication(AuthenticationMiddleware):
    pass


class Messages(MessageMiddleware):
    pass


class Frames(XFrameOptionsMiddleware):
    pass


class Plain:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)


def timing(get_response):
    def middleware(request):
        return get_response(request)

    return middleware
`

const ownLogin = `

from django.contrib.auth.middleware import LoginRequiredMiddleware


class LoginRequired(LoginRequiredMiddleware):
    pass
`

func (w *writer) middleware() {
	if w.chance(6) {
		return
	}
	replaced := map[string]string{
		"django.middleware.security.SecurityMiddleware": "Security", "django.contrib.sessions.middleware.SessionMiddleware": "Sessions",
		"django.middleware.csrf.CsrfViewMiddleware": "Csrf", "django.contrib.auth.middleware.AuthenticationMiddleware": "Authentication",
		"django.contrib.messages.middleware.MessageMiddleware": "Messages", "django.middleware.clickjacking.XFrameOptionsMiddleware": "Frames",
	}
	entries := []string{}
	for _, entry := range []string{
		"django.middleware.security.SecurityMiddleware", "whitenoise.middleware.WhiteNoiseMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
		"corsheaders.middleware.CorsMiddleware", "django.middleware.locale.LocaleMiddleware", "django.middleware.common.CommonMiddleware",
		"django.middleware.csrf.CsrfViewMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
		"django.contrib.messages.middleware.MessageMiddleware", "django.middleware.clickjacking.XFrameOptionsMiddleware",
	} {
		own, isReplaceable := replaced[entry]
		switch {
		case !isReplaceable && w.chance(75), isReplaceable && w.chance(11):
			continue
		case isReplaceable && w.chance(10):
			if own == "Sessions" && w.chance(50) {
				own = "QuietSessions"
			}
			entry = "mysite.middleware." + own
		}
		entries = append(entries, entry)
	}
	if w.chance(25) {
		entries = append(entries, w.pick("mysite.middleware.Plain", "mysite.middleware.timing", "mysite.middleware.missing", "django.contrib.sites.middleware.CurrentSiteMiddleware"))
	}
	login := w.pick("django.contrib.auth.middleware.LoginRequiredMiddleware", "mysite.middleware.LoginRequired")
	if w.since(5, 1) && w.chance(30) {
		at := len(entries)
		if w.chance(50) {
			at = w.random.IntN(len(entries) + 1)
		}
		entries = append(entries[:at], append([]string{login}, entries[at:]...)...)
	}
	if w.since(6, 0) && w.chance(45) {
		entries = append(entries, "django.middleware.csp.ContentSecurityPolicyMiddleware")
	}
	w.collect("MIDDLEWARE", w.shuffled(15, entries))
	if strings.Contains(w.base.String()+w.production.String(), "mysite.middleware.") {
		w.files["mysite/middleware.py"] = ownMiddleware
		if w.since(5, 1) {
			w.files["mysite/middleware.py"] = ownMiddleware + ownLogin
		}
	}
	if w.chance(6) {
		w.line(w.base, "MIDDLEWARE_CLASSES = MIDDLEWARE")
	}
}
