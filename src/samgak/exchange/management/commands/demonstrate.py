from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samgak.core.errors import RuleBroken
from samgak.exchange.queries import demonstration as queries
from samgak.exchange.services import demonstration as services
from samgak.programmes.phrases import ROLE_TEXTS


class Command(BaseCommand):
    help = gettext_lazy(
        "Fills an empty database with the demonstration edition and its invented people,"
        " and prints the sign-ins. Works in demonstration mode only."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            edition = services.demonstrate()
        except RuleBroken:
            raise CommandError(
                _("The demonstration is loaded only where SAMGAK_DEMONSTRATION is set to 1.")
            ) from None
        if edition:
            self.stdout.write(_("Edition %(code)s was made.") % {"code": edition.code})
        else:
            self.stdout.write(_("There is an edition already; nothing was changed."))
        self._print_sign_ins()

    def _print_sign_ins(self) -> None:
        page = settings.BASE_URL + reverse("exchange:demonstration")
        self.stdout.write(_("Sign-ins, one click each: %(page)s") % {"page": page})
        self.stdout.write(_("Or by password, %(password)s:") % {"password": queries.PASSWORD})
        for one in queries.sign_ins():
            roles = ", ".join(
                " ".join(filter(None, (str(ROLE_TEXTS[post.role]), post.country)))
                for post in one.posts
            )
            self.stdout.write(f"  {one.user.email:52} {roles}")
