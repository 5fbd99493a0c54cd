"""Stores who takes part and what led here; organisations and events are shared between editions."""

from collections.abc import Mapping

from samgak.core import texts
from samgak.exchange.rules import model
from samgak.exchange.services.rows import Ledger, remove, save, settle
from samgak.partners.models import HistoryEvent, Organisation
from samgak.programmes.models import Claim, Edition, HistoryLink, PartnerRole

Organisations = Mapping[str, Organisation]


def store_organisations(edition: Edition, found: model.Parties, ledger: Ledger) -> Organisations:
    """All organisations of the file by key; what other files said of them and this one doesn't stays."""
    known = Organisation.objects.in_bulk([one.key for one in found.organisations], field_name="key")
    stored = {}
    for one in found.organisations:
        row = known.get(one.key) or Organisation(key=one.key)
        before = texts.versions(row.name, working=edition.working_language)
        values = {
            "name": before | dict(one.name),
            "country": one.country or row.country,
            "iati_identifier": one.iati_identifier or row.iati_identifier,
        }
        stored[one.key] = save(row, values, section="organisations", ledger=ledger)
    edition.organisations.set(stored.values())
    return stored


def id_of(key: str | None, organisations: Organisations) -> int | None:
    """The row an organisation's key stands for; None for none."""
    return organisations[key].pk if key else None


def store_partners(
    edition: Edition, found: model.Parties, organisations: Organisations, ledger: Ledger
) -> None:
    roles = [
        {
            "organisation_id": id_of(partner.organisation, organisations),
            "country": partner.country or "",
            "role": partner.role,
            "held_from": partner.held_from,
            "held_until": partner.held_until,
            "iati_roles": list(partner.iati_roles),
        }
        for partner in found.partners
    ]
    rows = PartnerRole.objects.filter(edition=edition)
    key = ("organisation_id", "country", "role")
    _, left = settle(rows, roles, key=key, section="partners", ledger=ledger, edition=edition)
    remove(left, section="partners", ledger=ledger)
    _store_claims(edition, found, organisations, ledger)


def _store_claims(
    edition: Edition, found: model.Parties, organisations: Organisations, ledger: Ledger
) -> None:
    claims = [
        {
            "about": claim.about,
            "organisation_id": id_of(claim.organisation, organisations),
            "value": claim.value,
            "source": claim.source,
        }
        for claim in found.claims
    ]
    rows = Claim.objects.filter(edition=edition)
    key = ("about", "organisation_id", "source")
    _, left = settle(rows, claims, key=key, section="claims", ledger=ledger, edition=edition)
    remove(left, section="claims", ledger=ledger)


def store_history(
    edition: Edition, found: model.Parties, organisations: Organisations, ledger: Ledger
) -> None:
    links = []
    for event, row in zip(found.history, _rows_of(found.history, edition), strict=True):
        before = texts.versions(row.title, working=edition.working_language)
        values = {
            "title": before | dict(event.title),
            "topics": [dict(topic) for topic in event.topics],
        }
        partners = {organisations[key].pk for key in event.partners}
        is_made = row._state.adding
        save(row, values, section="history", ledger=ledger)
        if partners != set(row.partners.values_list("pk", flat=True)):
            row.partners.set(partners)
            if not is_made:
                ledger.count("history", "changed")
        links.append({"event_id": row.pk})
    _link(edition, links, ledger)


def _link(edition: Edition, links: list[dict[str, int]], ledger: Ledger) -> None:
    """What no edition tells any more is forgotten."""
    rows = HistoryLink.objects.filter(edition=edition)
    _, left = settle(
        rows, links, key=("event_id",), section="history_links", ledger=ledger, edition=edition
    )
    events = [link.event_id for link in left]
    remove(left, section="history_links", ledger=ledger)
    forgotten = HistoryEvent.objects.filter(pk__in=events).exclude(
        pk__in=HistoryLink.objects.values("event")
    )
    remove(forgotten, section="history", ledger=ledger)


def _rows_of(events: tuple[model.HistoryEvent, ...], edition: Edition) -> list[HistoryEvent]:
    """For each event its row: first those that say the same, then those that say it in one language."""
    linked = set(HistoryLink.objects.filter(edition=edition).values_list("event_id", flat=True))
    rows: dict[int, HistoryEvent] = {}
    taken: set[int] = set()
    for is_same in (_is_equal, _is_part, _is_akin):
        for index, event in enumerate(events):
            free = [row for row in _told_alike(event) if row.pk not in taken]
            same = [row for row in free if index not in rows and is_same(event, row, linked)]
            if same:
                rows[index] = min(same, key=lambda row: (row.pk not in linked, row.pk))
                taken.add(rows[index].pk)
    return [rows.get(index) or _event_of(event) for index, event in enumerate(events)]


def _told_alike(event: model.HistoryEvent) -> list[HistoryEvent]:
    row = _event_of(event)
    return list(
        HistoryEvent.objects.filter(
            kind=row.kind, happened_on=row.happened_on, precision=row.precision
        )
    )


def _event_of(event: model.HistoryEvent) -> HistoryEvent:
    on = event.on
    return HistoryEvent(
        kind=event.kind,
        happened_on=on.day if on else None,
        precision=on.precision if on else HistoryEvent.Precision.UNKNOWN,
    )


def _is_equal(event: model.HistoryEvent, row: HistoryEvent, linked: set[int]) -> bool:
    return row.title == dict(event.title)


def _is_part(event: model.HistoryEvent, row: HistoryEvent, linked: set[int]) -> bool:
    return event.title.items() <= row.title.data.items()


def _is_akin(event: model.HistoryEvent, row: HistoryEvent, linked: set[int]) -> bool:
    return row.pk in linked and bool(event.title.items() & row.title.data.items())
