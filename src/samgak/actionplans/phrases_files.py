"""A plan as a Word file, in the language in which it is written."""

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


def plan_document(plan: ActionPlan) -> bytes:
    with translation.override(plan.language):
        return write(
            Document(
                title=plan.title or _("Action plan"),
                language=plan.language,
                note=str(plan.participant.person),
                blocks=_blocks(plan),
            )
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
