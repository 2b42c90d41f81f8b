"""Settings of the site; every difference between machines comes from the environment (see README.md)."""

from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured

from config.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()
env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)  # a demo site: passwords may be simple, mail goes to the console
SECRET_KEY = env("SECRET_KEY", default="")
if not SECRET_KEY:
    if not (DEBUG or DEMO):
        raise ImproperlyConfigured("SECRET_KEY is missing: set it in the environment or in .env")
    SECRET_KEY = "only-for-a-demo-on-this-computer-" + "0123456789abcdef" * 2

SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)  # SQLite makes a file, but no folder

INSTALLED_APPS = [
    "home",
    "access",
    "phonebook",
    "search",
    "directory",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "phonenumber_field",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "config.middleware.RequestId",
    "phonebook.dav.entrance.Entrance",  # answers devices itself: nothing below is for them
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.ContentSecurityPolicy",
    "config.middleware.WithoutNulls",
    "config.middleware.PrivateCache",
    "allauth.account.middleware.AccountMiddleware",
    "access.middleware.RecentlySeen",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "directory.context_processors.gids",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Data -----------------------------------------------------------------------------------------------------------
SQLITE_OPTIONS = {
    "timeout": 20,
    # Without IMMEDIATE, 129 of 160 simultaneous publishes met "database is locked"; with it none (measured).
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;"
        "PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000; PRAGMA journal_size_limit=67108864;"
    ),
}
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'vindelkaar.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Also for SQLite: opening it anew for each request takes longer than most questions, and throws its memory away.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The limits on logging in are counted here, so all workers share it; several machines share a Redis or memcached.
CACHES = {"default": env.cache("CACHE_URL", default=f"filecache://{VAR_DIR / 'cache'}?max_entries=10000")}

# Logging in -----------------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 60 * 60 * 24 * env.int("SESSION_DAYS", 60)
SESSION_COOKIE_SAMESITE = "Lax"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "access.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "access.forms.LoginForm",
    "request_login_code": "access.forms.RequestLoginCodeForm",
    "confirm_login_code": "access.forms.ConfirmLoginCodeForm",
    "change_password": "access.forms.ChangePasswordForm",
    "set_password": "access.forms.SetPasswordForm",
    "reauthenticate": "access.forms.ReauthenticateForm",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
USERSESSIONS_TRACK_ACTIVITY = False  # access.middleware.RecentlySeen does, and writes less
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "first_name", "last_name")},
    },
]

# Language and time ----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
PHONENUMBER_DEFAULT_REGION = "NL"
PHONENUMBER_DB_FORMAT = "E164"  # an extension has its own column, so E.164 loses nothing

# Files ----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where it is missing; SQLite needs its parent
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"  # asks directory.visibility, see directory/views.py
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or DEMO

# Wagtail --------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "VindElkaar"
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # /gemeente-sudwest-fryslan/, which every keyboard can type
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = "/inloggen/"
WAGTAIL_FRONTEND_LOGIN_URL = "/inloggen/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_DATE_FORMAT = "%d-%m-%Y"
WAGTAIL_AUTOSAVE_INTERVAL = 0  # an autosaved draft looks as if it were live
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands")]
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # nobody has to choose from 600 English names
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "ol", "ul", "link"]},
    }
}
WAGTAILSEARCH_BACKENDS = {
    # Only for the lists of the admin. At 10,000 cards a common word took 42 s with SQLite's default, 0.2 s with this.
    "default": {"BACKEND": "modelsearch.backends.database.fallback", "AUTO_UPDATE": False}
}

