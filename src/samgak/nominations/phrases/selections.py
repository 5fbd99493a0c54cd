"""The decision on the cohort in the reader's language: reasons, turning points, clashes."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext, ngettext, override, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from samgak.applications.phrases import RULE_TEXTS as APPLICATION_RULE_TEXTS
from samgak.core.dates import plain_date
from samgak.core.errors import RuleBroken
from samgak.core.places import language_name
from samgak.correspondence.phrases import RULE_TEXTS as LETTER_RULE_TEXTS
from samgak.nominations.models import Override, SelectionLine
from samgak.nominations.phrases.draws import RULE_TEXTS as DRAW_RULE_TEXTS
from samgak.nominations.phrases.draws import chance_text
from samgak.nominations.rules.selections import LOT, SEATED, kept_point, six_places
from samgak.planning.selection import TurningPoint, line_of
from samgak.planning.selection.drawn import DRAW
from samgak.planning.selection.problem import SCREENING
from samgak.programmes import phrases as programmes
from samgak.programmes.rules_questions import Words

NONE: Words = {}

OUTCOME_TEXTS = {
    "selected": pgettext_lazy("nominee", "Selected"),
    "reserve": pgettext_lazy("nominee", "Reserve"),
    "not_selected": pgettext_lazy("nominee", "Not selected"),
}
STATE_TEXTS = {
    "computing": pgettext_lazy("selection", "Being computed"),
    "proposed": pgettext_lazy("selection", "Proposed"),
    "impossible": pgettext_lazy("selection", "No cohort is possible"),
    "approved": pgettext_lazy("selection", "Approved"),
    "rejected": pgettext_lazy("selection", "Sent back"),
    "superseded": pgettext_lazy("selection", "To be made anew"),
}
OVERRIDE_TEXTS = {
    "seat": pgettext_lazy("exception", "Give a seat"),
    "leave_out": pgettext_lazy("exception", "Leave out"),
}
SEX_TEXTS = {"F": pgettext_lazy("sex", "Female"), "M": pgettext_lazy("sex", "Male")}
FILE_TEXTS = {
    "cohort": _("The cohort"),
    "reserves": _("The reserves"),
    "not-selected": _("Those not selected, with the reason"),
}

RULE_TEXTS = {
    "call_missing": _("The edition has no call yet: nobody can be chosen."),
    "nobody_is_nominated": _("Nobody is nominated yet."),
    "edition_is_not_selecting": _("This is possible only while the edition is in selection."),
    "selection_is_not_proposed": _(
        "This proposal is no longer the one to decide on. Look at the page again."
    ),
    "selection_is_out_of_date": _(
        "Nominations or the call have changed since the proposal was made."
        " Ask for a new proposal and decide on that."
    ),
    "proposer_may_not_decide": _(
        "Whoever proposed a cohort can't decide on it. Another person has to."
    ),
    "screener_may_not_decide": _(
        "Whoever confirmed who is eligible can't decide on the cohort. Another person has to."
    ),
    "same_agency_may_not_decide": _(
        "The agency that proposed a cohort can't decide on it. An approver of another agency has to."
    ),
    "nomination_is_withdrawn": _("The nomination has been withdrawn."),
    "no_exception": _("There is no exception for this person any more."),
}


def sentence(broken: RuleBroken) -> str:
    """Why the act was refused, in the reader's language."""
    for texts in (RULE_TEXTS, DRAW_RULE_TEXTS, LETTER_RULE_TEXTS, APPLICATION_RULE_TEXTS):
        if broken.code in texts:
            return str(texts[broken.code] % broken.params)
    return programmes.sentence(broken)


def score_text(score: Fraction | None) -> str:
    """The score with six decimal places; empty when there is none."""
    if score is None:
        return ""
    return format_decimal(six_places(score), format="0.000000", locale=_reader())


def outcome_text(line: SelectionLine) -> str:
    """Selected, the place among the country's reserves, or not selected."""
    if line.outcome == SelectionLine.Outcome.RESERVE:
        return gettext("Reserve, place %(position)s") % {"position": line.reserve_position}
    return str(OUTCOME_TEXTS[line.outcome])


