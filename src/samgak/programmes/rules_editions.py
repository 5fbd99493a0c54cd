"""What makes an edition entered by hand sound. Pure: values in, codes out.

The edition file keeps the same rules, so that whatever is entered here can be written as a file.
"""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_CODE = 64
EMAIL = re.compile(r'[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+')
TELEPHONE = re.compile(r"\+?[0-9](?:[ ()/-]{0,2}[0-9]){2,19}")
# What a quota line may name; an answer goes with its question.
WHOM = ("country", "sex", "region", "level", "first_timer", "question", "answer")
Row = Mapping[str, Any]


def reasons_not_a_code(code: str) -> list[str]:
    """Codes of what is wrong with an edition's code."""
    if not CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        return ["not_edition_code"]
    return []


def reasons_not_dates(starts_on: date, ends_on: date) -> list[str]:
    return ["ends_before_it_starts"] if ends_on < starts_on else []


def reasons_not_a_contact(values: Row) -> list[str]:
    """An address that mail can reach, and numbers that a telephone can call, where they are given."""
    reasons = []
    if values["contact_email"] and not EMAIL.fullmatch(values["contact_email"]):
        reasons.append("not_email")
    numbers = (values["contact_telephone"], values["emergency_telephone"])
    if any(number and not TELEPHONE.fullmatch(number) for number in numbers):
        reasons.append("not_telephone")
    return reasons


def reasons_not_partners(rows: Sequence[Row]) -> list[str]:
    """Each is an organisation or a country, its days in order, and no partner twice in one role."""
    reasons = []
    if any(bool(row["organisation"]) == bool(row["country"]) for row in rows):
        reasons.append("partner_is_one_or_other")
    if any(_ends_too_early(row["held_from"], row["held_until"]) for row in rows):
        reasons.append("until_not_after_from")
    if _repeats(
        (_key(row["organisation"]), row["country"], row["role"], row["held_from"]) for row in rows
    ):
        reasons.append("partner_twice")
    return reasons


def reasons_not_claims(rows: Sequence[Row]) -> list[str]:
    if any(row["about"] == "role" and not row["organisation"] for row in rows):
        return ["claim_needs_organisation"]
    return []


def reasons_not_quotas(rows: Sequence[Row]) -> list[str]:
    """Each line says whom it counts and how many, and nobody is counted by two lines alike."""
    reasons = [code for row in rows for code in _reasons_not_a_quota(row)]
    if _repeats(
        (*(row[key] for key in WHOM), row["each_organisation"], row["weight"] is None)
        for row in rows
    ):
        reasons.append("quota_twice")
    return list(dict.fromkeys(reasons))


def _reasons_not_a_quota(row: Row) -> list[str]:
    reasons = []
    if bool(row["question"]) != bool(row["answer"]):
        reasons.append("quota_names_no_answer")
    least, most = row["minimum"], row["maximum"]
    counts_people = any(row[key] for key in WHOM)
    if not (row["each_organisation"] or counts_people):
        reasons.append("quota_counts_nobody")
    if row["each_organisation"] and (counts_people or least is not None):
        reasons.append("quota_of_organisations_has_max_only")
    if least is None and most is None:
        reasons.append("quota_without_limits")
    if least is not None and most is not None and least > most:
        reasons.append("min_above_max")
    if row["weight"] is not None and row["weight"] <= 0:
        reasons.append("wish_without_weight")
    return reasons


def reasons_not_a_score(rows: Sequence[Row]) -> list[str]:
    """Years need a number that counts fully, a language its code, and no part counts twice."""
    reasons = []
    if any((row["part"] == "years_in_service") != bool(row["full_at"]) for row in rows):
        reasons.append("full_at_goes_with_years")
    if any((row["part"] == "language") != bool(row["language_code"]) for row in rows):
        reasons.append("language_goes_with_language")
    if _repeats((row["part"], row["language_code"]) for row in rows):
        reasons.append("score_part_twice")
    return reasons


def reasons_not_a_call(values: Row) -> list[str]:
    """The call closes after it opens; a language and its level come together."""
    reasons = []
    opens_at, closes_at = values["opens_at"], values["closes_at"]
    if opens_at and closes_at and closes_at <= opens_at:
        reasons.append("closes_before_it_opens")
    if bool(values["language_code"]) != bool(values["language_at_least"]):
        reasons.append("language_and_level_go_together")
    return reasons


def reasons_not_sectors(rows: Sequence[Row]) -> list[str]:
    """The percentages of all sectors make a hundred, and no sector stands there twice."""
    reasons = []
    if sum((Decimal(row["percent"]) for row in rows), Decimal(0)) != 100:
        reasons.append("sectors_not_all")
    if _repeats(row["code"] for row in rows):
        reasons.append("sector_twice")
    return reasons


def _ends_too_early(held_from: date | None, held_until: date | None) -> bool:
    return bool(held_from and held_until and held_until <= held_from)


def _key(organisation: Any) -> Hashable:
    return getattr(organisation, "pk", organisation)


def _repeats(keys: Iterable[Hashable]) -> bool:
    seen = list(keys)
    return len(set(seen)) < len(seen)
