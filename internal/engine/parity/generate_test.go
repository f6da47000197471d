package parity

import (
	"math/rand/v2"
	"strings"

	"github.com/djvet/djvet/internal/django"
)

// generated is the project of a seed, for a version.
func generated(seed uint64, minor django.Minor) project {
	w := &writer{
		random: rand.New(rand.NewPCG(seed, uint64(minor.Major)<<8|uint64(minor.Minor))),
		minor:  minor, environment: map[string]string{}, files: map[string]string{},
		base: &strings.Builder{},
	}
	w.production = w.base
	layout := w.random.IntN(4)
	w.tried = layout == 2 && w.chance(40)
	if layout != 0 {
		w.production = &strings.Builder{}
	}
	w.settings()
	return w.assembled(layout)
}

// settings writes all sections, in the order of startproject.
func (w *writer) settings() {
	w.world()
	w.secrets()
	w.hosts()
	w.apps()
	w.middleware()
	w.templates()
	w.databases()
	w.authentication()
	w.language()
	w.static()
	w.storages()
	w.caches()
	w.email()
	w.https()
	w.cookies()
	w.rest()
	w.failures()
	w.silenced()
}

// assembled makes files of what was written.
func (w *writer) assembled(layout int) project {
	header := w.pick("", "\"\"\"Django settings for mysite project.\"\"\"\n\n") + "import os\n" + w.pick("", "import sys\n") + "from pathlib import Path\n"
	if w.helpers {
		header += "\n" + w.pick("from mysite.env import env, env_bool, env_list", "from mysite.env import *") + "\n"
	}
	switch w.random.IntN(3) {
	case 0:
		header += "\nBASE_DIR = Path(__file__).resolve().parent.parent\n"
	case 1:
		header += "\nBASE_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))\n"
	default:
		header += "\nPROJECT_DIR = os.path.dirname(__file__)\nBASE_DIR = Path(os.path.abspath(os.path.join(PROJECT_DIR, \"..\")))\n"
	}
	p := project{Files: w.files, Settings: "mysite.settings", Environment: w.environment}
	switch layout {
	case 0:
		p.Files["mysite/settings.py"] = header + w.base.String()
	case 1:
		p.Settings = "mysite.settings.production"
		p.Files["mysite/settings/__init__.py"] = ""
		p.Files["mysite/settings/base.py"] = header + w.base.String()
		p.Files["mysite/settings/production.py"] = w.pick("", "import os\n\n") +
			w.pick("from .base import *\n", "from mysite.settings.base import *  # noqa\n", "from .base import *\nfrom .base import BASE_DIR, DEBUG\n") + w.production.String()
	case 2:
		p.Files["mysite/settings_production.py"] = "from .settings_shared import *\n\n" + w.production.String()
		p.Files["mysite/settings_shared.py"] = header + w.base.String()
		last := "from .settings_production import *\n"
		if w.tried {
			last = "\ntry:\n    from mysite.settings_production import *\nexcept ImportError:\n    pass\n"
		}
		p.Files["mysite/settings.py"] = "from .settings_shared import *\n" + last
	default:
		p.Settings = "config.production"
		p.Files["config/__init__.py"] = ""
		p.Files["config/common.py"] = header + w.base.String()
		p.Files["config/production.py"] = "from config.common import *\n\n" + w.production.String()
	}
	p.Files["manage.py"] = "import os\nimport sys\n\nif __name__ == \"__main__\":\n    os.environ.setdefault(\"DJANGO_SETTINGS_MODULE\", \"" + p.Settings +
		"\")\n    from django.core.management import execute_from_command_line\n\n    execute_from_command_line(sys.argv)\n"
	p.Files["mysite/__init__.py"] = ""
	return p
}
