import pytest


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Pages are tested without a build of the static files."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
