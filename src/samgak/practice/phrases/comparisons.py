"""Before and after as a table."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from samgak.measures.redesigns import Alternative, Comparison
from samgak.practice.phrases.drawings import span
from samgak.practice.phrases.services import interval, money, number


def comparison_table(
    found: Comparison, names: Mapping[str, str], *, currency: str
) -> tuple[list[str], list[list[str]]]:
    """A column for the service as it is and for each redesign, a row for each number."""
    all_of_them = (found.before, *found.alternatives)
    columns = ["", _("As it is"), *(names[one.code] for one in found.alternatives)]
    return columns, [
        [label, *(value(one) for one in all_of_them)] for label, value in _rows(currency)
    ]


def _rows(currency: str) -> list[tuple[str, Callable[[Alternative], str]]]:
    def saving(one: Alternative) -> str:
        return money(one.saving.cost.mean, currency) if one.saving else "–"

    def share(one: Alternative) -> str:
        share = one.saving.share if one.saving else None
        return "–" if share is None else f"{number(100 * share)} %"

    return [
        (_("Days from the first step to the last"), lambda one: span(one.measures.elapsed_days)),
        (_("Visits"), lambda one: number(one.measures.visits_per_case, places=1)),
        (
            _("Burden on applicants in a year"),
            lambda one: money(one.measures.burden.total.mean, currency),
        ),
        (
            _("Burden, 5th to 95th percentile"),
            lambda one: interval(one.measures.burden.total, currency),
        ),
        (_("Steps"), lambda one: number(one.measures.steps)),
        (
            _("Documents asked of one case"),
            lambda one: number(one.measures.documents_per_case, places=1),
        ),
        (
            _("Data asked of one case"),
            lambda one: number(one.measures.fields_per_case, places=1),
        ),
        (_("Saving of applicants in a year"), saving),
        (_("Saving in percent"), share),
        (
            _("Saving of the offices in a year"),
            lambda one: money(one.office_saving.cost.mean, currency) if one.office_saving else "–",
        ),
        (_("Laws and agreements needed"), lambda one: number(len(one.needs))),
    ]
