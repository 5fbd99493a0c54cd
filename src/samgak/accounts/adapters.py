from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from samgak.accounts import services
from samgak.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up alone: accounts begin with an invitation or a command."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Another identity provider may open the door only to people who were invited."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin) -> bool:
        return False

    def authenticate_by_email(self, sociallogin) -> tuple[User, str] | None:
        """Whom we invited under an address that the provider has verified."""
        found = super().authenticate_by_email(sociallogin)
        if found and found[0].email.lower() == found[1].lower():
            services.confirm_address(found[0])
        return found
