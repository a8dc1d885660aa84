"""Settings. What differs between places comes from the environment: see docs/deploy.md."""

from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_levels
from django.utils.translation import gettext_lazy as _

from baoan_rule.env import (
    BASE_DIR,
    broker_options,
    broker_transport,
    data_folder,
    database,
    env,
    mail,
    page_cache,
    plan_today,
    secret_key,
)

VERSION = "0.1.0"
VAR = data_folder()
STOPPED = VAR / "stopped"  # what make run could not keep up: baoan_rule.keeping
DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = secret_key(VAR)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
PLAN_TODAY = plan_today()

# The office shares one address, so its people are told apart by name: AXES_LOCKOUT_PARAMETERS.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "units.apps.SignInSecurityConfig",
    "units.apps.RecordOfEditsConfig",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_celery_beat",
    "django_filters",
    "django_tables2",
    "units",
    "leaders",
    "tasks",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "baoan_rule.static.StaticFiles",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "units.audit.AuditMiddleware",
    "units.middleware.LanguageMiddleware",
    "units.middleware.PrivateMiddleware",
    "tasks.frame.incoming.FitToRead",
    "units.middleware.SignInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "baoan_rule.urls"
WSGI_APPLICATION = "baoan_rule.wsgi.application"
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
                "tasks.frame.context.page",
            ],
        },
    }
]

# Demonstration data never shares a database with real work.
DATABASE_FILE = VAR / ("demo.sqlite3" if DEMO else "ledger.sqlite3")
DATABASES = {
    "default": database(env.str("DATABASE_URL", default="") or f"sqlite:///{DATABASE_FILE}")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://"), "pages": page_cache()}

AUTH_USER_MODEL = "units.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "tasks.mail.sign_in.AccountWithUnread",
    "units.auth.CodeBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name", "email", "phone"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "units.passwords.HardToGuess"},
    {"NAME": "units.passwords.NotTheLast"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool("HTTPS", default=False)
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SESSION_COOKIE_SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SESSION_COOKIE_SECURE else None
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
CSRF_FAILURE_VIEW = "tasks.frame.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap draws its icons as data: images in CSS
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Five wrong passwords lock that account for half an hour; other people of the same address go on.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_CALLABLE = "units.names.failed_name"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "units.views.locked_out"
AXES_ENABLE_ADMIN = False  # ours shows the records and changes none: units.admin
AXES_ENABLE_ACCESS_FAILURE_LOG = True
# Of a form that failed, these are not kept in clear.
AXES_SENSITIVE_PARAMETERS = ["username", "old_password", "new_password1", "new_password2", "code"]
AXES_VERBOSE = False

# What people edit in the administration is recorded: field, before, after, person, address.
DERIVED = ["sort_name"]  # follows from the name
AUDITLOG_INCLUDE_TRACKING_MODELS = (
    {
        "model": "units.User",
        "exclude_fields": [*DERIVED, "password", "former_password", "last_login"],
    },
    {"model": "units.Unit", "m2m_fields": ["members"], "exclude_fields": DERIVED},
    "units.UnitAlias",
    "units.Deputy",
    {"model": "leaders.Leader", "exclude_fields": DERIVED},
    "tasks.Plan",
    "tasks.SpecialProject",
    "tasks.Task",
    "tasks.TaskLeader",
    "tasks.Assignment",
    "tasks.Milestone",
    "tasks.HollowPhrase",
)

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "language"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
DATE_FORMAT = "Y-m-d"


STATIC_URL = "static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(VAR / "static"))
NODE_MODULES = BASE_DIR / "node_modules"
VENDOR = [
    ("vendor/bootstrap/css", NODE_MODULES / "bootstrap/dist/css"),
    ("vendor/tom-select/css", NODE_MODULES / "tom-select/dist/css"),
    ("vendor/tom-select/js", NODE_MODULES / "tom-select/dist/js"),
]
# A container image has no packages any more, only what was built from them.
STATICFILES_DIRS = [BASE_DIR / "static", *(pair for pair in VENDOR if pair[1].is_dir())]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "tasks.evidence.uploads.CappedFileUploadHandler",
]
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(VAR / "media"))
# Where whoever makes the backups leaves them; the setup page looks how old the newest is.
BACKUP_FOLDER = env.str("BACKUP_FOLDER", default="")

vars().update(mail(VAR / "mail"))
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="ledger@localhost")
# The links in mails begin with this.
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
WEBHOOK_URL = env.str("WEBHOOK_URL", default="")
WEBHOOK_SECRET = env.str("WEBHOOK_SECRET", default="")

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "frame/table.html"
MESSAGE_TAGS = {message_levels.ERROR: "danger"}

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="filesystem://localhost")
CELERY_BROKER_TRANSPORT = broker_transport(CELERY_BROKER_URL)
CELERY_BROKER_TRANSPORT_OPTIONS = broker_options(CELERY_BROKER_URL, VAR / "broker")
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_TASK_TIME_LIMIT = 10 * 60
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"refusals": {"()": "baoan_rule.logs.RefusalsInOneLine"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["refusals"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"tasks": {"level": "INFO"}, "axes": {"level": "ERROR"}},
}
