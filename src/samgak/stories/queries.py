from collections.abc import Mapping
from dataclasses import dataclass

from samgak.certificates.models import Certificate
from samgak.core import texts, versions
from samgak.participants import queries as participants
from samgak.partners.models import Organisation
from samgak.programmes.models import Claim, Edition, PartnerRole
from samgak.programmes.rules import PUBLIC
from samgak.stories import rules
from samgak.stories.models import Quotation, Story
from samgak.surveys import queries as surveys
from samgak.timetable.models import Session

# Fact -> where an officer, and where everybody, finds the record.
RECORDS = {
    "participants": ("attendance:overview", "portal:edition"),
    "countries": ("attendance:overview", "portal:edition"),
    "days": ("portal:edition", "portal:edition"),
    "sessions": ("timetable:agenda", "timetable:agenda"),
    "certificates": ("certificates:certificates", "portal:edition"),
    "percent_before": ("surveys:results", "portal:edition"),
    "percent_after": ("surveys:results", "portal:edition"),
}
# Stories a page of the list and a feed hold at most.
MOST_LISTED = 100


@dataclass(frozen=True)
class Fact:
    """A number of the story: as it is told, and as the record has it now."""

    key: str
    told: int | None
    now: int | None
    officers_page: str
    public_page: str

    @property
    def value(self) -> int | None:
        return rules.shown_value(self.key, self.told)

    @property
    def is_changed(self) -> bool:
        return self.told != self.now


@dataclass(frozen=True)
class Partner:
    """An organisation or a country, and all it is in the edition."""

    organisation: Organisation | None
    country: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Release:
    """A story with all that its page shows."""

    story: Story
    facts: tuple[Fact, ...]
    partners: tuple[Partner, ...]
    claims: tuple[Claim, ...]
    quotations: tuple[Quotation, ...]

    @property
    def edition(self) -> Edition:
        return self.story.edition

    @property
    def told(self) -> list[Fact]:
        """The numbers that may be shown."""
        return [fact for fact in self.facts if fact.value is not None]

    @property
    def changed(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.is_changed]


def record_of(edition: Edition) -> dict[str, int | None]:
    """What the record says now, by fact; None for what is not known."""
    seats = list(participants.participants(edition))
    before, after = _percents(edition)
    return {
        "participants": len(seats),
        "countries": len({seat.person.country for seat in seats}),
        "days": (edition.ends_on - edition.starts_on).days + 1,
        "sessions": Session.objects.filter(
            edition=edition, is_cancelled=False, starts_at__isnull=False
        ).count(),
        "certificates": Certificate.objects.filter(
            edition=edition, state=Certificate.State.ISSUED
        ).count(),
        "percent_before": before,
        "percent_after": after,
    }


def _percents(edition: Edition) -> tuple[int | None, int | None]:
    """The means of those who took both tests, in percent; None where they are fewer than five."""
    results = surveys.results(edition)
    gain = results.gain if results else None
    if results is None or gain is None or gain.pairs < rules.SMALLEST_GROUP:
        return None, None
    if gain.mean_before is None or gain.mean_after is None:
        return None, None
    return (
        round(100 * gain.mean_before / results.out_of),
        round(100 * gain.mean_after / results.out_of),
    )


def story_of(edition: Edition) -> Story | None:
    """The story of the edition, if one was begun."""
    return Story.objects.filter(edition=edition).select_related("edition").first()


def quotation(story: Story, *, pk: int) -> Quotation:
    """A quotation of this story; raises Quotation.DoesNotExist."""
    return story.quotations.select_related("organisation").get(pk=pk)


def version_of(story: Story | None) -> str:
    """The version of all that is approved together; empty before the story is begun."""
    return versions.stamp([story, *story.quotations.all()]) if story else ""


def release(story: Story) -> Release:
    """The story with its numbers, partners, sources and approved quotations.

    While nothing is asked the numbers are those of the record.
    """
    now = record_of(story.edition)
    is_frozen = story.state in (Story.State.ASKED, Story.State.PUBLIC)
    told: Mapping[str, int | None] = story.facts if is_frozen else now
    return Release(
        story=story,
        facts=tuple(
            Fact(key, told.get(key), now[key], *RECORDS[key])
            for key in rules.FACTS
            if key in story.facts_shown
        ),
        partners=_partners(story.edition),
        claims=tuple(story.edition.claims.select_related("organisation")),
        quotations=tuple(story.quotations.exclude(approved_at=None).select_related("organisation")),
    )


def _partners(edition: Edition) -> tuple[Partner, ...]:
    held: dict[tuple[int | None, str], list[PartnerRole]] = {}
    for one in edition.partner_roles.select_related("organisation"):
        held.setdefault((one.organisation_id, one.country), []).append(one)
    return tuple(
        Partner(
            organisation=roles[0].organisation,
            country=roles[0].country or roles[0].organisation.country,
            roles=tuple(dict.fromkeys(one.role for one in roles)),
        )
        for roles in held.values()
    )


def partners_with_officers(edition: Edition):
    """The organisations that take part: those who may approve, and for whom people speak."""
    own = PartnerRole.objects.filter(edition=edition, organisation__isnull=False)
    return Organisation.objects.filter(pk__in=own.values("organisation"))


def public_stories():
    """Approved stories of editions that everybody may see, the newest first."""
    return (
        Story.objects.filter(state=Story.State.PUBLIC, edition__state__in=PUBLIC)
        .select_related("edition")
        .order_by("-published_at", "pk")
    )


def once_public(code: str) -> Story | None:
    """The story at a public address, also one that was taken off; None where none was ever public."""
    return (
        Story.objects.filter(
            edition__code=code, edition__state__in=PUBLIC, published_at__isnull=False
        )
        .select_related("edition")
        .first()
    )


def is_told(edition: Edition) -> bool:
    """Whether there is a public story of the edition."""
    return public_stories().filter(edition=edition).exists()


def missing_languages(story: Story) -> dict[str, list[str]]:
    """Language -> the parts of the story not written in it: headline, lead, quotations."""
    working = story.edition.working_language
    parts = [("headline", story.headline), ("lead", story.lead)]
    parts += [("quotations", one.words) for one in story.quotations.all()]
    missing: dict[str, list[str]] = {}
    for part, text in parts:
        for language in texts.missing_languages(text, working=working):
            if part not in missing.setdefault(language, []):
                missing[language].append(part)
    return missing
