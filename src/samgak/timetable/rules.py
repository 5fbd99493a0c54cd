"""When the timetable of an edition may be made and changed."""

from samgak.programmes.rules import LIFE, State

MADE_UNTIL = LIFE.index(State.PREPARING)
CHANGED_UNTIL = LIFE.index(State.CERTIFYING)


def may_be_made(state: str) -> bool:
    """Whether all sessions may be placed anew: until the course begins."""
    return state in _states_until(MADE_UNTIL)


def may_be_changed(state: str) -> bool:
    """Whether single sessions may be moved or cancelled: until certificates count on them."""
    return state in _states_until(CHANGED_UNTIL)


def _states_until(last: int) -> frozenset[str]:
    return frozenset({*LIFE[: last + 1], State.SUSPENDED, State.POSTPONED})
