package rules

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
)

// Tree gives the example as a complete little project: its files by path, and
// where absent those that every project has. They are manage.py, and in the
// package of the settings wsgi.py, both naming the settings module of the example;
// in the package __init__.py and urls.py; requirements.txt with Django 5.2; and for
// an example without any settings module, mysite/settings.py on which every rule is
// silent.
//
// The settings module is the first of <package>/settings.py,
// <package>/settings/production.py, <package>/settings/__init__.py and any
// other module of <package>/settings. An example that brings its own manage.py
// says thereby which folder is the project's root; otherwise it is the one
// above the package.
func (e Example) Tree() map[string]string {
	tree := make(map[string]string, len(e.Files)+6)
	for _, file := range e.Files {
		tree[file.Path] = file.Text
	}
	settings, found := settingsFile(slices.Sorted(maps.Keys(tree)))
	if !found {
		settings = "mysite/settings.py"
		tree[settings] = defaultSettings
	}
	folder := strings.TrimSuffix(path.Dir(settings), "/settings")
	root := projectRoot(tree, folder)
	module := dottedName(root, settings)
	addAbsent(tree, path.Join(root, "manage.py"), fmt.Sprintf(manageTemplate, module))
	addAbsent(tree, path.Join(folder, "wsgi.py"), fmt.Sprintf(wsgiTemplate, module))
	addAbsent(tree, path.Join(folder, "urls.py"), "urlpatterns = []\n")
	if folder != root {
		addAbsent(tree, path.Join(folder, "__init__.py"), "")
	}
	if dir := path.Dir(settings); dir != folder {
		addAbsent(tree, path.Join(dir, "__init__.py"), "")
	}
	addAbsent(tree, "requirements.txt", "Django==5.2\n")
	return tree
}

func addAbsent(tree map[string]string, file, text string) {
	if _, found := tree[file]; !found {
		tree[file] = text
	}
}

// settingsFile finds the settings module among sorted paths.
func settingsFile(paths []string) (string, bool) {
	for _, ending := range []string{"settings.py", "settings/production.py", "settings/__init__.py"} {
		for _, file := range paths {
			if file == ending || strings.HasSuffix(file, "/"+ending) {
				return file, true
			}
		}
	}
	for _, file := range paths {
		if path.Base(path.Dir(file)) == "settings" && path.Ext(file) == ".py" {
			return file, true
		}
	}
	return "", false
}

// projectRoot is the folder of the nearest manage.py at or above the package,
// or else the folder above the package.
func projectRoot(tree map[string]string, folder string) string {
	for root := folder; ; root = path.Dir(root) {
		if _, found := tree[path.Join(root, "manage.py")]; found {
			return root
		}
		if root == "." {
			return path.Dir(folder)
		}
	}
}

// dottedName is the name by which a Python file is imported from a folder.
func dottedName(root, file string) string {
	if root != "." {
		file = strings.TrimPrefix(file, root+"/")
	}
	file = strings.TrimSuffix(strings.TrimSuffix(file, ".py"), "/__init__")
	return strings.ReplaceAll(file, "/", ".")
}

const manageTemplate = `import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "%s")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
`

const wsgiTemplate = `import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "%s")

application = get_wsgi_application()
`

const defaultSettings = `import os

SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = False
ALLOWED_HOSTS = ["www.mysite.org"]
ROOT_URLCONF = "mysite.urls"
WSGI_APPLICATION = "mysite.wsgi.application"
`
