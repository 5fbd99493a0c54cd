from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samgak.accounts import links
from samgak.core import audit
from samgak.core.texts import LANGUAGES
from samgak.partners.models import Organisation
from samgak.programmes import services


class Command(BaseCommand):
    help = gettext_lazy(
        "Makes somebody administrator of an organisation, and prints a link to begin."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--organisation", required=True, metavar="KEY")
        parser.add_argument("--organisation-name", default="", metavar="NAME")
        parser.add_argument("--country", default="", metavar="XX")
        parser.add_argument("--name", default="")
        parser.add_argument("--language", default="en", choices=LANGUAGES)

    def handle(self, *args: Any, email: str, name: str, language: str, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(_("%(email)s is no e-mail address.") % {"email": email}) from None
        with transaction.atomic(), audit.because("samgak create-administrator"):
            house = _organisation(
                options["organisation"], options["organisation_name"], options["country"]
            )
            given = services.make_administrator(
                house, email=email, name=name, language=language, at=timezone.now()
            )
        user = given.user
        words = {"person": user, "email": user.email, "organisation": house.key}
        self.stdout.write(_("%(person)s is administrator of %(organisation)s.") % words)
        self.stdout.write(_("This link works once, for %(email)s alone:") % words)
        self.stdout.write(links.link_to(user, purpose=links.Purpose.WELCOME))


def _organisation(key: str, name: str, country: str) -> Organisation:
    if house := Organisation.objects.filter(key=key).first():
        return house
    if name and len(country) == 2:
        return Organisation.objects.create(key=key, name=name, country=country.upper())
    known = ", ".join(Organisation.objects.values_list("key", flat=True)) or _("none yet")
    raise CommandError(
        _(
            "There is no organisation %(key)s (known: %(known)s). To make it, add"
            " --organisation-name and --country with its two letters."
        )
        % {"key": key, "known": known}
    )
