from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _


class FilterForm(forms.Form):
    """Filters that stay in the address."""

    def selected(self, query: QueryDict) -> list[dict[str, str]]:
        """Each filter that is on, in words, with the address that takes it away."""
        return [
            {"text": _words(bound), "url": _without(query, bound.name)}
            for bound in self
            if bound.value()
        ]


def _words(bound) -> str:
    choices = dict(getattr(bound.field, "choices", ()))
    words = {"filter": bound.label, "value": choices.get(bound.value(), bound.value())}
    return _("%(filter)s: %(value)s") % words


def _without(query: QueryDict, name: str) -> str:
    rest = query.copy()
    for gone in (name, "below", "page"):
        rest.pop(gone, None)
    return f"?{rest.urlencode()}"
