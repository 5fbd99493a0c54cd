"""The pages of the desk: order, steps, history, hand-over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samgak.correspondence.models import Letter
from samgak.nominations.models import EarlierRecord, HandOver, Nomination, NominationDraft
from samgak.programmes.models import EditionRole
from tests.factories import ParticipantFactory
from tests.nominations.desk.pages import page, signed_in, text_of
from tests.nominations.desk.sheets import VALUES
from tests.nominations.factories import NominationFactory
from tests.sent_forms import sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def ranked(edition, focal_point):
    return [NominationFactory(edition=edition, rank=rank) for rank in (1, 2, 3)]


def order_of(edition):
    return list(
        Nomination.objects.filter(edition=edition).order_by("rank").values_list("pk", flat=True)
    )


def test_buttons_and_numbers_change_the_order(client, edition, ranked):
    first, second, third = (one.pk for one in ranked)
    form = sent(client.get(page("desk", edition)))

    answer = client.post(page("order", edition), form | {"up": second})
    assert answer.url.endswith(f"#nominee-{second}")
    assert order_of(edition) == [second, first, third]

    form = sent(client.get(page("desk", edition)))
    client.post(page("order", edition), form | {f"place-{third}": "1"})
    assert order_of(edition) == [third, second, first]


def test_a_second_tab_keeps_its_numbers_and_is_told(client, edition, ranked):
    first, _second, third = (one.pk for one in ranked)
    stale = sent(client.get(page("desk", edition)))
    client.post(page("order", edition), stale | {f"place-{third}": "1"})

    told = client.post(page("order", edition), stale | {f"place-{first}": "3"})

    assert "Somebody else has changed this" in text_of(told)
    again = sent(told)
    assert again[f"place-{first}"] == ["3"]
    client.post(page("order", edition), again)
    assert order_of(edition)[-1] == first


def test_htmx_gets_the_list_alone(client, edition, ranked):
    form = sent(client.get(page("desk", edition)))

    told = client.post(page("order", edition), form, headers={"HX-Request": "true"})

    assert text_of(told).lstrip().startswith('<div id="order">')
    assert "Quotas" in text_of(client.get(page("quotas", edition)))


def test_an_officer_returns_confirms_and_sees_the_history(client, edition, officer):
    nomination = NominationFactory(edition=edition)
    client.post(page("return", edition, nomination.pk), {"words": "The birth date, please"})
    shown = text_of(client.get(page("nomination", edition, nomination.pk)))
    assert "The birth date, please" in shown
    assert page("confirm_nomination", edition, nomination.pk) not in shown
    assert "Returned for correction" in text_of(client.get(page("nominees", edition)))

    focal_point = signed_in(client, edition, "focal_point", "KZ")
    assert "returned for correction: 1" in text_of(client.get(page("desk", edition)))
    assert "Correct and nominate again" in text_of(
        client.get(page("change", edition, nomination.pk))
    )
    client.post(page("change", edition, nomination.pk), VALUES)
    assert client.post(page("confirm_nomination", edition, nomination.pk)).status_code == 403

    client.force_login(officer)
    client.post(page("confirm_nomination", edition, nomination.pk))
    nomination.refresh_from_db()
    assert nomination.state == "confirmed"
    history = text_of(client.get(page("history", edition, nomination.pk)))
    assert str(focal_point) in history
    assert "Returned for correction" in history


def test_all_are_confirmed_at_once(client, edition, officer):
    NominationFactory.create_batch(2, edition=edition)

    client.post(page("confirm_all", edition) + "?country=KZ")

    assert set(Nomination.objects.values_list("state", flat=True)) == {"confirmed"}


def test_a_nominee_is_replaced_on_a_page(client, edition, focal_point):
    nomination = NominationFactory(edition=edition, rank=4)
    form = page("replace", edition, nomination.pk)

    assert "Give a reason" in text_of(client.post(form, VALUES))
    client.post(form, VALUES | {"reason": "Ill"})

    other = Nomination.objects.get(state="nominated")
    assert other.rank == 4
    assert "Replaced by Ospanova Assel" in text_of(
        client.get(page("nomination", edition, nomination.pk))
    )
    assert "Comes in the place of" in text_of(client.get(page("nomination", edition, other.pk)))


def test_somebody_is_invited_on_a_page(client, edition, focal_point):
    sent_form = {"name": "Assel", "email": "assel@example.kz", "language": "kk"}

    client.post(page("invite", edition), sent_form)

    draft = NominationDraft.objects.get()
    assert "Assel" in text_of(client.get(page("desk", edition)))
    assert client.get(page("draft", edition, draft.pk)).status_code == 200
    signed_in(client, edition, "focal_point", "KG")
    for name in ("draft", "discard"):
        assert client.get(page(name, edition, draft.pk)).status_code == 404


def test_a_desk_goes_to_another_person_from_a_day_on(client, edition, focal_point):
    today = timezone.now().date()
    form = page("hand_over", edition)
    role = EditionRole.objects.get(user=focal_point)
    given = {"given": role.pk, "name": "Bolat", "email": "bolat@example.kz", "language": "kk"}
    yesterday = (today - timedelta(days=1)).isoformat()
    assert "Choose today or a later day" in text_of(client.post(form, given | {"on": yesterday}))

    client.post(form, given | {"on": today.isoformat(), "note": "Good luck"})

    record = HandOver.objects.get()
    assert set(Letter.objects.values_list("kind", flat=True)) == {"hand_over", "invitation"}
    assert client.get(page("desk", edition)).status_code == 403
    assert "Good luck" in text_of(client.get(page("handed_over", edition, record.pk)))
    client.force_login(record.successor)
    assert client.get(page("desk", edition)).status_code == 200
    assert client.get(page("handed_over", edition, record.pk)).status_code == 200
    signed_in(client, edition, "focal_point", "KG")
    assert client.get(page("handed_over", edition, record.pk)).status_code == 404


def test_an_earlier_course_is_shown_and_decided(client, edition, officer):
    nomination = NominationFactory(edition=edition)
    old = ParticipantFactory(state="completed", person__family_name="Osspanova").person
    record = EarlierRecord.objects.create(
        nomination=nomination, person=old, grounds=["similar_name", "same_birth_date"]
    )
    assert "May have taken part before" in text_of(client.get(page("nominees", edition)))
    shown = text_of(client.get(page("nomination", edition, nomination.pk)))
    assert "a name spelt nearly so and the same birth date" in shown

    form = page("earlier", edition, nomination.pk, record.pk)
    assert "Give a reason" in text_of(client.post(form, {"verdict": "waived"}))
    client.post(form, {"verdict": "waived", "reason": "Another subject"})

    shown = text_of(client.get(page("nomination", edition, nomination.pk)))
    assert "Another subject" in shown
    assert "May have taken part before" not in text_of(client.get(page("nominees", edition)))


def test_the_letter_of_nomination_is_printed_with_the_ranked_list(client, edition, ranked):
    for kind, begins in (("pdf", b"%PDF-"), ("docx", b"PK")):
        response = client.get(page("letter_to_sign", edition, kind))
        assert response.content.startswith(begins)
