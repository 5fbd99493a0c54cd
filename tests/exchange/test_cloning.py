from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from samgak.exchange.rules import parse, write
from samgak.exchange.rules.cloning import next_edition
from tests.exchange.editions import DEMONSTRATION
from tests.exchange.strategies import edition_files

FOUND = parse(DEMONSTRATION.read_text(encoding="utf-8"))


def test_every_day_moves_with_the_first():
    made = next_edition(FOUND, code="astana-2026", starts_on=date(2026, 8, 24))

    by = date(2026, 8, 24) - FOUND.starts_on
    fixed = {one.code: one.at for one in FOUND.timetable.sessions if one.at}
    assert made.code == made.call.tie_seed == "astana-2026"
    assert made.ends_on == FOUND.ends_on + by
    assert made.call.closes_at == FOUND.call.closes_at + by
    assert {one.code: one.at - by for one in made.timetable.sessions if one.at} == fixed
    assert made.call.quotas == FOUND.call.quotas
    assert made.title == FOUND.title


def test_what_belongs_to_the_earlier_edition_alone_is_left_out():
    made = next_edition(FOUND, code="astana-2026", starts_on=date(2026, 8, 24))

    assert FOUND.parties.claims
    assert FOUND.funding.contributions
    assert made.parties.claims == ()
    assert (made.funding.contributions, made.funding.exchange_rates) == ((), ())
    assert all(one.away == () for one in made.timetable.lecturers)
    assert made.parties.history == FOUND.parties.history


def test_a_deadline_keeps_its_clock_time_when_clocks_change():
    closes_at = datetime(2025, 7, 25, 22, tzinfo=UTC)  # 18:00 in New York
    found = replace(
        FOUND,
        call=replace(FOUND.call, closes_at=closes_at),
        venue=replace(FOUND.venue, timezone="America/New_York"),
    )

    made = next_edition(found, code="next", starts_on=found.starts_on + timedelta(days=182))

    assert made.call.closes_at.astimezone(ZoneInfo("America/New_York")).hour == 18


@settings(max_examples=25, deadline=None)
@given(edition_files(), st.integers(-400, 4000))
def test_the_next_edition_of_any_edition_can_be_loaded(found, days):
    made = next_edition(found, code="the-next-one", starts_on=found.starts_on + timedelta(days))

    assert parse(write(made)) == made
