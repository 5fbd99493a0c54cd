"""The words of the letters that the desk of a focal point sends and receives."""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from samgak.core import dates, places
from samgak.correspondence.letters_frame import Text, facts_of, letter, when_and_where
from samgak.programmes.models import Edition


def returned(
    edition: Edition, *, language: str, name: str, person: str, words: str, link: str
) -> Text:
    """To a focal point: a nomination is to be put right; `words` are the officer's."""
    with translation.override(language):
        facts = facts_of(edition, language) | {"person": person, "link": link}
        return Text(
            _("Please correct the nomination of %(person)s") % facts,
            letter(
                edition,
                language,
                name,
                _("The nomination of %(person)s for %(title)s can't be taken as it is:") % facts,
                words,
                _("You can correct it here and nominate the person again: %(link)s") % facts,
            ),
        )


def nominee(
    edition: Edition,
    *,
    language: str,
    name: str,
    country: str,
    focal_point: str,
    address: str,
    link: str,
) -> Text:
    """To somebody a focal point means to nominate: what it is about, and what to send."""
    with translation.override(language):
        facts = facts_of(edition, language) | {
            "country": places.country_name(country, language),
            "focal_point": focal_point,
            "address": address,
            "link": link,
        }
        return Text(
            _("You may be nominated for %(title)s") % facts,
            letter(
                edition,
                language,
                name,
                _("%(focal_point)s means to nominate you for %(title)s on behalf of %(country)s.")
                % facts,
                when_and_where() % facts,
                _(
                    "Please send to %(address)s: your name as in the passport and as you write it,"
                    " your date of birth, organisation, position and years in service, your"
                    " languages, and your last training abroad."
                )
                % facts,
                _("What the course is about you can read here: %(link)s") % facts,
                _("If you do not wish to be nominated, please say so to the same address."),
            ),
        )


def desk_received(
    edition: Edition, *, language: str, name: str, country: str, other: str, day: date, link: str
) -> Text:
    """To a new focal point: from this day the desk of the country is yours; `other` had it before."""
    with translation.override(language):
        facts = _desk_facts(edition, language, country=country, other=other, day=day, link=link)
        return Text(
            _("You become the focal point of %(country)s: %(title)s") % facts,
            letter(
                edition,
                language,
                name,
                _(
                    "From %(day)s you look after the nominations of %(country)s for %(title)s, in"
                    " the place of %(other)s. The list stays as it is."
                )
                % facts,
                _("The record of the hand-over: %(link)s") % facts,
            ),
        )


def desk_given(
    edition: Edition, *, language: str, name: str, country: str, other: str, day: date, link: str
) -> Text:
    """To a focal point: from this day `other` has the desk of the country."""
    with translation.override(language):
        facts = _desk_facts(edition, language, country=country, other=other, day=day, link=link)
        return Text(
            _("The nominations of %(country)s are handed over: %(title)s") % facts,
            letter(
                edition,
                language,
                name,
                _(
                    "From %(day)s %(other)s looks after the nominations of %(country)s for"
                    " %(title)s. That day your own access to them ends."
                )
                % facts,
                _("The record of the hand-over: %(link)s") % facts,
            ),
        )


def _desk_facts(
    edition: Edition, language: str, *, country: str, other: str, day: date, link: str
) -> dict[str, object]:
    return facts_of(edition, language) | {
        "country": places.country_name(country, language),
        "other": other,
        "day": dates.plain_date(day, language),
        "link": link,
    }
