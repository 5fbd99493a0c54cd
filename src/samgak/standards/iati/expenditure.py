"""Money once: each organisation reports its own expenditure and links to the others' reports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from samgak.standards.iati.aid_type import aid_type
from samgak.standards.iati.model import (
    CO_FUNDED,
    EXPENDITURE,
    AidType,
    Narrative,
    RelatedActivity,
    Transaction,
    TransactionOrg,
    Value,
)

HUNDREDTHS_OF_100_PERCENT = 100 * 100


@dataclass(frozen=True)
class Contribution:
    """One line of the edition's money, whoever pays it, in cash or in kind."""

    payer_ref: str  # the payer's organisation identifier
    payer_country: str  # ISO 3166-1 alpha-2
    item: Narrative
    amount: Decimal
    currency: str  # ISO 4217
    purpose: str  # experts, participants, event, administration
    delivered_in: str  # ISO 3166-1 alpha-2
    spent_on: date


def expenditures(contributions: Iterable[Contribution], *, payer_ref: str) -> list[Transaction]:
    """Return transactions of type 4 for what this payer itself bore, in the order given."""
    return [_expenditure(c) for c in contributions if c.payer_ref == payer_ref]


def _expenditure(contribution: Contribution) -> Transaction:
    code = aid_type(
        contribution.purpose,
        delivered_in=contribution.delivered_in,
        payer_country=contribution.payer_country,
    )
    return Transaction(
        transaction_type=EXPENDITURE,
        transaction_date=contribution.spent_on,
        value=Value(contribution.amount, contribution.spent_on, contribution.currency),
        description=contribution.item,
        provider_org=TransactionOrg(ref=contribution.payer_ref),
        aid_types=(AidType(code),),
    )


def co_funded(
    identifier_of_payer: Mapping[str, str], *, payer_ref: str
) -> tuple[RelatedActivity, ...]:
    """Return links of type 4 to the activities the other payers report for the same edition.

    identifier_of_payer: organisation identifier -> iati-identifier of its activity.
    """
    return tuple(
        RelatedActivity(identifier, CO_FUNDED)
        for ref, identifier in sorted(identifier_of_payer.items())
        if ref != payer_ref
    )


def split_percentages(counts: Mapping[str, int]) -> dict[str, Decimal]:
    """Split 100 by counts (say participants per country), two decimals each, exactly 100 in sum.

    Largest remainder (Hamilton): round down to hundredths, then one hundredth each to the largest
    remainders, ties in the order of the keys. Keys that count 0 are left out; raises ValueError
    for a negative count or when nothing is counted.
    """
    if any(count < 0 for count in counts.values()):
        raise ValueError("counts can't be negative")
    total = sum(counts.values())
    if not total:
        raise ValueError("nothing to split by")
    exact = {
        key: Fraction(count * HUNDREDTHS_OF_100_PERCENT, total)
        for key, count in sorted(counts.items())
        if count
    }
    hundredths = {key: int(share) for key, share in exact.items()}
    left = HUNDREDTHS_OF_100_PERCENT - sum(hundredths.values())
    for key in sorted(exact, key=lambda k: (hundredths[k] - exact[k], k))[:left]:
        hundredths[key] += 1
    return {key: Decimal(share).scaleb(-2) for key, share in hundredths.items()}
