"""The settings of every Samgak: values come from the environment, defaults suit one machine."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from samgak.core.environment import (
    flag,
    hosts,
    listed,
    openid_providers,
    secret_of,
)
from samgak.database.location import django_settings

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "src" / "samgak"
DATA = Path(os.environ.get("SAMGAK_DATA", ROOT / "var"))

DEMONSTRATION = flag("SAMGAK_DEMONSTRATION")
DEBUG = flag("SAMGAK_DEBUG")
SECRET_KEY = os.environ.get("SAMGAK_SECRET_KEY") or secret_of(DATA)
ALLOWED_HOSTS = hosts(only_loopback=DEMONSTRATION)
CSRF_TRUSTED_ORIGINS = listed("SAMGAK_ORIGINS", "")
BASE_URL = os.environ.get("SAMGAK_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
# The first key seals, all open; without any, the key beside the data of the embedded database.
VAULT_KEYS = listed("SAMGAK_VAULT_KEYS", "")
VAULT_KEY_FILE = None if os.environ.get("DATABASE_URL") else DATA / "vault-keys"
# Where clamd listens: host:port or the path of its socket; empty: files are not scanned.
CLAMD = os.environ.get("SAMGAK_CLAMD", "")
HELP_EMAIL = os.environ.get("SAMGAK_HELP_EMAIL", "help@samgak.example")
DEFAULT_FROM_EMAIL = os.environ.get("SAMGAK_FROM_EMAIL", "Samgak <noreply@samgak.example>")

INSTALLED_APPS = [
    "samgak.core",
    "samgak.accounts",
    "samgak.partners",
    "samgak.programmes",
    "samgak.participants",
    "samgak.funding",
    "samgak.timetable",
    "samgak.privacy",
    "samgak.correspondence",
    "samgak.applications",
    "samgak.demand",
    "samgak.calls",
    "samgak.nominations",
    "samgak.attendance",
    "samgak.surveys",
    "samgak.learning",
    "samgak.actionplans",
    "samgak.discussions",
    "samgak.practice",
    "samgak.secondments",
    "samgak.valueadded",
    "samgak.places",
    "samgak.certificates",
    "samgak.reporting",
    "samgak.stories",
    "samgak.portal",
    "samgak.exchange",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "i18nfield",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "rules",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "samgak.core.middleware.AuditMiddleware",
    "samgak.exchange.middleware.DemonstrationMiddleware",
]

ROOT_URLCONF = "samgak.config.urls"
WSGI_APPLICATION = "samgak.config.wsgi.application"
FORM_RENDERER = "samgak.core.rendering.PageFormRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "samgak.core.context.page",
                "samgak.portal.context.navigation",
            ],
        },
    }
]

DATABASES = {"default": django_settings()}
CACHES = {
    # Shared by all server processes, so that limits hold whichever answers.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
    },
    # What visitors without a session read, for a minute: in each process, so that it costs no query.
    "public": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "public",
        "TIMEOUT": 60,
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "sesame.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "portal:workspace"
LOGIN_URL = "account_login"
SESAME_MAX_AGE = 60 * 60 * 24 * 30
SESAME_ONE_TIME = False

ACCOUNT_ADAPTER = "samgak.accounts.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "samgak.accounts.adapters.SocialAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # mail is slow where networks are
# Beside allauth's own: links to sign in, asked for by address.
ACCOUNT_RATE_LIMITS = {"send_link": "60/h/ip,3/10m/key"}
# Behind a proxy that is not counted, every visitor would seem to have the proxy's address.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("SAMGAK_PROXIES", "0"))
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMONSTRATION
MFA_TOTP_ISSUER = "Samgak"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: form-action 'self' would stop a form on its way
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": openid_providers()}}

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("ko", "한국어"),
    ("ru", "Русский"),
    ("kk", "Қазақша"),
    ("ky", "Кыргызча"),
    ("uz", "Oʻzbekcha"),
    ("tg", "Тоҷикӣ"),
    ("tk", "Türkmençe"),
]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [PACKAGE / "static" / "built"]
STATIC_ROOT = ROOT / "var" / "static"  # made by set-up, the same for all data
MEDIA_ROOT = DATA / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": os.environ.get(
            "SAMGAK_STATICFILES", "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "samgak.core.uploading.LetGoHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

EMAIL_BACKEND = os.environ.get(
    "SAMGAK_EMAIL_BACKEND",
    "samgak.correspondence.backend.PageBackend"
    if DEMONSTRATION
    else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_HOST = os.environ.get("SAMGAK_SMTP_HOST", "localhost")
# How fast letters follow each other: one worker sends them, one by one.
LETTERS_PER_MINUTE = max(1, int(os.environ.get("SAMGAK_LETTERS_PER_MINUTE", "300")))
EMAIL_PORT = int(os.environ.get("SAMGAK_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("SAMGAK_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SAMGAK_SMTP_PASSWORD", "")
EMAIL_USE_TLS = flag("SAMGAK_SMTP_TLS")
EMAIL_TIMEOUT = 30  # seconds; a silent server must not hold the worker

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_READONLY_MODELS = True
PROCRASTINATE_WORKER_DEFAULTS = {"concurrency": 2}  # one long job does not hold up all others
PGHISTORY_ADMIN_ALL_EVENTS = False
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")  # what only reads costs nothing

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "samgak.core.sessions"
SESSION_COOKIE_HTTPONLY = True
SECURE = BASE_URL.startswith("https://")
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
LANGUAGE_COOKIE_SECURE = SECURE

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"django.request": {"level": "ERROR"}},  # a refusal is an answer, not a fault
    "root": {"handlers": ["console"], "level": os.environ.get("SAMGAK_LOG", "WARNING")},
}
