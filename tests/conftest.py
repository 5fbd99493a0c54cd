import pytest
from django.core.cache import caches
from django.utils import translation
from hypothesis import HealthCheck, settings

# A busy machine is slow to make examples; what they cost is measured in bench/.
settings.register_profile(
    "patient", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")

pytest_plugins = ["tests.embedded"]


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Pages are tested without a build of the static files."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """No test writes among the files of the checkout."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture(autouse=True)
def own_vault(settings, tmp_path):
    """No test makes a key for the vault of the checkout, nor needs one from the environment."""
    settings.VAULT_KEYS, settings.VAULT_KEY_FILE = [], tmp_path / "vault-keys"


@pytest.fixture(autouse=True)
def english():
    """A page opened in another language does not leave that language to the next test."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def nothing_remembered():
    """What visitors of one test read is not shown to those of the next."""
    caches["public"].clear()
