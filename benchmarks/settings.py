"""The site's own settings and the measuring stick beside it."""

from config.settings import *  # noqa: F403  # all of them

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.bare"]  # noqa: F405  # from config.settings
