"""What the studio answers, in the reader's language."""

from collections.abc import Mapping
from fractions import Fraction

from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext, ngettext

from samgak.core.dates import moment_with_place
from samgak.nominations.models import Selection
from samgak.nominations.phrases.selections import STATE_TEXTS, line_name, score_text
from samgak.nominations.rules import studio as rules
from samgak.nominations.rules.selections import six_places
from samgak.planning.selection import Comparison, Problem, line_of
from samgak.programmes import phrases as programmes
from samgak.programmes.rules_questions import Words


def question_text(question: rules.Question, words: Words, *, name: str = "") -> str:
    """What would be otherwise; `name` of the person asked about."""
    if question.case == rules.SEAT:
        return gettext("With a seat for %(name)s") % {"name": name}
    if question.case == rules.LEAVE_OUT:
        return gettext("Without %(name)s") % {"name": name}
    if question.case == rules.ONE_MORE:
        return gettext("One more person of: %(line)s") % {"line": line_name(question.line, words)}
    bounds = {"minimum": question.minimum, "maximum": question.maximum}
    if question.minimum is None and question.maximum is None:
        return gettext("Without the quota: %(line)s") % {"line": line_name(question.line, words)}
    return programmes.quota_sentence(line_of(question.line, **bounds), words)


def cost_text(comparison: Comparison) -> str:
    """What the change costs in points, or gains."""
    if not comparison.entering and not comparison.leaving:
        return gettext("Nothing changes: the same people have a seat.")
    cost = comparison.cost
    if cost == Fraction(0):
        return gettext("The total score stays the same, with other people.")
    if cost > 0:
        return gettext("This costs %(points)s points of the total score.") % {
            "points": score_text(cost)
        }
    return gettext("This gains %(points)s points of the total score.") % {
        "points": score_text(-cost)
    }


def proposal_name(selection: Selection, *, zone: str) -> str:
    """By what a proposal is told from others: when it was made, and what became of it."""
    moment = moment_with_place(selection.proposed_at, zone, get_language() or "en")
    return f"{moment} – {STATE_TEXTS[selection.state]}"


def gain_text(gain: Fraction) -> str:
    """How the totals of two proposals differ, in points."""
    if gain == 0:
        return gettext("Both proposals have the same total score.")
    if gain > 0:
        return gettext("The second proposal has %(points)s points more.") % {
            "points": score_text(gain)
        }
    return gettext("The second proposal has %(points)s points fewer.") % {
        "points": score_text(-gain)
    }


def missed_sentence(line, number: int, words: Words | None = None) -> str:
    """By how many people a cohort misses a wish, and what that costs it."""
    text = ngettext(
        "%(line)s: %(number)s person too few or too many, which costs %(points)s points",
        "%(line)s: %(number)s people too few or too many, which costs %(points)s points",
        number,
    )
    points = format_decimal(
        six_places(Fraction(line.weight) * number), format="0.######", locale=get_language() or "en"
    )
    return text % {"line": programmes.quota_name(line, words), "number": number, "points": points}


def missed_sentences_of(problem: Problem, missed: Mapping[str, int], words: Words) -> list[str]:
    """The same of every wish that a cohort misses, by name of the wish."""
    wishes = [line for line in problem.quota_lines if line.weight is not None]
    return [missed_sentence(one, missed[one.name], words) for one in wishes if one.name in missed]
