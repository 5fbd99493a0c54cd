"""The inputs of core.widgets are what Django's own templates say, but for white space."""

import datetime
import re

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils import translation
from django.utils.translation import gettext_lazy

from samgak.core.rendering import PageFormRenderer
from samgak.core.widgets import DRAWN

BAD = "<b>\"'&</b>"


class Many(forms.Form):
    text = forms.CharField(initial=BAD, widget=forms.TextInput({"data-x": BAD, "disabled": True}))
    plain = forms.CharField(widget=forms.TextInput({"readonly": False, "size": 12345}))
    long = forms.CharField(widget=forms.Textarea({"rows": 3}), initial=f"{BAD}\n second")
    empty = forms.CharField(widget=forms.Textarea())
    number = forms.IntegerField(initial=1234567)
    day = forms.DateField(initial=datetime.date(2025, 8, 25))
    moment = forms.DateTimeField(initial=datetime.datetime(2025, 8, 25, 9, 30))
    hidden = forms.CharField(widget=forms.HiddenInput(), initial=0)
    mail = forms.EmailField()
    address = forms.URLField(assume_scheme="https")
    secret = forms.CharField(widget=forms.PasswordInput(render_value=True), initial="x")
    one = forms.ChoiceField(
        choices=[("", gettext_lazy("All")), (BAD, BAD), (1234, 1234), ("a", "A")], initial="a"
    )
    groups = forms.ChoiceField(choices=[(BAD, [("a", "A"), ("b", "B")]), ("c", "C")], initial="b")
    several = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], initial=["a", "b"])


def drawn(renderer) -> list[str]:
    form = Many(renderer=renderer)
    widgets = [
        (field.field.widget, field.html_name, field.value(), {"id": f"id_{field.name}"})
        for field in form
    ]
    return [
        re.sub(r"\s+(?=<|$)|(?<=>)\s+", "", widget.render(name, value, attrs, renderer=renderer))
        for widget, name, value, attrs in widgets
    ]


def test_every_input_is_drawn_as_django_draws_it():
    ours, djangos = PageFormRenderer(), DjangoTemplates()
    for language in ("en", "ru"):
        with translation.override(language):
            assert drawn(ours) == drawn(djangos)


def test_those_inputs_need_no_template():
    used = {field.widget.template_name for field in Many.base_fields.values()}
    assert used == set(DRAWN)
