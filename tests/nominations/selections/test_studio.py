"""The studio answers what the engine answers, refuses junk in words, and saves nothing."""

from fractions import Fraction

import pytest
from django.urls import reverse

from samgak.nominations import queries, services
from samgak.nominations.models import Override, Selection
from samgak.nominations.queries import studio as asked_of
from samgak.nominations.rules import studio as rules
from samgak.planning import selection as planning
from samgak.programmes.models import QuotaLine
from tests.nominations.factories import NominationFactory
from tests.nominations.selections.calls import AT, holder, small, text

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def call():
    return small()


def address(call, name="studio"):
    return reverse(f"nominations:{name}", kwargs={"code": call.edition.code})


def ask(client, call, **question):
    return text(client.get(address(call), question, headers=HTMX))


def test_the_answers_are_those_of_the_engine(call):
    problem = queries.selection_problem(call.edition)
    base = asked_of.base_of(problem)
    kz8, kz9 = str(call.people["kz8"].pk), str(call.people["kz9"].pk)

    seated = rules.ask(problem, base, rules.Question("seat", person=kz8))
    quota = rules.ask(problem, base, rules.Question("quota", "country=KZ", 0, 2))
    more = rules.ask(problem, base, rules.Question("one_more", "country=KZ"))
    left = rules.ask(problem, base, rules.Question("leave_out", person=kz9))

    assert seated.found == planning.what_if_seated(problem, base, kz8)
    assert quota.found == planning.what_if_quota(problem, base, "country=KZ", minimum=0, maximum=2)
    assert more.found == planning.what_if_one_more(problem, base, "country=KZ")
    assert left.found == planning.choose(left.problem)
    assert (left.comparison.entering, left.comparison.leaving) == ((kz8,), (kz9,))
    assert left.comparison.cost == Fraction(21, 2) * Fraction(1, 9)
    for answer in (seated, quota, more):
        again = planning.choose(answer.problem)
        assert set(again.selected) == set(answer.found.selected)


def test_a_quota_of_the_page_is_answered_in_place_and_nothing_is_saved(client, call):
    services.propose(call.edition, by=call.screener, at=AT)
    client.force_login(call.screener)
    page = text(client.get(address(call)))
    assert "Compared with the proposal" in page

    told = ask(client, call, case="quota", line="country=KZ", minimum="", maximum="2")

    assert "<html" not in told
    assert "This gains 4.666667 points of the total score." in told
    assert str(call.people["kz8"].person) in told
    assert str(call.people["tj4"].person) in told
    assert Selection.objects.get().state == "proposed"
    assert QuotaLine.objects.get().maximum == 1
    assert not Override.objects.exists()


def test_seats_and_one_more_are_answered_with_their_cost(client, call):
    client.force_login(call.screener)

    told = ask(client, call, case="seat", person=call.people["kz8"].pk)
    assert "This costs 1.166667 points of the total score." in told
    assert f"/exceptions/{call.people['kz8'].pk}/?kind=seat" in told
    assert "costs" in ask(client, call, case="leave_out", person=call.people["tj4"].pk)
    assert "Nothing changes" in ask(client, call, case="seat", person=call.people["kz9"].pk)
    assert "costs" in ask(client, call, case="one_more", line="country=TJ")


def test_what_can_not_be_is_answered_with_the_lines_that_clash(client, call):
    client.force_login(call.screener)

    told = ask(client, call, case="quota", line="country=KZ", minimum="3", maximum="3")

    assert "Kazakhstan: from 3 to 3 seats" in told
    assert "Asking for at least 2 seats here would free them." in told
    assert "The smallest changes that together make a cohort possible:" in told


def test_without_any_cohort_the_page_says_what_would_free_it(client):
    call = small(seats=4)
    client.force_login(call.screener)

    page = text(client.get(address(call)))
    assert "No group of nominees keeps all of these at once." in page
    assert "One more person of" not in page
    told = ask(client, call, case="quota", line="country=KZ", maximum="2")
    assert "A cohort is possible then." in told


def test_a_line_says_how_far_it_can_go_when_it_is_opened(client, call):
    client.force_login(call.screener)

    part = text(client.get(address(call, "studio_line"), {"line": "country=KZ"}, headers=HTMX))
    assert 'data-slider="0 2"' in part
    assert "<html" not in part
    assert 'data-slider="0 2"' in text(client.get(address(call), {"line": "country=KZ"}))
    assert client.get(address(call, "studio_line"), {"line": "sex=X"}).status_code == 404


@pytest.mark.parametrize(
    "junk",
    [
        {"case": "seat", "person": "9" * 30},
        {"case": "seat", "person": "x"},
        {"case": "leave_out"},
        {"case": "quota", "line": "country=KZ", "minimum": "5", "maximum": "2"},
        {"case": "quota", "line": "country=KZ", "minimum": "-1"},
        {"case": "one_more", "line": "country=<script>"},
    ],
)
def test_junk_gets_a_sentence(client, call, junk):
    client.force_login(call.screener)

    assert "govuk-error-message" in ask(client, call, **junk)
    assert "<script>" not in ask(client, call, **junk)
    assert client.get(address(call), junk).status_code == 200


@pytest.mark.parametrize(
    "junk", [{"case": "sell"}, {"case": "quota", "line": "x"}, {"line": "\x00"}, {"page": "x"}]
)
def test_what_means_nothing_shows_the_page(client, call, junk):
    client.force_login(call.screener)

    assert "Selection studio" in text(client.get(address(call), junk))


def test_somebody_of_another_edition_can_not_be_asked_about(client, call):
    client.force_login(call.screener)
    foreign = small().people["kz8"]

    told = ask(client, call, case="seat", person=foreign.pk)

    assert "This person is no longer nominated." in told
    assert foreign.person.family_name not in told


@pytest.mark.parametrize("role", ["participant", "lecturer", "reporting_officer", "focal_point"])
def test_the_studio_is_not_for_everybody(client, call, role):
    more = {"country": "KZ"} if role == "focal_point" else {}
    client.force_login(holder(call.edition, role, **more))

    assert client.get(address(call)).status_code == 403
    assert client.get(address(call, "studio_line")).status_code == 403


def test_only_whoever_may_is_led_to_keep_a_change(client, call):
    question = {"case": "quota", "line": "country=KZ", "maximum": "2"}
    client.force_login(call.screener)
    assert "A programme officer can change the call" in ask(client, call, **question)

    client.force_login(holder(call.edition, "programme_officer"))
    assert "Change the call" in ask(client, call, **question)
    seat = {"case": "seat", "person": call.people["kz8"].pk}
    assert "exceptions" not in ask(client, call, **seat)


def test_an_edition_without_nominees_says_so(client, call):
    for nomination in call.people.values():
        nomination.delete()
    client.force_login(call.screener)

    assert "Nobody is nominated yet." in text(client.get(address(call)))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_queries_however_many(
    client, call, count, django_assert_num_queries
):
    NominationFactory.create_batch(count, edition=call.edition)
    client.force_login(call.screener)
    client.get(address(call))

    with django_assert_num_queries(17):
        client.get(address(call))
