# The end-to-end test on the real servers (internal/e2e). It needs Debian's
# apache2, libapache2-mod-wsgi-py3, nginx, uwsgi, uwsgi-plugin-python3 and
# python3-venv, and PyPI for what the project requires.

# The Python that mod_wsgi and uWSGI's plugin embed.
E2E_SYSTEM_PYTHON = /usr/bin/python3
# A virtual environment of it, with Django, gunicorn, daphne and the drivers.
E2E_VENV = $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/djvet/e2e
E2E_REQUIREMENTS = testdata/projects/mysite-fixed/requirements.txt testdata/deployments/requirements.txt

.PHONY: e2e
e2e: $(E2E_VENV)/installed
	DJVET_E2E_PYTHON=$(E2E_VENV)/bin/python go test -count=1 -timeout 10m -v ./internal/e2e

$(E2E_VENV)/installed: $(E2E_REQUIREMENTS)
	$(E2E_SYSTEM_PYTHON) -m venv --clear $(E2E_VENV)
	$(E2E_VENV)/bin/pip --quiet --disable-pip-version-check install $(addprefix -r ,$(E2E_REQUIREMENTS))
	touch $@