def reasons(line: SelectionLine, exception: Override | None = None) -> list[str]:
    """Why somebody was or was not selected, a sentence for each ground."""
    kind, _slash, rest = line.reason.partition("/")
    if kind == "not-eligible":
        return _missed_rules(line.turning_point["params"])
    if kind == "quota":
        return [_quota_reason(rest.split(","), _own_words(line))]
    if kind == "wish":
        return [_wish_reason(rest.split(","), _own_words(line))]
    if kind == "override":
        return _override_reasons(line, exception)
    if kind == DRAW:
        return [_left_out_by_lot(line)]
    return {
        "": [],
        "score": [gettext("Nobody who was selected by score has a lower one.")],
        "combination": [
            gettext(
                "The person could take the place of somebody selected under all quotas, but the"
                " cohort as a whole would not have a higher score."
            )
        ],
    }[kind]


def _left_out_by_lot(line: SelectionLine) -> str:
    chance = Fraction(line.turning_point.get("params", {}).get("chance", 0))
    text = gettext("The lot decided. The chance of this person was %(chance)s.")
    return text % {"chance": chance_text(chance)}


def told(line: SelectionLine, language: str) -> str:
    """All the reasons in a language, for whom they concern; the words of an exception stay inside."""
    with override(language):
        return " ".join(reasons(line)) or outcome_text(line)


def _quota_reason(names: list[str], words: Words) -> str:
    text = ngettext(
        "The score is above that of somebody selected, but no exchange of one person keeps all"
        " quotas. This one stands in the way: %(lines)s.",
        "The score is above that of somebody selected, but no exchange of one person keeps all"
        " quotas. These stand in the way: %(lines)s.",
        len(names),
    )
    return text % {"lines": line_names(names, words)}


def _wish_reason(names: list[str], words: Words) -> str:
    text = ngettext(
        "The score is above that of somebody selected, but every exchange of one person would miss"
        " this wish by more: %(lines)s.",
        "The score is above that of somebody selected, but every exchange of one person would miss"
        " one of these wishes by more: %(lines)s.",
        len(names),
    )
    return text % {"lines": line_names(names, words)}


def _override_reasons(line: SelectionLine, exception: Override | None) -> list[str]:
    why = {"reason": exception.reason if exception else ""}
    if line.reason == SEATED:
        told = gettext("Seated by an exception: %(reason)s") if exception else ""
        told = told or gettext("Seated by an exception.")
        missed = line.turning_point.get("params", {})
        return [told % why, *_missed_rules(missed)]
    if line.reason == "override/leave_out":
        told = gettext("Left out by an exception: %(reason)s") if exception else ""
        return [(told or gettext("Left out by an exception.")) % why]
    return [gettext("All seats were given by exceptions.")]


def _missed_rules(missed: Mapping[str, Mapping[str, Any]]) -> list[str]:
    told = {
        "minimum_years_in_service": _too_short_in_service,
        "years_since_training_abroad": _trained_too_recently,
        "language": _language_too_low,
        SCREENING: _found_ineligible,
        "application_not_endorsed": _not_endorsed,
    }
    return [told[rule](facts) for rule, facts in missed.items()]


