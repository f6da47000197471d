package staticfiles_test

import (
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/engine/enginetest"
)

// site begins a project whose server is known; the archive goes on with the
// configuration of a web server in the file deploy/site.conf.
func site(settings, others string) string {
	return static + settings + "-- deploy/site.service --\n[Service]\nWorkingDirectory=/srv/site\nExecStart=/v/gunicorn -b :8000 mysite.wsgi\n" +
		wsgi +
		others
}

// nginx is a server in front of the project, with some locations.
func nginx(locations ...string) string {
	return "-- deploy/site.conf --\nserver {\n" + strings.Join(locations, "\n") + "\nlocation / { proxy_pass http://127.0.0.1:8000; }\n}\n"
}

func apache(lines ...string) string {
	return "-- deploy/site.conf --\n<VirtualHost *:80>\n" + strings.Join(lines, "\n") + "\nWSGIScriptAlias / /srv/site/mysite/wsgi.py\n</VirtualHost>\n"
}

const (
	wsgi     = "-- mysite/wsgi.py --\nimport os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\nfrom django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n"
	roots    = "STATIC_URL = 'static/'\nSTATIC_ROOT = BASE_DIR / 'www'\n"
	media    = "MEDIA_URL = '/media/'\nMEDIA_ROOT = BASE_DIR / 'uploads'\n-- photos/models.py --\npicture = models.ImageField()\n"
	mismatch = "static-alias-mismatch error deploy/site.conf:"
	missing  = "static-alias-missing warning deploy/site.conf:"
	every    = ": every request below /static/ is answered 404"
	collects = "but collectstatic puts them into STATIC_ROOT, /srv/site/www"
	admin    = "-- mysite/urls.py --\nurlpatterns = [path('admin/', admin.site.urls)]\n"
)

