package deploy

// server says how the command line of a program that serves the project is
// read.
type server struct {
	// values are the options whose value is the next word, with blanks around
	// each. All others are flags, unless they are joined with "=".
	values string
	// attached are letters of short options whose value may be attached: -w4.
	attached string
	// directory, settings, pythonPath, environment and target are the options
	// with that meaning.
	directory, pythonPath, environment, target string
	// positional is true if the first word that is no option is the target.
	positional bool
}

// The option tables are those of each program's own --help, so that a value is
// never taken for the target.
var servers = map[string]server{
	"gunicorn": {
		values: " -c --config -b --bind --backlog -w --workers -k --worker-class --threads --worker-connections --max-requests " +
			"--max-requests-jitter -t --timeout --graceful-timeout --keep-alive --limit-request-line --limit-request-fields " +
			"--limit-request-field_size --reload-engine --reload-extra-file --chdir -e --env -p --pid --worker-tmp-dir -u --user " +
			"-g --group -m --umask --access-logfile --access-logformat --error-logfile --log-file --log-level --logger-class " +
			"--log-config --log-config-dict --log-config-json --log-syslog-to --log-syslog-prefix --log-syslog-facility --statsd-host " +
			"--statsd-prefix --dogstatsd-tags -n --name --pythonpath --paste --paster --proxy-allow-from --forwarded-allow-ips --keyfile " +
			"--certfile --ssl-version --cert-reqs --ca-certs --ciphers --paste-global --header-map --forwarder-headers " +
			"--casefold-http-method --worker-tmp-dir ",
		attached: "bcwktpeugmn", directory: "--chdir", pythonPath: "--pythonpath", environment: "-e --env", positional: true,
	},
	"uvicorn": {
		values: " --host --port --uds --fd --reload-dir --reload-include --reload-exclude --reload-delay --workers --loop --http --ws " +
			"--ws-max-size --ws-max-queue --ws-ping-interval --ws-ping-timeout --ws-per-message-deflate --lifespan --interface --env-file " +
			"--log-config --log-level --forwarded-allow-ips --root-path --limit-concurrency --backlog --limit-max-requests " +
			"--timeout-keep-alive --timeout-graceful-shutdown --timeout-worker-healthcheck --ssl-keyfile --ssl-certfile " +
			"--ssl-keyfile-password --ssl-version --ssl-cert-reqs --ssl-ca-certs --ssl-ciphers --header --app-dir --h11-max-incomplete-event-size ",
		directory: "", pythonPath: "--app-dir", positional: true,
	},
	"daphne": {
		values: " -p --port -b --bind --websocket_timeout --websocket_connect_timeout -u --unix-socket --fd -e --endpoint -v --verbosity -t " +
			"--http-timeout --access-log --log-fmt --ping-interval --ping-timeout --application-close-timeout --root-path --proxy-headers-host " +
			"--proxy-headers-port -s --server-name ",
		attached: "pbuetvs", positional: true,
	},
	"hypercorn": {
		values: " --access-log --access-logfile --access-logformat --backlog -b --bind --ca-certs --certfile --cert-reqs --ciphers -c --config " +
			"--error-log --error-logfile --graceful-timeout --read-timeout --max-requests --max-requests-jitter -g --group -k --worker-class " +
			"--keep-alive --keyfile --keyfile-password --insecure-bind --log-config --log-level -m --umask -p --pid --quic-bind --root-path " +
			"--server-name --statsd-host --statsd-prefix -u --user --websocket-ping-interval -w --workers ",
		attached: "bcgkmpuw", positional: true,
	},
	"granian": {
		values: " --host --port --uds --interface --workers --blocking-threads --blocking-threads-idle-timeout --runtime-threads " +
			"--runtime-blocking-threads --runtime-mode --loop --task-impl --http --backlog --backpressure --http1-buffer-size --log-level " +
			"--log-config --access-log-fmt --ssl-certificate --ssl-keyfile --ssl-keyfile-password --url-path-prefix --respawn-interval " +
			"--workers-lifetime --workers-kill-timeout --static-path-route --static-path-mount --static-path-expires --reload-paths " +
			"--reload-ignore-dirs --process-name --pid-file --env-files --working-dir ",
		directory: "--working-dir", positional: true,
	},
	"waitress-serve": {
		values: " --host --port --listen --unix-socket --unix-socket-perms --url-prefix --url-scheme --threads --trusted-proxy ",
		target: "--app", positional: true,
	},
	"mod_wsgi-express": {
		values: " --host --port --processes --threads --user --group --working-directory --python-path --url-alias --server-root " +
			"--log-directory --log-level --application-type --entry-point --mount-point --document-root --setenv --settings --max-clients ",
		directory: "--working-directory", pythonPath: "--python-path", target: "--entry-point", positional: true,
	},
	"uwsgi": {
		values: " --ini --yaml --yml --xml -x -y -j -i --json --module -w --wsgi --wsgi-file --file --chdir --chdir2 --pythonpath --python-path --pp --env " +
			"--home -H --virtualenv --venv --pyhome --socket -s --uwsgi-socket --http -h --http-socket --http11-socket --https-socket --fastcgi-socket --scgi-socket --suwsgi-socket --ssl-socket --shared-socket --protocol --socket-protocol --attach-daemon --attach-daemon2 --smart-attach-daemon --https --processes -p --workers --threads " +
			"--uid --gid --static-map --plugin --plugins --logto --daemonize -d --pidfile --safe-pidfile --harakiri -b --buffer-size --stats " +
			"--emperor --set --set-placeholder --callable --touch-reload --py-autoreload --python-autoreload --py-auto-reload --python-auto-reload --max-requests --listen -l --chmod-socket -C ",
		directory: "--chdir", pythonPath: "--pythonpath --python-path --pp", environment: "--env",
		target: "-w --module --wsgi --wsgi-file --file",
	},
	"celery": {
		values: " -A --app -b --broker --result-backend --loader --config --workdir -n --hostname -D -S --statedb -l --loglevel -O -P --pool -c " +
			"--concurrency -Q --queues -X --exclude-queues -I --include -E --pidfile -f --logfile --uid --gid --umask --executable -s --schedule " +
			"--scheduler --max-interval --time-limit --soft-time-limit --max-tasks-per-child --max-memory-per-child --autoscale --port --address " +
			"--basic_auth --basic-auth --url_prefix --url-prefix ",
		attached: "AblnQcPSOIX", directory: "--workdir", target: "-A --app",
	},
}
