package containers_test

import (
	"testing"

	"github.com/djvet/djvet/internal/engine/enginetest"
)

// table is a test of some rules: trees, and what is found in each, as enginetest
// has them.
type table []enginetest.Case

func (cases table) run(t *testing.T, rules ...string) {
	t.Helper()
	enginetest.Suite{Rules: rules}.Run(t, cases...)
}

// wsgi makes every project one that a server starts.
const wsgi = "-- mysite/wsgi.py --\nimport os\nfrom django.core.wsgi import get_wsgi_application\n" +
	"os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\napplication = get_wsgi_application()\n"

// image is what compose files build.
const image = wsgi + "-- Dockerfile --\nFROM python:3.12\nWORKDIR /app\nCOPY . .\nCMD [\"gunicorn\", \"mysite.wsgi\"]\n"
