"""How the demonstration's edition came about: five invented papers, one concept, a silent procedure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from json import loads
from typing import Any

from samgak.accounts.models import User
from samgak.correspondence import services as outbox
from samgak.correspondence.models import Letter
from samgak.demand import queries, services
from samgak.demand.rules import committee, papers
from samgak.exchange.queries import demonstration
from samgak.programmes.models import Edition

SIDES = {
    "facilitating": "officer-koica",
    "pivotal": "officer-kazaid",
    "beneficiary": "focal-kz",
}
DAYS_TO_OBJECT = 10


def told() -> dict[str, Any]:
    """What the invented people wrote."""
    text = (demonstration.DIRECTORY / "demand.json").read_text(encoding="utf-8")
    return loads(text)  # type: ignore[no-any-return]


def ask(edition: Edition, people: Mapping[str, User], *, at: datetime) -> None:
    """Each country sends its paper, and the officer accepts it."""
    for country, held in told()["papers"].items():
        focal_point = people[f"focal-{country.lower()}"]
        paper = services.draft_paper(
            edition, country=country, language=held["language"], by=focal_point, at=at
        )
        services.write_paper(
            paper,
            texts=held["texts"],
            budget={},
            currency="",
            language=held["language"],
            is_resubmission=False,
            by=focal_point,
            at=at,
        )
        steps = (
            (papers.SUBMITTED, papers.FOCAL_POINT, focal_point, "", 1),
            (papers.ACCEPTED, papers.OFFICER, people["officer-koica"], held["accepted"], 9),
        )
        for to, role, by, reason, days in steps:
            services.move_paper(
                paper,
                to=to,
                roles=frozenset({role}),
                by=by,
                at=at + timedelta(days=days),
                reason=reason,
            )


def agree(edition: Edition, people: Mapping[str, User], *, at: datetime) -> None:
    """One concept of three sides, to which nobody in the committee objects."""
    held = told()
    author = people[SIDES["facilitating"]]
    concept = services.begin_concept(edition, language="en", by=author, at=at)
    concept = services.write_concept(
        concept, texts=held["concept"], language="en", by=author, at=at
    )
    for side in committee.SIDES:
        services.seat(edition, user=people[SIDES[side]], side=side, at=at)
        services.agree(
            concept,
            side=side,
            version=concept.version,
            may=frozenset({side}),
            by=people[SIDES[side]],
            at=at + timedelta(days=5),
        )
    asked_at = at + timedelta(days=6)
    question = services.ask(
        edition,
        procedure=committee.SILENT,
        title=held["question"]["title"],
        proposal=held["question"]["proposal"],
        language="en",
        is_on_the_concept=True,
        days=DAYS_TO_OBJECT,
        by=author,
        at=asked_at,
    )
    # The members were written to by hand; nothing of it waits in the outbox.
    for letter in Letter.objects.filter(edition=edition, kind=Letter.Kind.COMMITTEE):
        outbox.discard(letter)
    pivotal = queries.member_of(edition, people[SIDES["pivotal"]])
    if pivotal:
        services.answer(
            question,
            member=pivotal,
            answer=committee.AGREE,
            words="",
            at=asked_at + timedelta(days=2),
        )
    services.close_by_clock(at=asked_at + timedelta(days=DAYS_TO_OBJECT + 1))
