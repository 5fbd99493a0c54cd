"""The variables of a timetable and the words in which constraints.py speaks of them.

The model and its variables are OR-Tools' own, typed Any: only solver.py imports OR-Tools.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import Any

from samgak.planning.timetable import grid
from samgak.planning.timetable.problem import EVERYONE, Problem, Session

Key = tuple[str, str]  # a rule's code, and the session, pair, room, person or group it is about
Part = tuple[date, int]  # a day before (0) or after (1) the end of lunch


@dataclass
class Board:
    """In which part of which day, when, in which room and with whom each session is held.

    `left_out` are the rules not to be kept. Without `start` it plans days only: less exact, and
    so its bounds are bounds of the whole.
    """

    problem: Problem
    model: Any
    left_out: frozenset[Key] = frozenset()
    start: dict[str, Any] = field(default_factory=dict)  # place on the line, see `position`
    in_part: dict[tuple[str, Part], Any] = field(default_factory=dict)
    in_room: dict[tuple[str, str], Any] = field(default_factory=dict)
    serves: dict[tuple[str, str, date], Any] = field(default_factory=dict)

    def keeps(self, code: str, subject: str) -> bool:
        return (code, subject) not in self.left_out

    @cached_property
    def candidates(self) -> dict[str, dict[date, tuple[int, ...]]]:
        return {one.code: self._candidates_of(one) for one in self.problem.sessions}

    def _candidates_of(self, session: Session) -> dict[date, tuple[int, ...]]:
        left_out = {code for code, subject in self.left_out if subject == session.code}
        starts = grid.candidate_starts(self.problem, session, left_out)
        if not self._stretch:
            return starts
        # A stretched lunch can't be crossed: only a session freed of the lunch rule would.
        clear = {
            day: tuple(
                minute
                for minute in minutes
                if minute >= self.lunch_end or minute + session.minutes <= self.lunch_end
            )
            for day, minutes in starts.items()
        }
        return {day: minutes for day, minutes in clear.items() if minutes}

    @cached_property
    def days(self) -> tuple[date, ...]:
        """All days that any session may use, and all that the problem may."""
        used = {day for starts in self.candidates.values() for day in starts}
        return tuple(sorted(used | set(self.problem.days)))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        return tuple((day, half) for day in self.days for half in (0, 1))

    @cached_property
    def lunch_end(self) -> int:
        lunch = self.problem.hours.lunch
        return grid.minute_of(lunch[1]) if lunch else grid.MINUTES_A_DAY

    @cached_property
    def _stretch(self) -> int:
        hours = self.problem.hours
        if not hours.lunch:
            return 0
        return max(0, hours.break_minutes - (self.lunch_end - grid.minute_of(hours.lunch[0])))

    @cached_property
    def _index_of(self) -> dict[date, int]:
        return {day: index for index, day in enumerate(self.days)}

    def position(self, day: date, minute: int) -> int:
        """Return the place on a line of minutes on which lunch and nights are always pauses."""
        whole_day = grid.MINUTES_A_DAY + self._stretch + self.problem.hours.break_minutes
        afternoon = self._stretch if minute >= self.lunch_end else 0
        return self._index_of[day] * whole_day + minute + afternoon

    def moments(self, code: str) -> dict[int, tuple[date, int]]:
        """Return every place on the line where a session may start, and its day and minute."""
        return {
            self.position(day, minute): (day, minute)
            for day, minutes in self.candidates[code].items()
            for minute in minutes
        }

    def places_in_parts(self, code: str) -> dict[Part, list[int]]:
        places: dict[Part, list[int]] = {}
        for place, (day, minute) in self.moments(code).items():
            places.setdefault((day, int(minute >= self.lunch_end)), []).append(place)
        return places

    def held_in(self, code: str, part: Part) -> Any:
        return self.in_part.get((code, part), 0)

    def held_on(self, code: str, day: date) -> Any:
        return self.held_in(code, (day, 0)) + self.held_in(code, (day, 1))

    @cached_property
    def builds_on(self) -> tuple[tuple[Session, Session], ...]:
        """Return the pairs (earlier, later) of `after` that are kept."""
        return tuple(
            (self.problem.session(earlier), later)
            for later in self.problem.sessions
            for earlier in later.after
            if self.keeps("after", f"{earlier} {later.code}")
        )

    @cached_property
    def precedes(self) -> frozenset[tuple[str, str]]:
        """Return all (earlier, later) that `after` demands, directly or through others."""
        pairs = {(earlier.code, later.code) for earlier, later in self.builds_on}
        while more := {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs:
            pairs |= more
        return frozenset(pairs)

    def share_people(self, one: Session, other: Session) -> bool:
        """Return whether two sessions have people in common, and that rule is kept."""
        groups = {one.group, other.group}
        common = len(groups) == 1 or EVERYONE in groups
        return common and self.keeps("people-shared", max(groups))

    def may_overlap(self, sessions: Iterable[Session]) -> bool:
        """Return whether neither people nor order keep all of the sessions apart."""
        return any(
            not self.share_people(one, other)
            and (one.code, other.code) not in self.precedes
            and (other.code, one.code) not in self.precedes
            for one, other in combinations(sessions, 2)
        )
