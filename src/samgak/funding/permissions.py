from django.utils.translation import gettext_lazy as _

from samgak.partners.models import Role
from samgak.programmes.permissions import EVERY_OFFICER, Access, held, register

PAYMASTERS = frozenset({str(Role.PROGRAMME_OFFICER), str(Role.REPORTING_OFFICER)})

register("funding.see_contributions", held(*EVERY_OFFICER), _("See what each partner bears"))
register(
    "funding.change_contributions",
    held(*PAYMASTERS),
    _("Enter what a partner bears: officers of a partner only for their own organisation"),
)
register(
    "funding.change_rates",
    held(Role.PROGRAMME_OFFICER),
    _("Enter the exchange rates of an edition"),
)


def payers_of(access: Access) -> frozenset[int] | None:
    """The organisations whose contributions the person may change; None means those of all."""
    own = [one.organisation_id for one in access.held if one.role in PAYMASTERS]
    if None in own:
        return None
    return frozenset(one for one in own if one is not None)
