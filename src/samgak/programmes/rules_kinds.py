"""What the kinds of editions have, as one table: a kind differs by its row, never by code of its own. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Traits:
    """What an edition of a kind has; what it has not, no step of its life waits for."""

    # Facilitating, pivotal and beneficiary partners together; a secondment is between two.
    three_sides: bool = True
    # Sessions at fixed times, in which attendance is recorded.
    timetable: bool = True


TRAITS = {
    "course": Traits(),
    "third-country-course": Traits(),
    "study-visit": Traits(),
    "online-course": Traits(),
    "seminar": Traits(),
    "secondment": Traits(three_sides=False, timetable=False),
}
GUARDS_OF = {
    "three_sides": ("all_three_sides_take_part",),
    "timetable": ("timetable_is_made", "attendance_is_recorded"),
}


def waived_guards(kind: str) -> frozenset[str]:
    """Guards of the life cycle that an edition of this kind need not meet."""
    traits = TRAITS[kind]
    return frozenset(
        guard
        for trait, guards in GUARDS_OF.items()
        if not getattr(traits, trait)
        for guard in guards
    )
