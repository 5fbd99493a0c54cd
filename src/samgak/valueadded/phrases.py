"""The six dimensions and what is said of them, in the reader's language."""

from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from samgak.core.errors import RuleBroken
from samgak.drawing.charts import Dot, Dots, dots
from samgak.programmes.phrases import PARTNER_ROLE_TEXTS
from samgak.valueadded import rules
from samgak.valueadded.queries import Overview

DIMENSION_TEXTS = {
    "ownership": _("Ownership and trust"),
    "complementarity": _("Complementarity and co-ordination"),
    "learning": _("Sharing knowledge and learning jointly"),
    "co-creation": _("Co-creating solutions and flexibility"),
    "scope": _("Volume, scope and sustainability"),
    "agenda": _("Contributing to the 2030 Agenda"),
}
STATEMENT_TEXTS = {
    "ownership-1": _(
        "The programme answers a priority that the participating countries set themselves."
    ),
    "ownership-2": _("Decisions were taken jointly, and every side was heard as an equal."),
    "complementarity-1": _("Each side brought what the others did not have."),
    "complementarity-2": _("It was clear to everybody who does what, and nothing was done twice."),
    "learning-1": _("All sides learned from each other, not only the participants."),
    "learning-2": _("What was learned is used in our own institution."),
    "co-creation-1": _("Content was designed together rather than taken over ready-made."),
    "co-creation-2": _("When something had to change, the sides adapted quickly."),
    "scope-1": _("Together we reached more people or countries than each side alone."),
    "scope-2": _("What was begun goes on after the programme."),
    "agenda-1": _(
        "The programme furthers the Sustainable Development Goals that our country has chosen."
    ),
    "agenda-2": _("Women and men, and people outside the capitals, benefited alike."),
}
MARK_TEXTS = {
    1: _("1 - not at all"),
    2: _("2"),
    3: _("3"),
    4: _("4"),
    5: _("5 - fully"),
}
RULE_TEXTS = {
    "mark_unknown": _("Choose a mark from 1 to 5."),
    "marks_missing": _("Answer every statement before you hand in, or save a draft."),
}


def sentence(broken: RuleBroken) -> str:
    return str(RULE_TEXTS[broken.code])


def mark(value: float | None) -> str:
    """A mean with one decimal, as the reader's language writes it."""
    if value is None:
        return "–"
    return str(format_decimal(value, format="0.0", locale=get_language() or "en"))


def finding(found: Overview) -> str:
    """What stands out: where the sides see it most differently."""
    gaps = [row for row in found.rows if row.gap.gap is not None]
    if not gaps:
        return gettext("Two sides or more must answer before they can be compared.")
    widest = max(gaps, key=lambda row: row.gap.gap or 0)
    if not widest.gap.gap:
        return gettext("The sides see all six dimensions alike.")
    words = {
        "dimension": DIMENSION_TEXTS[widest.dimension],
        "gap": mark(widest.gap.gap),
        "highest": PARTNER_ROLE_TEXTS[str(widest.gap.highest)],
        "lowest": PARTNER_ROLE_TEXTS[str(widest.gap.lowest)],
    }
    return (
        gettext(
            "The sides differ most on “%(dimension)s”, by %(gap)s of 4 points. Highest:"
            " %(highest)s; lowest: %(lowest)s."
        )
        % words
    )


def chart(found: Overview) -> str:
    """The six dimensions as rows, each side with its own colour and shape."""
    rows = tuple(
        Dots(
            str(DIMENSION_TEXTS[row.dimension]),
            tuple(
                Dot(side, row.gap.views[side].mean, name=str(PARTNER_ROLE_TEXTS[side]))
                for side in rules.SIDES
                if side in row.gap.views
            ),
        )
        for row in found.rows
    )
    if not any(row.dots for row in rows):
        return ""
    comma = "." if mark(0.5) == "0.5" else ","
    return dots(rows, title=finding(found), domain=(rules.LEAST, rules.MOST), decimal=comma)


def table(found: Overview) -> tuple[list[str], list[list[str]]]:
    columns = [
        gettext("Dimension"),
        *(str(PARTNER_ROLE_TEXTS[side]) for side in rules.SIDES),
        gettext("Gap"),
    ]
    rows = []
    for row in found.rows:
        views = [row.gap.views.get(side) for side in rules.SIDES]
        cells = [f"{mark(view.mean)} ({view.answers})" if view else "–" for view in views]
        rows.append([str(DIMENSION_TEXTS[row.dimension]), *cells, mark(row.gap.gap)])
    return columns, rows
