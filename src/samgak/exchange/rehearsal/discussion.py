"""The discussion: people vote, the votes are analysed, delegations sign commitments."""

from datetime import timedelta

from django.utils.translation import gettext as _

from samgak.core.places import country_name
from samgak.discussions import (
    permissions,  # noqa: F401 - registers what may be done here
    rules,
)
from samgak.discussions.models import Commitment, Statement, Topic
from samgak.discussions.queries import commitments as queries
from samgak.discussions.queries import results
from samgak.discussions.services import analysis, commitments, documents, statements, topics
from samgak.exchange.rehearsal.stage import OFFICER, Stage
from samgak.exchange.services import demonstration_discussion
from samgak.participants.models import Participant

MARK = "Rehearsal: "
# How likely somebody of the one and of the other leaning agrees, by whether the statement divides.
AGREES = {False: (0.9, 0.9), True: (0.9, 0.1)}
DIVIDING = range(7, 13)
COMMITMENTS = 2


def discuss(stage: Stage, people: list[Participant]) -> None:
    """Vote on the prepared statements, close the vote, endorse two commitments, write the statement."""
    with stage.scene("discussion", _("Discussing: votes, results, commitments of delegations")):
        topic = demonstration_discussion.add(stage.edition, at=stage.now)
        officer = stage.allowed(stage.actor(OFFICER), "discussions.moderate")
        topics.move_topic(topic, to=rules.VOTING, at=stage.now)
        _vote(stage, topic, people)
        topics.move_topic(topic, to=rules.CLOSED, at=stage.now)
        found = analysis.analyse(topic, at=stage.now)
        voters, votes, _changes = results.state_of_votes(topic)
        stage.results["discussion"] = {
            "people": voters,
            "votes": votes,
            "groups": found.found["groups"],
            "silhouette": found.found["silhouette"],
            "all_agree": len(found.found["unites"]),
            "groups_differ": len(found.found["divides"]),
        }
        _commit(stage, topic, people, officer)
        _write(stage)


def _vote(stage: Stage, topic: Topic, people: list[Participant]) -> None:
    every = list(topic.statements.all())
    for seat in people:
        stage.allowed(seat.person.user, "discussions.vote")
        leaning = stage.chance.randrange(2)
        for one in every:
            likely = AGREES[one.number in DIVIDING][leaning]
            value = 1 if stage.chance.random() < likely else -1
            statements.vote(one, participant=seat, value=value, at=stage.now)


def _commit(stage: Stage, topic: Topic, people: list[Participant], officer) -> None:
    speakers: dict[str, Participant] = {}
    for seat in people:
        speakers.setdefault(seat.person.country, seat)
    speakers = dict(sorted(speakers.items())[:COMMITMENTS])
    held = {
        country: commitments.appoint(
            stage.edition, country=country, seat=seat, by=officer, at=stage.now
        )
        for country, seat in speakers.items()
    }
    for statement in topic.statements.all()[:COMMITMENTS]:
        one = _draft(stage, statement, list(speakers), officer)
        commitments.move(one, to=rules.OFFERED, parts={rules.MODERATOR})
        for country, seat in speakers.items():
            user = stage.allowed(seat.person.user, "discussions.endorse")
            commitments.endorse(
                one, delegation=held[country], by=user, may_publish=True, at=stage.now
            )
    stage.results["commitments"] = {
        "agreed": len(queries.agreed(stage.edition)),
        "published": len(queries.published(stage.edition)),
        "delegations": [country_name(one, "en") for one in speakers],
    }


def _draft(stage: Stage, statement: Statement, countries: list[str], officer) -> Commitment:
    values = {
        "what": statement.text,
        "first_step": f"{MARK}a working group meets within three months.",
        "asked_of_partners": "",
        "due_on": stage.now.date() + timedelta(days=365),
        "countries": countries,
        "organisations": [],
    }
    return commitments.draft(
        stage.edition,
        values=values,
        language="en",
        by=officer,
        at=stage.now,
        statement=statement,
    )


def _write(stage: Stage) -> None:
    for kind in (documents.WORD, documents.PDF):
        content = documents.write(
            stage.edition,
            language=stage.edition.working_language,
            kind=kind,
            on=stage.now.date(),
        )
        (stage.out / f"joint-statement.{kind}").write_bytes(content)
