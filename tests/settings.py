"""Settings for the tests: quick passwords, mail in memory, an index and a database that go away."""

import atexit
import os
import re
import shutil
import tempfile

os.environ.setdefault("DEMO", "1")
if "VAR_DIR" not in os.environ:
    # Of who starts the tests: workers and programs are told of it. A fork of this process leaves it alone.
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="vindelkaar-test-")

    def _remove(folder: str, made_by: int) -> None:
        if os.getpid() == made_by:
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(_remove, os.environ["VAR_DIR"], os.getpid())
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
