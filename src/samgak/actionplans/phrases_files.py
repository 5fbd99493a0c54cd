"""A plan as a Word file or to print, in the language in which it is written."""

from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from samgak.actionplans.models import ActionPlan
from samgak.core import dates
from samgak.documents.word import (
    Block,
    Document,
    Heading,
    Paragraph,
    Signatures,
    Table,
    write,
)
from samgak.printing.papers import Paper, paper


def plan_document(plan: ActionPlan) -> bytes:
    with translation.override(plan.language):
        return write(_document(plan))


def plan_paper(plan: ActionPlan, *, on: date) -> bytes:
    """The plan as PDF; raises Unprintable for a letter that no PDF of ours can show."""
    with translation.override(plan.language):
        said = _document(plan)
        return paper(
            Paper(
                title=said.title,
                language=said.language,
                note=said.note,
                page=_("Page {page} of {pages}"),
                mark_alt="Samgak",
                remark=_("Demonstration data") if settings.DEMONSTRATION else "",
                dated=on,
                blocks=said.blocks,
            )
        )


def _document(plan: ActionPlan) -> Document:
    return Document(
        title=plan.title or _("Action plan"),
        language=plan.language,
        note=str(plan.participant.person),
        blocks=_blocks(plan),
    )


def _blocks(plan: ActionPlan) -> list[Block]:
    said = [
        (_("The problem"), plan.problem),
        (_("The objective"), plan.objective),
        (_("What I will do"), plan.text),
        (_("First step within 30 days"), plan.first_step),
        (_("Resources: money, people, where they come from"), plan.resources),
        (_("Support wanted from the partners"), plan.support_wanted),
    ]
    blocks: list[Block] = []
    for heading, text in said:
        if text:
            blocks += [Heading(heading, 2), Paragraph(text)]
    if plan.activities:
        rows = [[one["what"], one["who"], one["month"]] for one in plan.activities]
        blocks.append(Table([_("Activity"), _("Who"), _("Month")], rows, widths=(5, 3, 2)))
    if plan.indicators:
        columns = [_("Indicator"), _("Today"), _("Target"), _("How one sees it")]
        names = ("what", "baseline", "target", "means")
        rows = [[one[name] for name in names] for one in plan.indicators]
        blocks.append(Table(columns, rows, widths=(4, 2, 2, 3)))
    for one in plan.attachments:
        blocks += [
            Heading(one["title"], 2),
            Table(["", ""], [list(pair) for pair in one["numbers"]]),
        ]
    if plan.dissemination_on:
        label = _("Day on which I pass on at home what I learned")
        day = dates.plain_date(plan.dissemination_on, plan.language)
        blocks.append(Paragraph(f"{label}: {day}"))
    people = [(str(plan.participant.person), "")]
    if plan.supervisor_name:
        people.append((plan.supervisor_name, _("Supervisor")))
    return [*blocks, Signatures(people)]
