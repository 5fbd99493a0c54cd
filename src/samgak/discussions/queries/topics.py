import hashlib

from django.db.models import Count, Q, QuerySet

from samgak.discussions import rules
from samgak.discussions.models import Post, Statement, Topic, Vote
from samgak.participants import queries as participants
from samgak.participants import rules as seats
from samgak.participants.models import Participant
from samgak.programmes.models import Edition


def topics(edition: Edition):
    """The topics of the edition with how much was said."""
    return (
        Topic.objects.filter(edition=edition)
        .select_related("session")
        .annotate(
            post_count=Count(
                "posts",
                filter=Q(posts__hidden_at=None, posts__withdrawn_at=None),
                distinct=True,
            ),
            statement_count=Count(
                "statements", filter=Q(statements__state=rules.ACCEPTED), distinct=True
            ),
        )
    )


def posts(topic: Topic, *, reader_id: int | None, leads: bool):
    """What was said; hidden posts for who moderates and for their author."""
    found = Post.objects.filter(topic=topic, withdrawn_at=None).prefetch_related("translations")
    if not leads:
        found = found.filter(Q(hidden_at=None) | Q(author_id=reader_id))
    return found.annotate(waiting=Count("reports", filter=Q(reports__outcome=""))).order_by(
        "written_at", "pk"
    )


def statements(topic: Topic, *, reader_id: int | None, leads: bool):
    """The accepted ones; others for who moderates, and one's own."""
    found = Statement.objects.filter(topic=topic).prefetch_related("translations")
    if not leads:
        found = found.filter(Q(state=rules.ACCEPTED) | Q(author_id=reader_id))
    return found.select_related("merged_into").order_by("number")


def waiting_first(found: QuerySet[Statement]) -> QuerySet[Statement]:
    """The same statements, those that the moderator has not decided on before the others."""
    return found.annotate(waits=Q(state=rules.PROPOSED)).order_by("-waits", "number")


def seat_of(user, edition: Edition) -> Participant | None:
    """The seat with which a person takes part."""
    if not user.is_authenticated:
        return None
    return participants.seats_of(user).filter(edition=edition, state__in=seats.PRESENT).first()


def next_statement(topic: Topic, *, participant: Participant) -> tuple[Statement | None, int, int]:
    """What the person has not voted on yet, in an order of its own; votes given, and statements."""
    accepted = Statement.objects.accepted().filter(topic=topic)
    every = list(accepted.values_list("pk", flat=True))
    given = set(
        Vote.objects.filter(statement__in=accepted, participant=participant).values_list(
            "statement_id", flat=True
        )
    )
    left = [one for one in every if one not in given]
    if not left:
        return None, len(given), len(every)
    first = min(left, key=lambda one: _place(participant.pk, one))
    return accepted.prefetch_related("translations").get(pk=first), len(given), len(every)


def own_votes(topic: Topic, *, participant: Participant | None) -> dict[int, int]:
    """Statement -> the person's vote."""
    if participant is None:
        return {}
    held = Vote.objects.filter(topic=topic, participant=participant)
    return dict(held.values_list("statement_id", "value"))


def _place(person: int, statement: int) -> str:
    """Where the statement stands for the person: as if drawn, and the same each time."""
    return hashlib.sha256(f"{person}:{statement}".encode()).hexdigest()
