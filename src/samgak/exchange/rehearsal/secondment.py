"""The secondment of April 2025 beside the course: its log, outputs, assessment, report and certificate."""

from typing import Any

from django.utils.translation import gettext as _

from samgak.accounts.models import User
from samgak.certificates.models import Certificate
from samgak.exchange.rehearsal.stage import Stage
from samgak.exchange.services import demonstration_secondment as example
from samgak.participants import queries as participants
from samgak.participants.models import Participant
from samgak.partners.models import Organisation, OrganisationRole, Role
from samgak.programmes.models import Edition
from samgak.secondments import phrases, queries

AGENCIES = ("koica", "kazaid")
# Who takes the steps of its life, for which agency.
ACTORS = {
    "officer-koica": ("koica", Role.PROGRAMME_OFFICER),
    "officer-kazaid": ("kazaid", Role.PROGRAMME_OFFICER),
    "approver": ("kazaid", Role.APPROVER),
    "evaluation": ("kazaid", Role.EVALUATION_OFFICER),
}


def second(stage: Stage) -> None:
    """Let somebody be seconded where the two agencies of that secondment are partners of the edition."""
    if stage.edition.organisations.filter(key__in=AGENCIES).distinct().count() < len(AGENCIES):
        return
    with stage.scene("secondment", _("A secondment: log, assessment, report, certificate")):
        seconded, mentor = _somebody("seconded"), _somebody("mentor")
        people = {key: _at_agency(key, *held) for key, held in ACTORS.items()}
        edition = example.add(people, seconded=seconded, mentor=mentor)
        (seat,) = participants.participants(edition)
        report = queries.report_of(seat)
        if report:
            objectives = queries.objectives_of(seat)
            content = phrases.report_document(seat, report, objectives)
            (stage.out / "secondment-report.docx").write_bytes(content)
        found = _counted(edition, seat)
        stage.results["secondment"] = found
        is_whole = found["weeks"] == found["weeks_logged"] > 0 and found["is_reported"]
        stage.summary.check("secondment_is_certified", is_whole and found["certificates"] == 1)


def _somebody(key: str) -> User:
    return User.objects.create_user(f"secondment-{key}@rehearsal.invalid", name=f"Rehearsal {key}")


def _at_agency(key: str, agency: str, role: str) -> User:
    user = _somebody(key)
    organisation = Organisation.objects.get(key=agency)
    OrganisationRole.objects.create(user=user, organisation=organisation, role=role)
    return user


def _counted(edition: Edition, seat: Participant) -> dict[str, Any]:
    log = queries.log_of(seat, today=edition.ends_on)
    report = queries.report_of(seat)
    issued = Certificate.objects.filter(edition=edition, state=Certificate.State.ISSUED)
    return {
        "state": edition.state,
        "weeks": len(log),
        "weeks_logged": sum(one.entry is not None for one in log),
        "weeks_remarked": sum(bool(one.entry and one.entry.remark) for one in log),
        "outputs": queries.outputs_of(seat).count(),
        "objectives": [
            {
                "own": one.own.grade if one.own else None,
                "mentor": one.mentor.grade if one.mentor else None,
                "difference": one.difference,
            }
            for one in queries.objectives_of(seat)
        ],
        "is_reported": bool(report and report.submitted_at),
        "certificates": issued.count(),
    }
