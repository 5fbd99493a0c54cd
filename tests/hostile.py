"""What somebody with bad intentions types and stores: the forms of a page filled in, every text spoilt."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.apps import apps
from django.db import DatabaseError, models, transaction
from i18nfield.fields import I18nCharField, I18nTextField

from samgak.learning.models import LessonFile
from samgak.places.models import CohortPaper

SCRIPT = """<script>alert(1)</script>"'><img src=x onerror=alert(1)>"""
FORMULA = "=cmd|' /C calc'!A0"
# What would run. Escaped, neither occurs; a value the database cut short begins with the first.
RUNS = ("<script>alert(1)", "<img src=x")
TEXTS = ("text", "search", "url", "tel", "")
# What programs write for programs: zones, keys, numbers, sealed values.
NOT_WORDS = re.compile(
    r"timezone|secret|digest|stamp|sha256|_key$|_code$|_path$|_id$|stored_as|identifier|score"
    r"|outcome|fault|valuation|tie_seed|layout|^value$|^html$|^recipients$|^key_column$"
)
NAMES_OF_FILES = (CohortPaper, LessonFile)  # made harmless before they are kept
SHORTEST = 60  # of a column that holds what people write; codes and keys are shorter


@dataclass
class Form:
    """A form as it stands on a page, filled in."""

    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    has_text: bool = False


class _Reader(HTMLParser):
    def __init__(self, text: str):
        super().__init__()
        self.text, self.forms = text, []
        self.form = self.select = None
        self.radios: set[str] = set()

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self.form = Form(given.get("action", ""))
            self.forms.append(self.form)
        elif self.form and (name := given.get("name")):
            getattr(self, f"_{tag}", lambda *_: None)(name, given)
        elif self.form and tag == "option" and self.select:
            self._option(given)

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None

    def _textarea(self, name, given):
        self._type(name, given)

    def _type(self, name, given):
        most = int(given.get("maxlength") or 100_000)
        self.form.has_text = True
        self.form.values[name] = [self.text[:most]]

    def _input(self, name, given):
        kind, value = given.get("type", ""), given.get("value", "")
        if kind in TEXTS and given.get("inputmode") != "numeric":
            self._type(name, given)
        elif kind == "checkbox":
            self.form.values.setdefault(name, []).append(value or "on")
        elif kind == "radio":
            if name not in self.form.values or "checked" in given:
                self.form.values[name] = [value]
        elif kind not in ("submit", "file"):
            self.form.values[name] = [value or {"date": "2020-01-15"}.get(kind, "1")]

    def _select(self, name, given):
        self.select = name

    def _option(self, given):
        value = given.get("value", "")
        if "selected" in given or not self.form.values.get(self.select, [""])[0]:
            self.form.values[self.select] = [value]

    def _button(self, name, given):
        self.form.values.setdefault(name, [given.get("value", "")])


def forms_of(page: str, *, text: str) -> list[Form]:
    """The forms in the main part of a page that have a field for text, with this text in all of them."""
    if "<main" not in page:
        return []
    reader = _Reader(text)
    reader.feed(page[page.index("<main") : page.index("</main>")])
    return [one for one in reader.forms if one.has_text]


def addressed(form: Form, page: str) -> str:
    """Where the form is sent, from the address of its page."""
    to = urlsplit(urljoin(page, form.action))
    return f"{to.path}?{to.query}" if to.query else to.path


def parents(path: str) -> list[str]:
    """The pages above an edition's page: on one of them stands what was written."""
    above = path.split("?", maxsplit=1)[0]
    found = []
    while above.rstrip("/").count("/") > 4:
        above = above.rstrip("/").rsplit("/", 1)[0] + "/"
        found.append(above)
    return found


def spoil(text: str) -> int:
    """Put the text in every text that is stored, past all forms; how many columns took it."""
    spoilt = 0
    for model in apps.get_models():
        is_ours = model.__module__.startswith("samgak.") and not model.__name__.endswith("Event")
        if not is_ours or model in NAMES_OF_FILES:
            continue
        for one in model._meta.local_concrete_fields:
            if _holds_words(one):
                spoilt += _put(model, one, text)
    return spoilt


def _holds_words(one: models.Field) -> bool:
    is_other = one.choices or one.unique or one.primary_key or NOT_WORDS.search(one.name)
    if is_other or isinstance(one, (models.EmailField, models.SlugField)):
        return False
    if isinstance(one, (I18nCharField, I18nTextField, models.JSONField, models.TextField)):
        return True
    return isinstance(one, models.CharField) and (one.max_length or 0) >= SHORTEST


def _put(model: type[models.Model], one: models.Field, text: str) -> bool:
    rows = model._base_manager.all()
    try:
        with transaction.atomic():
            if isinstance(one, models.JSONField):
                for row in rows:
                    value = _spoilt(getattr(row, one.attname), text)
                    rows.filter(pk=row.pk).update(**{one.attname: value})
            else:
                words = {"en": text} if isinstance(one, (I18nCharField, I18nTextField)) else text
                filled = rows.exclude(**{one.attname: ""})
                filled.update(**{one.attname: words})
    except DatabaseError:
        return False  # the database has its own rule for this column
    return rows.exists()


def _spoilt(value: object, text: str) -> object:
    """Whatever is written in English inside: codes and numbers stay."""
    if isinstance(value, dict):
        return {
            key: text if key == "en" and isinstance(inner, str) else _spoilt(inner, text)
            for key, inner in value.items()
        }
    return [_spoilt(one, text) for one in value] if isinstance(value, list) else value
