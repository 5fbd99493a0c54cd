import pytest
from django.urls import reverse
from django.utils import translation

from samgak.core import jobs
from samgak.core.errors import RuleBroken
from samgak.core.models import Work
from samgak.practice.models import OfficeSimulation
from samgak.practice.phrases import offices as phrases
from samgak.practice.queries import offices as queries
from samgak.practice.rules import offices as rules
from samgak.practice.rules.offices import Line, Plan
from samgak.practice.services import offices as services
from tests.practice.shops import AT, player, shop, world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def address(edition, service):
    return reverse("practice:office", kwargs={"code": edition.code, "service_id": service.pk})


def plan(**changes):
    lines = (Line("Apply", 120, 5, 9, 25, 4), Line("Pay", 120, 1, 2, 6, 1))
    return Plan(**({"lines": lines, "pooled_counters": 5, "days": 5} | changes))


def sent(plan, **changes):
    """The fields of the page for a plan."""
    data = {"line-TOTAL_FORMS": len(plan.lines), "line-INITIAL_FORMS": len(plan.lines)}
    for number, line in enumerate(plan.lines):
        data |= {f"line-{number}-{key}": value for key, value in vars(line).items()}
    around = {
        key: getattr(plan, key)
        for key in ("pooled_counters", "all_round", "opens_at", "target_minutes", "days", "seed")
    }
    in_turn = {"in_turn": "on"} if plan.in_turn else {}
    arrivals = {"arrivals": ", ".join(str(one) for one in plan.arrivals)}
    return data | around | in_turn | arrivals | changes


def test_the_model_suggests_an_office_that_can_be_simulated():
    _, _, _, service, redesign = world()

    suggested = queries.suggested_plan(service)

    # 30,000 a year are 120 a working day, at each of the two visits.
    assert [(line.title, line.per_day) for line in suggested.lines] == [
        ("Apply", 120),
        ("Fetch the tax certificate", 120),
    ]
    assert suggested.lines[0].likely == 30
    services.refuse_unworkable(suggested)
    services.refuse_unworkable(queries.suggested_plan(redesign))


def test_of_a_very_large_service_one_office_of_500_visits_is_suggested():
    _, red, *_ = world()
    large = shop(red, people_low=9_000_000, people_likely=10_000_000, people_high=11_000_000)

    suggested = queries.suggested_plan(large)

    assert sum(line.per_day for line in suggested.lines) == pytest.approx(500, abs=1)
    services.refuse_unworkable(suggested)


def test_a_simulation_is_kept_with_what_it_was_asked():
    edition, red, *_, redesign = world()

    kept = services.simulate(redesign, plan=plan(), by=player(edition, red), at=AT)

    kept.refresh_from_db()
    assert rules.plan_of(kept.inputs) == plan()
    assert set(kept.results) == {"separate", "pooled"}
    assert queries.latest(redesign) == kept


def test_the_twenty_newest_are_kept():
    edition, red, *_, redesign = world()
    by = player(edition, red)
    for _ in range(22):
        newest = services.simulate(redesign, plan=plan(days=2), by=by, at=AT)

    assert redesign.simulations.count() == services.MOST_KEPT
    assert queries.latest(redesign) == newest


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"lines": ()}, "no-tasks"),
        ({"lines": (Line("Apply", 120, 9, 5, 25, 4),)}, "minutes-out-of-order"),
        ({"lines": (Line("Apply", 120, 5, 9, 25, 0),)}, "no-counters"),
        ({"lines": (Line("Apply", 0, 5, 9, 25, 1),)}, "no-arrivals"),
        ({"lines": (Line("Apply", 120, 5, 9, 25, 1),)}, "never-ends"),
        ({"in_turn": True, "all_round": 2}, "desk-unclear"),
        ({"arrivals": ()}, "not-open"),
    ],
)
def test_an_office_that_can_not_be_simulated_is_refused_with_a_sentence(changes, code):
    with pytest.raises(RuleBroken) as broken:
        services.refuse_unworkable(plan(**changes))

    assert broken.value.code == code
    assert "%(" not in phrases.sentence(broken.value)


def test_counters_that_do_everything_stand_beside_the_others():
    separate = rules.layouts(plan(all_round=2))["separate"]

    assert [(desk.code, desk.counters) for desk in separate.desks][-1] == ("all-round", 2)


