"""The site's own settings, with a connection that stays: measured is our work, not opening SQLite for each question."""

from config.settings import *  # noqa: F403  # all of them

DATABASES["default"]["CONN_MAX_AGE"] = None  # noqa: F405  # from config.settings
