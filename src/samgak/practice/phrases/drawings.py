"""A journey as a drawing with its words, and the rows of the table beside it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext

from samgak.drawing.swimlane import Arrow, Box, Drawing
from samgak.measures.burden import Estimate
from samgak.measures.journeys import APPLICANTS, AUTOMATIC, SYSTEM, Journey, Step, followers
from samgak.practice.phrases.services import ACTOR_TEXTS, CHANNEL_TEXTS, number


def lane_of(step: Step, actors: Mapping[str, str | Promise] = ACTOR_TEXTS) -> str:
    """Applicants have a lane each; officers and systems that of their office."""
    if step.actor in APPLICANTS or not step.office:
        return str(actors[step.actor])
    return step.office


def drawing_of(journey: Journey, *, title: str, titles: Mapping[str, str]) -> Drawing:
    """The swim-lane of a journey, in the order of its list."""
    lanes = dict.fromkeys(lane_of(step) for step in journey.steps)
    visits = sum(step.is_visit for step in journey.steps)
    papers = sum(len(step.documents) for step in journey.steps)
    words = gettext("Steps: %(steps)s; visits: %(visits)s; documents asked: %(documents)s.")
    return Drawing(
        title=title,
        description=words % {"steps": len(journey.steps), "visits": visits, "documents": papers},
        lanes=tuple(lanes),
        boxes=tuple(
            Box(
                code=step.code,
                lane=lane_of(step),
                words=titles.get(step.code) or step.name or step.code,
                note=str(CHANNEL_TEXTS[step.channel]),
                is_visit=step.is_visit,
                papers=len(step.documents),
                waits=days(step.waiting_days) if step.waiting_days.high else "",
                is_automatic=step.actor == SYSTEM or step.channel == AUTOMATIC,
            )
            for step in journey.steps
        ),
        arrows=tuple(
            Arrow(code, following)
            for code, after in followers(journey).items()
            for following in after
        ),
        mark=gettext("Practice: every service, person, register and number here is invented."),
    )


def days(estimate: Estimate) -> str:
    """Days of an estimate: one number, or from the least to the most."""
    many = ngettext("%(days)s day", "%(days)s days", round(estimate.high))
    return many % {"days": span(estimate)}


def span(estimate: Estimate, *, places: int = 1) -> str:
    if estimate.low == estimate.high:
        return number(estimate.likely, places=places)
    return f"{number(estimate.low, places=places)}–{number(estimate.high, places=places)}"
