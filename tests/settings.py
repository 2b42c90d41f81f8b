"""Settings for the tests: quick passwords, mail in memory, an index and a database that go away."""

import os
import re
import tempfile

os.environ.setdefault("DEMO", "1")
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="vindelkaar-test-"))
# Each of several workers that test at once has its own, and so have the programs that it starts.
os.environ["VAR_DIR"] = re.sub(r"/worker-\w+$", "", os.environ["VAR_DIR"])
os.environ["VAR_DIR"] += "/worker-" + os.environ.get("PYTEST_XDIST_WORKER", "alone")

from config.settings import *  # noqa: F403  # the environment must be set before

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ELASTICSEARCH_INDEX = f"test-{VAR_DIR.name}"  # noqa: F405  # of the settings
ELASTICSEARCH_TIMEOUT = 5.0  # seconds: other tests run beside it
SEARCH_SAVE_SECONDS = 20.0
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
