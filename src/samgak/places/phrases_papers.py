"""The words of the papers of a cohort, in the language that is on."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samgak.core import dates
from samgak.core.places import country_name
from samgak.correspondence.letters_frame import facts_of, when_and_where
from samgak.nominations.models import Nomination
from samgak.participants.models import Participant
from samgak.places.rules import papers as rules

KIND_TEXTS = {
    rules.INVITATION: _("Invitation letters"),
    rules.VISA: _("Letters of support for a visa"),
    rules.NOMINATION: _("Nomination letters"),
    rules.BADGES: _("Name badges"),
    rules.SIGNS: _("Table signs"),
    rules.ROSTER: _("List of participants"),
}
FORM_TEXTS = {rules.PDF: "PDF", rules.WORD: "Word"}
OWN_TEXT = _("Each in the language of the person")


@dataclass(frozen=True)
class Words:
    """A letter before it is set: every text finished, the facts as pairs of name and value."""

    addressee: tuple[str, ...]
    subject: str
    salutation: str
    before: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    after: tuple[str, ...]


def words_of(kind: str, seat: Participant, nomination: Nomination | None, language: str) -> Words:
    """What a letter of this kind says of one person."""
    return {
        rules.INVITATION: _invitation,
        rules.VISA: _visa,
        rules.NOMINATION: _nomination,
    }[kind](seat, nomination, language)


def _facts(seat: Participant, language: str) -> dict[str, object]:
    person = seat.person
    return facts_of(seat.edition, language) | {
        "name": person.passport_name,
        "country": country_name(person.country, language),
    }


def _person(
    seat: Participant, nomination: Nomination | None, language: str
) -> tuple[tuple[str, str], ...]:
    person = seat.person
    told = [
        (gettext("Passport name"), person.passport_name),
        (gettext("Native name"), person.native_name),
        (gettext("Date of birth"), dates.plain_date(person.born_on, language)),
        (gettext("Country"), country_name(person.country, language)),
        (gettext("Organisation"), nomination.organisation if nomination else ""),
        (gettext("Position"), nomination.position_held if nomination else ""),
    ]
    return tuple(pair for pair in told if pair[1])


def _invitation(seat: Participant, nomination: Nomination | None, language: str) -> Words:
    facts, person = _facts(seat, language), seat.person
    held = nomination.organisation if nomination else ""
    return Words(
        addressee=tuple(
            filter(
                None,
                (
                    str(person),
                    person.other_spelling,
                    held,
                    country_name(person.country, language),
                ),
            )
        ),
        subject=gettext("Invitation: %(title)s") % facts,
        salutation=gettext("Dear %(name)s,") % {"name": person},
        before=(
            gettext(
                "On behalf of the organisers we have the honour to invite you to take part in"
                " %(title)s."
            )
            % facts,
            when_and_where() % facts,
        ),
        facts=(),
        after=(
            gettext(
                "You may show this letter to your employer and to the authorities that grant leave"
                " or a visa."
            ),
            gettext("We look forward to welcoming you."),
        ),
    )


def _visa(seat: Participant, nomination: Nomination | None, language: str) -> Words:
    facts = _facts(seat, language)
    host = country_name(seat.edition.venue_country, language)
    blank = (gettext("Passport number"), "_" * 24)
    return Words(
        addressee=(gettext("To the embassy or consulate of: %(country)s") % {"country": host},),
        subject=gettext("Support of the visa of %(name)s") % facts,
        salutation=gettext("To whom it may concern"),
        before=(
            gettext(
                "We confirm that the person named below is invited to take part in %(title)s, and"
                " kindly ask you to issue the visa that is needed."
            )
            % facts,
            when_and_where() % facts,
        ),
        # No passport number is kept for this letter: it is written in by hand.
        facts=(*_person(seat, nomination, language), blank),
        after=(gettext("We thank you for your assistance."),),
    )


def _nomination(seat: Participant, nomination: Nomination | None, language: str) -> Words:
    facts = _facts(seat, language)
    return Words(
        addressee=(),
        subject=gettext("Nomination of %(name)s") % facts,
        salutation=gettext("To whom it may concern"),
        before=(
            gettext(
                "The authorities of the country named below (%(country)s) officially nominate this"
                " person for %(title)s."
            )
            % facts,
        ),
        facts=_person(seat, nomination, language),
        after=(
            gettext(
                "They certify that what the nomination says is complete and correct, that the person"
                " has the knowledge which the course asks for and speaks and writes its language"
                " well enough, and that the person returns to the post afterwards."
            ),
        ),
    )


def closing() -> str:
    """How the letters end, above who signs."""
    return gettext("Yours sincerely")


def roster_heads() -> tuple[str, ...]:
    """The columns of the list of participants."""
    return (
        "#",
        gettext("Name"),
        gettext("Passport name"),
        gettext("Country"),
        gettext("Organisation"),
        gettext("Position"),
    )
