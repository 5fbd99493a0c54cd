"""What a team reached with a service: its numbers, for those who carry them into their plans."""

from dataclasses import dataclass

from samgak.measures.burden import Saving
from samgak.measures.journeys import Measures
from samgak.practice.models import ServiceModel
from samgak.practice.queries import journeys


@dataclass(frozen=True)
class Result:
    """The measures of a service; of a redesign also those before it and what it saves a year."""

    service: ServiceModel
    measures: Measures
    before: Measures | None = None
    saving: Saving | None = None
    laws_needed: int = 0

    @property
    def page(self) -> str:
        """The name of the page that shows it, with its drawings."""
        return "practice:redesigns" if self.service.is_redesign else "practice:measures"


def result_of(service: ServiceModel) -> Result:
    """The result of a service or a redesign; raises RuleBroken as `journeys.redesign_of`."""
    if not service.is_redesign:
        return Result(service, journeys.measures_of(service))
    found = journeys.comparison_of(journeys.source_of(service), [service])
    (after,) = found.alternatives
    return Result(
        service,
        after.measures,
        before=found.before.measures,
        saving=after.saving,
        laws_needed=len(after.needs),
    )