func TestAliasMismatch(t *testing.T) {
	t.Parallel()
	suite := enginetest.Suite{Rules: []string{"static-alias-mismatch"}}
	wrong := func(line, directory string) string {
		return mismatch + line + ": nginx looks for static files in " + directory + ", " + collects + every
	}
	suite.Run(
		t,
		enginetest.Case{Name: "another directory", Files: site(roots, nginx("location /static/ { alias /srv/site/other/; }")), Want: []string{wrong("2", "/srv/site/other")}},
		enginetest.Case{Name: "outside of the repository", Files: site(roots, nginx("location /static { alias /var/www/static; }")), Want: []string{wrong("2", "/var/www/static")}},
		enginetest.Case{Name: "the right one", Files: site(roots, nginx("location /static/ { alias /srv/site/www/; }"))},
		enginetest.Case{Name: "neither has a slash", Files: site(roots, nginx("location /static { alias /srv/site/www; }"))},
		enginetest.Case{Name: "another checkout", Files: site(roots, nginx("location /static { alias /srv/staging/www; }"))},
		enginetest.Case{Name: "copied", Files: site(roots, nginx("location /static/ { alias /var/www/static/; }")+"-- deploy.sh --\nrsync -a www/ /var/www/static/\n")},
		enginetest.Case{Name: "a placeholder", Files: site(roots, nginx("location /static/ { alias /path/to/your/static/; }"))},
		enginetest.Case{Name: "a variable", Files: site(roots, nginx("location /static/ { alias /srv/$host/static/; }"))},
		enginetest.Case{Name: "a variable decides", Files: site("import os\nSTATIC_URL = 'static/'\nSTATIC_ROOT = os.environ.get('ROOT', BASE_DIR / 'www')\n", nginx("location /static/ { alias /srv/site/other/; }"))},
		enginetest.Case{Name: "another domain", Files: site("STATIC_URL = 'https://cdn.mysite.org/static/'\nSTATIC_ROOT = BASE_DIR / 'www'\n", nginx("location /static/ { alias /srv/site/other/; }"))},
		enginetest.Case{Name: "a bucket", Files: site(roots+"STORAGES = {'default': {'BACKEND': 'x.Y'}, 'staticfiles': {'BACKEND': 'storages.backends.s3.S3Storage'}}\n", nginx("location /static/ { alias /srv/site/other/; }"))},
		enginetest.Case{Name: "not in front of the project", Files: site(roots, "-- deploy/site.conf --\nserver {\nlocation /static/ { alias /srv/site/other/; }\nlocation / { proxy_pass http://frontend:3000; }\nlocation /api/ { proxy_pass http://other:3001; }\n}\n")},
		enginetest.Case{Name: "for development", Files: strings.ReplaceAll(site(roots, nginx("location /static/ { alias /srv/site/other/; }")), "deploy/site.conf", "dev/site.conf")},
		enginetest.Case{Name: "the application gets what is not there", Files: site(roots, nginx("location /static/ { alias /srv/site/other/; try_files $uri @app; }"))},
		enginetest.Case{Name: "looked for elsewhere", Files: site(roots, nginx("location /static/ { root /srv/site/other; try_files /a$uri $uri =404; }", "location /static/css/ { root /x; rewrite ^ /y break; }"))},
	)
	suite.Run(
		t,
		enginetest.Case{
			Name: "a slash too few", Files: site(roots, nginx("location /static/ { alias /srv/site/www; }")),
			Want: []string{mismatch + "2: /static/ ends with a slash and the alias does not: nginx looks for /static/site.css in /srv/site/wwwsite.css, and every request below /static/ is answered 404"},
		},
		enginetest.Case{
			Name: "root", Files: site(roots, nginx("location /static/ { root /srv/site/www; }")),
			Want: []string{mismatch + "2: nginx puts the whole URL behind root and looks for static files in /srv/site/www/static, " + collects + every},
		},
		enginetest.Case{
			Name: "a pattern", Files: site(roots, nginx("location ~ ^/static/ { alias /srv/site/www/; }")),
			Want: []string{mismatch + "2: alias, in a location that is a regular expression, is the path of one file: every URL below /static/ leads to /srv/site/www/ itself, and no file is found"},
		},
		enginetest.Case{Name: "a pattern with its match", Files: site(roots, nginx("location ~ ^/static/(.*)$ { alias /srv/site/www/$1; }"))},
		enginetest.Case{
			Name: "another URL", Files: site(roots, nginx("location /assets/ { alias /srv/site/www/; }")),
			Want: []string{mismatch + "2: nginx has the static files of STATIC_ROOT under /assets/, but STATIC_URL is /static/: the application gets every request for one, and answers 404"},
		},
		enginetest.Case{
			Name: "pages are looked for as files first", Files: site(roots, "-- deploy/site.conf --\nserver {\nroot /srv/site/www;\nlocation / { try_files $uri @app; }\nlocation @app { proxy_pass http://127.0.0.1:8000; }\n}\n"),
			Want: []string{mismatch + "2: nginx looks for static files in /srv/site/www/static, but STATIC_ROOT is /srv/site/www: the application gets every request below /static/, and answers 404"},
		},
		enginetest.Case{
			Name:  "pages are looked for as files first, in the right directory",
			Files: site("STATIC_URL = 'static/'\nSTATIC_ROOT = BASE_DIR / 'www' / 'static'\n", "-- deploy/site.conf --\nserver {\nroot /srv/site/www;\nlocation / { try_files $uri @app; }\nlocation @app { proxy_pass http://127.0.0.1:8000; }\n}\n"),
		},
		enginetest.Case{Name: "another URL, and WhiteNoise", Files: site(roots+"MIDDLEWARE = ['whitenoise.middleware.WhiteNoiseMiddleware']\n", nginx("location /assets/ { alias /srv/site/www/; }"))},
		enginetest.Case{
			Name: "uploads", Files: site(roots+media, nginx("location /static/ { alias /srv/site/www/; }", "location /media/ { alias /srv/site/media/; }")),
			Want: []string{mismatch + "3: nginx looks for uploads in /srv/site/media, but they are stored in MEDIA_ROOT, /srv/site/uploads: requests for them are answered 404"},
		},
		enginetest.Case{Name: "no uploads", Files: site(strings.Replace(roots+media, "Image", "Char", 1), nginx("location /static/ { alias /srv/site/www/; }", "location /media/ { alias /srv/site/media/; }"))},
		enginetest.Case{
			Name: "Apache", Files: site(roots, apache("Alias /static/ /srv/site/other/")),
			Want: []string{strings.NewReplacer("nginx", "Apache", "404", "403 or 404").Replace(wrong("2", "/srv/site/other"))},
		},
		enginetest.Case{
			Name: "Apache, a slash too few", Files: site(roots, apache("Alias /static/ /srv/site/www")),
			Want: []string{mismatch + "2: /static/ ends with a slash and the alias does not: Apache looks for /static/site.css in /srv/site/wwwsite.css, and every request below /static/ is answered 403 or 404"},
		},
		enginetest.Case{
			Name: "Apache, another directory that is granted", Files: site(roots, apache("Alias /static/ /srv/site/other/", "<Directory /srv/site/other>", "Require all granted", "</Directory>")),
			Want: []string{strings.Replace(wrong("2", "/srv/site/other"), "nginx", "Apache", 1)},
		},
		enginetest.Case{Name: "Apache, a slash too many", Files: site(roots, apache("Alias /static /srv/site/www/"))},
		enginetest.Case{Name: "Apache, passed on first", Files: site(roots, apache("ProxyPass /static http://127.0.0.1:9000/", "Alias /static/ /srv/site/other/"))},
	)
}

