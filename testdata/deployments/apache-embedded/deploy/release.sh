#!/bin/sh
# Puts what is checked out in /srv/mysite into service. Run it as root.
set -eu

cd /srv/mysite
venv/bin/python -m pip install --requirement requirements.txt

# manage.py needs the variables that the server has.
set -a
. /etc/mysite/environment
set +a
export DJANGO_SETTINGS_MODULE=mysite.settings

venv/bin/python manage.py check --deploy --fail-level WARNING
venv/bin/python manage.py migrate --noinput
venv/bin/python manage.py collectstatic --noinput
venv/bin/python manage.py clearsessions

systemctl restart apache2.service
