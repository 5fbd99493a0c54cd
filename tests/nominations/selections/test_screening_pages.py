import pytest
from django.urls import reverse

from samgak.nominations.models import EligibilityFinding
from tests.nominations.factories import NominationFactory
from tests.nominations.selections.calls import holder, small, text

pytestmark = pytest.mark.django_db
REASON = "<b>Six</b> years at a state company count."


@pytest.fixture
def call():
    return small()


@pytest.fixture
def screener(client, call):
    client.force_login(call.screener)
    return client


def address(call, name="screening", **more):
    return reverse(f"nominations:{name}", kwargs={"code": call.edition.code, **more})


def test_the_board_shows_what_is_computed_and_why(screener, call):
    page = text(screener.get(address(call)))

    assert "to be confirmed: 5" in page
    assert "The call asks for at least 2 years in service; the nomination states 0." in page
    assert "Confirm all as computed" in page


@pytest.mark.parametrize("role", ["programme_officer", "administrator", "approver"])
def test_others_of_the_house_read_and_find_nothing(client, call, role):
    client.force_login(holder(call.edition, role))
    one = address(call, "screen", pk=call.people["kz9"].pk)

    assert "Confirm all as computed" not in text(client.get(address(call)))
    assert "What you find" not in text(client.get(one))
    client.post(one, {"verdict": "ineligible", "reason": REASON, "language": "en"})
    assert client.post(address(call, "screen_all")).status_code == 403
    assert not EligibilityFinding.objects.exists()


@pytest.mark.parametrize("role", ["focal_point", "participant", "lecturer"])
def test_nobody_else_sees_the_board(client, call, role):
    client.force_login(holder(call.edition, role, country="KZ" if role == "focal_point" else ""))

    assert client.get(address(call)).status_code == 403


def test_a_finding_against_the_rules_needs_a_reason_and_loses_nothing(screener, call):
    one = address(call, "screen", pk=call.people["new0"].pk)

    page = text(screener.post(one, {"verdict": "eligible", "reason": " ", "language": "kk"}))
    assert "Say why you find otherwise than the rules of the call." in page

    answer = screener.post(one, {"verdict": "eligible", "reason": REASON, "language": "en"})
    assert answer.url == address(call)
    page = text(screener.get(address(call)))
    assert "&lt;b&gt;Six&lt;/b&gt; years at a state company count." in page
    assert "other than computed: 1" in page


def test_two_tabs(screener, call):
    one = address(call, "screen", pk=call.people["kz9"].pk)
    seen = screener.get(one).context["form"].initial["seen"]
    found = {"verdict": "eligible", "reason": "", "language": "en", "seen": seen}
    screener.post(one, found)

    page = text(screener.post(one, found | {"verdict": "ineligible", "reason": REASON}))

    assert "Somebody else has changed this since you opened it" in page
    assert EligibilityFinding.objects.get().verdict == "eligible"
    again = screener.post(one, found | {"verdict": "ineligible", "reason": REASON, "seen": ""})
    assert again.status_code == 302


def test_confirming_all_asks_first_and_can_be_taken_back(screener, call):
    assert "5 people, of whom nobody" in text(screener.get(address(call, "screen_all")))

    page = text(screener.post(address(call, "screen_all"), follow=True))
    assert "5 people are confirmed." in page
    page = text(screener.post(address(call, "screen_undo"), follow=True))
    assert "to be confirmed: 5" in page


def test_filters_find_and_make_no_sense_without_fault(screener, call):
    EligibilityFinding.objects.create(
        edition=call.edition,
        nomination=call.people["kz9"],
        verdict="eligible",
        computed="eligible",
        digest="0" * 64,
        decided_at=call.people["kz9"].nominated_at,
        decided_by=call.screener,
    )
    counted = {
        standing: screener.get(address(call), {"standing": standing}).context["page_obj"]
        for standing in ("to_confirm", "eligible", "ineligible", "deviating", "changed", "'")
    }

    people = {standing: page.paginator.count for standing, page in counted.items()}
    assert people == {
        "to_confirm": 4,
        "eligible": 1,
        "ineligible": 0,
        "deviating": 0,
        "changed": 1,
        "'": 5,
    }
    assert "Changed since it was confirmed" in text(screener.get(address(call)))
    for kind in ("csv", "xlsx"):
        answer = screener.get(address(call, "screening_file", kind=kind), {"country": "TJ"})
        assert b"".join(answer.streaming_content)


def test_the_board_costs_the_same_however_many_there_are(
    screener, call, django_assert_max_num_queries
):
    with django_assert_max_num_queries(40) as before:
        text(screener.get(address(call)))
    NominationFactory.create_batch(3, edition=call.edition, country="KG")
    with django_assert_max_num_queries(len(before)):
        text(screener.get(address(call)))


def test_a_nominee_of_another_edition_is_nobody(screener, call):
    other = small()

    assert screener.get(address(call, "screen", pk=other.people["kz9"].pk)).status_code == 404