// What a container holds says little of where nginx runs.
func TestAliasInContainers(t *testing.T) {
	t.Parallel()
	const (
		image   = "-- Dockerfile --\nFROM python\nWORKDIR /app\nCOPY . .\n"
		config  = "COPY deploy/site.conf /etc/nginx/conf.d/\n"
		compose = "-- compose.yml --\nservices:\n  web:\n    build: .\n    command: gunicorn -b :8000 mysite.wsgi\n    volumes: [static:/app/www]\n" +
			"  nginx:\n    image: nginx\n    volumes: ['./deploy/site.conf:/etc/nginx/conf.d/site.conf', 'static:/srv/static']\nvolumes:\n  static:\n"
	)
	serving := func(directory string) string {
		return "-- deploy/site.conf --\nserver {\nlocation /static/ { alias " + directory + "/; }\nlocation / { proxy_pass http://web:8000; }\n}\n"
	}
	plain := static + roots
	enginetest.Suite{Rules: []string{"static-alias-mismatch"}}.Run(
		t,
		enginetest.Case{Name: "through a volume", Files: plain + compose + image + serving("/srv/static")},
		enginetest.Case{
			Name: "beside it", Files: plain + compose + image + serving("/srv/static/css"),
			Want: []string{mismatch + "2: nginx looks for static files in /srv/static/css, but collectstatic puts them into STATIC_ROOT, www" + every},
		},
		enginetest.Case{
			Name: "a volume of a container of which nothing says that it has this file",
			Files: plain + wsgi + "-- uwsgi.ini --\n[uwsgi]\nchdir = /app\nmodule = mysite.wsgi\nhttp-socket = :8000\n" + image +
				"-- compose.yml --\nservices:\n  nginx:\n    image: nginx\n    volumes: ['static:/app/other']\nvolumes:\n  static:\n" +
				nginx("location /static/ { alias /app/other/; }"),
		},
		enginetest.Case{
			Name: "no container has it either",
			Files: plain + wsgi + "-- uwsgi.ini --\n[uwsgi]\nchdir = /app\nmodule = mysite.wsgi\nhttp-socket = :8000\n" +
				"-- compose.yml --\nservices:\n  db:\n    image: postgres\n    volumes: ['data:/var/lib/postgresql']\nvolumes:\n  data:\n" +
				nginx("location /static/ { alias /app/other/; }"),
			Want: []string{mismatch + "2: nginx looks for static files in /app/other, but collectstatic puts them into STATIC_ROOT, /app/www" + every},
		},
		enginetest.Case{Name: "a path of the image", Files: plain + compose + image + serving("/usr/share/nginx/static")},
		enginetest.Case{
			Name: "one image with both", Files: plain + image + config + "CMD [\"supervisord\"]\n" + nginx("location /static/ { alias /app/other/; }"),
			Want: []string{mismatch + "2: nginx looks for static files in /app/other, but collectstatic puts them into STATIC_ROOT, /app/www" + every},
		},
		enginetest.Case{Name: "a volume, perhaps", Files: plain + image + config + "CMD [\"supervisord\"]\n" + nginx("location /static/ { alias /vol/static/; }")},
		enginetest.Case{Name: "nginx is elsewhere", Files: plain + image + config + "CMD gunicorn -b :8000 mysite.wsgi\n" + nginx("location /static/ { alias /app/other/; }")},
	)
}

