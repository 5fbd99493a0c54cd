"""The words of the letters about applications, in the reader's language."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from samgak.correspondence.letters_frame import Text, facts_of, letter, moment
from samgak.programmes.models import Edition


def _alone() -> str:
    return _("The link is for you alone; please do not pass it on.")


def invitation_to_apply(
    edition: Edition,
    *,
    language: str,
    name: str,
    link: str,
    closes_at: datetime | None = None,
    is_reminder: bool = False,
) -> Text:
    """Your government puts you forward: please fill in your application."""
    with translation.override(language):
        facts = facts_of(edition, language) | {"link": link}
        subject = (
            _("A reminder: your application for %(title)s")
            if is_reminder
            else _("Your application for %(title)s")
        )
        until = []
        if closes_at:
            facts["closes_at"] = moment(closes_at, edition, language)
            until = [_("Please submit it by %(closes_at)s.") % facts]
        return Text(
            subject % facts,
            letter(
                edition,
                language,
                name,
                _("You are put forward for %(title)s (%(days)s, %(city)s).") % facts,
                _("Please fill in your application on this page; no password is needed: %(link)s")
                % facts,
                _(
                    "Everything you write is kept at once. You can stop at any time and go on later,"
                    " on another device too."
                ),
                *until,
                _alone(),
            ),
        )


def receipt_of_application(edition: Edition, *, language: str, name: str, link: str) -> Text:
    """We have your application; what happens next."""
    with translation.override(language):
        facts = facts_of(edition, language) | {"link": link}
        return Text(
            _("We have received your application for %(title)s") % facts,
            letter(
                edition,
                language,
                name,
                _("We have received your application for %(title)s.") % facts,
                _(
                    "Your supervisor and the focal point of your country are now asked to endorse it."
                ),
                _("You can follow it here: %(link)s") % facts,
                _alone(),
            ),
        )


def application_comes_back(
    edition: Edition, *, language: str, name: str, link: str, reason: str, may_correct: bool
) -> Text:
    """The application is returned for correction, or not endorsed; with the reason."""
    with translation.override(language):
        facts = facts_of(edition, language) | {"link": link, "reason": reason}
        if may_correct:
            subject = _("Please correct your application for %(title)s")
            first = _("Your application for %(title)s is returned to you. The reason: %(reason)s")
            then = _("Please correct it here and submit it again: %(link)s")
        else:
            subject = _("Your application for %(title)s is not endorsed")
            first = _("Your application for %(title)s is not endorsed. The reason: %(reason)s")
            then = _("You can read it here: %(link)s")
        return Text(
            subject % facts,
            letter(edition, language, name, first % facts, then % facts, _alone()),
        )


def endorsement_of_application(
    edition: Edition,
    *,
    language: str,
    name: str,
    person: str,
    link: str,
    is_reminder: bool = False,
) -> Text:
    """To a supervisor or a focal point: please read the application and say whether you endorse it."""
    with translation.override(language):
        facts = facts_of(edition, language) | {"person": person, "link": link}
        subject = (
            _("A reminder: the application of %(person)s")
            if is_reminder
            else _("Please endorse the application of %(person)s")
        )
        return Text(
            subject % facts,
            letter(
                edition,
                language,
                name,
                _("%(person)s applies for %(title)s (%(days)s, %(city)s).") % facts,
                _(
                    "Please read the application and say whether you endorse it;"
                    " no password is needed: %(link)s"
                )
                % facts,
                _alone(),
            ),
        )
