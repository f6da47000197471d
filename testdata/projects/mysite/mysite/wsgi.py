"""
The callable by which the web server talks to mysite.

Several sites run in my Apache. The book says to assign the variable then, since
setdefault() would keep the settings of whichever site came first.
"""

import os

from django.core.wsgi import get_wsgi_application

os.environ['DJANGO_SETTING_MODULE'] = 'mysite.settings'

application = get_wsgi_appplication()