func TestAliasOfSources(t *testing.T) {
	t.Parallel()
	const (
		apps    = "INSTALLED_APPS += ['django.contrib.admin']\nSTATIC_URL = 'static/'\nSTATICFILES_DIRS = [BASE_DIR / 'static']\n"
		serving = "location /static/ { alias /srv/site/static/; }"
		file    = "-- static/site.css --\n"
		css     = "-- static/admin/css/base.css --\n"
		unset   = mismatch + "2: STATIC_ROOT is not set, so that collectstatic puts nothing into /srv/site/static: nginx answers 404 to requests for the admin's style sheets and scripts"
	)
	enginetest.Suite{Rules: []string{"static-alias-mismatch"}}.Run(
		t,
		enginetest.Case{Name: "no STATIC_ROOT", Files: site(apps, nginx(serving)+file+admin), Want: []string{unset}},
		enginetest.Case{Name: "the admin's files were collected once", Files: site(apps, nginx(serving)+file+css+admin)},
		enginetest.Case{Name: "those of Django itself", Files: site(apps, nginx("location /static/ { alias /v/lib/python3.13/site-packages/django/contrib/admin/static/; }")+admin)},
		enginetest.Case{Name: "no admin", Files: site(strings.Replace(apps, "admin", "auth", 1), nginx(serving)+file)},
		enginetest.Case{Name: "the admin is under no URL", Files: site(apps, nginx(serving)+file)},
		enginetest.Case{Name: "the admin has an alias of its own", Files: site(apps, nginx(serving, "location /static/admin/ { alias /v/django/contrib/admin/static/admin/; }")+file+admin)},
		enginetest.Case{
			Name: "STATIC_ROOT is another directory", Files: site(apps+"STATIC_ROOT = BASE_DIR / 'www'\n", nginx(serving)+file+admin),
			Want: []string{mismatch + "2: nginx looks for static files in /srv/site/static, " + collects + ": requests for the admin's style sheets and scripts are answered 404"},
		},
		enginetest.Case{Name: "the sources serve as well", Files: site(apps+"STATIC_ROOT = BASE_DIR / 'www'\n", nginx(serving)+file)},
	)
	both := enginetest.Suite{Rules: []string{"*"}}
	for _, f := range both.Find(t, site(apps, nginx(serving)+file+admin)) {
		if strings.HasPrefix(f, "static-root-missing") {
			t.Errorf("one cause is reported twice: %s", f)
		}
	}
}

func TestAliasMissing(t *testing.T) {
	t.Parallel()
	const (
		file = "-- mysite/static/site.css --\n"
		says = " passes requests below /static/ on to the application, which serves no static files with DEBUG off: they are answered 404"
		gets = " passes requests below /media/ on to the application, which serves no uploads with DEBUG off: they are answered 404"
	)
	enginetest.Suite{Rules: []string{"static-alias-missing"}}.Run(
		t,
		enginetest.Case{Name: "nginx", Files: site(roots, nginx()+file), Want: []string{missing + "1: nginx" + says}},
		enginetest.Case{Name: "Apache", Files: site(roots, apache()+file), Want: []string{missing + "1: Apache" + says}},
		enginetest.Case{Name: "Apache, outside of a virtual host", Files: site(roots, "-- deploy/site.conf --\nWSGIScriptAlias / /srv/site/mysite/wsgi.py\n"+file)},
		enginetest.Case{Name: "nothing to serve", Files: site(roots, nginx())},
		enginetest.Case{Name: "served", Files: site(roots, nginx("location /static/ { alias /srv/site/www/; }")+file)},
		enginetest.Case{Name: "served by pattern", Files: site(roots, nginx(`location ~* \.(css|js)$ { root /srv/site; }`)+file)},
		enginetest.Case{Name: "served from another place", Files: site(roots, nginx("location /static/ { proxy_pass http://127.0.0.1:9000; }")+file)},
		enginetest.Case{Name: "an include that is not there", Files: site(roots, nginx("include snippets/static.conf;")+file)},
		enginetest.Case{Name: "a middleware", Files: site(roots+"MIDDLEWARE = ['whitenoise.middleware.WhiteNoiseMiddleware']\n", nginx()+file)},
		enginetest.Case{Name: "a wrapper", Files: site(roots, nginx()+file+"-- mysite/serving.py --\nfrom dj_static import Cling\n")},
		enginetest.Case{Name: "a view", Files: site(roots, nginx()+file+"-- mysite/urls.py --\nfrom django.views.static import serve\n")},
		enginetest.Case{Name: "patterns that only hold with DEBUG", Files: site(roots, nginx()+file+"-- mysite/urls.py --\nurlpatterns = staticfiles_urlpatterns()\n"), Want: []string{missing + "1: nginx" + says}},
		enginetest.Case{Name: "uWSGI", Files: site(roots, nginx()+file+"-- uwsgi.ini --\n[uwsgi]\nstatic-map = /static=/srv/site/www\n")},
		enginetest.Case{Name: "Caddy as well", Files: site(roots, nginx()+file+"-- Caddyfile --\n")},
		enginetest.Case{Name: "uploads", Files: site(roots+media, nginx("location /static/ { alias /srv/site/www/; }")), Want: []string{missing + "1: nginx" + gets}},
		enginetest.Case{Name: "uploads go to a bucket", Files: site("DEFAULT_FILE_STORAGE = 'storages.backends.s3.S3Storage'\n"+roots+media, nginx("location /static/ { alias /srv/site/www/; }"))},
		enginetest.Case{Name: "uploads are handed out by a view", Files: site(roots+media, nginx("location /static/ { alias /srv/site/www/; }")+"-- photos/views.py --\nreturn FileResponse(photo)\n")},
		enginetest.Case{Name: "a CDN", Files: site("STATIC_URL = '//cdn.mysite.org/'\n", nginx()+file)},
	)
}
