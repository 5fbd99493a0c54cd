"""Reads a whole edition file, or refuses it with everything that is wrong in it."""

from datetime import date
from zoneinfo import ZoneInfo

from samgak.exchange.rules import call, model, money, partners, times, timetable, values
from samgak.exchange.rules.faults import FileRefused
from samgak.exchange.rules.model import Completion, Contact, EditionFile, Languages, Venue
from samgak.exchange.rules.reading import (
    Fields,
    Place,
    Reading,
    UnreadableError,
    codes_defined,
    each,
    each_once,
    node_at,
)
from samgak.exchange.rules.tree import Node, Scalar, tree

KEYS = (
    "samgak",
    "code",
    "kind",
    "programme",
    "title",
    "objectives",
    "claims",
    "starts_on",
    "ends_on",
    "venue",
    "contact",
    "languages",
    "organisations",
    "partners",
    "history",
    "sector",
    "call",
    "completion",
    "hours",
    "sessions",
    "rooms",
    "lecturers",
    "interpreters",
    "groups",
    "money",
    "exchange_rates",
)
DEFINED = ("organisations", "sessions", "rooms", "lecturers", "groups")


def parse(text: str) -> EditionFile:
    """What the text of an edition file says, defaults filled in.

    Raises FileRefused with every fault: line, key path, code and parameters of its sentence.
    """
    root = tree(text)
    reading = Reading(defined={key: codes_defined(root, key) for key in DEFINED})
    reading.working = _working_language(root) or reading.working
    try:
        found = _edition(Place(root, "", reading))
    except UnreadableError:
        raise FileRefused(reading.faults) from None
    if reading.faults:
        raise FileRefused(reading.faults)
    return found


def _working_language(root: Node) -> str | None:
    """Texts without a language are read in it, and may stand before it in the file."""
    node = node_at(root, "languages", "working")
    return node.text if isinstance(node, Scalar) and values.is_language(node.text) else None


def _edition(place: Place) -> EditionFile:
    fields = Fields(place, *KEYS)
    fields.need("samgak", _format)
    code = fields.need("code", values.edition_code)
    starts_on, ends_on = _dates(fields, place.reading)
    return EditionFile(
        code=code,
        kind=fields.need("kind", values.one_of(*model.EDITION_KINDS)),
        title=fields.need("title", values.text()),
        starts_on=starts_on,
        ends_on=ends_on,
        venue=fields.need("venue", _venue),  # before the timetable, whose local times need its zone
        languages=fields.need("languages", _languages),
        parties=partners.parties(fields),
        call=fields.need("call", lambda where: call.call(where, edition_code=code)),
        timetable=timetable.timetable(fields),
        funding=money.funding(fields, starts_on),
        programme=fields.may("programme", values.edition_code),
        objectives=fields.may("objectives", each(values.text(limit=1000)), ()),
        sectors=fields.may("sector", money.sectors, model.DEFAULT_SECTORS),
        completion=fields.may("completion", call.completion, Completion()),
        contact=fields.may("contact", _contact, Contact()),
    )


def _format(place: Place) -> int:
    if not isinstance(place.node, Scalar) or place.node.text != str(model.FORMAT):
        place.refuse("unknown_format", format=model.FORMAT)
    return model.FORMAT


def _dates(fields: Fields, reading: Reading) -> tuple[date, date]:
    starts_on, ends_on = fields.need("starts_on", times.day), fields.need("ends_on", times.day)
    if starts_on and ends_on and ends_on < starts_on:
        fields.note("ends_on", "ends_before_it_starts", starts_on=starts_on.isoformat())
    else:
        reading.starts_on, reading.ends_on = starts_on, ends_on
    return starts_on, ends_on


def _venue(place: Place) -> Venue:
    fields = Fields(place, "name", "city", "country", "timezone")
    timezone = fields.need("timezone", values.timezone)
    place.reading.zone = ZoneInfo(timezone) if timezone else None
    return Venue(
        name=fields.may("name", values.text(limit=200), {}),
        city=fields.may("city", values.text(limit=200), {}),
        country=fields.need("country", values.country),
        timezone=timezone,
    )


def _contact(place: Place) -> Contact:
    fields = Fields(place, "name", "email", "telephone", "emergency")
    return Contact(
        name=fields.may("name", values.text(limit=200), {}),
        email=fields.may("email", values.email),
        telephone=fields.may("telephone", values.telephone),
        emergency=fields.may("emergency", values.telephone),
    )


def _languages(place: Place) -> Languages:
    fields = Fields(place, "working", "materials", "offered")
    several = each_once(values.language)
    return Languages(
        working=fields.need("working", values.language),
        materials=fields.may("materials", several, ()),
        offered=fields.may("offered", several, ()),
    )
