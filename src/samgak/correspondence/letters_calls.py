"""The words of the letters on a call: its deadline, and what is told of it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from samgak.core import places
from samgak.correspondence.letters_frame import Text, facts_of, letter, moment
from samgak.programmes.models import Edition


def extended(
    edition: Edition,
    *,
    language: str,
    name: str,
    earlier: datetime,
    closes_at: datetime,
    reason: str,
    link: str,
) -> Text:
    """To a focal point: the deadline is put off; `reason` is the officer's."""
    with translation.override(language):
        facts = facts_of(edition, language) | {
            "earlier": moment(earlier, edition, language),
            "closes_at": moment(closes_at, edition, language),
            "reason": reason,
            "link": link,
        }
        return Text(
            _("The deadline is extended: %(title)s") % facts,
            letter(
                edition,
                language,
                name,
                _("The deadline for nominations for %(title)s is extended.") % facts,
                _("Deadline before: %(earlier)s\nDeadline now: %(closes_at)s") % facts,
                _("The reason: %(reason)s") % facts,
                _("You can look at your list here: %(link)s") % facts,
            ),
        )


def deadline_reminder(
    edition: Edition,
    *,
    language: str,
    name: str,
    country: str,
    nominated: int,
    closes_at: datetime,
    link: str,
) -> Text:
    """To a focal point whose country may still nominate people."""
    with translation.override(language):
        facts = facts_of(edition, language) | {
            "country": places.country_name(country, language),
            "nominated": nominated,
            "closes_at": moment(closes_at, edition, language),
            "link": link,
        }
        return Text(
            _("The deadline for nominations is near: %(title)s") % facts,
            letter(
                edition,
                language,
                name,
                _("Nominations for %(title)s can be made until %(closes_at)s.") % facts,
                _("Nominated so far (%(country)s): %(nominated)s.") % facts,
                _("You can look at your list here: %(link)s") % facts,
            ),
        )


def new_version(
    edition: Edition,
    *,
    language: str,
    name: str,
    number: int,
    changed: Sequence[str],
    documents_changed: bool,
    link: str,
) -> Text:
    """To whoever nominates or applies: another version is published; `changed` are its headings."""
    with translation.override(language):
        facts = facts_of(edition, language) | {
            "number": number,
            "changed": "\n".join(f"- {heading}" for heading in changed),
            "link": link,
        }
        told = [_("Version %(number)s of the course information is published: %(title)s.") % facts]
        if changed:
            told.append(_("These parts have changed:\n%(changed)s") % facts)
        if documents_changed:
            told.append(_("Please read the list of documents again and say that you have them."))
        told.append(_("What was removed and what was added stands here: %(link)s") % facts)
        subject = _("The course information has changed: %(title)s") % facts
        return Text(subject, letter(edition, language, name, *told))
