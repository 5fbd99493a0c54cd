import io
import json
import re
from datetime import UTC, datetime

import docx
import pytest
from django.urls import reverse

from samgak.core.errors import RuleBroken
from samgak.stories import queries, services
from samgak.stories.models import Approval, Story
from tests.costs import queries_of
from tests.factories import (
    EditionFactory,
    EditionRoleFactory,
    ParticipantFactory,
    PartnerRoleFactory,
    UserFactory,
)
from tests.stories.factories import QuotationFactory, StoryFactory

pytestmark = pytest.mark.django_db
AT = datetime(2030, 1, 17, 9, tzinfo=UTC)
SCRIPT = "</script><script>alert(1)</script>"


@pytest.fixture
def edition():
    edition = EditionFactory(state="delivered")
    for country in ("KZ", "KZ", "KG", "KG", "TJ"):
        ParticipantFactory(edition=edition, person__country=country)
    return edition


@pytest.fixture
def agencies(edition):
    return [PartnerRoleFactory(edition=edition).organisation for _ in range(2)]


@pytest.fixture
def officers(edition, agencies):
    """A programme officer of each of the two agencies."""
    return [EditionRoleFactory(edition=edition, organisation=one).user for one in agencies]


@pytest.fixture
def story(edition):
    return StoryFactory(edition=edition)


def address(name, edition, **more):
    return reverse(f"stories:{name}", kwargs={"code": edition.code, **more})


def publish(story, agencies, officers):
    services.ask(story, by=officers[0], at=AT)
    for agency, officer in zip(agencies, officers, strict=True):
        services.approve(story, organisation=agency, agencies={agency.pk}, by=officer, at=AT)
    return Story.objects.get(pk=story.pk)


def test_two_agencies_write_approve_and_publish(client, edition, agencies, officers):
    public = address("public", edition)
    client.force_login(officers[0])
    client.post(
        address("write", edition),
        {"headline_0": "One window for all", "lead_0": "Lead.", "facts_shown": ["participants"]},
    )
    client.post(address("ask", edition))
    client.post(address("approve", edition, key=agencies[0].key))
    assert client.get(public).status_code == 404
    assert client.get(address("word", edition)).status_code == 404

    client.force_login(officers[1])
    client.post(address("approve", edition, key=agencies[1].key))
    client.logout()

    page = client.get(public)
    assert page.status_code == 200
    assert "One window for all" in page.content.decode()
    assert "One window for all" in client.get(reverse("stories:stories")).content.decode()
    assert "One window for all" in client.get(reverse("stories:feed")).content.decode()
    assert public in client.get(reverse("portal:edition", args=[edition.code])).content.decode()


def test_one_officer_of_both_agencies_does_not_approve_twice(edition, agencies, story):
    both = {one.pk for one in agencies}
    user = UserFactory()
    services.ask(story, by=user, at=AT)
    services.approve(story, organisation=agencies[0], agencies=both, by=user, at=AT)

    with pytest.raises(RuleBroken, match="person_has_approved"):
        services.approve(story, organisation=agencies[1], agencies=both, by=user, at=AT)

    assert Story.objects.get().state == "asked"


def test_nobody_approves_for_another_agency(client, edition, agencies, officers, story):
    services.ask(story, by=officers[0], at=AT)
    client.force_login(officers[0])

    said = client.post(address("approve", edition, key=agencies[1].key), follow=True)

    assert "Only a programme officer of this organisation" in said.content.decode()
    assert not Approval.objects.exists()


def test_an_organisation_that_takes_no_part_does_not_approve(edition, agencies, story):
    stranger = PartnerRoleFactory().organisation
    services.ask(story, by=UserFactory(), at=AT)

    with pytest.raises(RuleBroken, match="not_an_officer"):
        services.approve(
            story, organisation=stranger, agencies={stranger.pk}, by=UserFactory(), at=AT
        )


def test_what_was_changed_meanwhile_is_not_approved(client, edition, agencies, officers, story):
    services.ask(story, by=officers[0], at=AT)
    seen = queries.version_of(queries.story_of(edition))
    Story.objects.update(headline="Something else")
    client.force_login(officers[0])

    client.post(address("approve", edition, key=agencies[0].key), {"seen": seen})

    assert not Approval.objects.exists()


def test_a_change_after_approval_needs_approval_again(client, edition, agencies, officers, story):
    publish(story, agencies, officers)
    client.force_login(officers[0])

    client.post(address("write", edition), {"headline_0": "Another headline"})

    assert Story.objects.get().state == "draft"
    assert not Approval.objects.exists()
    client.logout()
    gone = client.get(address("public", edition))
    assert gone.status_code == 410
    assert "Another headline" not in gone.content.decode()


