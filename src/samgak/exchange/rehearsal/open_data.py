"""The open data practice: a team uploads a faulty table, puts it right and publishes it."""

from django.utils.translation import gettext as _

from samgak.core.errors import RuleBroken
from samgak.exchange.rehearsal.stage import Stage
from samgak.exchange.services import demonstration_open_data as examples
from samgak.participants.models import Participant
from samgak.practice import permissions  # noqa: F401 - registers what may be done here
from samgak.practice.addresses import address_of
from samgak.practice.models import Team, TeamMember
from samgak.practice.queries import catalogue
from samgak.practice.services import datasets as services
from samgak.practice.services.teams import form_team
from samgak.standards.dcat import validate, write

CATALOGUE = "practice-catalogue.ttl"


def practise(stage: Stage, people: list[Participant]) -> None:
    """Upload, be refused because of passport numbers, fix, publish; write the catalogue and check it."""
    with stage.scene("open_data", _("Practising open data: a table is put right and published")):
        found = examples.example()
        seat = people[0]
        user = stage.allowed(seat.person.user, "practice.work")
        sent = examples.upload(_team(stage, seat, found), found, by=user, at=stage.now)
        before = sent.profile
        was_refused = _is_refused(sent, stage)
        dataset = examples.put_right(sent, found, by=user, at=stage.now)
        release = services.publish(dataset, by=user, at=stage.now)
        stage.results["open_data"] = {
            "rows_before": before["rows"],
            "rows_after": release.row_count,
            "risk_before": before["risk"],
            "risk_after": dataset.profile["risk"],
            "refused_before_fixes": was_refused,
            "faults_before": _faults(before),
            "faults_after": _faults(dataset.profile),
            "fixes": len(dataset.fixes),
            "stars": release.openness["stars"],
            "openness_points": release.openness["score"],
            "shapes_broken": _write_catalogue(stage),
        }


def _team(stage: Stage, seat: Participant, found: examples.Example) -> Team:
    held = TeamMember.objects.filter(participant=seat).select_related("team").first()
    if held:
        return held.team
    return form_team(stage.edition, name=found.team["en"], language="en", members=[seat])


def _is_refused(dataset, stage: Stage) -> bool:
    """Whether the table, described but not put right, is kept from the portal for the people in it."""
    try:
        described = services.describe(
            dataset, values=examples.example().about, by=None, at=stage.now
        )
        services.publish(described, by=None, at=stage.now)
    except RuleBroken as broken:
        return broken.code == "dataset_shows_people"
    return False


def _faults(report: dict) -> int:
    """Cells with a fault, a cell counted once for each."""
    return sum(fault["count"] for column in report["columns"] for fault in column["faults"])


def _write_catalogue(stage: Stage) -> int:
    """The catalogue as Turtle; how many of the official shapes it breaks.

    Without the data service: the official file of shapes alone can't judge one
    (samgak/standards/dcat/shapes/ORIGIN.md), and readers are to check this file with it.
    """
    made = catalogue.catalogue(
        stage.edition, address=address_of(stage.edition), at=stage.now, with_services=False
    )
    (stage.out / CATALOGUE).write_text(write.to_text(made, write.TURTLE), encoding="utf-8")
    broken = validate.breaches(write.graph(made))
    for sentence in broken:
        stage.summary.warn(sentence)
    return len(broken)
