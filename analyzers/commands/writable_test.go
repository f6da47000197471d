package commands_test

import "testing"

func TestWritable(t *testing.T) {
	built := func(line string) string {
		return "-- Dockerfile --\nFROM python:3.12\nWORKDIR /app\nCOPY . /app\n" + line + "\nUSER www-data\nCMD [\"gunicorn\", \"mysite.wsgi\"]\n"
	}
	found := func(how, target, what string) []string {
		return []string{"world-writable warning Dockerfile:4: " + how + " lets every account write " + target + " (" + what +
			"): whoever gets in as any of them changes what the project runs or reads"}
	}
	table{
		{"the project", built("RUN chmod -R 0777 /app"), found("chmod -R 0777", "/app", "the project")},
		{"what is above it", built("RUN chmod 777 ."), found("chmod 777", ".", "the project")},
		{"the database", built("RUN touch x && chmod ugo+rw db.sqlite3"), found("chmod ugo+rw", "db.sqlite3", "the database")},
		{"the second target", built("RUN chmod 666 /etc/x.conf /var/log/mysite/web.log"), found("chmod 666", "/var/log/mysite/web.log", "logs")},
		{"in a branch", built("RUN if true; then chmod o+w media; fi"), found("chmod o+w", "media", "uploaded files")},
		{"copied", built("COPY --chmod=777 static /srv/static"), found("COPY --chmod=777", "/srv/static", "static files")},
		{"others may read", built("RUN chmod -R a+rX,u+w /app && chmod 775 media"), nil},
		{"with the sticky bit", built("RUN chmod 1777 /app/media"), nil},
		{"a socket", built("RUN chmod 777 /gunicorn_socket /run/mysite /tmp"), nil},
		{"a script", built("RUN chmod 777 /app/entrypoint.sh"), nil},
		{"a mode that is not known", built("RUN chmod $MODE /app"), nil},
		{"a stage on the way", "-- Dockerfile --\nFROM python:3.12 AS build\nRUN chmod 777 /app/media\nFROM python:3.12\nCOPY . /app\n" +
			"USER www-data\nCMD [\"gunicorn\", \"mysite.wsgi\"]\n", nil},
		{"a stage below", "-- Dockerfile --\nFROM python:3.12 AS base\nCOPY . /app\nRUN \\\n chmod 777 /app/media\nFROM base\n" +
			"USER www-data\nCMD [\"gunicorn\", \"mysite.wsgi\"]\n", found("chmod 777", "/app/media", "uploaded files")},
		{"for development", "-- Dockerfile.dev --\nFROM python:3.12\nCOPY . /app\nRUN chmod 777 /app\nCMD [\"gunicorn\", \"mysite.wsgi\"]\n", nil},
	}.run(t)
}
