"""Levels of diversity as quotas and as wishes: who counts, what it costs, and where it is told."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from samgak.core.texts import LANGUAGES
from samgak.nominations import queries
from samgak.nominations.models import EarlierRecord, Selection
from samgak.nominations.phrases.studio import missed_sentence
from samgak.programmes.models import QuotaLine
from samgak.programmes.phrases import quota_name, quota_sentence
from tests.applications.factories import ApplicationFactory
from tests.factories import EditionFactory, ParticipantFactory, PersonFactory
from tests.nominations.selections.calls import AT, propose, seated, small, text

pytestmark = pytest.mark.django_db
EARLIER = {"starts_on": date(2028, 3, 1), "ends_on": date(2028, 3, 9)}


@pytest.fixture
def call():
    return small()


def ask(call, **line):
    return QuotaLine.objects.create(call=call.call, position=5, **line)


def attributes(call):
    problem = queries.selection_problem(call.edition)
    found = {nominee.key: dict(nominee.attributes) for nominee in problem.nominees}
    return {name: found[str(one.pk)] for name, one in call.people.items()}


def test_only_what_a_line_asks_is_read_of_the_record(call):
    assert set(map(str, attributes(call)["kz9"])) == set()
    ask(call, region="143", minimum=1)
    assert attributes(call)["kz9"] == {"region": "143"}


def test_a_first_timer_has_trained_nowhere_by_nomination_or_record(call):
    ask(call, first_timer="yes", minimum=1)
    people = call.people
    people["kz8"].last_training_on = date(2020, 1, 1)
    people["kz8"].save()
    ParticipantFactory(edition=EditionFactory(**EARLIER), person=people["tj4"].person)
    ParticipantFactory(
        edition=EditionFactory(**EARLIER), person=people["tj3"].person, state="declined"
    )
    twin = PersonFactory(country="KZ")
    ParticipantFactory(edition=EditionFactory(**EARLIER), person=twin)
    EarlierRecord.objects.create(
        nomination=people["new0"], person=twin, verdict="same", decided_at=AT
    )

    found = {name: told["first_timer"] for name, told in attributes(call).items()}
    assert found == {"kz9": "yes", "kz8": "no", "tj4": "no", "tj3": "yes", "new0": "no"}


def test_a_seat_on_a_later_or_the_same_edition_is_no_earlier_training(call):
    ask(call, first_timer="yes", minimum=1)
    later = EditionFactory(starts_on=date(2031, 1, 1), ends_on=date(2031, 1, 9))
    for edition in (later, call.edition):
        ParticipantFactory(edition=edition, person=call.people["kz9"].person)
    assert attributes(call)["kz9"] == {"first_timer": "yes"}


def test_the_level_is_what_a_submitted_application_says(call):
    ask(call, level="central", minimum=1)
    for name, more in (("kz9", {"submitted": True}), ("tj4", {"whole": True})):
        made = ApplicationFactory(edition=call.edition, person=call.people[name].person, **more)
        made.answers["level"] = "central"
        made.save()
    found = attributes(call)
    assert (found["kz9"], found["tj4"]) == ({"level": "central"}, {})


def test_a_quota_of_first_timers_is_kept_and_counted(call):
    people = call.people
    ask(call, first_timer="yes", minimum=1)
    for name in ("kz9", "kz8", "tj4"):
        people[name].last_training_on = date(2020, 1, 1)
        people[name].save()

    selection = propose(call)

    assert seated(call, selection) == {"kz9", "tj3"}
    state = queries.quota_states(call.edition, selection)[-1]
    assert (state.now, state.missed) == (1, 0)


@pytest.mark.parametrize(("weight", "expected"), [("2", {"kz9", "tj3"}), ("1", {"kz9", "tj4"})])
def test_a_wish_is_kept_where_missing_it_costs_more_than_keeping_it(call, weight, expected):
    """Without the wish kz9 and tj4 sit; tj3 has 10.5/9 points fewer than tj4."""
    ask(call, first_timer="yes", minimum=1, weight=Decimal(weight))
    for name in ("kz9", "kz8", "tj4"):
        call.people[name].last_training_on = date(2020, 1, 1)
        call.people[name].save()

    selection = propose(call)

    assert seated(call, selection) == expected
    state = queries.quota_states(call.edition, selection)[-1]
    missed = 0 if "tj3" in expected else 1
    assert (state.missed, state.cost) == (missed, Fraction(weight) * missed)


def test_what_a_wish_misses_stands_on_the_page_in_the_studio_and_in_the_minutes(client, call):
    ask(call, country="KZ", minimum=2, weight=Decimal("2.5"))
    selection = propose(call)
    client.force_login(call.screener)
    told = "Kazakhstan: 1 person too few or too many, which costs 2.5 points"

    page = reverse("nominations:selection", kwargs={"code": call.edition.code})
    studio = reverse("nominations:studio", kwargs={"code": call.edition.code})
    minutes = reverse(
        "nominations:minutes", kwargs={"code": call.edition.code, "pk": selection.pk, "kind": "pdf"}
    )
    assert told in text(client.get(page))
    assert told in text(client.get(studio))
    asked = {"case": "one_more", "line": "country=TJ"}
    answer = text(client.get(studio, asked, headers={"HX-Request": "true"}))
    assert "Kazakhstan: 2 people too few or too many, which costs 5 points" in answer
    assert client.get(minutes).status_code == 200


def test_the_studio_asks_of_a_wish_what_it_would_mean_as_a_quota(client, call):
    ask(call, sex="F", first_timer="no", minimum=1, weight=Decimal(3))
    client.force_login(call.screener)
    studio = reverse("nominations:studio", kwargs={"code": call.edition.code})
    name = "sex=F+first_timer=no"

    opened = text(client.get(studio, {"line": name}))
    assert 'data-slider="0 0"' in opened
    asked = {"case": "quota", "line": name, "minimum": "1"}
    answer = text(client.get(studio, asked, headers={"HX-Request": "true"}))
    assert "Women, Training abroad before: at least 1 seat" in answer
    assert "would free them" in answer


def test_the_desk_counts_the_own_people_and_asks_nobody_for_a_wish(client, call):
    ask(call, country="TJ", first_timer="yes", minimum=3, weight=Decimal(1))
    QuotaLine.objects.create(call=call.call, position=6, region="030", maximum=1)
    found = queries.desk_quotas(call.edition, country="TJ", call=call.call)
    assert [(one.line.name, one.nominated, one.eligible, one.missing) for one in found.lines] == [
        ("country=TJ+first_timer=yes", 2, 2, 0)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_has_a_name_in_every_language(language):
    line = QuotaLine(
        region="143", sex="F", level="local", first_timer="no", maximum=2, weight=Decimal("0.25")
    )
    with override(language):
        parts = [
            quota_name(QuotaLine(**one))
            for one in ({"region": "143"}, {"sex": "F"}, {"level": "local"}, {"first_timer": "no"})
        ]
        assert len(set(parts)) == 4
        assert all(part in quota_sentence(line) for part in parts)
        assert "%" not in quota_sentence(line) + missed_sentence(line, 3)


@pytest.mark.parametrize(
    "wrong",
    [
        {"sex": "F", "weight": Decimal(0)},
        {"region": "999"},
        {"each_organisation": True, "level": "local"},
        {},
    ],
)
def test_the_database_refuses_lines_that_mean_nothing(call, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        ask(call, maximum=1, **wrong)


@pytest.mark.parametrize("count", [1, 3])
def test_the_counts_cost_the_same_queries(call, count, django_assert_num_queries):
    for number in range(count):
        ask(call, first_timer="yes", country=["KZ", "TJ", "UZ"][number], maximum=9)
    selection = Selection.objects.get(pk=propose(call).pk)
    with django_assert_num_queries(2):
        assert len(queries.quota_states(call.edition, selection)) == count + 1
