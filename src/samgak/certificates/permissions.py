from django.utils.translation import gettext_lazy as _

from samgak.certificates.models import Certificate
from samgak.partners.models import Role
from samgak.programmes.permissions import OFFICER, Access, held, register

register(
    "certificates.see_completion",
    held(OFFICER, Role.APPROVER, Role.EVALUATION_OFFICER),
    _("See who fulfils the conditions of the certificate"),
)
register(
    "certificates.issue_certificate",
    held(OFFICER),
    _("Issue, correct and revoke certificates, and confirm a name on somebody's behalf"),
)
register(
    "certificates.download_certificate",
    held(OFFICER, Role.PARTICIPANT),
    _("Download certificates: officers all, participants their own"),
)
register(
    "certificates.use_own_seat",
    held(Role.PARTICIPANT),
    _("Confirm the own name, accept the own seat or give it up"),
)


def may_download(access: Access, certificate: Certificate) -> bool:
    """An officer every certificate; a participant the own one while it is valid."""
    if OFFICER in access.roles:
        return True
    is_own = access.user_id is not None and (
        certificate.participant.person.user_id == access.user_id
    )
    return is_own and certificate.state == Certificate.State.ISSUED
