"""Reads who takes part: organisations, partners, claims of sources, and what happened before."""

from samgak.exchange.rules import model, times, values
from samgak.exchange.rules.model import Claim, HistoryEvent, Organisation, Parties, Partner
from samgak.exchange.rules.reading import Fields, Place, UnreadableError, each, each_once, entries

ORGANISATION = values.reference("organisations")


def parties(fields: Fields) -> Parties:
    return Parties(
        organisations=fields.may("organisations", organisations, ()),
        partners=fields.need("partners", each(partner, unique=_partnership)),
        claims=fields.may("claims", each(claim), ()),
        history=fields.may("history", each(history_event, unique=_event), ()),
    )


def organisations(place: Place) -> tuple[Organisation, ...]:
    found = []
    for key, where in entries(place):
        if len(key) > 64 or not values.CODE.fullmatch(key):
            where.note("not_code", value=key)
        try:
            found.append(_organisation(where, key))
        except UnreadableError:
            continue
    return tuple(sorted(found, key=lambda organisation: organisation.key))


def _organisation(place: Place, key: str) -> Organisation:
    fields = Fields(place, "name", "country", "iati_identifier")
    return Organisation(
        key=key,
        name=fields.need("name", values.text()),
        country=fields.may("country", values.country),
        iati_identifier=fields.may("iati_identifier", values.written(100)),
    )


def partner(place: Place) -> Partner:
    fields = Fields(place, "organisation", "country", "role", "from", "until", "iati_role")
    if fields.has("organisation") == fields.has("country"):
        place.note("partner_is_one_or_other")
    found = Partner(
        organisation=fields.may("organisation", ORGANISATION),
        country=fields.may("country", values.country),
        role=fields.need("role", values.one_of(*model.PARTNER_ROLES)),
        held_from=fields.may("from", times.day),
        held_until=fields.may("until", times.day),
        iati_roles=fields.may("iati_role", each_once(values.one_of(*model.IATI_ROLES)), ()),
    )
    if found.held_from and found.held_until and found.held_until <= found.held_from:
        fields.note("until", "until_not_after_from")
    return found


def claim(place: Place) -> Claim:
    fields = Fields(place, "about", "value", "source", "organisation")
    about = fields.need("about", values.words(40))
    if about == "role" and not fields.has("organisation"):
        fields.note("organisation", "claim_needs_organisation")
    return Claim(
        about=about,
        value=fields.need("value", values.written(300)),
        source=fields.need("source", values.words(300)),
        organisation=fields.may("organisation", ORGANISATION),
    )


def history_event(place: Place) -> HistoryEvent:
    fields = Fields(place, "on", "kind", "title", "partners", "topics")
    return HistoryEvent(
        kind=fields.need("kind", values.one_of(*model.EVENT_KINDS)),
        title=fields.need("title", values.text()),
        on=fields.may("on", times.partial_date),
        partners=tuple(sorted(fields.may("partners", each_once(ORGANISATION)) or ())),
        topics=fields.may("topics", each(values.text(limit=1000)), ()),
    )


def _partnership(found: Partner) -> tuple[object, ...] | None:
    if not found.role or bool(found.organisation) == bool(found.country):
        return None
    return (found.organisation, found.country, found.role, found.held_from)


def _event(event: HistoryEvent) -> tuple[object, ...] | None:
    """What makes two events the same."""
    if event.kind is None or event.title is None:
        return None
    return (event.kind, event.on, tuple(sorted(event.title.items())))
