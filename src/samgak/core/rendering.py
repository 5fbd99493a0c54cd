"""Forms as the pages show them: one question below the other, each with its hint and its error."""

from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import get_language, gettext_lazy

from samgak.core.widgets import DRAWN

CLASS_OF_KIND = {
    "input": "govuk-input",
    "number": "govuk-input govuk-input--width-5",
    "day": "govuk-input govuk-input--width-10",
    "moment": "govuk-input govuk-input--width-20",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
    "checkboxes": "govuk-checkboxes__input",
    "radios": "govuk-radios__input",
    "parts": "govuk-input",
    "languages": "",
}
# The first that fits counts: a child stands before its parent.
KIND_OF_WIDGET = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
    (forms.NumberInput, "number"),
    (forms.DateInput, "day"),
    (forms.DateTimeInput, "moment"),
    (forms.MultiWidget, "parts"),
)


class DayInput(forms.DateInput):
    """The day picker of the reader's own device; without one, a field for 2025-08-25."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """The day and time picker of the reader's own device, to the minute."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class DatePartsInput(forms.MultiWidget):
    """Day, month and year as three numbers, for a date one knows by heart; a DateField reads it."""

    template_name = "govuk/date_parts.html"
    use_fieldset = True
    ORDER = ("day", "month", "year")
    ORDER_OF_LANGUAGE = {"ko": ("year", "month", "day")}
    LABELS = {
        "day": gettext_lazy("Day"),
        "month": gettext_lazy("Month"),
        "year": gettext_lazy("Year"),
    }

    def __init__(self, attrs=None):
        super().__init__({part: forms.TextInput({"inputmode": "numeric"}) for part in self.ORDER})

    def decompress(self, value):
        if not value:
            return [None, None, None]
        year, month, day = str(value).split("-", 2)
        return [day.lstrip("0"), month.lstrip("0"), year]

    def value_from_datadict(self, data, files, name):
        day, month, year = (
            (part or "").strip() for part in super().value_from_datadict(data, files, name)
        )
        return f"{year}-{month}-{day}" if day or month or year else ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        parts = dict(zip(self.ORDER, context["widget"]["subwidgets"], strict=True))
        context["parts"] = [
            {"label": self.LABELS[part], "widget": parts[part], "wide": part == "year"}
            for part in self.ORDER_OF_LANGUAGE.get(get_language() or "", self.ORDER)
        ]
        return context


@dataclass(frozen=True)
class LanguageInput:
    """The input for one language version of a text."""

    code: str
    name: str
    id: str
    html: str
    is_open: bool


class PageBoundField(BoundField):
    """A field that knows which kind of question it is and where its error points."""

    def __init__(self, form, field, name):
        super().__init__(form, field, name)
        # A placeholder that repeats the label vanishes when one types, and looks like an answer.
        field.widget.attrs.pop("placeholder", None)

    @cached_property
    def kind(self):
        widget = self.field.widget
        if hasattr(widget, "enabled_locales"):
            return "languages"
        return next((kind for type_, kind in KIND_OF_WIDGET if isinstance(widget, type_)), "input")

    @property
    def is_group(self):
        """Whether the question is a legend over several inputs."""
        return self.kind in {"checkboxes", "radios", "parts", "languages"}

    @cached_property
    def is_optional(self):
        """Whether the question may stay without an answer."""
        field = self.field
        is_asked = field.required or getattr(field, "one_required", False)
        return not is_asked and not field.disabled

    @property
    def error_target(self):
        """The id of the input that a link in the error summary leads to."""
        if self.kind == "parts" and isinstance(self.field.widget, DatePartsInput):
            first = DatePartsInput.ORDER_OF_LANGUAGE.get(get_language() or "", DatePartsInput.ORDER)
            return f"{self.auto_id}_{DatePartsInput.ORDER.index(first[0])}"
        return f"{self.auto_id}_0" if self.is_group else self.id_for_label

    def build_widget_attrs(self, attrs, widget=None):
        """Django's attributes, our class; `required` is left to the server, whose words we choose."""
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        attrs.pop("required", None)
        if widget.is_hidden:
            return attrs
        base = CLASS_OF_KIND[self.kind]
        block = base.split(" ", maxsplit=1)[0]
        error = f"{block}--error" if self.errors and not block.endswith("__input") else ""
        own = attrs.get("class") or widget.attrs.get("class", "")
        if classes := " ".join(filter(None, [base, error, own])):
            attrs["class"] = classes
        return attrs

    @cached_property
    def language_inputs(self):
        """One input for each language a text may be written in."""
        widget = self.field.widget
        value = self.value()
        values = value if isinstance(value, list) else widget.decompress(value)
        names = dict(settings.LANGUAGES)
        return [
            self._language_input(index, code, names.get(code, code), values)
            for index, code in enumerate(widget.locales)
            if code in widget.enabled_locales
        ]

    def _language_input(self, index, code, name, values):
        part = self.field.widget.widgets[index]
        value = values[index] if index < len(values) else None
        block = "govuk-textarea" if isinstance(part, forms.Textarea) else "govuk-input"
        attrs = {
            "id": f"{self.auto_id}_{index}",
            "class": f"{block} {block}--error" if self.errors else block,
        }
        if described := self.aria_describedby:
            attrs["aria-describedby"] = described
        html = part.render(f"{self.html_name}_{index}", value, attrs, renderer=self.form.renderer)
        is_open = bool(value) or index == 0 or code == get_language()
        return LanguageInput(code=code, name=name, id=attrs["id"], html=html, is_open=is_open)

    @property
    def open_languages(self):
        return [one for one in self.language_inputs if one.is_open]

    @property
    def folded_languages(self):
        return [one for one in self.language_inputs if not one.is_open]


class PageFormRenderer(TemplatesSetting):
    """Draws every form of the project, `{{ form }}`, with the templates in templates/govuk."""

    form_template_name = "govuk/form.html"
    field_template_name = "govuk/field.html"
    formset_template_name = "govuk/formset.html"
    bound_field_class = PageBoundField

    def render(self, template_name, context, request=None):
        if draw := DRAWN.get(template_name):
            return draw(context["widget"])
        return super().render(template_name, context, request)
