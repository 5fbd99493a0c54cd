"""Two people at one record: whoever saves later sees first what the other wrote."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.core import serializers
from django.db import models
from django.forms.boundfield import BoundField
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nFormField

from samgak.core import dates, texts
from samgak.core.errors import RuleBroken

CHANGED = "changed_meanwhile"
CHANGED_TEXT = _(
    "Somebody else has changed this since you opened it, so nothing was saved yet. What you typed"
    " is kept; compare it with what is stored now, and save again to put yours in its place."
)


def stamp(rows: Iterable[models.Model], *, fields: Collection[str] | None = None) -> str:
    """A digest of what the rows hold; with `fields`, of these alone."""
    held = serializers.serialize("json", rows, fields=fields)
    return hashlib.sha256(held.encode()).hexdigest()


def refuse_if_changed(seen: str, now: str) -> None:
    """Refuse to write over what its writer has not seen; whoever names no version means the newest."""
    if seen and seen != now:
        raise RuleBroken(CHANGED)


@dataclass(frozen=True)
class Stored:
    """What a field holds now, where something else was typed."""

    label: str | Promise
    words: str


class Versioned:
    """Form mixin: the form knows which version of the record it was opened with."""

    meanwhile: list[Stored] | None = None
    # What the form beside it brings.
    fields: dict[str, forms.Field]
    initial: dict[str, Any]
    data: Any

    def __init__(self, *args, version: str = "", **more) -> None:
        super().__init__(*args, **more)
        self.fields["seen"] = forms.CharField(
            widget=forms.HiddenInput, required=False, max_length=64
        )
        self.initial["seen"] = version

    def lay_beside(self, fresh: Any) -> None:
        """Show what is stored now beside what was typed; saved again, the form replaces it."""
        self.meanwhile = differences(self, fresh)
        self.see(fresh.initial["seen"])

    def see(self, version: str) -> None:
        """From now on the form answers to this version."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = version  # type: ignore[attr-defined]


class VersionForm(Versioned, forms.Form):
    """The version alone, for several forms that are kept as one."""


def differences(typed: Any, fresh: Any) -> list[Stored]:
    """The fields in which an unbound form, filled with what is stored, differs from a sent one."""
    return [
        Stored(field.label, words(field))
        for field in fresh.visible_fields()
        if field.name in typed.fields
        and field.name in fresh.initial  # of an act's reason nothing is stored
        and field.field.has_changed(field.initial, typed[field.name].data)
    ]


def contents(fresh: Any) -> list[Stored]:
    """Everything that an unbound form, filled with what is stored, holds."""
    held = [Stored(field.label, words(field)) for field in fresh.visible_fields()]
    return [one for one in held if one.words]


def words(field: BoundField) -> str:
    """What a field of an unbound form holds, as a reader would write it."""
    held = field.value()
    if choices := getattr(field.field, "choices", None):
        chosen = {str(one) for one in (held if isinstance(held, list | tuple) else [held])}
        return ", ".join(str(label) for key, label in choices if str(key) in chosen - {""})
    if isinstance(field.field, I18nFormField):
        return _versions(held)
    return _plain(held)


def _versions(held: Any) -> str:
    written = texts.versions(held, working=_reader())
    names = dict(settings.LANGUAGES)
    if len(written) == 1:
        return next(iter(written.values()))
    return "; ".join(f"{names.get(code, code)}: {text}" for code, text in written.items())


def _plain(held: Any) -> str:
    if isinstance(held, bool):
        return gettext("yes") if held else gettext("no")
    if isinstance(held, datetime):
        return f"{dates.plain_date(held.date(), _reader())}, {dates.clock_time(held)}"
    if isinstance(held, date):
        return dates.plain_date(held, _reader())
    if isinstance(held, time):
        return dates.clock_time(held)
    return "" if held is None else str(localize(held))


def _reader() -> str:
    return get_language() or "en"
