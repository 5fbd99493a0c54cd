"""The words of every kind of letter, in the reader's language.

Each function returns subject and body of one letter, ready for `services.draft`; an officer may still
change a draft. `name` is the person's name as the person writes it.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samgak.core import dates, places
from samgak.correspondence.letters_frame import (
    Text,
    facts_of,
    greeting,
    letter,
    moment,
    paragraphs,
)
from samgak.programmes.models import Edition


def receipt(
    edition: Edition,
    *,
    language: str,
    name: str,
    country: str,
    nominated: int,
    link: str,
    closes_at: datetime | None = None,
) -> Text:
    """To a focal point: this many people of the country are nominated."""
    with translation.override(language):
        facts = facts_of(edition, language) | {
            "country": places.country_name(country, language),
            "nominated": nominated,
            "link": link,
        }
        received = ngettext(
            "We have received the nomination of %(nominated)d person from %(country)s for %(title)s.",
            "We have received the nominations of %(nominated)d people from %(country)s for %(title)s.",
            nominated,
        )
        change = _("You can look at your list here: %(link)s")
        if closes_at:
            facts["closes_at"] = moment(closes_at, edition, language)
            change = _("You can look at your list and change it until %(closes_at)s: %(link)s")
        return Text(
            _("Nominations received: %(title)s") % facts,
            letter(edition, language, name, received % facts, change % facts),
        )


def invitation(
    *,
    language: str,
    name: str,
    place: str,
    role: str,
    link: str,
    valid_until: datetime,
    zone: str,
) -> Text:
    """To somebody who is given a role: a link that opens the account. `place` is the organisation or
    edition in words, `role` the role in words; both in the reader's language."""
    with translation.override(language):
        facts = {
            "role": role,
            "place": place,
            "link": link,
            "valid_until": dates.moment_with_place(valid_until, zone, language),
        }
        return Text(
            _("Your invitation to Samgak: %(place)s") % facts,
            paragraphs(
                greeting(name),
                _("You are invited to Samgak in this role: %(role)s (%(place)s).") % facts,
                _("Please open this link to begin: %(link)s") % facts,
                _(
                    "The link is for you alone and works until %(valid_until)s. After that you can"
                    " ask for another on the sign-in page."
                )
                % facts,
                _("If you did not expect this letter, you can ignore it."),
            ),
        )


def sign_in(*, language: str, name: str, link: str, valid_until: datetime, zone: str) -> Text:
    """A link that signs its reader in."""
    with translation.override(language):
        facts = {
            "link": link,
            "valid_until": dates.moment_with_place(valid_until, zone, language),
        }
        return Text(
            _("Your link to sign in to Samgak"),
            paragraphs(
                greeting(name),
                _("This link signs you in: %(link)s") % facts,
                _("The link is for you alone and works until %(valid_until)s.") % facts,
                _("If you did not ask for it, you can ignore this letter."),
            ),
        )


def timetable_change(
    edition: Edition, *, language: str, name: str, changes: Sequence[str], link: str
) -> Text:
    """The timetable has changed; `changes` are whole sentences in the reader's language."""
    with translation.override(language):
        facts = facts_of(edition, language) | {"link": link}
        return Text(
            _("The timetable has changed: %(title)s") % facts,
            letter(
                edition,
                language,
                name,
                ngettext(
                    "The timetable of %(title)s has changed in one place:",
                    "The timetable of %(title)s has changed in several places:",
                    len(changes),
                )
                % facts,
                "\n".join(f"- {change}" for change in changes),
                _("The whole timetable is here: %(link)s") % facts,
            ),
        )


def certificate(
    edition: Edition, *, language: str, name: str, number: str, link: str, verify_link: str
) -> Text:
    """The certificate is issued; `verify_link` is the page on which anybody may check it."""
    with translation.override(language):
        facts = facts_of(edition, language) | {
            "number": number,
            "link": link,
            "verify_link": verify_link,
        }
        return Text(
            _("Your certificate: %(title)s") % facts,
            letter(
                edition,
                language,
                name,
                _("We congratulate you on completing %(title)s.") % facts,
                _("Your certificate has the number %(number)s. You can download it here: %(link)s")
                % facts,
                _("Anybody can check on this page that it is genuine: %(verify_link)s") % facts,
            ),
        )


def follow_up(
    edition: Edition,
    *,
    language: str,
    name: str,
    plan: str,
    months: int,
    link: str,
    is_reminder: bool = False,
) -> Text:
    """How does your plan stand? One tap answers; `plan` is its title, `months` since the course."""
    with translation.override(language):
        facts = facts_of(edition, language) | {"plan": plan, "months": months, "link": link}
        asked = ngettext(
            "%(months)d month ago you took part in %(title)s and planned: %(plan)s.",
            "%(months)d months ago you took part in %(title)s and planned: %(plan)s.",
            months,
        )
        return Text(
            (_("A reminder: %(plan)s") if is_reminder else _("How does your plan stand? %(plan)s"))
            % facts,
            letter(
                edition,
                language,
                name,
                asked % facts,
                _("One tap is enough - on track, stalled or done: %(link)s") % facts,
                _(
                    "The page is small and needs no password. There you can also stop these letters."
                ),
            ),
        )


def supervisor(
    edition: Edition, *, language: str, name: str, person: str, plan: str, link: str
) -> Text:
    """To the supervisor at home: please read the plan and endorse it."""
    with translation.override(language):
        facts = facts_of(edition, language) | {"person": person, "plan": plan, "link": link}
        return Text(
            _("Please endorse the action plan of %(person)s") % facts,
            letter(
                edition,
                language,
                name,
                _(
                    "%(person)s takes part in %(title)s, has written an action plan for your office"
                    " - %(plan)s - and names you as supervisor."
                )
                % facts,
                _("Please read it and endorse it on this page; no password is needed: %(link)s")
                % facts,
            ),
        )


def confirm_progress(
    edition: Edition, *, language: str, name: str, person: str, plan: str, link: str
) -> Text:
    """To the supervisor at home: is it as the participant says?"""
    with translation.override(language):
        facts = facts_of(edition, language) | {"person": person, "plan": plan, "link": link}
        return Text(
            _("Please confirm how the plan of %(person)s stands") % facts,
            letter(
                edition,
                language,
                name,
                _("%(person)s has told us how the action plan stands: %(plan)s.") % facts,
                _("Please say on this page whether you see it so, too: %(link)s") % facts,
            ),
        )
