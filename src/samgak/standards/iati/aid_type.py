"""The type of aid of an expenditure, from what it paid for and where that was delivered.

Source: OECD DAC types of aid (IATI AidType). E01 is training in the donor's own country, so an
event elsewhere is D02 and the experts sent there are D01.
"""

EXPERTS = "D01"  # donor country personnel
OTHER_TECHNICAL_ASSISTANCE = "D02"
TRAINING_IN_DONOR_COUNTRY = "E01"
ADMINISTRATION = "G01"

AT_HOME = {
    "experts": TRAINING_IN_DONOR_COUNTRY,
    "participants": TRAINING_IN_DONOR_COUNTRY,
    "event": TRAINING_IN_DONOR_COUNTRY,
    "administration": ADMINISTRATION,
}
ELSEWHERE = {
    "experts": EXPERTS,
    "participants": OTHER_TECHNICAL_ASSISTANCE,
    "event": OTHER_TECHNICAL_ASSISTANCE,
    "administration": ADMINISTRATION,
}


def aid_type(purpose: str, *, delivered_in: str, payer_country: str) -> str:
    """Return the AidType code of one contribution; raises ValueError for an unknown purpose.

    purpose: experts, participants, event or administration; countries: ISO 3166-1 alpha-2.
    """
    table = AT_HOME if delivered_in == payer_country else ELSEWHERE
    if purpose not in table:
        raise ValueError(f"purpose is one of {', '.join(table)}, not {purpose!r}")
    return table[purpose]
