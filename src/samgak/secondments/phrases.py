"""The words of secondments in the reader's language."""

from django.utils import translation
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from samgak.core import texts
from samgak.core.errors import RuleBroken
from samgak.core.versions import CHANGED, CHANGED_TEXT
from samgak.documents.word import Block, Document, Heading, Paragraph, Table, write
from samgak.participants.models import Participant
from samgak.secondments import rules
from samgak.secondments.models import FinalReport
from samgak.secondments.queries import Objective

STAND_TEXTS = {
    rules.WRITTEN: pgettext_lazy("week of a log", "Written"),
    rules.MISSING: pgettext_lazy("week of a log", "No entry"),
    rules.NOW: pgettext_lazy("week of a log", "This week"),
    rules.AHEAD: pgettext_lazy("week of a log", "To come"),
}
GRADE_TEXTS = {
    1: gettext_lazy("1 – not reached"),
    2: gettext_lazy("2 – reached in a small part"),
    3: gettext_lazy("3 – reached in part"),
    4: gettext_lazy("4 – largely reached"),
    5: gettext_lazy("5 – fully reached"),
}
RULE_TEXTS = {
    CHANGED: CHANGED_TEXT,
    "not_a_participant": gettext_lazy("Only those who take part in this edition can write here."),
    "secondment_is_not_open": gettext_lazy(
        "Entries, assessments and reports are written from the first day until the certificates"
        " are issued."
    ),
    "no_such_week": gettext_lazy("The secondment has no such week."),
    "week_has_not_begun": gettext_lazy("This week has not begun yet."),
    "week_without_entry": gettext_lazy("There is no entry for this week yet."),
    "mentors_do_not_mentor_themselves": gettext_lazy(
        "Nobody is the mentor of their own secondment."
    ),
    "too_many_outputs": gettext_lazy("At most %(most)s outputs can be named."),
    "grade_off_the_scale": gettext_lazy("Choose a grade from 1 to 5."),
    "report_is_submitted": gettext_lazy("The final report is submitted already."),
    "report_is_not_submitted": gettext_lazy("The final report is not submitted."),
    "report_counts_already": gettext_lazy(
        "The certificates are being prepared; the final report can't be taken back any more."
    ),
    "log_counts_already": gettext_lazy(
        "The certificates are being prepared; the weekly log can't be changed any more."
    ),
    "report_part_missing": gettext_lazy("Write every part of the report before you submit it."),
    "words_missing": gettext_lazy("Write something here."),
    "too_many_letters": gettext_lazy("At most %(most)s letters fit here."),
}


def sentence(broken: RuleBroken) -> str:
    """Why the act was refused."""
    return str(RULE_TEXTS[broken.code] % broken.params)


def objective_text(seat: Participant, objective: Objective) -> str:
    """The objective in the reader's language."""
    return texts.shown(
        objective.text, reader=get_language() or "en", working=seat.edition.working_language
    ).text


def report_document(seat: Participant, report: FinalReport, objectives: list[Objective]) -> bytes:
    """The final report as a Word file, in the language in which it is written."""
    with translation.override(report.language):
        blocks: list[Block] = [Heading(_("What was learned"), 1)]
        for one in objectives:
            blocks += [Heading(objective_text(seat, one), 2), Paragraph(one.learned)]
        blocks += [
            Heading(_("What changes at home"), 1),
            Paragraph(report.changes),
            Heading(_("Recommendations"), 1),
            Paragraph(report.recommendations),
            Heading(_("Assessment of the objectives"), 1),
            _assessment(seat, objectives),
        ]
        return write(
            Document(
                title=_("Final report of the secondment"),
                language=report.language,
                note=str(seat.person),
                blocks=blocks,
            )
        )


def _assessment(seat: Participant, objectives: list[Objective]) -> Table:
    rows = [
        [
            objective_text(seat, one),
            str(one.own.grade) if one.own else "–",
            str(one.mentor.grade) if one.mentor else "–",
            "–" if one.difference is None else f"{one.difference:+d}",
        ]
        for one in objectives
    ]
    heading = [_("Objective"), _("Seconded person"), _("Mentor"), _("Difference")]
    return Table(heading, rows, widths=(6, 2, 2, 2))
