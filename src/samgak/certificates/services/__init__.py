from samgak.certificates.services.corrections import (
    confirm_on_behalf,
    confirm_own_name,
    reissue,
    revoke,
)
from samgak.certificates.services.documents import render_pdf
from samgak.certificates.services.issuing import issue
from samgak.certificates.services.plans import take_back_plan

__all__ = [
    "confirm_on_behalf",
    "confirm_own_name",
    "issue",
    "reissue",
    "render_pdf",
    "revoke",
    "take_back_plan",
]
