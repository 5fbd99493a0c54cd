"""What is held of one person, for that person; and of how many, for whoever answers for it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models

from samgak.exchange.rules import personal
from samgak.participants.models import Participant, Person
from samgak.privacy import queries as privacy
from samgak.privacy import rules
from samgak.privacy.models import Consent, ErasureRequest, VaultItem, VaultReading
from samgak.programmes.models import Edition

KEPT_BACK = re.compile(r"secret|password|token|name_key|search_text|sealed|version|digest")
VAULT = "privacy.VaultItem"


@dataclass(frozen=True)
class ItemHeld:
    """One item of the vault on an edition: how many hold a value, and when it goes."""

    item: str
    purpose: str
    data_class: str
    held: int
    purged: int
    days_after_purpose: int


@dataclass(frozen=True)
class Answered:
    """How the people of an edition answered to one use of their data."""

    purpose: str
    data_class: str
    agreed: int
    refused: int
    withdrawn: int
    not_answered: int


@dataclass(frozen=True)
class RecordsHeld:
    """Records of a kind that lead to people; `on_erasure` is deleted, blanked or kept."""

    kind: str
    records: int
    people: int
    on_erasure: str


@dataclass(frozen=True)
class Proof:
    purged_at: datetime
    data_kind: str
    data_class: str
    count: int
    rule: str
    digest: str


@dataclass(frozen=True)
class Report:
    """What an edition holds of people, why, and until when."""

    edition: str
    selected: int
    items: tuple[ItemHeld, ...]
    consents: tuple[Answered, ...]
    records: tuple[RecordsHeld, ...]
    readings: int
    last_reading_at: datetime | None
    erasures: dict[str, int]
    not_selected_months: int
    proofs: tuple[Proof, ...]

    def plain(self) -> dict[str, Any]:
        """The report as JSON writes it."""
        return asdict(self)


def report(edition: Edition) -> Report:
    """The whole of it, in a constant number of queries for each kind of record."""
    terms = privacy.terms_of(edition)
    readings = VaultReading.objects.filter(edition=edition)
    latest = readings.first()
    asked = ErasureRequest.objects.filter(edition=edition).values_list("decision", flat=True)
    return Report(
        edition=edition.code,
        selected=Participant.objects.filter(edition=edition).count(),
        items=tuple(_items(edition, terms)),
        consents=tuple(_consents(edition)),
        records=tuple(one for one in _records(edition) if one.records),
        readings=readings.count(),
        last_reading_at=latest.read_at if latest else None,
        erasures=dict(Counter(one or "open" for one in asked)),
        not_selected_months=terms.not_selected_months,
        proofs=tuple(
            Proof(one.purged_at, one.data_kind, one.data_class, one.count, one.rule, one.digest)
            for one in privacy.proofs_of(edition)
        ),
    )


def _items(edition: Edition, terms: rules.Terms) -> Iterator[ItemHeld]:
    rows = VaultItem.objects.filter(edition=edition).values_list("item", "state")
    count = Counter((item, state == rules.states.PURGED) for item, state in rows)
    for item in rules.ITEMS:
        purpose, data_class = rules.CONSENT_OF[item]
        yield ItemHeld(
            item, purpose, data_class, count[item, False], count[item, True], terms.days(item)
        )


def _consents(edition: Edition) -> Iterator[Answered]:
    newest = {
        (one.person_id, one.purpose, one.data_class): one.answer
        for one in Consent.objects.filter(edition=edition).order_by("pk")
    }
    seats = Participant.objects.filter(edition=edition).values_list("person", flat=True)
    people = {person for person, *_ in newest} | set(seats)
    for text in rules.newest_texts():
        given = Counter(
            newest.get((person, text.purpose, text.data_class), "open") for person in people
        )
        yield Answered(
            text.purpose,
            text.data_class,
            given["agreed"],
            given["refused"],
            given["withdrawn"],
            given["open"],
        )


def _records(edition: Edition) -> Iterator[RecordsHeld]:
    for label, way in personal.WAYS.items():
        model = apps.get_model(label)
        if (on_edition := _edition_of(model, way)) is None:
            continue
        found = model._default_manager.filter(**{on_edition: edition})
        people = found.aggregate(people=models.Count(way, distinct=True))["people"]
        fate = "deleted" if label in personal.DELETED else "blanked"
        yield RecordsHeld(
            _kind(label),
            found.count(),
            people,
            fate if label not in personal.KEPT else "kept",
        )


def _edition_of(model: type[models.Model], way: str) -> str | None:
    """The way from a record to its edition; None for what belongs to no edition of its own."""
    steps = way.split("__")[:-1]
    if "edition" in {field.name for field in model._meta.get_fields()}:
        return "edition"
    return "__".join([*steps, "edition"]) if steps else None


def own_data(person: Person, *, at: datetime) -> dict[str, Any]:
    """Everything that is held of a person, by kind of record; the vault's values opened for their owner."""
    held = {}
    for label, way in personal.WAYS.items():
        held[_kind(label)] = [_plain(row) for row in _rows(label, way, person)]
    if person.user_id:
        for label, field in personal.AUTHORED.items():
            rows = apps.get_model(label)._default_manager.filter(**{field: person.user_id})
            held[_kind(label)] = [_plain(row) for row in rows]
    return _told(held, at=at)


def applicant_data(person: Person, edition: Edition, *, at: datetime) -> dict[str, Any]:
    """What the link of an application may hand out: of this edition, and no value of the vault."""
    held = {}
    for label in personal.OF_AN_APPLICANT:
        way = personal.WAYS[label]
        rows, on_edition = _rows(label, way, person), _edition_of(apps.get_model(label), way)
        rows = rows.filter(**{on_edition: edition}) if on_edition else rows
        held[_kind(label)] = [_plain(row) for row in rows]
    return _told(held, at=at)


def _rows(label: str, way: str, person: Person) -> models.QuerySet:
    return apps.get_model(label)._default_manager.filter(**{way: _of(way, person)})


def _told(held: dict[str, list[dict[str, Any]]], *, at: datetime) -> dict[str, Any]:
    records = {kind: rows for kind, rows in held.items() if rows}
    return {"made_at": at.isoformat(), "records": records}


def _of(way: str, person: Person) -> Any:
    return person.pk if way == "pk" else person


def _plain(row: models.Model) -> dict[str, Any]:
    said = {
        field.name: _word(getattr(row, field.name))
        for field in row._meta.concrete_fields
        if not field.is_relation
        and not isinstance(field, models.BinaryField)
        and not KEPT_BACK.search(field.name)
    }
    if isinstance(row, VaultItem) and row.sealed:
        said["value"] = privacy.value_of(row)
    return said


def _word(held: Any) -> Any:
    if isinstance(held, date | datetime):
        return held.isoformat()
    if isinstance(held, str | int | float | bool | dict | list | None):
        return held
    return str(held)


def _kind(label: str) -> str:
    return label.lower().replace(".", "-")
