from allauth.account.models import EmailAddress

from samgak.accounts.models import User


def account_of(email: str) -> User | None:
    """The account that signs in with this address, or None."""
    address = email.strip()
    if user := User.objects.filter(email__iexact=address).first():
        return user
    confirmed = EmailAddress.objects.filter(email__iexact=address, verified=True)
    found = confirmed.select_related("user").first()
    return found.user if found else None
