package commands_test

import "testing"

const served = "the development server (runserver) serves production: it was never made to be safe, nor for more than one visitor at a time"

func TestRunserver(t *testing.T) {
	table{
		{"Procfile", "-- Procfile --\nweb: python manage.py runserver 0.0.0.0:$PORT\n", []string{
			"runserver-in-production error Procfile:1: " + served,
		}},
		{"two processes of one name", "-- Procfile --\nweb: gunicorn mysite.wsgi\nweb: python manage.py runserver\n", nil},
		{"a Procfile for a developer's machine", "-- Procfile.dev --\nweb: python manage.py runserver\n", nil},
		{"supervisor", "-- deploy/supervisor.conf --\n[program:web]\ncommand = /venv/bin/python manage.py runserver 127.0.0.1:8000\n", []string{
			"runserver-in-production error deploy/supervisor.conf:2: " + served,
		}},
		{"a script that the image starts", "-- Dockerfile --\nFROM python:3.12\nWORKDIR /app\nCOPY . .\nENTRYPOINT [\"./entrypoint.sh\"]\n" +
			"-- entrypoint.sh --\n#!/bin/sh\npython manage.py migrate\nexec python manage.py runserver 0.0.0.0:8000\n", []string{
			"runserver-in-production error entrypoint.sh:3: " + served + "; Dockerfile starts it",
		}},
		{"one branch of a script", "-- Dockerfile --\nFROM python:3.12\nWORKDIR /app\nCOPY . .\nENTRYPOINT [\"./entrypoint.sh\"]\n" +
			"-- entrypoint.sh --\n#!/bin/sh\nif [ \"$DEV\" ]; then\n  exec python manage.py runserver 0.0.0.0:8000\nfi\nexec \"$@\"\n", nil},
		{"settings for development", "-- mysite/settings_dev.py --\nfrom .settings import *\nDEBUG = True\n" +
			"-- Dockerfile --\nFROM python:3.12\nWORKDIR /app\nCOPY . .\nENV DJANGO_SETTINGS_MODULE=mysite.settings_dev\n" +
			"CMD [\"python\", \"manage.py\", \"runserver\"]\n", nil},
		{"a stage of the development", "-- Dockerfile --\nFROM python:3.12 AS dev\nCOPY . .\nCMD [\"python\", \"manage.py\", \"runserver\"]\n" +
			"FROM python:3.12\nCOPY . .\nUSER www-data\nCMD [\"gunicorn\", \"mysite.wsgi\"]\n", nil},
		{"django-extensions' server, in a file for production beside a server", "-- compose/production/start.sh --\n#!/bin/sh\ngunicorn mysite.wsgi\n" +
			"-- docker-compose.prod.yml --\nservices:\n  web:\n    build: .\n    command: python manage.py runserver_plus 0.0.0.0:8000\n" +
			"-- Dockerfile --\nFROM python:3.12\nCOPY . .\n", []string{
			"runserver-in-production error docker-compose.prod.yml:4: the development server (runserver_plus) serves production: it was never made to be safe, " +
				"nor for more than one visitor at a time",
		}},
		{"an image to try it out, beside Apache", "-- Dockerfile --\nFROM python:3.12\nCOPY . .\nCMD [\"python\", \"manage.py\", \"runserver\"]\n" +
			"-- apache/mysite.conf --\n<VirtualHost *:80>\n  ServerName www.mysite.org\n  WSGIDaemonProcess mysite python-path=/srv/mysite\n" +
			"  WSGIProcessGroup mysite\n  WSGIScriptAlias / /srv/mysite/mysite/wsgi.py\n</VirtualHost>\n", nil},
		{"mounted source, but declared for production", "-- docker-compose.yml --\nservices:\n  web:\n    build: .\n    command: python manage.py runserver 0.0.0.0:8000\n" +
			"    volumes:\n      - .:/app\n    networks:\n      - deploy_network\nnetworks:\n  deploy_network:\n-- Dockerfile --\nFROM python:3.12\nCOPY . .\n", []string{
			"runserver-in-production error docker-compose.yml:4: " + served,
		}},
	}.run(t)
}
