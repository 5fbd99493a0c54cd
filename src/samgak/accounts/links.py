"""Links that sign their holder in: each for one purpose, for a time, and spent once used."""

from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from sesame.utils import get_token, get_user

from samgak.accounts.models import User


class Purpose(StrEnum):
    """What a link is for; one purpose's link never serves another."""

    WELCOME = "welcome"  # opens the account of somebody invited
    SIGN_IN = "sign-in"  # asked for by somebody who has an account


LIFETIMES = {Purpose.WELCOME: timedelta(days=14), Purpose.SIGN_IN: timedelta(days=1)}


def link_to(user: User, *, purpose: Purpose, next_path: str = "") -> str:
    """The whole address, in the language of the person, to be given to nobody else."""
    token = get_token(user, scope=purpose)
    with translation.override(user.language):
        path = reverse("accounts:link", kwargs={"purpose": purpose.value, "token": token})
    query = f"?{urlencode({'next': next_path})}" if next_path else ""
    return f"{settings.BASE_URL}{path}{query}"


def holder_of(token: str, *, purpose: Purpose) -> User | None:
    """Whose link it is; None when it is mistyped, too old, spent, or of a closed account."""
    lifetime = LIFETIMES[purpose]
    user = _user(token, purpose, lifetime)
    if user is None or user.last_login is None:
        return user
    # Whoever signed in since the second in which the link was made has no more need of it.
    since = int(timezone.now().timestamp()) - int(user.last_login.timestamp())
    return _user(token, purpose, min(lifetime, timedelta(seconds=since)))


def _user(token: str, purpose: Purpose, younger_than: timedelta) -> User | None:
    return get_user(token, scope=purpose, max_age=younger_than, update_last_login=False)
