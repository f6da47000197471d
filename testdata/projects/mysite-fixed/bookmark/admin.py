from django.contrib import admin

from bookmark.models import Bookmark

admin.site.register(Bookmark)
