"""A next course, wholly invented, of which the call is over: people applied, reviewers have begun to read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from json import loads
from typing import Any

from samgak.accounts.models import User
from samgak.applications import services as applications
from samgak.applications.models import Application
from samgak.applications.rules import states
from samgak.core.places import country_name
from samgak.exchange.queries import demonstration as queries
from samgak.exchange.services import load
from samgak.funding import queries as funding
from samgak.nominations import services as nominations
from samgak.nominations.models import Nomination, Review
from samgak.nominations.queries import reviews as asked
from samgak.nominations.services import reviews
from samgak.partners.models import Role
from samgak.programmes import services as programmes
from samgak.programmes.models import Edition, EditionRole
from samgak.programmes.rules import State

CODE = "open-data-2025"
DIRECTORY = queries.DIRECTORY.parent / CODE
# Days before the call opens on which the agencies took each step.
BEFORE = (
    (State.SCREENED, "officer-koica", 80),
    (State.JOINT_CONCEPT, "officer-kazaid", 60),
    (State.JSC_APPROVED, "approver", 30),
    (State.BUDGETED, "officer-koica", 20),
    (State.CI_PUBLISHED, "officer-koica", 7),
)
# The agencies agreed by letter and mailed the course information.
BY_LETTER = {
    "papers_are_screened": True,
    "committee_has_approved": True,
    "course_information_is_published": True,
}
# What is the same for everybody, so that the forms are whole.
ANSWERS = {
    "telephone": "+7 000 555-01-00",
    "in_post_since": "2020-02-03",
    "needs_interpretation": "no",
    "had_training": "no",
    "undertaking_course": "agreed",
    "undertaking_conduct": "agreed",
    "consent_selection": "agreed",
    "consent_transfer": "agreed",
    "consent_photographs": "refused",
    "consent_alumni": "agreed",
}
KNOWN_WELL = dict.fromkeys(("listening", "speaking", "reading", "writing"), "good")
OWN_WORDS = ("organisation", "level", "position", "duties", "motivation", "problem", "intended_use")


@dataclass(frozen=True)
class Applicant:
    """What is told of one invented person, and the way of its application."""

    told: Mapping[str, Any]
    application: Application

    @property
    def focal_point(self) -> str:
        return f"focal-{self.told['country'].lower()}"


def story() -> dict[str, Any]:
    """Who applied, in their own words, and how the reviewers marked."""
    return loads((DIRECTORY / "applications.json").read_text(encoding="utf-8"))


def add(people: Mapping[str, User]) -> Edition:
    """Let the course live from its file to the days of screening."""
    edition = load((DIRECTORY / "edition.yaml").read_text(encoding="utf-8")).edition
    told, opens_at = story(), edition.call.opens_at
    for country in ("KZ", "KG", "UZ"):
        user = people[f"focal-{country.lower()}"]
        EditionRole.objects.create(
            user=user, edition=edition, role=Role.FOCAL_POINT, country=country
        )
    EditionRole.objects.create(user=people["lecturer"], edition=edition, role=Role.LECTURER)
    for to, key, days in BEFORE:
        at = opens_at - timedelta(days=days)
        facts = funding.facts(edition) | BY_LETTER
        programmes.move(edition, to=to, by=people[key], at=at, facts=facts)
        edition.refresh_from_db()
    programmes.move_by_clock(at=opens_at)
    edition.refresh_from_db()
    officer = people["officer-koica"]
    applications.ask_for_applications(edition, by=officer, at=opens_at)
    applicants = [_invited(edition, one, people, at=opens_at) for one in told["people"]]
    for days, one in enumerate(applicants, start=6):
        _apply(one, people, at=opens_at + timedelta(days=days))
    programmes.move_by_clock(at=edition.call.closes_at + timedelta(minutes=1))
    edition.refresh_from_db()
    _review(edition, told, people)
    return edition


def _invited(
    edition: Edition, told: Mapping[str, Any], people: Mapping[str, User], *, at: datetime
) -> Applicant:
    at += timedelta(days=3)
    focal_point = people[f"focal-{told['country'].lower()}"]
    born = date.fromisoformat(told["born_on"])
    nomination = nominations.nominate(
        edition,
        country=told["country"],
        values={
            "rank": str(told["rank"]),
            "family": told["family"],
            "given": told["given"],
            "native": told["native"],
            "sex": told["sex"],
            "born_on": f"{born:%d.%m.%Y}",
            "organisation": told["organisation"],
            "position": told["position"],
            "years_in_service": str(told["years"]),
            "email": _address(told["key"]),
        },
        by=focal_point,
        at=at,
    )
    by = people["officer-koica"]
    return Applicant(told, applications.invite(edition, person=nomination.person, by=by, at=at))


def _address(key: str) -> str:
    return f"{key}@{CODE}.{queries.DOMAIN}"


def _apply(one: Applicant, people: Mapping[str, User], *, at: datetime) -> None:
    language, goes_to = one.told["language"], one.told["goes_to"]
    application = applications.begin(one.application, language=language, at=at)
    for key, answer in _answers(one.told).items():
        how: dict[str, Any] = {"language": language, "at": at}
        application = applications.save_answer(application, key=key, answer=answer, **how)
    if goes_to == states.DRAFT:
        return
    application = applications.submit(application, at=at, today=at.date())
    later = at + timedelta(days=1)
    supervisor: dict[str, Any] = {"acts_as": states.SUPERVISOR, "by": None, "at": later}
    if goes_to == states.NOT_ENDORSED:
        applications.decline(application, reason=one.told["reason"], **supervisor)
    elif goes_to != states.SUBMITTED:
        application = applications.endorse(application, words="", **supervisor)
    if goes_to == states.FOCAL_POINT_ENDORSED:
        applications.endorse(
            application,
            acts_as=states.FOCAL_POINT,
            by=people[one.focal_point],
            words="",
            at=later + timedelta(days=1),
        )


def _answers(told: Mapping[str, Any]) -> dict[str, Any]:
    own = {key: told[key] for key in OWN_WORDS if told[key]}
    if told["goes_to"] == states.DRAFT:
        return own
    languages = [{"language": told["language"], **KNOWN_WELL}]
    return {
        **ANSWERS,
        **own,
        "education": [{"institution": told["university"], "until": "2012"}],
        "nationality": country_name(told["country"], told["language"]),
        "languages": languages,
        "supervisor_name": told["supervisor"],
        "supervisor_email": _address(f"supervisor-{told['key']}"),
    }


def _review(edition: Edition, told: Mapping[str, Any], people: Mapping[str, User]) -> None:
    """Criteria, two reviewers who do not see names, marks so far and one conflict of interest."""
    at = edition.call.closes_at + timedelta(days=1)
    plan = {
        "screening_from": None,
        "screening_until": None,
        "review_from": None,
        "review_until": None,
        "each_nominee": 0,
        "is_anonymous": True,
        "median_weight": None,
    }
    reviews.save_plan(edition, values=plan, reason="")
    for criterion in told["criteria"]:
        reviews.put_criterion(edition, values=criterion | {"description": {}})
    reviewers = {key: people[key] for key in told["marks"]}
    reviews.assign(edition, reviewers=[one.pk for one in reviewers.values()])
    criteria = asked.criteria_of(edition)
    for key, marked in told["marks"].items():
        for person, values in marked.items():
            marks = {one.pk: value for one, value in zip(criteria, values, strict=True)}
            reviews.mark(_asked_of(edition, reviewers[key], person), marks=marks, at=at)
    conflict = told["conflict"]
    review = _asked_of(edition, reviewers[conflict["reviewer"]], conflict["person"])
    reviews.declare_conflict(review, reason=conflict["reason"], at=at)


def _asked_of(edition: Edition, reviewer: User, key: str) -> Review:
    nomination = Nomination.objects.get(edition=edition, person__email=_address(key))
    return Review.objects.get(nomination=nomination, reviewer=reviewer)
