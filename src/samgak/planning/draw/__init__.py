"""A fair draw: the chances of everybody as even as the quotas allow, and a cohort drawn by a public seed."""

from samgak.planning.draw.lottery import fairest_lottery
from samgak.planning.draw.problem import (
    Lottery,
    NoLottery,
    Person,
    Problem,
    Proof,
    QuotaLine,
    Ticket,
)

__all__ = [
    "Lottery",
    "NoLottery",
    "Person",
    "Problem",
    "Proof",
    "QuotaLine",
    "Ticket",
    "fairest_lottery",
]
