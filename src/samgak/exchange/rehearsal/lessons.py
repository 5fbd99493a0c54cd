"""Lessons are loaded and read, and every country reports."""

from importlib import resources
from pathlib import Path

from django.utils.translation import gettext as _

from samgak.exchange.rehearsal.stage import OFFICER, Stage
from samgak.exchange.services.companions import FOLDER, load_companions
from samgak.learning import queries, queries_reports, services, services_reports
from samgak.learning.rules.reports import report_form
from samgak.participants.models import Participant
from samgak.partners.models import Role
from samgak.questionnaires.definition import NUMBER, Question

# How likely somebody reads a lesson of a session.
READS = 0.8
MARK = "Rehearsal: "


def learn(stage: Stage, people: list[Participant]) -> None:
    """The lessons of the directory, reading marks of participants, a report of every country."""
    with stage.scene("learning", _("Learning: lessons, reading, country reports")):
        refused = _load(stage)
        lessons = queries.lessons_in_use(stage.edition)
        marks = 0
        for seat in people:
            stage.allowed(seat.person.user, "learning.mark_reading")
            for lesson in lessons:
                if stage.chance.random() < READS:
                    services.mark_read(seat, lesson, at=stage.now)
                    marks += 1
        reports = _report(stage)
        stage.results["learning"] = {
            "lessons": len(lessons),
            "lessons_refused": refused,
            "reading_marks": marks,
            "reading_marks_possible": len(lessons) * len(people),
            "country_reports": reports,
        }


def _load(stage: Stage) -> int:
    """Load the lessons where the edition has a library; how many folders were refused."""
    stage.allowed(stage.actor(OFFICER), "learning.write_lessons")
    ours = Path(str(resources.files("samgak.exchange") / "demonstration/astana-2025"))
    folder = stage.folder if (stage.folder / FOLDER).is_dir() else ours
    if stage.edition.programme_id is None:
        return 0
    return len(load_companions(stage.edition, folder, at=stage.now).refused)


def _report(stage: Stage) -> int:
    countries = queries_reports.countries_of(stage.edition)
    for country in countries:
        focal_point = stage.actor(Role.FOCAL_POINT, country=country)
        stage.allowed(focal_point, "learning.write_report")
        services_reports.save_report(
            stage.edition,
            country=country,
            answers={one.key: _answer(stage, one) for one in report_form().questions},
            language="en",
            seen="",
            at=stage.now,
        )
        services_reports.hand_in(stage.edition, country=country, by=focal_point, at=stage.now)
    return len(countries)


def _answer(stage: Stage, question: Question) -> str:
    if question.type == NUMBER:
        return str(stage.chance.randint(1, 100))
    return f"{MARK}what this country would say here."
