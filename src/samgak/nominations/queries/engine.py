"""What is stored of nominees and calls as the engine of the selection reads it."""

import json
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from samgak.nominations.models import Nomination
from samgak.planning import selection as planning
from samgak.planning.selection.problem import LEVELS
from samgak.programmes.models import Call, QuotaLine


def nominee(
    nomination: Nomination,
    *,
    lacks: tuple[str, ...] = (),
    attributes: Mapping[str, str] | None = None,
) -> planning.Nominee:
    """Somebody as nominated."""
    return nominee_of_row(
        nomination,
        nomination.person,
        languages=_levels(nomination.languages),
        lacks=lacks,
        attributes=attributes,
    )


def _levels(languages: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    spoken = {code: said.get("level", "") for code, said in languages.items()}
    return {code: level for code, level in spoken.items() if level in LEVELS}


@lru_cache(maxsize=4_096)
def levels_written(languages: str) -> Mapping[str, str]:
    """The level of each language, from the text of the stored field."""
    return _levels(json.loads(languages))


# Of decimals that stand in thousands of rows.
_exact = lru_cache(maxsize=4_096)(Fraction)


def nominee_of_row(
    nomination: Any,
    person: Any,
    *,
    languages: Mapping[str, str],
    lacks: tuple[str, ...],
    attributes: Mapping[str, str] | None,
) -> planning.Nominee:
    """The same from a row that holds what is read of the nomination, and one of the person."""
    return planning.Nominee(
        key=str(nomination.pk),
        country=nomination.country,
        family=person.family_name,
        given=person.given_name,
        born_on=person.born_on,
        sex=person.sex,
        organisation=nomination.organisation,
        rank=nomination.rank,
        years_in_service=_exact(nomination.years_in_service),
        languages=languages,
        last_training_on=nomination.last_training_on,
        attributes=attributes or {},
        lacks=lacks,
    )


def quota_line(line: QuotaLine) -> planning.QuotaLine:
    """A quota or a wish of the call."""
    return planning.QuotaLine(
        country=line.country or None,
        sex=line.sex or None,
        each_organisation=line.each_organisation,
        minimum=line.minimum,
        maximum=line.maximum,
        attributes=line.attributes,
        weight=None if line.weight is None else Fraction(line.weight),
    )


def eligibility(call: Call) -> planning.Eligibility:
    """The rules that everybody has to meet."""
    years = call.minimum_years_in_service
    return planning.Eligibility(
        minimum_years_in_service=None if years is None else Fraction(years),
        years_since_training_abroad=call.years_since_training_abroad,
        language=planning.LanguageRule(call.language_code, call.language_at_least)
        if call.language_code
        else None,
    )


def score_part(part) -> planning.ScorePart:
    """A part of the score."""
    return planning.ScorePart(
        part=part.part,
        weight=Fraction(part.weight),
        full_at=None if part.full_at is None else Fraction(part.full_at),
        code=part.language_code or None,
    )
