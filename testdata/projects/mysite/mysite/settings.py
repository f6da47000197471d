"""
Settings of mysite.

I made this with startproject while reading the book. The last chapter moves the
site from runserver to a web server, so everything is in production now.
"""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


# The book says that the key must not stand in this file. I will move it when
# everything else works.
SECRET_KEY = 'django-insecure-9v#kq2w!x7m@p4z$e0rj5t8nb^y1hd&c6gu3fs%la-oi+mysite'

# Off, because the site is public from today.
DEBUG = FALSE

# My machine first. The address of the server comes later.
ALLOWED_HOSTS = ['localhost', '127.0.0.1']


# The apps of the book, and mine.
INSTALLED_APPS = [
    'django.contrib.admin',
    'django.contrib.auth',
    'django.contrib.contenttypes',
    'django.contrib.sessions',
    'django.contrib.messages',
    'django.contrib.staticfiles',
    'bookmark.apps.BookmarkConfig',
]

MIDDLEWARE = [
    'django.middleware.security.SecurityMiddleware',
    'django.contrib.sessions.middleware.SessionMiddleware',
    'django.middleware.common.CommonMiddleware',
    'django.middleware.csrf.CsrfViewMiddleware',
    'django.contrib.auth.middleware.AuthenticationMiddleware',
    'django.contrib.messages.middleware.MessageMiddleware',
    'django.middleware.clickjacking.XFrameOptionsMiddleware',
]

ROOT_URLCONF = 'mysite.urls'

TEMPLATES = [
    {
        'BACKEND': 'django.template.backends.django.DjangoTemplates',
        'DIRS': [],
        'APP_DIRS': True,
        'OPTIONS': {
            'context_processors': [
                'django.template.context_processors.request',
                'django.contrib.auth.context_processors.auth',
                'django.contrib.messages.context_processors.messages',
            ],
        },
    },
]

# runserver looks here for the callable that Apache finds by WSGIScriptAlias.
WSGI_APPLICATION = 'mysite.wsgi.aplication'


# The file moved into a directory of its own, so that Apache may write to it.
DATABASES = {
    'default': {
        'ENGINE': 'django.db.backends.sqlite3',
        'NAME': os.path.join(BASE_DIR, 'db', 'db.sqlite3'),
    }
}

DEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'


AUTH_PASSWORD_VALIDATORS = [
    {'NAME': 'django.contrib.auth.password_validation.UserAttributeSimilarityValidator'},
    {'NAME': 'django.contrib.auth.password_validation.MinimumLengthValidator'},
    {'NAME': 'django.contrib.auth.password_validation.CommonPasswordValidator'},
    {'NAME': 'django.contrib.auth.password_validation.NumericPasswordValidator'},
]


LANGUAGE_CODE = 'ko'
TIME_ZONE = 'Asia/Seoul'
USE_I18N = True
USE_TZ = True


# collectstatic gathers everything in www_static. The web server serves it from
# there, so I listed it as well.
STATIC_URL = '/static/'
STATIC_ROOT = os.path.join(BASE_DIR, 'www_static')
STATICFILES_DIRS = [STATIC_ROOT]

# My own style sheet is here, but the pages come without it. Why?
STATICFILES_DIRTS = [os.path.join(BASE_DIR, 'static')]


# I want to hear of errors by mail.
ADMINS = [('Reader', 'reader@mysite.org')]

EMAIL_HOST = 'smtp.mysite.org'
EMAIL_PORT = 587
EMAIL_USE_TLS = True
EMAIL_HOST_USER = 'mysite'
EMAIL_HOST_PASSWORD = os.environ['EMAIL_HOST_PASSWORD']


# Errors go to logs/mysite.log.
LOGGING = {
    'version': 1,
    'disable_existing_loggers': False,
    'handlers': {
        'file': {
            'level': 'DEBUG',
            'class': 'logging.FileHandler',
            'filename': os.path.join(BASE_DIR, 'logs/logfile'),
        },
    },
    'loggers': {
        'django': {
            'handlers': ['file'],
            'level': 'DEBUG',
            'propagate': True,
        },
    },
}
