"""What is odd about rows taken together: the same person perhaps, one address, one rank twice."""

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date

from samgak.nominations.rules.codes import Code, Finding, note
from samgak.nominations.rules.identity import (
    Identity,
    may_be_same_date,
    may_be_same_name,
    name_key,
)
from samgak.nominations.rules.nominees import NomineeRow

MOST_COMPARED = 20  # earlier people of one birth date or name: a list of twins can't stall a page


@dataclass
class Seen:
    """The people of earlier rows, by what a later one may share with them."""

    born: dict[date, list[NomineeRow]] = field(default_factory=lambda: defaultdict(list))
    named: dict[str, list[NomineeRow]] = field(default_factory=lambda: defaultdict(list))
    addressed: dict[str, NomineeRow] = field(default_factory=dict)
    ranked: dict[int, NomineeRow] = field(default_factory=dict)


def noticed_among(people: Sequence[NomineeRow], *, known: Set[Identity]) -> list[NomineeRow]:
    """The same people, each with the findings that only show beside the others and the known."""
    born, named = defaultdict(list), defaultdict(list)
    for identity in known:
        born[identity.country, identity.born_on].append(identity)
        named[identity.country, identity.name].append(identity)
    seen = Seen()
    result = []
    for person in people:
        identity = person.identity
        findings = _beside_earlier(person, seen)
        if identity not in known:
            near = born[identity.country, identity.born_on] + named[identity.country, identity.name]
            findings += _beside_known(identity, sorted(near)[:MOST_COMPARED])
        result.append(replace(person, findings=person.findings + tuple(findings)))
    return result


def _beside_earlier(person: NomineeRow, seen: Seen) -> list[Finding]:
    name = f"{person.family} {person.given}"
    same_date, same_name = seen.born[person.born_on], seen.named[name_key(name)]
    twins = [
        other
        for other in same_date[-MOST_COMPARED:]
        if may_be_same_name(name, f"{other.family} {other.given}") or _shares_native(person, other)
    ]
    namesakes = [
        other
        for other in same_name[-MOST_COMPARED:]
        if may_be_same_date(person.born_on, other.born_on)
    ]
    findings = [note(Code.POSSIBLE_DUPLICATE, row=other.row) for other in (twins + namesakes)[:1]]
    same_date.append(person)
    same_name.append(person)
    other = seen.addressed.setdefault(person.email, person)
    if other is not person:
        findings.append(note(Code.SHARED_ADDRESS, row=other.row).at("email"))
    if person.rank is not None:
        other = seen.ranked.setdefault(person.rank, person)
        if other is not person:
            about = note(Code.REPEATED_RANK, rank=person.rank, row=other.row)
            findings.append(about.at("rank"))
    return findings


def _beside_known(identity: Identity, near: Sequence[Identity]) -> list[Finding]:
    return [
        note(Code.POSSIBLE_DUPLICATE_OF_KNOWN, born=other.born_on.isoformat())
        for other in near
        if may_be_same_name(identity.name, other.name)
        and may_be_same_date(identity.born_on, other.born_on)
    ][:1]


def _shares_native(one: NomineeRow, other: NomineeRow) -> bool:
    return bool(one.native and other.native and name_key(one.native) == name_key(other.native))
