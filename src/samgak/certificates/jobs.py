from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samgak.certificates import services
from samgak.certificates.phrases import sentence
from samgak.core import jobs
from samgak.core import services as core_services
from samgak.programmes.models import Edition


@jobs.task("certificates.issue", title=_("Issuing the certificates"), sentence=sentence)
def issue(work, *, at: datetime, then: str) -> str:
    """Issue the certificates of the edition of the work, with its progress; `then` shows them."""
    edition = Edition.objects.get(code=work.edition_code)

    def progress(done: int, total: int) -> None:
        core_services.advance(work, done=done, total=total)

    services.issue(edition, by=work.requested_by, at=at, progress=progress)
    return then
