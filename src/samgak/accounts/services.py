from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone, translation

from samgak.accounts import links, queries
from samgak.accounts.links import Purpose
from samgak.accounts.models import User


@transaction.atomic
def account_for(email: str, *, name: str = "", language: str = "en", timezone: str = "") -> User:
    """The account of this address, made when there is none; the known keep their name and language."""
    if known := queries.account_of(email):
        return known
    user = User.objects.create_user(email, name=name.strip(), language=language, timezone=timezone)
    EmailAddress.objects.create(user=user, email=user.email, verified=False, primary=True)
    return user


@transaction.atomic
def confirm_address(user: User) -> EmailAddress:
    """Note that the person has received mail at the address of the account."""
    address, _ = EmailAddress.objects.get_or_create(user=user, email=user.email)
    address.verified = True
    address.save(update_fields=["verified"])
    if not EmailAddress.objects.filter(user=user, primary=True).exists():
        address.set_as_primary()
    return address


@transaction.atomic
def describe(user: User, *, name: str, language: str, timezone: str) -> User:
    """Change what the person says of themselves."""
    user.name, user.language, user.timezone = name.strip(), language, timezone
    user.save(update_fields=["name", "language", "timezone"])
    return user


@transaction.atomic
def end_sessions(user: User) -> User:
    """Sign the person out wherever they are signed in."""
    User.objects.filter(pk=user.pk).update(sign_in_round=F("sign_in_round") + 1)
    user.refresh_from_db(fields=["sign_in_round"])
    return user


def send_sign_in_link(*, email: str, next_path: str = "") -> None:
    """Mail a link to the account of the address; nothing happens where there is none."""
    user = queries.account_of(email)
    if user is None or not user.is_active:
        return
    with translation.override(user.language):
        context = {
            "user": user,
            "link": links.link_to(user, purpose=Purpose.SIGN_IN, next_path=next_path),
            "valid_until": timezone.now() + links.LIFETIMES[Purpose.SIGN_IN],
            "zone": user.timezone or settings.TIME_ZONE,
            "city": "" if user.timezone else settings.TIME_ZONE,
            "help_email": settings.HELP_EMAIL,
            "base_url": settings.BASE_URL,
        }
        message = EmailMultiAlternatives(
            subject=render_to_string("accounts/mail/sign_in_subject.txt", context).strip(),
            body=render_to_string("accounts/mail/sign_in.txt", context),
            to=[user.email],
            headers={"Content-Language": user.language, "Auto-Submitted": "auto-generated"},
        )
        html = render_to_string("accounts/mail/sign_in.html", context)
        message.attach_alternative(html, "text/html")
    message.send()
