"""For which agency somebody acts in a selection: one proposes, another decides."""

from datetime import date, datetime

from samgak.nominations.models import Selection
from samgak.partners.models import OrganisationRole, Role
from samgak.programmes.models import Edition, EditionRole, PartnerRole


def is_of_one_agency(selection: Selection, *, approver, at: datetime) -> bool:
    """Whether proposer and approver act for one agency alone, though the edition has two or more.

    Somebody whose agency is not known, or who acts for several, is not held back.
    """
    edition = selection.edition
    partners = PartnerRole.objects.filter(edition=edition).exclude(organisation=None)
    agencies = set(partners.values_list("organisation", flat=True))
    if len(agencies) < 2:
        return False
    proposing = _acts_for(
        selection.proposed_by, Role.SCREENER, edition, on=selection.proposed_at.date()
    )
    deciding = _acts_for(approver, Role.APPROVER, edition, on=at.date())
    proposing, deciding = proposing & agencies, deciding & agencies
    return bool(proposing and deciding) and len(proposing | deciding) == 1


def _acts_for(user, role: str, edition: Edition, *, on: date) -> set[int]:
    """The organisations on whose behalf the user has the role on the edition that day."""
    own = EditionRole.objects.filter(user=user, edition=edition, role=role).on(on)
    house = OrganisationRole.objects.filter(user=user, role=role).on(on)
    found = {*own.values_list("organisation", flat=True)}
    found |= {*house.values_list("organisation", flat=True)}
    return {pk for pk in found if pk is not None}
