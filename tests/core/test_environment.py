import pytest
from django.core.exceptions import ImproperlyConfigured

from samgak.core import environment


def test_the_demonstration_serves_this_machine_only(monkeypatch):
    monkeypatch.setenv("SAMGAK_HOSTS", "127.0.0.1,samgak.example")

    with pytest.raises(ImproperlyConfigured, match=r"samgak\.example"):
        environment.hosts(only_loopback=True)
    assert environment.hosts(only_loopback=False) == ["127.0.0.1", "samgak.example"]


def test_the_secret_is_made_once_and_kept_for_its_owner(tmp_path):
    first = environment.secret_of(tmp_path)

    assert environment.secret_of(tmp_path) == first
    assert len(first) >= 50
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


def test_a_provider_comes_from_the_environment(monkeypatch):
    monkeypatch.delenv("SAMGAK_OIDC_URL", raising=False)
    assert environment.openid_providers() == []

    monkeypatch.setenv("SAMGAK_OIDC_URL", "https://id.example")
    (provider,) = environment.openid_providers()
    assert provider["settings"]["server_url"] == "https://id.example"
