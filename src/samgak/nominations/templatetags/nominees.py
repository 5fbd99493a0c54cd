"""The rows of the list of nominees, put together here: fifty of them as a template take as long as the
rest of the page."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samgak.nominations.phrases.lists import PageRow

register = template.Library()

ROW = (
    '<tr class="govuk-table__row">'
    '<th scope="row" class="govuk-table__header"><a href="{}{}/">{}</a>{}</th>'
    '<td class="govuk-table__cell">{}</td>'
    '<td class="govuk-table__cell govuk-table__cell--numeric">{}</td>'
    "{}"
    '<td class="govuk-table__cell">{}</td>'
    '<td class="govuk-table__cell">{}</td>'
    "</tr>\n"
)
SCORE = '<td class="govuk-table__cell govuk-table__cell--numeric">{}</td>'
NOTE = '<br><span class="sg-quiet govuk-!-font-weight-regular">{}</span>'
WHY = (
    '<details class="sg-why"><summary>{}<span class="govuk-visually-hidden"> {}</span></summary>'
    "{}</details>"
)
PLACE = (
    '<label class="govuk-visually-hidden" for="place-{pk}">{label}</label>'
    '<input class="govuk-input govuk-input--width-3" id="place-{pk}" name="place-{pk}" value="{place}"'
    ' inputmode="numeric" maxlength="6" autocomplete="off">'
)
BUTTON = "govuk-button govuk-button--secondary govuk-!-margin-bottom-0"
HANDLE = (
    f'<button type="button" class="{BUTTON} sg-order__handle" id="handle-{{}}" data-handle>'
    '<span aria-hidden="true">⠿</span><span class="govuk-visually-hidden">{}</span></button>\n'
)
MOVE = (
    f'<button type="submit" name="{{}}" value="{{}}" id="{{}}-{{}}" class="{BUTTON}">'
    '<span aria-hidden="true">{}</span><span class="govuk-visually-hidden">{}</span></button>\n'
)


@register.simple_tag
def nominee_rows(rows, desk_url, scored):
    """A row of the table for each nominee; the column of the score where there is a selection."""
    yes, no, may_be_known = _("Yes"), _("No"), _("May have taken part before")
    show_why = _("(show why)")

    def cells(row: PageRow) -> tuple[object, ...]:
        notes = [row["passport_name"], may_be_known if row["may_be_known"] else ""]
        return (
            desk_url,
            row["pk"],
            row["name"],
            format_html_join("", NOTE, ((note,) for note in notes if note)),
            row["country"],
            row["rank"],
            format_html(SCORE, row["score"]) if scored else "",
            _with_reasons(no, row["not_eligible"], show_why) if row["not_eligible"] else yes,
            _with_reasons(row["decision"], row["reasons"], show_why),
        )

    return format_html_join("", ROW, map(cells, rows))


@register.simple_tag
def place_input(pk, name, place):
    """The input of a nominee's place in the order."""
    return format_html(PLACE, pk=pk, place=place, label=_("Place of %(name)s") % {"name": name})


@register.simple_tag
def move_buttons(pk, name, *, up, down):
    """The handle of a nominee and the buttons one place up and down, where there is one."""
    named = {"name": name}
    handle = format_html(HANDLE, pk, _("Move %(name)s with the arrow keys") % named)
    ways = [
        ("up", pk, "up", pk, "↑", _("Move %(name)s up") % named) if up else (),
        ("down", pk, "down", pk, "↓", _("Move %(name)s down") % named) if down else (),
    ]
    return handle + format_html_join("", MOVE, filter(None, ways))


def _with_reasons(text: str, reasons: list[str], show_why: str) -> str | SafeString:
    """The text, and under it the sentences that say why where there are any."""
    if not reasons:
        return text
    sentences = format_html_join("", "<p>{}</p>", ((reason,) for reason in reasons))
    return format_html(WHY, text, show_why, sentences)
