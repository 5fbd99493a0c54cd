"""The words of the question bank."""

from collections.abc import Iterable

from django.utils.translation import get_language, gettext, ngettext

from samgak.programmes.models import Edition
from samgak.questionnaires.definition import text_in
from samgak.questionnaires.exchanged import Told
from samgak.surveys import rules_bank
from samgak.surveys.queries_bank import Answered
from samgak.surveys.rules_bank import Target


def target_choices(
    edition: Edition, targets: Iterable[tuple[Target, Told | None]]
) -> list[tuple[str, str]]:
    """The forms that take questions, each with its title and how many questions it has."""
    return [(one.code, _target(edition, one, told)) for one, told in targets]


def taken_sentence(count: int) -> str:
    """How many questions were put in."""
    said = ngettext("%(count)s question is put in.", "%(count)s questions are put in.", count)
    return said % {"count": count}


def answered_sentence(answered: Answered) -> str:
    """How difficult the question was, and how well it tells people apart."""
    params = {
        "percent": f"{answered.share_right:.0f}",
        "people": answered.people,
    }
    return (
        ngettext(
            "%(percent)s %% of %(people)s person answered it right.",
            "%(percent)s %% of %(people)s people answered it right.",
            answered.people,
        )
        % params
    )


def _target(edition: Edition, target: Target, told: Told | None) -> str:
    if target.code == rules_bank.NEW_SURVEY:
        return gettext("A new survey")
    name = gettext("Test") if target.code == rules_bank.TEST else gettext("Survey")
    if told is None:
        return name
    reader = get_language() or "en"
    title, _ = text_in(told["title"], own=reader, working=edition.working_language)
    return ngettext(
        "%(kind)s: %(title)s (%(count)s question)",
        "%(kind)s: %(title)s (%(count)s questions)",
        target.questions,
    ) % {"kind": name, "title": title, "count": target.questions}
