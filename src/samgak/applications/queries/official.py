from django.db.models import QuerySet

from samgak.applications.models import OfficialForm
from samgak.partners.models import Organisation
from samgak.programmes.models import Edition, PartnerRole
from samgak.programmes.permissions import OFFICER, Access


def official_forms(edition: Edition) -> QuerySet[OfficialForm]:
    """The forms of the organisations that take part in the edition."""
    partners = PartnerRole.objects.filter(edition=edition).exclude(organisation=None)
    return OfficialForm.objects.filter(
        organisation__in=partners.values("organisation")
    ).select_related("organisation")


def organisations_to_write_for(edition: Edition, *, access: Access) -> list[Organisation]:
    """The partners whose forms the reader may change: all as officer of the edition, else the own."""
    partners = PartnerRole.objects.filter(edition=edition).exclude(organisation=None)
    found = Organisation.objects.filter(pk__in=partners.values("organisation"))
    of_houses = [one for one in access.held if one.role == OFFICER]
    if any(not one.from_organisation for one in of_houses):
        return list(found)
    return list(found.filter(pk__in=[one.organisation_id for one in of_houses]))
