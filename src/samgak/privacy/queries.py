"""What is held of whom, for what, until when, and who has read it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, QuerySet, Subquery

from samgak.core import versions
from samgak.core.prepared import Given, Prepared
from samgak.participants import queries as participants
from samgak.participants import rules as participants_rules
from samgak.participants.models import Participant, Person
from samgak.privacy import rules, sealing
from samgak.privacy.models import (
    Consent,
    ErasureRequest,
    PurgeProof,
    RetentionTerms,
    VaultItem,
    VaultReading,
)
from samgak.privacy.rules import states
from samgak.programmes.models import Edition
from samgak.programmes.rules import State

# The seats of these editions are no longer used.
OVER = (
    State.CERTIFYING,
    State.FOLLOWING_UP,
    State.EVALUATED,
    State.REPORTED,
    State.CLOSED,
    State.CANCELLED,
)


@dataclass(frozen=True)
class Asked:
    """A text that a person is asked to agree to, and the newest answer to it."""

    text: rules.ConsentText
    answer: Consent | None
    history: tuple[Consent, ...]

    @property
    def state(self) -> str:
        """agreed, refused, withdrawn or open; open too when a newer text has come since."""
        if self.answer is None or self._is_of_an_older_text(self.answer.text_version):
            return "open"
        return self.answer.answer

    def _is_of_an_older_text(self, version: str) -> bool:
        """Of ours; what was answered in a form stands until it is answered here."""
        is_ours = rules.text_of(self.text.purpose, self.text.data_class, version) is not None
        return is_ours and version != self.text.version


@dataclass(frozen=True)
class Held:
    """An item of a person as others may know of it: never its value."""

    item: str
    row: VaultItem | None
    purge_on: date | None

    @property
    def state(self) -> str:
        if self.row is None:
            return "missing"
        is_whole = self.row.handed_in_at or self.row.state == states.PURGED
        return self.row.state if is_whole else "draft"


@dataclass(frozen=True)
class Line:
    """What one selected person has given."""

    participant: Participant
    items: tuple[Held, ...]


def latest_answers(person: Person, edition: Edition) -> dict[tuple[str, str], Consent]:
    """The newest answer to each purpose and class."""
    given = _consents(person=person.pk, edition=edition.pk)
    return {(one.purpose, one.data_class): one for one in given}


@Prepared
def _consents() -> QuerySet[Consent]:
    found = Consent.objects.filter(person=Given("person"), edition=Given("edition"))
    return found.order_by("pk")


def agreed_by(person: Person, edition: Edition) -> set[tuple[str, str]]:
    """The purposes and classes to which the person agrees now, whatever the version of the text."""
    answers = latest_answers(person, edition).items()
    return {key for key, one in answers if one.answer == rules.AGREED}


def consents_of(person: Person, edition: Edition) -> list[Asked]:
    """Everything that is asked, with the newest answer and all earlier ones."""
    given: dict[tuple[str, str], list[Consent]] = {}
    for one in _consents(person=person.pk, edition=edition.pk):
        given.setdefault((one.purpose, one.data_class), []).append(one)
    found = []
    for text in rules.newest_texts():
        history = given.get((text.purpose, text.data_class), [])
        found.append(Asked(text, history[-1] if history else None, tuple(history)))
    return found


def answer_about_the_register(*, person: str, edition: str) -> Subquery:
    """The newest answer of a person to being named in the register; the fields that name both of an outer query."""
    given = Consent.objects.filter(
        person=OuterRef(person), edition=OuterRef(edition), purpose=rules.REGISTER
    )
    return Subquery(given.order_by("-pk").values("answer")[:1])


def items_of(person: Person, edition: Edition) -> dict[str, VaultItem]:
    """The items that still hold a value, by name."""
    found = VaultItem.objects.filter(person=person, edition=edition, state__in=states.HELD)
    return {one.item: one for one in found}


def items_to_give(seat: Participant) -> dict[str, bool]:
    """The items that the person has not handed in, without those to which it said no; whether it said yes."""
    done = set(_handed_in(person=seat.person_id, edition=seat.edition_id))
    answers = latest_answers(seat.person, seat.edition)
    said = {key: one.answer == rules.AGREED for key, one in answers.items()}
    asked = {one: said.get(rules.CONSENT_OF[one]) for one in rules.ITEMS if one not in done}
    return {item: is_agreed is True for item, is_agreed in asked.items() if is_agreed is not False}


@Prepared
def _handed_in() -> QuerySet:
    given = VaultItem.objects.filter(person=Given("person"), edition=Given("edition"))
    return given.exclude(handed_in_at=None).order_by().values_list("item", flat=True)


def held_items(seat: Participant, *, at: datetime) -> list[Held]:
    """The five items of a person as its own page shows them."""
    terms = terms_of(seat.edition)
    rows = _told(VaultItem.objects.filter(person=seat.person, edition=seat.edition)).get(
        seat.person_id, {}
    )
    left = seat_left_on(seat)
    return [
        _held(item, rows.get(item), seat.edition, terms=terms, left=left, at=at)
        for item in rules.ITEMS
    ]


def overview(edition: Edition, *, at: datetime) -> list[Line]:
    """Every selected person with what is given and what is missing, in a constant number of queries."""
    terms = terms_of(edition)
    rows = _told(VaultItem.objects.filter(edition=edition))
    return [
        Line(
            seat,
            tuple(
                _held(
                    item,
                    rows.get(seat.person_id, {}).get(item),
                    edition,
                    terms=terms,
                    left=None,
                    at=at,
                )
                for item in rules.ITEMS
            ),
        )
        for seat in participants.participants(edition)
    ]


def _told(items: QuerySet[VaultItem]) -> dict[int, dict[str, VaultItem]]:
    """By person and name: the item that holds a value, or else the one that was deleted last."""
    rows: dict[int, dict[str, VaultItem]] = {}
    for one in sorted(items.defer("sealed"), key=lambda one: (not one.purged_at, one.kept_at)):
        rows.setdefault(one.person_id, {})[one.item] = one
    return rows


def _held(
    item: str,
    row: VaultItem | None,
    edition: Edition,
    *,
    terms: rules.Terms,
    left: date | None,
    at: datetime,
) -> Held:
    if row is None or row.state == states.PURGED:
        return Held(item, row, None)
    if row.state == states.RETAINED:
        return Held(item, row, row.retained_until)
    today = at.astimezone(edition.zone).date()
    done_on = row.purpose_done_on or purpose_done_on(row, left_on=left, today=today)
    return Held(item, row, terms.purge_on(item, done_on or edition.ends_on))


def purpose_done_on(item: VaultItem, *, left_on: date | None, today: date) -> date | None:
    """When the purpose of an item was fulfilled; None while it is not."""
    return rules.purpose_done_on(
        marked_on=today if item.edition.state == State.CANCELLED else None,
        ends_on=item.edition.ends_on,
        left_on=left_on,
        today=today,
    )


def left_on(edition: Edition) -> dict[int, date]:
    """The people who gave up their seat, and since when."""
    gone = Participant.objects.filter(edition=edition).exclude(state__in=participants_rules.PRESENT)
    return {
        person: moment.astimezone(edition.zone).date()
        for person, moment in gone.values_list("person_id", "state_changed_at")
    }


def seat_left_on(seat: Participant) -> date | None:
    """Since when the person no longer takes part."""
    return None if takes_part(seat) else seat.state_changed_at.astimezone(seat.edition.zone).date()


def takes_part(seat: Participant) -> bool:
    return seat.state in participants_rules.PRESENT


def is_under_way(seat: Participant) -> bool:
    """Whether the seat is still to be used."""
    return takes_part(seat) and seat.edition.state not in OVER


def own_seat(user, edition: Edition) -> Participant | None:
    """The seat of a signed-in person, also one that was given up."""
    return participants.seat_of(user, edition)


def seat_on(edition: Edition, pk: int) -> Participant | None:
    """A seat of the edition by its key."""
    seats = Participant.objects.filter(edition=edition, pk=pk)
    return seats.select_related("person", "edition").first()


def value_of(item: VaultItem) -> dict[str, str]:
    """What an item holds: for its owner, or behind services.read."""
    return sealing.opened(item.sealed or b"", bound_to=str(item.pk))


def readings_of(person: Person, edition: Edition) -> list[VaultReading]:
    """Who has read what a person gave, the newest first."""
    found = VaultReading.objects.filter(items__person=person, edition=edition).distinct()
    return list(found.select_related("read_by").prefetch_related("items"))


def visa_items(edition: Edition):
    """The passports that were handed in and may still be read, with their people."""
    return (
        VaultItem.objects.filter(
            edition=edition,
            item=rules.PASSPORT,
            state__in=(states.COLLECTED, states.IN_USE),
            handed_in_at__isnull=False,
        )
        .select_related("person")
        .order_by("person__country", "person__family_name", "person__given_name")
    )


def terms_of(edition: Edition) -> rules.Terms:
    """How long the edition keeps personal data."""
    row = RetentionTerms.objects.filter(edition=edition).first()
    if row is None:
        return rules.DEFAULTS
    return rules.Terms(
        passport_days=row.passport_days,
        medical_days=row.medical_days,
        other_days=row.other_days,
        not_selected_months=row.not_selected_months,
    )


def version_of_terms(edition: Edition) -> str:
    return versions.stamp(RetentionTerms.objects.filter(edition=edition))


def refuse_terms_if_changed(edition: Edition, seen: str) -> None:
    versions.refuse_if_changed(seen, version_of_terms(edition))


def version_of_item(item: VaultItem | None) -> str:
    """A digest of the sealed item; of its value nothing can be told from it."""
    return versions.stamp([item] if item else [], fields=("id", "state", "sealed"))


def refuse_item_if_changed(item: VaultItem | None, seen: str) -> None:
    versions.refuse_if_changed(seen, version_of_item(item))


def open_erasure_of(person: Person) -> ErasureRequest | None:
    return ErasureRequest.objects.filter(person=person, decision="").first()


def latest_erasure_of(person: Person) -> ErasureRequest | None:
    return ErasureRequest.objects.filter(person=person).first()


def erasures_on(edition: Edition):
    """The requests whose officers decide here, the open ones first."""
    found = ErasureRequest.objects.filter(edition=edition)
    return found.select_related("person", "decided_by").order_by("decision", "-asked_at")


def retained_of(person: Person):
    return VaultItem.objects.filter(person=person, state=states.RETAINED)


def proofs_of(edition: Edition):
    return PurgeProof.objects.filter(edition=edition)
