"""What the kinds of editions have, as one table: a kind differs by its row, never by code of its own. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Traits:
    """What an edition of a kind has; what it has not, no step of its life waits for."""

    # Facilitating, pivotal and beneficiary partners together; a secondment is between two.
    three_sides: bool = True
    # Sessions at fixed times, in which attendance is recorded.
    timetable: bool = True
    # What is said of it is "course information".
    course: bool = True
    # A test before and after.
    tests: bool = True
    # An entry for each week, an assessment from two sides and a final report.
    log: bool = False


TRAITS = {
    "course": Traits(),
    "third-country-course": Traits(),
    "study-visit": Traits(course=False),
    "online-course": Traits(),
    "seminar": Traits(course=False),
    "secondment": Traits(three_sides=False, timetable=False, course=False, tests=False, log=True),
}
GUARDS_OF = {
    "course": ("course_information_is_published",),
    "three_sides": (
        "papers_are_screened",
        "all_three_sides_take_part",
        "committee_has_approved",
    ),
    "timetable": ("timetable_is_made", "attendance_is_recorded"),
}


def has(kind: str, trait: str) -> bool:
    """Whether an edition of this kind has what the trait names."""
    return bool(getattr(TRAITS[kind], trait))


def waived_guards(kind: str) -> frozenset[str]:
    """Guards of the life cycle that an edition of this kind need not meet."""
    return frozenset(
        guard for trait, guards in GUARDS_OF.items() if not has(kind, trait) for guard in guards
    )
