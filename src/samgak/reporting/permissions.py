from django.utils.translation import gettext_lazy as _

from samgak.partners.models import Organisation, OrganisationRole, Role
from samgak.programmes.permissions import EVERY_OFFICER, Access, held, register

REPORTERS = frozenset({str(Role.REPORTING_OFFICER), str(Role.PROGRAMME_OFFICER)})

register("reporting.see_reports", held(*EVERY_OFFICER), _("See the reports and their problems"))
register(
    "reporting.freeze_report",
    held(Role.REPORTING_OFFICER),
    _("Freeze a report: officers of a partner only that of their own organisation"),
)


def reporters_of(access: Access) -> frozenset[int] | None:
    """The organisations whose reports the person may freeze; None means those of all."""
    own = [one.organisation_id for one in access.held if one.role == Role.REPORTING_OFFICER]
    if None in own:
        return None
    return frozenset(one for one in own if one is not None)


def may_see_file(user, organisation: Organisation, *, on) -> bool:
    """Whether somebody may have all that the organisation reports: its own officers."""
    held_there = OrganisationRole.objects.filter(
        user=user, organisation=organisation, role__in=REPORTERS
    )
    return bool(user.is_authenticated) and held_there.on(on).exists()
