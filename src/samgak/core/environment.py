"""Values from the environment, read in one way."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def flag(name: str) -> bool:
    """Whether the variable is set to 1, true, yes or on."""
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def listed(name: str, default: str) -> list[str]:
    """The comma-separated values of the variable, blanks left out."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def secret_of(data: Path) -> str:
    """The secret of this installation."""
    return kept_once(data / "secret", lambda: secrets.token_urlsafe(60))


def kept_once(file: Path, make: Callable[[], str]) -> str:
    """A secret made once, kept beside the data, readable by its owner only."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f"{file.name}.{os.getpid()}")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as opened:
            opened.write(make())
        try:
            os.link(part, file)  # the first of several processes wins
        except FileExistsError:
            pass
        finally:
            part.unlink()
    return file.read_text().strip()


LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]", "testserver")


def hosts(*, only_loopback: bool) -> list[str]:
    """The names under which pages are served; the demonstration has known passwords and stays at home."""
    named = listed("SAMGAK_HOSTS", ",".join(LOOPBACK))
    if only_loopback and (strangers := sorted(set(named) - set(LOOPBACK))):
        raise ImproperlyConfigured(
            f"The demonstration is for this machine only: take {', '.join(strangers)} out of "
            "SAMGAK_HOSTS, or leave SAMGAK_DEMONSTRATION unset."
        )
    return named


def openid_providers() -> list[dict]:
    """The OpenID Connect provider of SAMGAK_OIDC_URL, if one is set."""
    if not (url := os.environ.get("SAMGAK_OIDC_URL")):
        return []
    return [
        {
            "provider_id": "oidc",
            "name": os.environ.get("SAMGAK_OIDC_NAME", "OpenID Connect"),
            "client_id": os.environ.get("SAMGAK_OIDC_CLIENT_ID", ""),
            "secret": os.environ.get("SAMGAK_OIDC_SECRET", ""),
            "settings": {"server_url": url, "oauth_pkce_enabled": True},
        }
    ]
