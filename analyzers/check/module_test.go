package check_test

import (
	"testing"

	"github.com/djvet/djvet/analyzers/check"
)

// TestLacksModule: nothing is missing that may be installed, or lie elsewhere.
func TestLacksModule(t *testing.T) {
	t.Parallel()
	files := map[string]string{
		"manage.py":                       "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n",
		"mysite/settings.py":              "INSTALLED_APPS = []\nROOT_URLCONF = 'mysite.urls'\n",
		"wagtail/static/site.css":         "",
		"plugins/__init__.py":             "__path__ = __import__('pkgutil').extend_path(__path__, __name__)\n",
		"apps/shop/__init__.py":           "",
		"elsewhere/mysite/blog/models.py": "",
		".gitignore":                      "mysite/local.py\n",
		".gitmodules":                     "[submodule \"search\"]\n\tpath = apps/search\n\turl = https://git.mysite.org/search\n",
	}
	want := map[string]bool{
		"mysite.shop": true, "apps.shops": true, "apps.shop.models": true,
		"mysite.settings": false, "mysite.local": false, "mysite.blog.models": false, "nothing": false, "nothing.at": false,
		"wagtail.contrib.forms": false, "plugins.chat": false,
		"apps.search": false, "apps.search.models": false,
	}
	pass(t, files, false, func(p *check.Pass) {
		for name, lacks := range want {
			if got := p.LacksModule(p.Project.Settings[0], name); got != lacks {
				t.Errorf("LacksModule(%s) = %v", name, got)
			}
		}
	})
}