def missed_sentences(missed: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """A sentence for each rule missed, with what is asked and what is there."""
    return _missed_rules(kept_point(TurningPoint("eligibility", missed))["params"])


def _found_ineligible(facts: Mapping[str, Any]) -> str:
    text = gettext("A screener found the person not eligible: %(reason)s")
    return text % {"reason": facts.get("reason", "")}


def _too_short_in_service(facts: Mapping[str, Any]) -> str:
    asked = Fraction(facts["asked"])
    text = ngettext(
        "The call asks for at least %(asked)s year in service; the nomination states %(has)s.",
        "The call asks for at least %(asked)s years in service; the nomination states %(has)s.",
        ceil(asked),
    )
    return text % {"asked": _number(asked), "has": _number(Fraction(facts["has"]))}


def _trained_too_recently(facts: Mapping[str, Any]) -> str:
    text = ngettext(
        "The last training abroad was on %(has)s. The call asks for %(asked)s year since then,"
        " which ends on %(eligible_from)s.",
        "The last training abroad was on %(has)s. The call asks for %(asked)s years since then,"
        " which end on %(eligible_from)s.",
        facts["asked"],
    )
    return text % {
        "asked": facts["asked"],
        "has": plain_date(date.fromisoformat(facts["has"]), _reader()),
        "eligible_from": plain_date(date.fromisoformat(facts["eligible_from"]), _reader()),
    }


def _language_too_low(facts: Mapping[str, Any]) -> str:
    said = {
        "language": language_name(facts["code"], _reader()),
        "asked": programmes.LEVEL_TEXTS[facts["asked"]],
    }
    if facts["has"] is None:
        return (
            gettext(
                "The call asks for this language (%(language)s), at least %(asked)s;"
                " the nomination states no level."
            )
            % said
        )
    text = gettext(
        "The call asks for this language (%(language)s), at least %(asked)s;"
        " the nomination states: %(has)s."
    )
    return text % {**said, "has": programmes.LEVEL_TEXTS[facts["has"]]}


def _not_endorsed(_facts: Mapping[str, Any]) -> str:
    return gettext(
        "The edition takes applications; the focal point has not endorsed this person's."
    )


def turning_point(line: SelectionLine) -> str:
    """What would have changed the answer for this person; empty when nothing is to be said."""
    point = line.turning_point
    if not point or line.reason == SEATED or point["code"] == LOT:
        return ""
    if point["code"] in _TURNED_BY_LINES:
        return _TURNED_BY_LINES[point["code"]](point["params"], _own_words(line))
    return _TURNING_POINTS[point["code"]](point["params"])


def _turned_by_rules(missed: Mapping[str, Any]) -> str:
    return ngettext(
        "What would have changed it: to meet this rule; after that the score decides.",
        "What would have changed it: to meet all these rules; after that the score decides.",
        len(missed),
    )


def _turned_by_score(facts: Mapping[str, str]) -> str:
    text = gettext(
        "What would have changed it: a score above %(needed)s, or that score and an earlier place in"
        " the published draw. The person has %(has)s."
    )
    return text % {name: score_text(Fraction(facts[name])) for name in ("needed", "has")}


def _turned_by_draw(facts: Mapping[str, int]) -> str:
    text = gettext(
        "The cohort would be as good with this person. The published draw decided; the person is"
        " at place %(position)s in it."
    )
    return text % facts


def _turned_by_quota(facts: Mapping[str, Any], words: Words) -> str:
    if facts["bound"] == "max":
        text = ngettext(
            "What would have changed it: at most %(value)s seat for this quota (%(line)s).",
            "What would have changed it: at most %(value)s seats for this quota (%(line)s).",
            facts["value"],
        )
    else:
        text = ngettext(
            "What would have changed it: at least %(value)s seat for this quota (%(line)s).",
            "What would have changed it: at least %(value)s seats for this quota (%(line)s).",
            facts["value"],
        )
    return text % {"value": facts["value"], "line": line_name(facts["line"], words)}


def _turned_by_several_quotas(facts: Mapping[str, list[str]], words: Words) -> str:
    text = gettext(
        "Neither a higher score nor one step of a single quota would have changed it."
        " In the way: %(lines)s."
    )
    return text % {"lines": line_names(facts["lines"], words)}


def _turned_by_wishes(facts: Mapping[str, list[str]], words: Words) -> str:
    text = gettext(
        "No higher score would have been enough against what the call wishes for: %(lines)s."
    )
    return text % {"lines": line_names(facts["lines"], words)}


def _turned_by_exception(_facts: Mapping[str, Any]) -> str:
    return gettext("What would have changed it: another exception, or none.")


_TURNING_POINTS: dict[str, Callable[[Any], str]] = {
    "eligibility": _turned_by_rules,
    "score": _turned_by_score,
    "tie": _turned_by_draw,
    "override": _turned_by_exception,
}
_TURNED_BY_LINES: dict[str, Callable[[Any, Words], str]] = {
    "quota": _turned_by_quota,
    "quotas": _turned_by_several_quotas,
    "wishes": _turned_by_wishes,
}


def line_name(name: str, words: Words = NONE) -> str:
    """Whom the quota line of this name counts, such as a country's name."""
    return programmes.quota_name(line_of(name, maximum=0), words)


def line_names(names: Iterable[str], words: Words = NONE) -> str:
    """Several of them, parted by semicolons."""
    return "; ".join(line_name(name, words) for name in names)


def _own_words(line: SelectionLine) -> Words:
    """What the answers meant that quotas counted when the line was computed."""
    return line.selection.own_words if line.selection_id else NONE


def _number(value: Fraction) -> str:
    return format_decimal(
        Decimal(value.numerator) / Decimal(value.denominator), format="0.##", locale=_reader()
    )


def _reader() -> str:
    return get_language() or "en"
