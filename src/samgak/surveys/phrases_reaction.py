"""The words and tables of anonymous surveys in the reader's language."""

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext

from samgak.core.places import language_name
from samgak.drawing.charts import Row, bars
from samgak.questionnaires.definition import Text, text_in
from samgak.surveys.phrases import decimal
from samgak.surveys.queries_reaction import Cell, QuestionView, SurveyResults


def rate(found: SurveyResults) -> str:
    """How many have answered, of how many who could."""
    said = ngettext(
        "%(answers)s of %(expected)s participant has answered.",
        "%(answers)s of %(expected)s participants have answered.",
        found.expected,
    )
    counted = said % {"answers": found.answers, "expected": found.expected}
    if found.rate is None:
        return counted
    percent = gettext("Response rate: %(percent)s %%.") % {"percent": decimal(found.rate, places=0)}
    return f"{counted} {percent}"


def counts(view: QuestionView) -> str:
    """How many answered a question, and how many left it out."""
    return gettext("Answered: %(answered)s; left out: %(missing)s.") % {
        "answered": view.answered,
        "missing": view.missing,
    }


def words(text: Text, *, working: str) -> str:
    """A text of the form in the reader's language, or the next best."""
    return text_in(text, own=get_language() or "en", working=working)[0]


def table(view: QuestionView, *, working: str) -> tuple[list[str], list[list[str]]]:
    """The distribution of the answers to one question."""
    if view.cells and view.cells[0].mean_place is not None:
        columns = [gettext("Answer"), gettext("Mean place")]
        rows = [
            [words(cell.label, working=working), decimal(cell.mean_place, places=1)]
            for cell in view.cells
        ]
        return columns, rows
    columns = [gettext("Answer"), gettext("People"), gettext("Per cent")]
    return columns, [
        [_label(cell, working), _count(cell), decimal(cell.percent, places=0)]
        for cell in view.cells
    ]


def by_language(found: SurveyResults, *, working: str) -> tuple[list[str], list[list[str]]]:
    """The means by the language in which people read the questions; none for a single language."""
    views = [view for view in found.questions if view.by_language]
    languages = sorted({one for view in views for one in view.by_language or {}})
    if len(languages) < 2:
        return [], []
    columns = [gettext("Question"), *(language_name(one, get_language()) for one in languages)]
    rows = [
        [
            words(view.question.text, working=working),
            *(decimal((view.by_language or {}).get(one), places=1) for one in languages),
        ]
        for view in views
    ]
    return columns, rows


def chart(found: SurveyResults, *, working: str) -> str:
    """The means of the questions on the same scale."""
    views = found.scales
    if not views:
        return ""
    rows = tuple(
        Row(words(view.question.text, working=working), view.mean, decimal(view.mean, places=1))
        for view in views
    )
    return bars(rows, title=chart_title(found), domain=(0, float(views[0].question.maximum or 1)))


def chart_title(found: SurveyResults) -> str:
    """What the chart shows."""
    limits = found.scales[0].question
    return gettext("Mean of each question, from %(low)s to %(high)s") % {
        "low": number_format(int(limits.minimum or 0)),
        "high": number_format(int(limits.maximum or 0)),
    }


def export(found: SurveyResults, *, working: str) -> list[list[object]]:
    """Every figure and text that the page shows, one a row."""
    rows: list[list[object]] = []
    for view in found.questions:
        asked = words(view.question.text, working=working)
        head: list[object] = [asked, view.answered, view.missing, view.mean]
        if not view.cells and not view.texts:
            rows.append([*head, "", None, None])
        for cell in view.cells:
            number = cell.percent if cell.mean_place is None else None
            rows.append(
                [*head[:3], cell.mean_place or view.mean, _label(cell, working), cell.count, number]
            )
        rows += [[*head, text, None, None] for text, _language in view.texts]
    return rows


def export_columns() -> list[str]:
    return [
        gettext("Question"),
        gettext("Answered"),
        gettext("Left out"),
        gettext("Mean"),
        gettext("Answer"),
        gettext("People"),
        gettext("Per cent"),
    ]


def _label(cell: Cell, working: str) -> str:
    label = words(cell.label, working=working)
    return f"{words(cell.row, working=working)} – {label}" if cell.row else label


def _count(cell: Cell) -> str:
    return "–" if cell.count is None else number_format(cell.count)
