"""Everybody nominated applies, the supervisor and the focal point endorse, and the seats are followed."""

import json
from typing import Any

from django.utils.translation import gettext as _

from samgak.applications import services
from samgak.applications.models import Application
from samgak.applications.rules import states
from samgak.exchange.rehearsal.stage import OFFICER, Stage
from samgak.nominations.jobs.applications import invite_to_apply
from samgak.participants.models import Participant
from samgak.partners.models import Role

LANGUAGE = "en"
MARK = "Rehearsal: "


def apply(stage: Stage) -> None:
    """Where the folder says what applicants answer: all apply, some supervisors do not endorse."""
    file = stage.folder / "applications.json"
    if not file.exists():
        return
    with stage.scene("applications", _("Applications")):
        told = json.loads(file.read_text("utf-8"))
        officer = stage.allowed(stage.actor(OFFICER), "applications.invite")
        services.ask_for_applications(stage.edition, by=officer, at=stage.now)
        words = {"edition_id": stage.edition.pk, "language": LANGUAGE}
        stage.job(invite_to_apply, by=officer, **words)
        for application in _applications(stage):
            handed_in = _hand_in(stage, application, told["answers"])
            _endorse(stage, handed_in, is_good=application.person.email not in told["declined"])


def check(stage: Stage) -> None:
    """Whoever took a seat has accepted in the application, too; the others have not."""
    found = list(_applications(stage))
    if not found:
        return
    seats = Participant.objects.filter(edition=stage.edition, state=Participant.State.ACCEPTED)
    seated = set(seats.values_list("person", flat=True))
    accepted = {one.person_id for one in found if one.state == states.ACCEPTED}
    stage.summary.check("applications_follow_the_seats", accepted == seated)
    open_ones = {one.state for one in found} & {*states.OPEN, *states.IN_HAND}
    stage.summary.check("every_application_is_decided", not open_ones)


def _applications(stage: Stage):
    found = Application.objects.filter(edition=stage.edition).order_by("pk")
    return found.select_related("person")


def _hand_in(stage: Stage, application: Application, answers: dict[str, Any]) -> Application:
    services.begin(application, language=LANGUAGE, at=stage.now)
    for key, answer in answers.items():
        services.save_answer(application, key=key, answer=answer, language=LANGUAGE, at=stage.now)
    return services.submit(application, at=stage.now, today=stage.now.date())


def _endorse(stage: Stage, application: Application, *, is_good: bool) -> None:
    boss: dict[str, Any] = {"acts_as": states.SUPERVISOR, "by": None, "at": stage.now}
    if not is_good:
        services.decline(application, reason=MARK + "needed at the office", **boss)
        return
    services.endorse(application, words="", **boss)
    application.refresh_from_db()
    focal_point = stage.actor(str(Role.FOCAL_POINT), country=application.person.country)
    stage.allowed(focal_point, "applications.handle_applications")
    services.endorse(
        application, acts_as=states.FOCAL_POINT, by=focal_point, words="", at=stage.now
    )
