"""What a team reached, as pairs of a word and a number."""

from django.utils.translation import gettext as _

from samgak.core import texts
from samgak.measures.journeys import Measures
from samgak.practice.phrases.drawings import span
from samgak.practice.phrases.services import interval, money, number
from samgak.practice.queries import journeys
from samgak.practice.queries.results import Result


def title_of(result: Result, *, reader: str) -> str:
    """The title of the service; of a redesign with that of the service before it."""
    service = result.service
    titles = [service.base.title, service.title] if service.base else [service.title]
    return " – ".join(
        texts.shown(one, reader=reader, working=service.team.language).text for one in titles
    )


def numbers_of(found: Measures, currency: str) -> list[tuple[str, str]]:
    """The three that stand largest: days, visits, cost."""
    return [
        (_("Days from the first step to the last"), span(found.elapsed_days)),
        (_("Visits"), number(found.visits_per_case, places=1)),
        (_("Burden on applicants in a year"), money(found.burden.total.mean, currency)),
    ]


def result_lines(result: Result) -> list[tuple[str, str]]:
    """The numbers of a result as a plan keeps them; where there are two, before and after."""
    currency = journeys.source_of(result.service).currency
    after = numbers_of(result.measures, currency)
    if result.before is None or result.saving is None:
        spread = interval(result.measures.burden.total, currency)
        return [*after, (_("Burden, 5th to 95th percentile"), spread)]
    before = numbers_of(result.before, currency)
    pairs = zip(before, after, strict=True)
    lines = [(label, f"{old} → {new}") for (label, old), (_same, new) in pairs]
    lines.append((_("Saving of applicants in a year"), money(result.saving.cost.mean, currency)))
    if result.saving.share is not None:
        lines.append((_("Saving in percent"), f"{number(100 * result.saving.share)} %"))
    return [*lines, (_("Laws and agreements needed"), number(result.laws_needed))]
