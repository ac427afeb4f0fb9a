"""All settings, for every use: each is read from the environment beside its purpose.

Nothing exists only in production. Without any variable the site is safe to start and
serves this machine alone; ARCHIVE_ALLOWED_HOSTS opens it, and then the secrets have to
be given (`archive/checks.py` says what else is unsafe). A file `.env` in the checkout is
read as well; what the environment says goes first.
"""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from archive.environment import (
    Environment,
    data_dir,
    database,
    env_file,
    is_local,
    secret_key,
    time_zone,
)

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()
env.read_env(env_file(env.str("ARCHIVE_ENV_FILE", default=""), default=BASE_DIR / ".env"))

# Where files that belong to this installation live: the SQLite database, the local key.
DATA_DIR = data_dir(Path(env.str("ARCHIVE_DATA_DIR", default=str(BASE_DIR / "var"))))

# --- Who may reach the site, and how far an error page may talk
DEBUG = env.bool("ARCHIVE_DEBUG", default=False)
ALLOWED_HOSTS = env.list("ARCHIVE_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
IS_LOCAL = is_local(ALLOWED_HOSTS)
if DEBUG and not IS_LOCAL:
    raise ImproperlyConfigured(
        "Unset ARCHIVE_DEBUG: its error pages show settings and source, and "
        "ARCHIVE_ALLOWED_HOSTS names hosts beyond this machine."
    )
SECRET_KEY = secret_key(
    env.str("ARCHIVE_SECRET_KEY", default=""),
    hosts=ALLOWED_HOSTS,
    kept_in=DATA_DIR / "secret-key",
)
CSRF_TRUSTED_ORIGINS = env.list("ARCHIVE_CSRF_TRUSTED_ORIGINS", default=[])

# --- HTTPS: on wherever others can reach the site; off is for this machine alone
HTTPS = env.bool("ARCHIVE_HTTPS", default=not IS_LOCAL)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = env.int("ARCHIVE_HSTS_SECONDS", default=31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("ARCHIVE_HSTS_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("ARCHIVE_HSTS_PRELOAD", default=True)
BEHIND_PROXY = env.bool("ARCHIVE_BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# A working day; and no longer than the browser is open, on machines that others use too.
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Everything from a dump is hostile text; the browser is told not to run any of it.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}

# --- The parts of the site
INSTALLED_APPS = [
    "archive.apps.ArchiveConfig",
    "comments.apps.CommentsConfig",
    "articles.apps.ArticlesConfig",
    "mptt",
    "csp",
    "axes",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "archive.middleware.leave_out_body",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    # Within it, because it states how long an answer is.
    "archive.middleware.ask_each_time",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Last: it turns the refusal of a locked-out sign-in into a page.
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "archive.context_processors.archive_name",
            ],
        },
    },
]

# --- The database: a file to start with, DATABASE_URL=postgres://… to grow
DATABASE_URL = env.str("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'archive.sqlite3'}")
DATABASES = {
    "default": database(DATABASE_URL, pool_size=env.int("ARCHIVE_DATABASE_POOL", default=0)),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Signing in to the admin
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# Whoever guesses is locked out, by the name and the address together: nobody can lock a
# moderator out from elsewhere. The counts are in the database, so all workers share them.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "archive.addresses.client_address"
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_TEMPLATE = "locked_out.html"
AXES_ENABLE_ADMIN = False
# Who signed in when is nobody's business; failures are forgotten with the lock.
AXES_DISABLE_ACCESS_LOG = True

# --- Words and times. A site's comments are shown in that site's own zone, not in this one.
ARCHIVE_NAME = env.str("ARCHIVE_NAME", default="Comment Archive")
# Whom to write to for a removal, an address of either kind; without it /about/ names nobody.
ARCHIVE_CONTACT = env.str("ARCHIVE_CONTACT", default="")
# Whether the public log of moderation says which moderator it was.
ARCHIVE_LOG_NAMES = env.bool("ARCHIVE_LOG_NAMES", default=False)
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("de", _("German"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = time_zone(env.str("ARCHIVE_TIME_ZONE", default="UTC"))
USE_TZ = True

# --- Static files, compressed and under hashed names once `collectstatic` has run
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("ARCHIVE_STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Finished pages, kept in each process until what they show changes (archive/views/keeping.py)
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "archive.page_cache.PageCache",
        "LOCATION": "pages",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 64},
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        # A forged Host header is the sender's mistake and arrives by the thousand.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
