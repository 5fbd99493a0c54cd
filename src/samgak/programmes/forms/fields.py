"""Fields that several forms of an edition share."""

from collections.abc import Iterable
from decimal import Decimal

from django import forms
from i18nfield.forms import I18nFormField, I18nTextarea, I18nTextInput
from i18nfield.strings import LazyI18nString

from samgak.core import texts
from samgak.programmes.forms.choices import LANGUAGES


class Paragraph(I18nTextarea):
    """A text of a few lines in several languages."""

    def __init__(self, locales, field, attrs=None):
        super().__init__(locales, field, {"rows": 3} | (attrs or {}))


def locales_of(written: Iterable[object], *, working: str) -> list[str]:
    """The languages a form offers: the working one first, ours, and whatever is written already."""
    found = [code for text in written for code in texts.versions(text, working=working)]
    return list(dict.fromkeys((*([working] if working else []), *LANGUAGES, *found)))


def line_field(label, *, locales: list[str], limit: int, **more) -> I18nFormField:
    """A field for a short text in several languages."""
    return I18nFormField(
        label=label, widget=I18nTextInput, locales=locales, max_length=limit, **more
    )


def written(text: LazyI18nString | str | dict | None, *, working: str) -> LazyI18nString:
    """The text as a form shows it: also one without a language stands under the working one."""
    return LazyI18nString(texts.versions(text, working=working))


def plain(value):
    """The value as a person writes it: a decimal number without the zeros at its end."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def in_kept_order(chosen: list[str], kept: Iterable[str]) -> list[str]:
    """What was chosen, in the order in which it is stored; what is new comes last."""
    stay = [one for one in kept if one in chosen]
    return [*stay, *(one for one in chosen if one not in stay)]


class Count(forms.IntegerField):
    """How many, as a short field."""

    def __init__(self, *, label, least=0, most=2_147_483_647, **more):
        super().__init__(label=label, min_value=least, max_value=most, **more)