def test_a_number_turns_amber_when_the_record_changes(client, edition, agencies, officers, story):
    publish(story, agencies, officers)
    assert (
        "The record has changed since"
        not in client.get(address("public", edition)).content.decode()
    )

    ParticipantFactory(edition=edition, person__country="UZ")

    page = client.get(address("public", edition)).content.decode()
    assert page.count("The record has changed since") == 2  # the people and their countries
    client.force_login(officers[0])
    assert (
        "A number is no longer what the record says"
        in client.get(address("story", edition)).content.decode()
    )


def test_a_stale_number_is_not_approved(edition, agencies, officers, story):
    services.ask(story, by=officers[0], at=AT)
    ParticipantFactory(edition=edition)

    with pytest.raises(RuleBroken, match="record_has_changed"):
        services.approve(
            story, organisation=agencies[0], agencies={agencies[0].pk}, by=officers[0], at=AT
        )


def test_fewer_than_five_people_are_not_counted_in_public(client, agencies, officers):
    edition = EditionFactory(state="delivered")
    for _ in range(4):
        ParticipantFactory(edition=edition)
    story = StoryFactory(edition=edition)
    for agency in agencies:
        PartnerRoleFactory(edition=edition, organisation=agency)
    publish(story, agencies, officers)

    assert "Participants" not in client.get(address("public", edition)).content.decode()


def test_a_withdrawn_story_says_so_and_why(client, edition, agencies, officers, story):
    publish(story, agencies, officers)
    client.force_login(officers[1])
    client.post(address("withdraw", edition), {"reason": "A name was wrong."})
    client.logout()

    page = client.get(address("public", edition))

    assert page.status_code == 410
    assert "A name was wrong." in page.content.decode()
    assert story.edition.code not in client.get(reverse("stories:feed")).content.decode()


def test_a_quotation_waits_for_the_speakers_agency(client, edition, agencies, officers, story):
    said = QuotationFactory(story=story, organisation=agencies[1])
    client.force_login(officers[0])
    refused = client.post(address("ask", edition), follow=True).content.decode()
    assert "waits for the approval" in refused
    client.post(address("approve_quotation", edition, pk=said.pk))
    said.refresh_from_db()
    assert said.approved_at is None

    client.force_login(officers[1])
    client.post(address("approve_quotation", edition, pk=said.pk))

    said.refresh_from_db()
    assert said.approved_by == officers[1]


def test_a_changed_quotation_is_approved_anew(client, edition, agencies, officers, story):
    said = QuotationFactory(
        story=story, organisation=agencies[0], approved_at=AT, approved_by=officers[0]
    )
    publish(story, agencies, officers)
    client.force_login(officers[1])

    client.post(
        address("quotation", edition, pk=said.pk),
        {
            "speaker": "Somebody",
            "organisation": agencies[0].pk,
            "language": "en",
            "words_0": "Other words",
        },
    )

    said.refresh_from_db()
    assert said.approved_at is None
    assert Story.objects.get().state == "draft"


def test_script_in_words_stays_words(client, edition, agencies, officers):
    story = StoryFactory(edition=edition, headline=SCRIPT, lead=SCRIPT)
    QuotationFactory(
        story=story,
        organisation=agencies[0],
        words=SCRIPT,
        speaker=SCRIPT,
        approved_at=AT,
        approved_by=officers[0],
    )
    publish(story, agencies, officers)

    page = client.get(address("public", edition)).content.decode()

    assert "<script>alert" not in page
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page).group(1)
    assert json.loads(data)["headline"] == SCRIPT
    assert json.loads(data)["@type"] == "NewsArticle"
    assert "<script>" not in client.get(reverse("stories:feed")).content.decode()


def test_the_word_file_carries_the_numbers(client, edition, agencies, officers, story):
    publish(story, agencies, officers)

    paper = docx.Document(io.BytesIO(client.get(address("word", edition)).content))

    cells = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    assert ["Participants", "5"] in cells
    assert ["Countries of the participants", "3"] in cells


def test_quotations_of_another_story_are_not_reached(client, edition, officers, story):
    other = QuotationFactory()
    client.force_login(officers[0])

    for name in ("quotation", "remove_quotation", "approve_quotation"):
        assert client.post(address(name, edition, pk=other.pk)).status_code == 404


def test_a_story_is_not_told_before_the_edition_is_delivered(agencies):
    story = StoryFactory(edition__state="running")

    with pytest.raises(RuleBroken, match="edition_is_not_delivered"):
        services.ask(story, by=UserFactory(), at=AT)


def test_what_is_not_written_in_a_language_is_named(client, edition, officers):
    StoryFactory(edition=edition, headline={"en": "One", "ru": "Одно"}, lead={"en": "Lead"})
    client.force_login(officers[0])

    page = client.get(address("story", edition)).content.decode()

    assert page.count("Not written:") == 7
    preview = client.get(address("preview", edition, language="ru")).content.decode()
    assert "Одно" in preview


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_costs_the_same_however_long(client, how_many):
    for _ in range(how_many):
        StoryFactory(state="public", published_at=AT, asked_at=AT, asked_by=UserFactory())

    assert queries_of(client, reverse("stories:stories")) <= 4
