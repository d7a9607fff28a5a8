"""Settings of Podium, for every place it runs in.

Without any environment variable Podium runs on SQLite and the in-memory channel layer, which is
enough for one college. DATABASE_URL and REDIS_URL move it to PostgreSQL and Redis;
PODIUM_PRODUCTION=1 turns on what a public server must have.
"""

import os
from pathlib import Path
from zoneinfo import available_timezones

import dj_database_url
from django.utils.translation import gettext_lazy as _
from redis.backoff import NoBackoff
from redis.retry import Retry

from podium import environment

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(os.environ.get("PODIUM_VAR", ROOT / "var"))

PRODUCTION = environment.flag("PODIUM_PRODUCTION")
DEBUG = environment.flag("PODIUM_DEBUG") and not PRODUCTION
SECRET_KEY = environment.secret_key(production=PRODUCTION, keep_in=VAR / "secret-key")
ALLOWED_HOSTS = environment.words("PODIUM_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1]")
PUBLIC_ADDRESS = os.environ.get("PODIUM_ADDRESS", "http://localhost:8000")

INSTALLED_APPS = [
    "daphne",
    "podium",
    # Ours, from the ground up: docs/architecture.md says which may import which.
    "people",
    "media",
    "design",
    "pages",
    "championships.schemes",
    "championships.events",
    "coaching.rooms",
    "coaching.training.quizzes",
    "coaching.training.assignments",
    "coaching.training.calibration",
    "coaching.training",
    "coaching.training.learning",
    "coaching.certificates",
    # Wagtail
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "people.wagtail_apps.PeopleInWagtailConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtailmedia",
    "modelcluster",
    "taggit",
    # Sign-in
    "allauth",
    "allauth.account",
    "allauth.mfa",
    # Components
    "django_cotton.apps.SimpleAppConfig",
    "lucide",
    "django_htmx",
    "channels",
    # Django
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "podium.security.content_security_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "people.language.RememberLanguage",
    # Inside of what sets cookies, outside of what reads the database.
    "pages.kept_answers.KeptAnswers",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "podium.urls"
ASGI_APPLICATION = "podium.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "design.context.appearance",
                "pages.context.languages",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                ),
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
        },
    },
]
COTTON_DIR = "components"

# Data. SQLite writes ahead and waits for the disk at every commit: a mark that was acknowledged stays.
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{VAR / 'podium.sqlite3'}",
        conn_max_age=600,
        conn_health_checks=True,
    ),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    VAR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = os.environ.get("REDIS_URL", "")
# What Podium's keys and channels begin with, where several Podiums share one Redis.
REDIS_PREFIX = os.environ.get("PODIUM_REDIS_PREFIX", "podium")
if REDIS_URL:
    # One subscription for each room and process, and no time-out on an idle one: redis-py 8 sets 5 s.
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_timeout": None}], "prefix": REDIS_PREFIX},
        },
    }
    CACHES = {
        "default": {
            "BACKEND": "podium.caching.RedisOrMemory",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": REDIS_PREFIX,
            # Who signs in waits no longer than this for a Redis that is gone: the client's own retries take seconds.
            "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2, "retry": Retry(NoBackoff(), 1)},
        },
    }
    CACHES["answers"] = {**CACHES["default"], "KEY_PREFIX": f"{REDIS_PREFIX}-answers"}
else:
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        # Of its own: full of pages, it must not push out how often somebody tried a password.
        "answers": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "answers",
            "OPTIONS": {"MAX_ENTRIES": 300},
        },
    }
# Whether public pages are kept for readers who are not signed in (pages/kept_answers.py).
KEPT_ANSWERS = environment.flag("PODIUM_KEPT_ANSWERS", default=True)

# People and sign-in: by e-mail, through allauth alone.
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "pages:desk"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = None
# A whole college stands behind one address: the limits by address are wide, those by e-mail stay narrow.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "100/m/ip,5/300s/key", "signup": "100/m/ip"}
ACCOUNT_ADAPTER = "people.adapters.AccountAdapter"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Podium: "
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_FORMS = {
    "login": "people.forms.SignInForm",
    "signup": "people.forms.SignUpForm",
    "add_email": "people.forms.AddEmailForm",
    "change_password": "people.forms.ChangePasswordForm",
    "set_password": "people.forms.SetPasswordForm",
    "reset_password": "people.forms.ResetPasswordForm",
    "reset_password_from_key": "people.forms.NewPasswordForm",
    "reauthenticate": "people.forms.ConfirmPasswordForm",
}
# Whom to ask for a role; shown on pages that are closed to a reader.
ADMINISTRATORS_EMAIL = os.environ.get("PODIUM_ADMINISTRATORS_EMAIL", "")
MFA_ADAPTER = "people.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "people.forms.CodeForm",
    "reauthenticate": "people.forms.ConfirmCodeForm",
    "activate_totp": "people.forms.ActivateAppForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Podium"

# Languages
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский"), ("kk", "Қазақша")]
LOCALE_PATHS = [
    ROOT / "site" / "podium" / "locale",
    # Kazakh for Django, allauth and the editor, which come without it, and the Russian that the editor lacks.
    ROOT / "site" / "podium" / "locale_of_libraries",
]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("PODIUM_TIME_ZONE", "Asia/Almaty")
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = "podium.formats"

