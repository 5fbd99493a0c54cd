from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from samgak.accounts.models import User
from samgak.core.errors import RuleBroken
from samgak.discussions import rules
from samgak.discussions.models import Post, PostReport, PostTranslation, Topic
from samgak.discussions.services import analysis
from samgak.programmes.models import Edition

MOST_TOPICS = 100


@transaction.atomic
def open_topic(
    edition: Edition,
    *,
    title: Any,
    opening: Any,
    session: Any,
    by: User | None,
    at: datetime,
    moderators: Collection[User] = (),
) -> Topic:
    """A new topic, in a session or beside them."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    count = Topic.objects.filter(edition=edition).count()
    if count >= MOST_TOPICS:
        raise RuleBroken("too_many_topics")
    made = Topic.objects.create(
        edition=edition,
        code=f"topic-{count + 1}",
        title=title,
        opening=opening,
        session=session,
        opened_by=by,
        opened_at=at,
    )
    made.moderators.set(moderators)
    return made


@transaction.atomic
def move_topic(topic: Topic, *, to: str, at: datetime) -> None:
    """Open the vote, close the topic or open it again; a closed vote is analysed at once."""
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    refuse(rules.reasons_not_to_move(rules.TOPIC, topic.state, to))
    topic.state = to
    topic.closed_at = at if to == rules.CLOSED else None
    if to == rules.VOTING:
        topic.voting_from = topic.voting_from or at
    topic.save(update_fields=["state", "closed_at", "voting_from"])
    if to == rules.CLOSED:
        analysis.analyse(topic, at=at)


def write_post(
    topic: Topic, *, text: str, language: str, by: User, role: str, country: str, at: datetime
) -> Post:
    """What somebody says, in any language."""
    text = rules.paragraphs(text)
    refuse(rules.reasons_not_to_write(topic.state))
    refuse(rules.reasons_not_a_text(text, longest=rules.LONGEST_POST))
    since = at - timedelta(seconds=rules.FLOOD_SECONDS)
    recent = Post.objects.filter(author=by, written_at__gt=since)
    if recent.count() >= rules.MOST_POSTS_AT_ONCE:
        raise RuleBroken("too_fast")
    if recent.filter(topic=topic, text=text).exists():
        raise RuleBroken("said_already")
    return Post.objects.create(
        topic=topic,
        author=by,
        author_role=role,
        author_name=str(by)[:400],
        author_country=country,
        language=language,
        text=text,
        written_at=at,
    )


def withdraw_post(post: Post, *, at: datetime) -> None:
    """Its author takes it back."""
    post.withdrawn_at = at
    post.save(update_fields=["withdrawn_at"])


def translate_post(post: Post, *, text: str, language: str, by: User, at: datetime) -> None:
    """Add or better the words of a post in another language."""
    text = rules.paragraphs(text)
    refuse(rules.reasons_not_a_text(text, longest=rules.LONGEST_POST))
    if post.is_gone:
        raise RuleBroken("post_is_gone")
    if language == post.language:
        raise RuleBroken("language_of_the_original")
    PostTranslation.objects.update_or_create(
        post=post,
        language=language,
        defaults={"text": text, "translated_by": by, "translated_at": at},
    )


def report_post(post: Post, *, reason: str, note: str, by: User, at: datetime) -> None:
    """Ask the moderator to look at a post; asking twice is asking once."""
    PostReport.objects.get_or_create(
        post=post,
        reporter=by,
        defaults={"reason": reason, "note": rules.one_line(note), "reported_at": at},
    )


@transaction.atomic
def hide_post(post: Post, *, reason: str, by: User, at: datetime) -> None:
    """The moderator takes a post off the page, with a reason; its reports are settled."""
    post.hidden_at, post.hidden_reason = at, reason
    post.save(update_fields=["hidden_at", "hidden_reason"])
    _settle(post, PostReport.Outcome.HIDDEN, by=by, at=at)


@transaction.atomic
def keep_post(post: Post, *, by: User, at: datetime) -> None:
    """The moderator leaves a post, or shows it again; its reports are settled."""
    post.hidden_at, post.hidden_reason = None, ""
    post.save(update_fields=["hidden_at", "hidden_reason"])
    _settle(post, PostReport.Outcome.KEPT, by=by, at=at)


def _settle(post: Post, outcome: str, *, by: User, at: datetime) -> None:
    for report in post.reports.filter(outcome=""):
        report.outcome, report.settled_at, report.settled_by = outcome, at, by
        report.save(update_fields=["outcome", "settled_at", "settled_by"])


def refuse(reasons: Collection[str]) -> None:
    """Raise the first of the reasons, if there is one."""
    for code in reasons:
        raise RuleBroken(code)
