from datetime import date
from uuid import UUID

from samgak.core.models import Work
from samgak.partners.models import Role
from samgak.programmes.models import Edition
from samgak.programmes.permissions import access_of

OFFICERS = {str(Role.PROGRAMME_OFFICER), str(Role.ADMINISTRATOR)}


def work_seen_by(user, *, pk: UUID, on: date) -> Work:
    """A job that the user asked for, or that runs on an edition of theirs; raises DoesNotExist."""
    work = Work.objects.get(pk=pk)
    if work.requested_by_id == user.pk:
        return work
    edition = Edition.objects.filter(code=work.edition_code).first()
    if edition and access_of(user, edition, on=on).roles & OFFICERS:
        return work
    raise Work.DoesNotExist
