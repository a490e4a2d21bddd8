"""Settings of a newsroom that publishes nothing unchecked; for trying out, not for a server."""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent

COMPLIANCE = {
    # what an editor may do with a story that somebody must decide about: "warn" publishes it, "refuse" does not
    "review": os.environ.get("NEWSROOM_REVIEW", "warn"),
    # the house's compliance.toml, or None; and a profile to start from
    "config": None,
    "profile": "web",
    # what a preview may cost while somebody writes, in seconds
    "seconds": float(os.environ.get("NEWSROOM_SECONDS", "1.0")),
    # the service; without an address stories are checked in this program
    "url": os.environ.get("COMPLIANCE_URL", ""),
    "token": os.environ.get("COMPLIANCE_TOKEN", ""),
    # where the service is out of reach: "closed" publishes nothing, "open" publishes unchecked, with a warning
    "fail": "closed",
    # requests that could not be sent wait here for `service().flush()`; None forgets them
    "spool": None,
}

SECRET_KEY = "for trying out only"
DEBUG = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
ROOT_URLCONF = "newsroom.urls"
ASGI_APPLICATION = "newsroom.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "newsroom.sqlite3"}}
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "static/"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "stories",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
