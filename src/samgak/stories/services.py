from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from i18nfield.strings import LazyI18nString

from samgak.core import audit, versions
from samgak.core.errors import RuleBroken
from samgak.partners.models import Organisation
from samgak.programmes.models import Edition
from samgak.programmes.rules import LIFE, State
from samgak.stories import queries, rules
from samgak.stories.models import Approval, Quotation, Story

DELIVERED = frozenset(LIFE[LIFE.index(State.DELIVERED) :])


@transaction.atomic
def write(
    edition: Edition,
    *,
    headline: LazyI18nString,
    lead: LazyI18nString,
    facts_shown: Collection[str],
    by,
    at: datetime,
    seen: str = "",
) -> Story:
    """Begin the story or change its words; what was approved must be approved again."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    story = queries.story_of(edition)
    versions.refuse_if_changed(seen, queries.version_of(story))
    story = story or Story(edition=edition)
    story.headline, story.lead = headline, lead
    story.facts_shown = [key for key in rules.FACTS if key in facts_shown]
    with audit.acting(user_id=by.pk):
        return _as_draft(story, at=at)


@transaction.atomic
def enter_quotation(
    story: Story,
    quotation: Quotation | None,
    *,
    speaker: str,
    organisation: Organisation,
    language: str,
    words: LazyI18nString,
    by,
    at: datetime,
) -> Quotation:
    """Enter what somebody said; the speaker's agency approves it anew."""
    story = _locked(story)
    if quotation is None and story.quotations.count() >= rules.MOST_QUOTATIONS:
        raise RuleBroken("too_many_quotations", most=rules.MOST_QUOTATIONS)
    entered = quotation or Quotation(story=story)
    entered.speaker, entered.organisation = speaker, organisation
    entered.language, entered.words = language, words
    entered.approved_at = entered.approved_by = None
    with audit.acting(user_id=by.pk):
        entered.save()
        _as_draft(story, at=at)
    return entered


@transaction.atomic
def remove_quotation(quotation: Quotation, *, by, at: datetime) -> None:
    """Take a quotation out of the story."""
    story = _locked(quotation.story)
    with audit.acting(user_id=by.pk):
        quotation.delete()
        _as_draft(story, at=at)


@transaction.atomic
def approve_quotation(
    quotation: Quotation, *, agencies: Collection[int], by, at: datetime, seen: str = ""
) -> None:
    """The speaker's agency says that this was said, and may be told."""
    story = _locked(quotation.story)
    versions.refuse_if_changed(seen, queries.version_of(story))
    if quotation.organisation_id not in agencies:
        raise RuleBroken("not_an_officer_of_this_agency")
    quotation.approved_at, quotation.approved_by = at, by
    with audit.acting(user_id=by.pk):
        quotation.save(update_fields=["approved_at", "approved_by"])


@transaction.atomic
def ask(story: Story, *, by, at: datetime) -> Story:
    """Take the numbers from the record and ask the agencies for their approval."""
    story = _locked(story)
    reasons = rules.reasons_not_to_ask(
        is_delivered=story.edition.state in DELIVERED,
        has_headline=bool(story.headline),
        quotations_waiting=story.quotations.filter(approved_at=None).count(),
    )
    if reasons:
        raise RuleBroken(reasons[0])
    with audit.acting(user_id=by.pk):
        story.approvals.all().delete()
        story.state, story.withdrawn_reason = Story.State.ASKED, ""
        record = queries.record_of(story.edition)
        story.facts = {key: record[key] for key in story.facts_shown}
        story.asked_at, story.asked_by, story.changed_at = at, by, at
        story.save()
    return story


@transaction.atomic
def approve(
    story: Story,
    *,
    organisation: Organisation,
    agencies: Collection[int],
    by,
    at: datetime,
    seen: str = "",
) -> Story:
    """One agency approves; with the second of another agency and person the story is public."""
    story = _locked(story)
    versions.refuse_if_changed(seen, queries.version_of(story))
    given = list(story.approvals.all())
    reasons = rules.reasons_not_to_approve(
        is_asked=story.state == Story.State.ASKED,
        is_own_agency=organisation.pk in agencies
        and queries.partners_with_officers(story.edition).filter(pk=organisation.pk).exists(),
        approved_for={one.organisation_id for one in given},
        approved_by={one.approved_by_id for one in given},
        organisation_id=organisation.pk,
        user_id=by.pk,
        changed_facts=rules.changed(story.facts, queries.record_of(story.edition)),
    )
    if reasons:
        raise RuleBroken(reasons[0])
    with audit.acting(user_id=by.pk):
        Approval.objects.create(
            story=story, organisation=organisation, approved_at=at, approved_by=by
        )
        if len(given) + 1 >= rules.APPROVALS_NEEDED:
            story.state = Story.State.PUBLIC
            story.published_at = story.published_at or at
            story.save(update_fields=["state", "published_at"])
    return story


@transaction.atomic
def withdraw(story: Story, *, reason: str, by, at: datetime) -> Story:
    """Take a public story back; its address says so."""
    story = _locked(story)
    if story.state != Story.State.PUBLIC:
        raise RuleBroken("story_is_not_public")
    if not reason.strip():
        raise RuleBroken("reason_missing")
    with audit.acting(user_id=by.pk, reason=reason):
        story.approvals.all().delete()
        story.state, story.withdrawn_reason = Story.State.WITHDRAWN, reason.strip()
        story.changed_at = at
        story.save()
    return story


def _locked(story: Story) -> Story:
    return Story.objects.select_for_update(of=("self",)).select_related("edition").get(pk=story.pk)


def _as_draft(story: Story, *, at: datetime) -> Story:
    story.state, story.changed_at, story.withdrawn_reason = Story.State.DRAFT, at, ""
    story.save()
    story.approvals.all().delete()
    return story
