"""Settings for the tests: quick passwords, mail in memory, an index and a database that go away."""

import os
import tempfile

os.environ.setdefault("DEMO", "1")
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="vindelkaar-test-"))

from config.settings import *  # noqa: F403  # the environment must be set before

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
