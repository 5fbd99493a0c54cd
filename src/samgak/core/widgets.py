"""The inputs of a form, put together here as Django's own templates put them together.

A select of five languages is a dozen templates; a page of filters spent a third of its time on them.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import localize
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe


def _attributes(widget: Mapping[str, Any]) -> SafeString:
    """The attributes of an element; one that is True has no value, one that is False is left out."""
    parts = [
        f" {conditional_escape(name)}"
        if value is True
        else f' {conditional_escape(name)}="{_escaped(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    ]
    return mark_safe("".join(parts))  # noqa: S308 - each part is escaped above


def _escaped(value: object) -> str:
    """A value as text: not as the reader's language writes numbers, a server could not read it."""
    return conditional_escape(value if isinstance(value, SafeString) else str(value))


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = "" if widget["value"] is None else format_html(' value="{}"', str(widget["value"]))
    frame = '<input type="{}" name="{}"{}{}>'
    return format_html(frame, widget["type"], widget["name"], value, _attributes(widget))


def _textarea(widget: Mapping[str, Any]) -> SafeString:
    value = str(widget["value"]) if widget["value"] else ""
    frame = '<textarea name="{}"{}>\n{}</textarea>'
    return format_html(frame, widget["name"], _attributes(widget), value)


def _select(widget: Mapping[str, Any]) -> SafeString:
    groups = [_group(name, options) for name, options, _ in widget["optgroups"]]
    frame = '<select name="{}"{}>{}\n</select>'
    inside = mark_safe("".join(groups))  # noqa: S308 - made of escaped parts
    return format_html(frame, widget["name"], _attributes(widget), inside)


def _group(name: str | None, options: list[Mapping[str, Any]]) -> str:
    inside = "".join(f"\n  {_option(one)}" for one in options)
    if not name:
        return inside
    return f'\n  <optgroup label="{conditional_escape(name)}">{inside}\n  </optgroup>'


def _option(option: Mapping[str, Any]) -> str:
    label = conditional_escape(localize(option["label"]))
    return f'<option value="{_escaped(option["value"])}"{_attributes(option)}>{label}</option>'


INPUTS = ("date", "datetime", "email", "hidden", "number", "password", "text", "url")
DRAWN: dict[str, Callable[[Mapping[str, Any]], SafeString]] = {
    **{f"django/forms/widgets/{kind}.html": _input for kind in INPUTS},
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/textarea.html": _textarea,
}