# Our own search (search/engines/) -------------------------------------------------------------------------------
ELASTICSEARCH_URL = env("ELASTICSEARCH_URL", default="")  # one or more, with a comma between them
ELASTICSEARCH_API_KEY = env("ELASTICSEARCH_API_KEY", default="")  # or a name and password in the address
ELASTICSEARCH_CA_CERTS = env("ELASTICSEARCH_CA_CERTS", default="")  # a file, for https with an authority of your own
ELASTICSEARCH_INDEX = env("ELASTICSEARCH_INDEX", default="vindelkaar")  # how the names of its indexes begin
ELASTICSEARCH_TIMEOUT = env.float("ELASTICSEARCH_TIMEOUT", 0.8)  # seconds, of one question and its second try
ELASTICSEARCH_SHARDS = env.int("ELASTICSEARCH_SHARDS", 1)
ELASTICSEARCH_REPLICAS = env.int("ELASTICSEARCH_REPLICAS", 1 if "," in ELASTICSEARCH_URL else 0)
SEARCH_EMBEDDED_ENGINE = "search.engines.embedded.EmbeddedEngine"
SEARCH_SERVER_ENGINE = "search.engines.elastic.ElasticEngine"
SEARCH_GUARDED_ENGINE = "search.engines.breaker.GuardedEngine"  # the server's, and the embedded one when that fails
SEARCH_ENGINE = env("SEARCH_ENGINE", default=SEARCH_GUARDED_ENGINE if ELASTICSEARCH_URL else SEARCH_EMBEDDED_ENGINE)
SEARCH_INDEX_DIR = Path(env("SEARCH_INDEX_DIR", default=str(VAR_DIR / "index")))
SEARCH_BEHIND = "search.upkeep.waiting.server_is_behind"  # when the server is not asked although it answers
SEARCH_NEARLY_EMPTY = env.int("SEARCH_NEARLY_EMPTY", 0)  # late changes with which the server is asked all the same
SEARCH_SAVE_SECONDS = env.float("SEARCH_SAVE_SECONDS", 1.5)  # that who saves waits for each index, at most
SEARCH_REBUILD_AT_ONCE = env.int("SEARCH_REBUILD_AT_ONCE", 1000)  # documents: more of them wait for `onderhoud`
SEARCH_KEEP_HOURS = env.float("SEARCH_KEEP_HOURS", 24)  # of an index that answers no more
SEARCH_HOST_DAYS = env.float("SEARCH_HOST_DAYS", 7)  # after which changes wait no more for a computer that is away
# How often one login or address may ask: suggestions, whole phone numbers, and parts of phone numbers.
SEARCH_SUGGESTIONS_A_MINUTE = env.int("SEARCH_SUGGESTIONS_A_MINUTE", 240)
SEARCH_NUMBERS_AN_HOUR = env.int("SEARCH_NUMBERS_AN_HOUR", 200)
SEARCH_NUMBER_PARTS_AN_HOUR = env.int("SEARCH_NUMBER_PARTS_AN_HOUR", 30)
SEARCH_ASKERS_BEFORE_SHOWN = env.int("SEARCH_ASKERS_BEFORE_SHOWN", 3)  # of a question that had no answer

# Phonebook ------------------------------------------------------------------------------------------------------
EXPORT_CARDS_A_DAY = env.int("EXPORT_CARDS_A_DAY", 100)
EXPORT_CARDS_A_DAY_WITH_CONSENT = env.int("EXPORT_CARDS_A_DAY_WITH_CONSENT", 250)  # of an editor, for one login
SUBSCRIPTION_CARDS = env.int("SUBSCRIPTION_CARDS", 500)  # cards in one subscription
PROFILE_CERTIFICATE = env("PROFILE_CERTIFICATE", default="")  # file (PEM) with which profiles for iPhones are signed
PROFILE_KEY = env("PROFILE_KEY", default="")  # file (PEM) with its key
SUBSCRIPTIONS_A_PERSON = env.int("SUBSCRIPTIONS_A_PERSON", 6)  # at once, those stopped today included

# Mail -----------------------------------------------------------------------------------------------------------
vars().update(env.email("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="VindElkaar <gids@vindelkaar.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10  # seconds: a mail server that is gone may not hold up who adds a colleague

# Safety ---------------------------------------------------------------------------------------------------------
HTTPS = env.bool("HTTPS", not (DEBUG or DEMO))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
# Below carddav/ plain http is refused and not redirected: a phone would send its password before it heard better.
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^carddav(/|$)"]
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"  # the question stands in the address and may go nowhere
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Whose address limits are counted by. Without this all visitors behind one proxy would share their tries.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXIES", 1 if BEHIND_PROXY else 0)
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview shows the page in a frame of its own
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # which asks for DENY
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
# Wagtail's admin holds inline scripts (date pickers, choosers); config.middleware uses this below /admin/ only.
CONTENT_SECURITY_POLICY_ADMIN = {
    "DIRECTIVES": {
        **CONTENT_SECURITY_POLICY["DIRECTIVES"],
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:"],
    }
}

# Logs: no names, no questions ------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"zonder_vraag": {"()": "config.logs.WithoutQuery"}},
    "formatters": {"json": {"()": "config.logs.JsonFormatter"}, "plain": {"format": "%(levelname)s %(message)s"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain" if DEBUG or DEMO else "json",
            "filters": ["zonder_vraag"],
        }
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # These name the title of every page that is made or changed: a person's name.
        "wagtail": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "elastic_transport": {"level": "ERROR"},  # a line for each request; search/engines/breaker.py says what matters
    },
}