def test_the_team_simulates_and_everybody_of_the_edition_sees_it(client):
    edition, red, blue, _, redesign = world()
    client.force_login(player(edition, red))
    page = address(edition, redesign)
    assert "Simulate the office" in client.get(page).content.decode()

    answer = client.post(page, sent(plan()))

    assert answer.url == f"{page}#results"
    client.force_login(player(edition, blue))
    shown = client.get(page).content.decode()
    assert "Both layouts side by side" in shown
    assert "<svg" in shown
    assert '<form class="sg-form' not in shown
    assert client.post(page, sent(plan())).status_code == 403
    assert OfficeSimulation.objects.count() == 1
    file = client.get(page, {"download": "csv"})
    assert b"here is invented." in b"".join(file.streaming_content).splitlines()[0]


def test_a_long_simulation_is_a_job_with_progress(client):
    edition, red, *_, redesign = world()
    client.force_login(player(edition, red))
    long = plan(days=100, in_turn=True, lines=(Line("Apply", 120, 2, 4, 9, 2), *plan().lines[1:]))

    answer = client.post(address(edition, redesign), sent(long))

    assert "/work/" in answer.url
    jobs.work_off()
    work = Work.objects.get()
    assert work.state == "done"
    assert work.result_path == f"{address(edition, redesign)}#results"
    assert OfficeSimulation.objects.get().inputs["in_turn"] is True


@pytest.mark.parametrize(
    "changes",
    [
        {"days": "1e9"},
        {"days": 251},
        {"pooled_counters": 0},
        {"arrivals": "six, seven"},
        {"arrivals": "1, -2"},
        {"arrivals": "nan"},
        {"arrivals": "1," * 30},
        {"line-0-per_day": "nan"},
        {"line-0-low": "-1"},
        {"line-0-counters": "0"},
        {"line-0-low": "20"},
        {"line-TOTAL_FORMS": "9999"},
        {"line-1-DELETE": "on", "line-0-DELETE": "on"},
    ],
)
def test_bad_numbers_get_a_sentence_and_lose_nothing(client, changes):
    edition, red, *_, redesign = world()
    client.force_login(player(edition, red))

    answer = client.post(address(edition, redesign), sent(plan(), **changes))

    assert answer.status_code == 200
    assert "govuk-error" in answer.content.decode()
    assert 'value="Apply"' in answer.content.decode()
    assert not OfficeSimulation.objects.exists()


def test_a_form_that_was_tampered_with_is_no_fault_of_ours(client):
    edition, red, *_, redesign = world()
    client.force_login(player(edition, red))

    answer = client.post(address(edition, redesign), sent(plan(), **{"line-TOTAL_FORMS": "x"}))

    assert answer.status_code == 200
    assert not OfficeSimulation.objects.exists()


def test_a_line_that_is_left_out_is_not_simulated(client):
    edition, red, *_, redesign = world()
    client.force_login(player(edition, red))

    client.post(address(edition, redesign), sent(plan(), **{"line-1-DELETE": "on"}))

    assert [line["title"] for line in OfficeSimulation.objects.get().inputs["lines"]] == ["Apply"]


def test_a_simulation_of_another_service_is_not_shown(client):
    edition, red, _, service, redesign = world()
    by = player(edition, red)
    other = services.simulate(service, plan=plan(), by=by, at=AT)
    client.force_login(by)

    page = client.get(address(edition, redesign), {"simulation": other.pk})

    assert page.status_code == 404


def test_a_first_look_keeps_nothing(client):
    edition, red, *_, redesign = world()
    client.force_login(player(edition, red))
    kwargs = {"code": edition.code, "service_id": redesign.pk}
    page = reverse("practice:what_if", kwargs=kwargs)

    assert "Mean wait" in client.post(page, sent(plan())).content.decode()
    endless = plan(lines=(Line("Apply", 900, 5, 9, 25, 1),))
    assert "never ends" in client.post(page, sent(endless)).content.decode()
    assert "Mean wait" not in client.post(page, {}).content.decode()
    assert client.get(page).status_code == 405
    assert not OfficeSimulation.objects.exists()


def test_a_first_look_is_always_quick():
    large = plan(lines=(Line("Apply", 1000, 1, 2, 3, 60),), days=250)

    assert rules.is_quick(rules.shortened(large))
    assert rules.shortened(plan(days=2)).days == 2


def test_the_formula_is_worked_by_hand():
    one = Plan(lines=(Line("Apply", 27, 10, 10, 10, 1),), pooled_counters=1, arrivals=(1.0,) * 9)

    # 3 an hour of 10 minutes at one counter, half busy: 10 minutes (M/M/1).
    assert rules.steady_waits(one) == pytest.approx({"separate": 10, "pooled": 10})


@pytest.mark.parametrize("changes", [{"in_turn": True}, {"all_round": 1}, {"pooled_counters": 1}])
def test_where_the_formula_says_nothing_there_is_a_dash(changes):
    assert None in rules.steady_waits(plan(**changes)).values()
