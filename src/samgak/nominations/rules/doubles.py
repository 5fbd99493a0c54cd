"""What is odd about rows taken together: the same person perhaps, one address, one rank twice.

Rows come one after the other, and a file may have 100,000 of them: of each only that is kept which
a later one is compared with, packed, in about 200 bytes.
"""

from array import array
from collections.abc import Iterator, Sequence
from datetime import date

from samgak.nominations.rules.codes import Code, Finding, note
from samgak.nominations.rules.identity import (
    Identity,
    Spelling,
    may_be_same_date,
    may_be_same_name,
    may_be_same_spelling,
    name_key,
    spelling_of,
)
from samgak.nominations.rules.nominees import NomineeRow
from samgak.nominations.rules.numbers import Numbers

MOST_COMPARED = 20  # earlier people of one birth date or name: a list of twins can't stall a page
PARTED = "\n"  # never within a name
BITS = (1 << 64) - 1


class Seen:
    """The people of earlier rows, by what a later one may share with them.

    A person is known by its number, counted from 1 in the order of the rows; 0 is nobody.
    """

    def __init__(self) -> None:
        self._rows, self._born, self._ends = array("I", [0]), array("I", [0]), array("Q", [0])
        self._natives = array("Q", [0])
        self._spellings = bytearray()
        # The person before with the same birth date, and with the same name.
        self._born_before, self._named_before = array("I", [0]), array("I", [0])
        self._by_identity, self._by_date, self._by_name = Numbers(), Numbers(), Numbers()
        self._by_address, self._by_rank = Numbers(), Numbers()

    def row_of(self, identity: Identity) -> int:
        """The row of the same person seen before; 0 when there is none."""
        number = self._by_identity.get(_packed(identity.name, identity.born_on))
        is_same = (
            number
            and self._born[number] == identity.born_on.toordinal()
            and self._spelling(number).key == identity.name
        )
        return self._rows[number] if is_same else 0

    def see(self, person: NomineeRow, identity: Identity) -> list[Finding]:
        """What shows only beside earlier rows; the person counts among them from now on."""
        spelling = spelling_of(f"{person.family} {person.given}")
        findings = self._doubles(person, identity, spelling)
        findings += self._shared(person)
        self._add(person, identity, spelling)
        return findings

    def _doubles(self, person: NomineeRow, identity: Identity, spelling: Spelling) -> list[Finding]:
        native = _packed_native(person)
        latest = self._by_date.get(identity.born_on.toordinal())
        for number in self._latest(latest, self._born_before):
            is_twin = may_be_same_spelling(spelling, self._spelling(number))
            if is_twin or (native and native == self._natives[number]):
                return [note(Code.POSSIBLE_DUPLICATE, row=self._rows[number])]
        latest = self._by_name.get(_packed(identity.name))
        for number in self._latest(latest, self._named_before):
            if may_be_same_date(identity.born_on, date.fromordinal(self._born[number])):
                return [note(Code.POSSIBLE_DUPLICATE, row=self._rows[number])]
        return []

    def _shared(self, person: NomineeRow) -> list[Finding]:
        findings = []
        row = self._by_address.put_if_new(_packed(person.email), person.row)
        if row != person.row:
            findings.append(note(Code.SHARED_ADDRESS, row=row).at("email"))
        row = self._by_rank.put_if_new(person.rank, person.row)
        if row != person.row:
            findings.append(note(Code.REPEATED_RANK, rank=person.rank, row=row).at("rank"))
        return findings

    def _add(self, person: NomineeRow, identity: Identity, spelling: Spelling) -> None:
        number, day, name = len(self._rows), identity.born_on.toordinal(), _packed(identity.name)
        self._rows.append(person.row)
        self._born.append(day)
        self._natives.append(_packed_native(person))
        self._spellings += PARTED.join((spelling.key, spelling.words, spelling.sound)).encode()
        self._ends.append(len(self._spellings))
        self._born_before.append(self._by_date.get(day))
        self._named_before.append(self._by_name.get(name))
        self._by_date.put(day, number)
        self._by_name.put(name, number)
        self._by_identity.put(_packed(identity.name, identity.born_on), number)

    def _latest(self, number: int, before: Sequence[int]) -> Iterator[int]:
        """The last MOST_COMPARED of a chain of people, the earliest of them first."""
        chain: list[int] = []
        while number and len(chain) < MOST_COMPARED:
            chain.append(number)
            number = before[number]
        return reversed(chain)

    def _spelling(self, number: int) -> Spelling:
        packed = self._spellings[self._ends[number - 1] : self._ends[number]]
        return Spelling(*packed.decode().split(PARTED))


def beside_known(identity: Identity, near: Sequence[Identity]) -> list[Finding]:
    """What shows beside people known already, of whom `near` share the birth date or the name."""
    return [
        note(Code.POSSIBLE_DUPLICATE_OF_KNOWN, born=other.born_on.isoformat())
        for other in sorted(near)[:MOST_COMPARED]
        if may_be_same_name(identity.name, other.name)
        and may_be_same_date(identity.born_on, other.born_on)
    ][:1]


def _packed(*parts: object) -> int:
    # Two in 100,000 clash once in four thousand million files; Python's hash can't be aimed at.
    return hash(parts) & BITS


def _packed_native(person: NomineeRow) -> int:
    return _packed(name_key(person.native)) if person.native else 0
