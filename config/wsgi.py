"""The door for a WSGI server such as gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from config.logs import guard_access_log  # noqa: E402  # needs the settings that the line above loaded
from search.upkeep.steps import build_missing_soon  # noqa: E402  # needs the apps that it loaded

guard_access_log()
build_missing_soon()
