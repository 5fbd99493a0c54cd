from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from samgak.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up alone: accounts begin with an invitation or a command."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Another identity provider may open the door only to people who were invited."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin) -> bool:
        return False

    def populate_user(self, request: HttpRequest, sociallogin, data: dict) -> User:
        user = super().populate_user(request, sociallogin, data)
        user.name = data.get("name") or " ".join(
            part for part in (data.get("first_name"), data.get("last_name")) if part
        )
        return user