# Wagtail
WAGTAIL_SITE_NAME = "Podium"
WAGTAILADMIN_BASE_URL = PUBLIC_ADDRESS
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Trees are kept alike by wagtail-localize (`prepare_training` turns it on), which knows what is translated and what only
# stands in; two apps that both copy pages into other languages would make each page twice.
WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = False
WAGTAILIMAGES_IMAGE_MODEL = "media.CustomImage"
WAGTAILDOCS_DOCUMENT_MODEL = "media.CustomDocument"
WAGTAILMEDIA = {"MEDIA_MODEL": "media.Video"}
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# The passwords are allauth's: Wagtail's own pages for them must not be a way around it.
WAGTAILADMIN_LOGIN_URL = "wagtailadmin_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
# Without the names that only this machine knows, such as "localtime": browsers refuse them.
WAGTAIL_USER_TIME_ZONES = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# The admin asks nobody outside: not for updates, and not for pictures of its users.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Authors' drafts are kept by themselves, and whoever reviews may comment on them: both also within a workflow.
WAGTAIL_AUTOSAVE_INTERVAL = 500
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAIL_WORKFLOW_ENABLED = True
# Whether only methodologists publish training; mentors hand their pages in. `prepare_training` gives the rights.
TRAINING_REVIEW_REQUIRED = environment.flag("PODIUM_TRAINING_REVIEW", default=True)
# Bytes of a module that somebody brings from elsewhere, packed and unpacked, and how many files it may hold.
MODULE_UPLOAD_LIMIT = 100 * 1024 * 1024
MODULE_UNPACKED_LIMIT = 400 * 1024 * 1024
MODULE_FILES_LIMIT = 500
# What `serve` looks for once a minute (podium/due.py), and whether it does so by itself.
DUE_COMMANDS = ["publish_scheduled", "close_quizzes", "send_reminders", "forget_uploads"]
DUE_BY_ITSELF = environment.flag("PODIUM_DUE_BY_ITSELF", default=True)

# Files
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("PODIUM_STATIC", VAR / "static"))
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "podium.storage.HashedStaticFiles"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
# Files may change under a server that is not in production: it looks again at every request.
WHITENOISE_AUTOREFRESH = not PRODUCTION
SCHEME_UPLOAD_LIMIT = 5 * 1024 * 1024
# Bytes of a photo or a voice note about a mark; devices make them smaller than that before they send them.
EVIDENCE_UPLOAD_LIMIT = 2 * 1024 * 1024
# Bytes of a file of quiz questions.
QUESTIONS_UPLOAD_LIMIT = 10 * 1024 * 1024
# Seconds after the end of a timed quiz in which answers that were on their way still count.
QUIZ_GRACE_SECONDS = 30
# Attempts below which the statistics of a question warn that they rest on few.
QUIZ_FEW_ATTEMPTS = 30
# Marks that the aspects of a scheme may stray from its standards sections in all before publishing is blocked.
SCHEME_VARIATION_LIMIT = "5.00"
# Percent of a scheme's marks that mentors must change before a competition; shown beside what did change.
SCHEME_CHANGE_LIMIT = "30"
# Marks that a section may declare beside its weight in the occupational standard before the scheme's page warns.
SCHEME_WEIGHT_LIMIT = "0.00"
# Share of marks within tolerance with which a calibration of judges is passed, where its author says nothing else.
CALIBRATION_PASS_PERCENT = 80
# The fewest academic hours of (professional development, retraining) for a document, by country ("": all others).
# Russia's are a rule of coaching/certificates/countries.py; these are not checked against any law, and pages say so.
CERTIFICATE_HOURS = {"": (16, 250)}
# Private keys (Ed25519, PEM) that badges are signed with; the first one signs, all are published. Without any, keys
# are made in the folder badge-keys of the data.
BADGE_KEYS = environment.pem_blocks("PODIUM_BADGE_KEYS")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o644

# Where no mail server is named, letters are written to the log.
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if 'PODIUM_EMAIL_HOST' in os.environ else 'console'}.EmailBackend"
EMAIL_HOST = os.environ.get("PODIUM_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("PODIUM_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("PODIUM_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PODIUM_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("PODIUM_EMAIL_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("PODIUM_EMAIL_FROM", "Podium <podium@localhost>")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("PODIUM_LOG_LEVEL", "WARNING")},
}

# Whether a proxy stands in front that overwrites X-Forwarded-For, -Port and -Proto: docs/running.md.
BEHIND_PROXY = environment.flag("PODIUM_BEHIND_PROXY")
# Whether rooms send every frame through Autobahn, even where it could be written straight into the socket.
PLAIN_SOCKETS = environment.flag("PODIUM_PLAIN_SOCKETS")
# Other addresses that a page may show in a frame, for example a video service's.
FRAME_SOURCES = environment.words("PODIUM_FRAME_SOURCES")
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
if PRODUCTION:
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = environment.flag("PODIUM_HTTPS", default=True)
    # The proxy asks for a process's health inside, without TLS.
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

# The admin previews a page in a frame of its own address: SAMEORIGIN and not DENY.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
LANGUAGE_NAMES = {"en": _("English"), "ru": _("Russian"), "kk": _("Kazakh")}
