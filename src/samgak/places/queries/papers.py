from collections.abc import Iterable

from django.db.models import QuerySet

from samgak.correspondence import queries as correspondence
from samgak.nominations.models import Nomination
from samgak.participants.models import Participant
from samgak.participants.rules import PRESENT
from samgak.partners.models import Organisation
from samgak.places.models import CohortPaper
from samgak.places.queries import cohort
from samgak.places.rules.papers import OWN
from samgak.programmes.models import Edition, PartnerRole


def people(edition: Edition) -> QuerySet[Participant]:
    """Everyone who takes part or is awaited, by country and name."""
    return cohort.seats(edition).filter(state__in=PRESENT)


def nominations_of(seats: Iterable[Participant]) -> dict[int, Nomination]:
    """By person: what the government said of them; one query."""
    held = {seat.person_id: seat.edition_id for seat in seats}
    found = Nomination.objects.filter(person__in=held, edition__in=set(held.values()))
    return {one.person_id: one for one in found}


def language_of(seat: Participant, wanted: str) -> str:
    """The language of a paper for this person."""
    if wanted != OWN:
        return wanted
    return correspondence.language_of(seat.person, edition=seat.edition)


def senders(edition: Edition) -> list[Organisation]:
    """The agencies under whose names letters go out."""
    held = PartnerRole.objects.filter(
        edition=edition,
        organisation__isnull=False,
        role__in=(PartnerRole.Name.FACILITATING, PartnerRole.Name.PIVOTAL),
    ).select_related("organisation")
    return list({one.organisation_id: one.organisation for one in held}.values())


def made(edition: Edition) -> QuerySet[CohortPaper]:
    """The papers made for the whole cohort, the newest first, without their contents."""
    return CohortPaper.objects.filter(edition=edition).select_related("made_by").defer("content")
