"""The rows of the list of nominees and of a desk, put together here: fifty of them as a template take
as long as the rest of the page."""

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samgak.applications.templatetags.applications import application_state
from samgak.core.markup import filled, joined
from samgak.nominations.phrases.lists import PageRow
from samgak.nominations.phrases.nominations import STATE_TEXTS
from samgak.nominations.rules import states

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
ORDER_ROW = (
    '<tr class="govuk-table__row" id="nominee-{}" data-name="{}">'
    '<td class="govuk-table__cell">{}</td>'
    "{}"
    '<th scope="row" class="govuk-table__header"><a href="{}{}/">{}</a>{}</th>'
    '<td class="govuk-table__cell">{}{}</td>'
    '<td class="govuk-table__cell">{}</td>'
    "{}"
    "</tr>\n"
)
PLACE = (
    '<label class="govuk-visually-hidden" for="place-{0}">{1}</label>'
    '<input class="govuk-input govuk-input--width-3" id="place-{0}" name="place-{0}" value="{2}"'
    ' inputmode="numeric" maxlength="6" autocomplete="off">'
)
MOVES = '<td class="govuk-table__cell sg-no-print sg-order__moves">{}</td>'
BUTTON = "govuk-button govuk-button--secondary govuk-!-margin-bottom-0"
HANDLE = (
    f'<button type="button" class="{BUTTON} sg-order__handle" id="handle-{{}}" data-handle>'
    '<span aria-hidden="true">⠿</span><span class="govuk-visually-hidden">{}</span></button>\n'
)
MOVE = (
    f'<button type="submit" name="{{0}}" value="{{1}}" id="{{0}}-{{1}}" class="{BUTTON}">'
    '<span aria-hidden="true">{2}</span><span class="govuk-visually-hidden">{3}</span></button>\n'
)
POSITION = '<br><span class="sg-quiet">{}</span>'
RETURNED = '<strong class="govuk-tag govuk-tag--orange">{}</strong>'
APPLICATION = '<td class="govuk-table__cell">{}{}</td>'
ENDORSE = (
    '<br><a class="govuk-link sg-no-print" href="{}">{}'
    '<span class="govuk-visually-hidden"> ({})</span></a>'
)


@register.simple_tag
def nominee_rows(rows, desk_url, scored):
    """A row of the table for each nominee; the column of the score where there is a selection."""
    yes, no, may_be_known = _("Yes"), _("No"), _("May have taken part before")
    show_why = _("(show why)")

    def drawn(row: PageRow) -> SafeString:
        notes = [row["passport_name"], may_be_known if row["may_be_known"] else ""]
        return filled(
            ROW,
            desk_url,
            row["pk"],
            row["name"],
            joined(filled(NOTE, note) for note in notes if note),
            row["country"],
            row["rank"],
            filled(SCORE, row["score"]) if scored else "",
            _with_reasons(no, row["not_eligible"], show_why) if row["not_eligible"] else yes,
            _with_reasons(row["decision"], row["reasons"], show_why),
        )

    return joined(map(drawn, rows))


@register.simple_tag
def order_rows(rows, desk_url, *, fixed, applications_of):
    """A row of the table for each nominee of a desk, with a number to type and buttons unless the order
    is `fixed`; with the application where an edition takes them (`applications_of`: its code)."""
    place_of, by_keys = _("Place of %(name)s"), _("Move %(name)s with the arrow keys")
    up, down = _("Move %(name)s up"), _("Move %(name)s down")

    def drawn(nomination, place, application, is_up, is_down) -> SafeString:
        pk, person = nomination.pk, nomination.person
        name = person.passport_name
        named = {"name": name}
        moves = (
            filled(HANDLE, pk, by_keys % named),
            filled(MOVE, "up", pk, "↑", up % named) if is_up else "",
            filled(MOVE, "down", pk, "↓", down % named) if is_down else "",
        )
        position = nomination.position_held
        return filled(
            ORDER_ROW,
            pk,
            name,
            nomination.rank if fixed else filled(PLACE, pk, place_of % named, place),
            "" if fixed else filled(MOVES, joined(moves)),
            desk_url,
            pk,
            person.native_name or name,
            filled(NOTE, name) if person.other_spelling else "",
            nomination.organisation,
            filled(POSITION, position) if position else "",
            _state(nomination),
            _application(application, name, applications_of) if applications_of else "",
        )

    return joined(drawn(*row) for row in rows)


def _state(nomination) -> object:
    text = STATE_TEXTS[nomination.state]
    return filled(RETURNED, text) if nomination.state == states.RETURNED else text


def _application(application, name: str, code: str) -> SafeString:
    """Where the application of a nominee stands, and the way to endorse it when it waits for that."""
    if application is None:
        return filled(APPLICATION, "—", "")
    state = application_state(application.state)
    if application.state != "supervisor_endorsed":
        return filled(APPLICATION, state, "")
    page = reverse("applications:application", args=[code, application.pk])
    return filled(APPLICATION, state, filled(ENDORSE, page, _("Endorse it"), name))


def _with_reasons(text: str, reasons: list[str], show_why: str) -> str | SafeString:
    """The text, and under it the sentences that say why where there are any."""
    if not reasons:
        return text
    sentences = joined(filled("<p>{}</p>", reason) for reason in reasons)
    return filled(WHY, text, show_why, sentences)
