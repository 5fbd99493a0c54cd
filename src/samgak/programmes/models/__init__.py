from samgak.programmes.models.calls import Call, QuotaLine, ScorePart
from samgak.programmes.models.editions import Claim, Edition, EditionStep, HistoryLink, Programme
from samgak.programmes.models.people import EditionRole
from samgak.programmes.models.roles import PartnerRole

__all__ = [
    "Call",
    "Claim",
    "Edition",
    "EditionRole",
    "EditionStep",
    "HistoryLink",
    "PartnerRole",
    "Programme",
    "QuotaLine",
    "ScorePart",
]
