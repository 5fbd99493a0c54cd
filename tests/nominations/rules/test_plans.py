"""What an import would do, without a database."""

from datetime import date

from samgak.nominations.rules.codes import Code
from samgak.nominations.rules.nominees import read_values
from samgak.nominations.rules.planning import Circumstances, Planner
from samgak.nominations.rules.plans import Stored, facts_of
from samgak.nominations.rules.window import reason_not_to_nominate
from tests.nominations.rules.readings import known_by

TODAY = date(2029, 11, 15)
VALUES = {
    "rank": "1",
    "family": "Ospanova",
    "given": "Assel",
    "sex": "F",
    "born_on": "22.10.1985",
    "organisation": "Office",
    "years_in_service": "9",
    "email": "a@example.kz",
    "language_ru": "B2",
}


def nominee(row=2, **changes):
    return read_values(VALUES | changes, country="KZ", today=TODAY, row=row)


def planned(rows, *, nominees=None, people=None, most=None, read_before=False, mended=()):
    given = Circumstances(
        most=most,
        standing=sum(one.is_standing for one in (nominees or {}).values()),
        read_before=read_before,
        mended=frozenset(mended),
        languages=frozenset({"ru"}),
    )
    planner = Planner(given)
    known = known_by(nominees or {}, people or {})
    # One row at a time: how many are planned together makes no difference.
    plans = [plan for row in rows for plan in planner.plan([row], known)]
    return [planner.settled(plan) for plan in plans]


def outcomes(rows):
    return [(row.row, row.outcome, row.code) for row in rows]


def stored_as(person, key=1, **facts):
    return Stored(key, facts_of(person) | facts)


def test_facts_are_only_those_the_row_speaks_of():
    assert set(facts_of(nominee())) == {*VALUES, "level_ru"}
    assert facts_of(nominee())["level_ru"] == "good"


def test_a_known_row_changes_what_differs():
    person = nominee()
    rows = (person,)

    [row] = planned(rows, nominees={person.identity: stored_as(person, email="b@example.kz")})

    assert (row.outcome, row.changes) == ("changed", {"email": ("b@example.kz", "a@example.kz")})
    assert row.new_facts == {"email": "a@example.kz"}


def test_the_names_of_somebody_known_under_another_spelling_are_left():
    person = nominee(position="Head")
    stored = Stored(1, facts_of(nominee(family="Osspanova")), is_other_spelling=True)
    rows = (person,)

    [row] = planned(rows, nominees={person.identity: stored})

    assert row.changes == {"position": ("", "Head")}


def test_two_rows_of_one_record_are_a_duplicate_under_two_spellings():
    one, other = nominee(2), nominee(3, family="Osspanova")
    own = stored_as(one)
    nominees = {
        one.identity: own,
        other.identity: Stored(own.key, own.facts, is_other_spelling=True),
    }
    rows = (one, other)

    plans = planned(rows, nominees=nominees)

    assert outcomes(plans) == [(2, "unchanged", ""), (3, "reported", Code.DUPLICATE)]


def test_two_new_rows_of_one_person_of_another_edition_are_a_duplicate():
    one, other = nominee(2), nominee(3, family="Osspanova", rank="2")
    people = {one.identity: stored_as(one), other.identity: stored_as(one)}

    rows = planned((one, other), people=people)

    assert outcomes(rows) == [(2, "created", ""), (3, "reported", Code.DUPLICATE)]


def test_room_is_what_the_standing_leave():
    standing, withdrawn = nominee(family="A"), nominee(family="B")
    nominees = {
        standing.identity: stored_as(standing, key=1),
        withdrawn.identity: Stored(2, facts_of(withdrawn), is_standing=False),
    }
    new = (nominee(2, family="C", rank="7"), nominee(3, family="D", rank="3"))

    rows = planned(new, nominees=nominees, most=2)

    assert outcomes(rows) == [(2, "reported", Code.TOO_MANY), (3, "created", "")]


def test_of_a_file_read_before_nothing_known_is_changed():
    person = nominee()
    rows = (person,)
    stored = {person.identity: stored_as(person, email="by-hand@example.kz")}

    assert outcomes(planned(rows, nominees=stored, read_before=True)) == [(2, "unchanged", "")]


def test_when_nominations_may_be_touched():
    def reason(state, acts_as, call_is_open=True):
        return reason_not_to_nominate(state=state, call_is_open=call_is_open, acts_as=acts_as)

    assert reason("call_open", "focal_point") is None
    assert reason("call_open", "focal_point", call_is_open=False) == "call_is_not_open"
    assert reason("call_closed", "focal_point") == "call_is_not_open"
    assert reason("budgeted", "officer") == "nominations_not_begun"
    assert reason("selecting", "officer") is None
    assert reason("demand", "operator") is None
    assert {
        reason("selection_approved", one) for one in ("focal_point", "officer", "operator")
    } == {"nominations_are_past"}


def test_a_missing_level_is_worth_a_word_only_where_the_call_asks_for_it():
    person = nominee(language_ru="", language_en="")

    [row] = planned((person,))

    assert [(f.field, f.code) for f in row.findings] == [("language_ru", Code.MISSING_VALUE)]
