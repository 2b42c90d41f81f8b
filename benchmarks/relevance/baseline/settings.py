"""A Django project of its own with one table, so that a baseline carries nothing of ours."""

import environ

env = environ.Env()
SECRET_KEY = "only-for-measuring"  # noqa: S105  # nothing is signed here
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "modelsearch",
    "benchmarks.relevance.baseline",
]
DATABASES = {"default": env.db("DATABASE_URL", default="sqlite://:memory:")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
MODELSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "modelsearch.backends.database",
        **({"SEARCH_CONFIG": "dutch"} if "postgres" in DATABASES["default"]["ENGINE"] else {}),
    }
}
