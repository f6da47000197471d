package containers_test

import "testing"

// settings read what the environment says.
const settings = "-- mysite/settings.py --\nimport os\nSECRET_KEY = os.environ['KEY']\nDEBUG = os.environ.get('STAGE', 'live') == 'dev'\n" +
	"ALLOWED_HOSTS = ['www.mysite.org']\nROOT_URLCONF = 'mysite.urls'\n"

const (
	errorPage = ": every error shows its visitor source code, local variables and most settings [security.W018]"
	forge     = ": whoever can read the repository can forge sessions and password resets"
	key       = "q8v2m6z0n4x7c1b5l9k3j6h0g4f8d2s5a9p3"
)

// composed is a compose file for production with some lines below environment.
func composed(lines string) string {
	return "-- docker-compose.prod.yml --\nservices:\n  web:\n    build: .\n    environment:\n" + lines
}

func TestEnvironment(t *testing.T) {
	table{
		{Name: "compose", Files: settings + image + composed("      STAGE: dev\n      KEY: "+key+"\n"), Want: []string{
			"deploy-env-debug error docker-compose.prod.yml:5: STAGE turns DEBUG on in production" + errorPage,
			"deploy-env-debug error docker-compose.prod.yml:6: SECRET_KEY is what KEY is set to here" + forge,
		}},
		{Name: "a fallback", Files: settings + image + composed("      STAGE: ${STAGE:-dev}\n"), Want: []string{
			"deploy-env-debug error docker-compose.prod.yml:5: STAGE turns DEBUG on in production, unless the host sets it otherwise" + errorPage,
		}},
		{Name: "from the host", Files: settings + image + composed("      STAGE: ${STAGE}\n      KEY:\n"), Want: nil},
		{Name: "to be replaced", Files: settings + image + composed("      KEY: change-me\n"), Want: nil},
		{Name: "startproject's key", Files: settings + image + composed("      KEY: django-insecure-"+key+"\n"), Want: []string{
			"deploy-env-debug error docker-compose.prod.yml:5: SECRET_KEY is what KEY is set to here" + forge,
		}},
		{Name: "startproject's key with what could be a placeholder", Files: settings + image +
			composed("      KEY: 'django-insecure-%(x***q8v2m6z0n4x7c1b5l9k3j6h0g4f8d2s5a9p3w1e4r7t-'\n"), Want: []string{
			"deploy-env-debug error docker-compose.prod.yml:5: SECRET_KEY is what KEY is set to here" + forge,
		}},
		{Name: "the image, where compose says otherwise", Files: settings + wsgi + "-- Dockerfile --\nFROM python:3.12\nCOPY . .\nENV STAGE=dev\n" +
			"CMD [\"gunicorn\", \"mysite.wsgi\"]\n" + composed("      STAGE: live\n"), Want: nil},
		{Name: "an env file that is not here", Files: settings + wsgi + "-- Dockerfile --\nFROM python:3.12\nCOPY . .\nENV STAGE=dev\n" +
			"CMD [\"gunicorn\", \"mysite.wsgi\"]\n-- docker-compose.prod.yml --\nservices:\n  web:\n    build: .\n    env_file: .env\n", Want: nil},
		{Name: "an env file", Files: settings + image + "-- docker-compose.prod.yml --\nservices:\n  web:\n    build: .\n    env_file: web.env\n" +
			"-- web.env --\nSTAGE=dev\n", Want: []string{
			"deploy-env-debug error web.env:1: STAGE turns DEBUG on in production" + errorPage,
		}},
		{Name: "uWSGI", Files: settings + wsgi + "-- uwsgi.ini --\n[uwsgi]\nmodule = mysite.wsgi\nenv = STAGE=dev\n", Want: []string{
			"deploy-env-debug error uwsgi.ini:3: STAGE turns DEBUG on in production" + errorPage,
		}},
		{Name: "App Engine", Files: settings + wsgi + "-- app.yaml --\nruntime: python312\nentrypoint: gunicorn mysite.wsgi\nenv_variables:\n  STAGE: dev\n", Want: []string{
			"deploy-env-debug error app.yaml:4: STAGE turns DEBUG on in production" + errorPage,
		}},
		{Name: "a file for production that nothing names", Files: settings + wsgi + "-- .env.production --\nSTAGE=dev\n", Want: []string{
			"deploy-env-debug error .env.production:1: STAGE turns DEBUG on in production" + errorPage,
		}},
		{Name: "a plain one", Files: settings + wsgi + "-- .env --\nSTAGE=dev\n", Want: nil},
		{Name: "on by default, and turned on", Files: "-- mysite/settings.py --\nimport os\nSECRET_KEY = os.environ['KEY']\n" +
			"DEBUG = os.environ.get('DEBUG', '1') == '1'\nROOT_URLCONF = 'mysite.urls'\n" + image + composed("      DEBUG: 1\n"), Want: []string{
			"deploy-env-debug error docker-compose.prod.yml:5: DEBUG turns DEBUG on in production" + errorPage,
		}},
		{Name: "on anyhow", Files: "-- mysite/settings.py --\nimport os\nSECRET_KEY = os.environ['KEY']\nDEBUG = True\nROOT_URLCONF = 'mysite.urls'\n" +
			image + composed("      DEBUG: 1\n"), Want: nil},
	}.run(t, "deploy-env-debug")
}
