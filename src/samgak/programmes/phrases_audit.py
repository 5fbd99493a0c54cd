"""The words of the audit trail: kinds of objects, their fields and what these hold."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime

from django.db import models
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from samgak.core.dates import moment_with_place, plain_date
from samgak.core.places import country_name, language_name
from samgak.core.texts import LANGUAGES, shown
from samgak.programmes import phrases, queries_audit, trail
from samgak.programmes.models import Edition
from samgak.programmes.phrases_fields import FIELD_TEXTS
from samgak.programmes.phrases_kinds import KIND_TEXTS

MOST_LETTERS = 300
# Whoever reads the trail must not sign in with it, nor learn somebody's answers.
KEPT_BACK = re.compile(r"secret|password|token|answers|definition|statement")
LINK = re.compile(r"(/account/link/|/place/|/appeal/)\S+")

ACT_TEXTS = {
    "insert": pgettext_lazy("audit", "Added"),
    "update": pgettext_lazy("audit", "Changed"),
    "delete": pgettext_lazy("audit", "Deleted"),
}
ORIGIN_TEXTS = {
    queries_audit.OUTSIDE: _("Outside Samgak (database)"),
    queries_audit.PROGRAM: _("Samgak itself"),
}
CODE_TEXTS = {
    ("programmes-edition", "state"): phrases.STATE_TEXTS,
    ("programmes-edition", "state_before"): phrases.STATE_TEXTS,
    ("programmes-edition", "kind"): phrases.KIND_TEXTS,
    ("programmes-editionstep", "from_state"): phrases.STATE_TEXTS,
    ("programmes-editionstep", "to_state"): phrases.STATE_TEXTS,
    ("programmes-editionrole", "role"): phrases.ROLE_TEXTS,
    ("partners-organisationrole", "role"): phrases.ROLE_TEXTS,
    ("programmes-partnerrole", "role"): phrases.PARTNER_ROLE_TEXTS,
}
COUNTRIES = frozenset({"country", "venue_country"})
LANGUAGE_FIELDS = frozenset({"language", "language_code", "working_language"})


def kind_name(kind: str) -> str:
    """A kind of object in words; its own name where it has none yet."""
    return str(KIND_TEXTS.get(kind) or trail.kinds()[kind].pgh_tracked_model.__name__)


def field_name(field: models.Field) -> str:
    """A field in words."""
    return str(FIELD_TEXTS.get(field.name) or field.verbose_name)


def title(entry: queries_audit.Entry, found: queries_audit.Trail) -> str:
    """What the object of an entry is called."""
    if own := queries_audit.own_name(entry.row):
        return _words(own)
    if after := queries_audit.named_after(entry.kind, entry.row):
        return _named(*after, found.names)
    name, held = queries_audit.least_name(entry.row)
    if not name:
        return f"#{entry.key}"
    model = trail.kinds()[entry.kind].pgh_tracked_model
    return _coded(model._meta.get_field(name), held) or _words(held)


def who(entry: queries_audit.Entry, found: queries_audit.Trail) -> str:
    """Who acted: a person, Samgak by itself, or somebody past Samgak."""
    if entry.user_id is None:
        return str(ORIGIN_TEXTS[entry.origin])
    return _named("accounts-user", str(entry.user_id), found.names)


def value(
    field: models.Field, held: object, *, found: queries_audit.Trail, edition: Edition
) -> str:
    """What a field held, as a reader would write it; empty where it held nothing."""
    if held is None or held == "":
        return ""
    if KEPT_BACK.search(field.name):
        return gettext("(not shown here)")
    if field.related_model:
        return _named(trail.kind_of(field.related_model), str(held), found.names)
    return _plain(field, held, edition) or _coded(field, held) or _cut(_words(held))


def _plain(field: models.Field, held: object, edition: Edition) -> str:
    if isinstance(field, models.BooleanField):
        return gettext("yes") if held else gettext("no")
    if isinstance(field, models.DateTimeField):
        moment = datetime.fromisoformat(str(held))
        return moment_with_place(moment, edition.venue_timezone, _reader())
    if isinstance(field, models.DateField):
        return plain_date(date.fromisoformat(str(held)), _reader())
    return ""


def _coded(field: models.Field, held: object) -> str:
    texts = CODE_TEXTS.get((trail.kind_of(field.model), field.name), {})
    if str(held) in texts:
        return str(texts[str(held)])
    if field.name in COUNTRIES:
        return country_name(str(held), _reader())
    return language_name(str(held), _reader()) if field.name in LANGUAGE_FIELDS else ""


def _named(kind: str, key: str, names: Mapping[tuple[str, str], object]) -> str:
    name = names.get((kind, key))
    if isinstance(name, tuple):
        name = names.get(name)
    return _words(name) if name and not isinstance(name, tuple) else f"#{key}"


def _words(held: object) -> str:
    if isinstance(held, str) and held.startswith("{"):
        try:
            held = json.loads(held)
        except ValueError:
            return str(held)
    if isinstance(held, dict) and held and set(held) <= set(LANGUAGES):
        return shown(held, reader=_reader(), working="en").text
    if isinstance(held, list):
        return "; ".join(_words(one) for one in held)
    return json.dumps(held, ensure_ascii=False) if isinstance(held, dict) else str(held)


def _cut(text: str) -> str:
    text = LINK.sub(r"\1…", text)
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"


def _reader() -> str:
    return get_language() or "en"
