"""The inputs of a form, put together here as Django's own templates put them together.

A select of five languages is a dozen templates; a page of filters spent a third of its time on them.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import localize
from django.utils.safestring import SafeString

from samgak.core.markup import filled, joined


def _attributes(widget: Mapping[str, Any]) -> SafeString:
    """The attributes of an element; one that is True has no value, one that is False is left out."""
    return joined(
        filled(" {}", name) if value is True else filled(' {}="{}"', name, value)
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = "" if widget["value"] is None else filled(' value="{}"', str(widget["value"]))
    frame = '<input type="{}" name="{}"{}{}>'
    return filled(frame, widget["type"], widget["name"], value, _attributes(widget))


def _textarea(widget: Mapping[str, Any]) -> SafeString:
    value = str(widget["value"]) if widget["value"] else ""
    frame = '<textarea name="{}"{}>\n{}</textarea>'
    return filled(frame, widget["name"], _attributes(widget), value)


def _select(widget: Mapping[str, Any]) -> SafeString:
    groups = (_group(name, options) for name, options, _ in widget["optgroups"])
    frame = '<select name="{}"{}>{}\n</select>'
    return filled(frame, widget["name"], _attributes(widget), joined(groups))


def _group(name: str | None, options: list[Mapping[str, Any]]) -> SafeString:
    inside = joined(map(_option, options))
    return filled('\n  <optgroup label="{}">{}\n  </optgroup>', name, inside) if name else inside


def _option(option: Mapping[str, Any]) -> SafeString:
    # The value not as the reader's language writes numbers: a server could not read it.
    frame = '\n  <option value="{}"{}>{}</option>'
    return filled(frame, option["value"], _attributes(option), localize(option["label"]))


INPUTS = ("date", "datetime", "email", "hidden", "number", "password", "text", "url")
DRAWN: dict[str, Callable[[Mapping[str, Any]], SafeString]] = {
    **{f"django/forms/widgets/{kind}.html": _input for kind in INPUTS},
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/textarea.html": _textarea,
}
