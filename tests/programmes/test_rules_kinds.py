import pytest

from samgak.programmes import rules, rules_kinds
from samgak.programmes.models import Edition


def test_the_table_has_every_kind():
    assert set(rules_kinds.TRAITS) == set(Edition.Kind.values)


def test_only_guards_of_the_life_cycle_are_waived():
    known = {guard for step in rules.FORWARD for guard in step.guards}

    assert {guard for guards in rules_kinds.GUARDS_OF.values() for guard in guards} <= known


@pytest.mark.parametrize("kind", sorted(set(Edition.Kind.values) - {"secondment"}))
def test_what_has_sessions_waits_for_its_timetable(kind):
    waived = rules_kinds.waived_guards(kind)
    assert not waived & {"timetable_is_made", "attendance_is_recorded"}


def test_a_secondment_waits_neither_for_three_sides_nor_for_a_timetable():
    assert rules_kinds.waived_guards("secondment") == {
        "papers_are_screened",
        "all_three_sides_take_part",
        "committee_has_approved",
        "course_information_is_published",
        "timetable_is_made",
        "attendance_is_recorded",
    }
