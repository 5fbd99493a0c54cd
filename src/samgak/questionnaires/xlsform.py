"""XLSForm in and out, as rows of its three sheets, as far as it shares questions with ours.

Source: https://xlsform.org (sheets survey, choices, settings). Taken: select_one, select_multiple,
rank, integer, decimal, text, range, groups as sections, groups of appearance `table-list` as a matrix;
labels in languages, required, relevant of equals, selected() and greater, constraint for limits.
The columns correct, points, competencies, low, high and form_title_<language> are ours; others pass
by them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from samgak.questionnaires.definition import MATRIX, MULTIPLE, NUMBER, ORDER, SCALE, SINGLE, TEXT
from samgak.questionnaires.exchanged import (
    XLSFORM,
    LeftOut,
    Told,
    condition,
    expression,
    first_language,
    number,
)

Rows = Sequence[Sequence[object]]
Written = str | int | float
SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
LANGUAGES = {
    "en": "English",
    "ko": "한국어",
    "ru": "Русский",
    "kk": "Қазақша",
    "ky": "Кыргызча",
    "uz": "Oʻzbekcha",
    "tg": "Тоҷикӣ",
    "tk": "Türkmençe",
}
LIST_TYPES = {"select_one": SINGLE, "select_multiple": MULTIPLE, "rank": ORDER}
PLAIN_TYPES = {"integer": NUMBER, "decimal": NUMBER, "text": TEXT, "range": SCALE}
OURS = {SINGLE: "select_one", MULTIPLE: "select_multiple", ORDER: "rank"}
COLUMNS = ("type", "name", "required", "relevant", "constraint", "parameters", "appearance")
OWN_COLUMNS = ("correct", "points", "competencies")
TEXT_COLUMNS = ("label", "low", "high")
# A title in one more language: XLSForm itself knows one title only.
FURTHER_TITLE = "form_title_"
CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\)$")
AT_LEAST, AT_MOST = re.compile(r"\.\s*>=\s*(-?[\d.]+)"), re.compile(r"\.\s*<=\s*(-?[\d.]+)")
LENGTH = re.compile(r"string-length\(\s*\.\s*\)\s*<=\s*(\d+)")
# Letters as well of other scripts than Latin; source: https://www.w3.org/TR/xml/#NT-Name.
NAME = re.compile(r"[^\W\d][\w.-]*")
YES = {"yes", "true", "true()", "1"}


def from_xlsform(sheets: Mapping[str, Rows]) -> tuple[Told, list[LeftOut]]:
    """Return the definition of the sheets of an XLSForm, and what was left out.

    Each sheet is its rows, the first of them the headings. Whether the definition holds is for
    `definition.parse` to say: without a sheet `survey` it has no questions. Raises nothing.
    """
    reader = _Reader({name.strip().lower(): rows for name, rows in sheets.items()})
    return reader.form(), reader.left_out


def to_xlsform(told: Told) -> tuple[dict[str, list[list[Written]]], list[LeftOut]]:
    """Return the rows of the three sheets for a definition that `parse` takes, and what is left out."""
    writer = _Writer(told)
    return writer.sheets(), writer.left_out


class _Writer:
    def __init__(self, told: Told) -> None:
        self.told = _renamed(told)
        self.left_out: list[LeftOut] = []
        self.rows: list[dict[str, Written]] = []
        self.choices: list[dict[str, Written]] = []

    def sheets(self) -> dict[str, list[list[Written]]]:
        for n, section in enumerate(self.told.get("sections", []), start=1):
            label = self.texts("label", section["title"])
            head = {"type": "begin_group", "name": section["key"]} | label
            self.rows.append(head | self.relevant(section, f"sections[{n}]"))
            self.questions(section["questions"], f"sections[{n}].questions")
            self.rows.append({"type": "end_group"})
        self.questions(self.told.get("questions", []), "questions")
        title = self.told["title"]
        lead = first_language([title])
        settings = {
            "form_title": title.get(lead, ""),
            "form_id": self.told["version"],
            "version": self.told["version"],
            "default_language": _language(lead),
        } | {f"{FURTHER_TITLE}{one}": title[one] for one in title if one != lead}
        return {
            SURVEY: _table(self.rows),
            CHOICES: _table(self.choices),
            SETTINGS: _table([settings]),
        }

    def questions(self, questions: Sequence[Told], path: str) -> None:
        for n, one in enumerate(questions, start=1):
            self.question(one, f"{path}[{n}]")

    def question(self, one: Told, path: str) -> None:
        kind, key = one["type"], one["key"]
        row: dict[str, Written] = {"type": self.type_of(one), "name": key}
        row |= self.texts("label", one["text"]) | self.relevant(one, path)
        required = "yes" if one.get("required", True) else "no"
        row["constraint"] = _constraint(one)
        if kind == SCALE:
            row["parameters"] = f"start={one['minimum']} end={one['maximum']} step=1"
        for end in ("low", "high"):
            row |= self.texts(end, one.get(end, {}))
        if "correct" in one:
            correct = one["correct"]
            row["correct"] = " ".join(correct) if isinstance(correct, list) else correct
            row["points"] = one.get("points", 1)
        row["competencies"] = " ".join(one.get("competencies", ()))
        for option in one.get("options", []):
            choice = {"list_name": key, "name": option["key"]}
            self.choices.append(choice | self.texts("label", option["text"]))
        if kind != MATRIX:
            self.rows.append(row | {"required": required})
            return
        self.rows.append(row | {"appearance": "table-list"})
        for part in one["rows"]:
            label = self.texts("label", part["text"])
            asked = {"type": f"select_one {key}", "name": part["key"], "required": required}
            self.rows.append(asked | label)
        self.rows.append({"type": "end_group"})

    def type_of(self, one: Told) -> str:
        kind = one["type"]
        if kind in OURS:
            return f"{OURS[kind]} {one['key']}"
        return {NUMBER: "decimal", SCALE: "range", MATRIX: "begin_group"}.get(kind, "text")

    def relevant(self, one: Told, path: str) -> dict[str, Written]:
        if "show_when" not in one:
            return {}
        said = expression(one["show_when"], XLSFORM)
        if said is None:
            self.left_out.append(LeftOut("condition", path))
        return {"relevant": said or ""}

    def texts(self, column: str, text: Mapping[str, str]) -> dict[str, Written]:
        """What a form says; `${` would refer to a question."""
        said = {code: words.replace("${", "$ {") for code, words in text.items()}
        return {f"{column}::{_language(code)}": words for code, words in said.items()}


class _Reader:
    def __init__(self, sheets: Mapping[str, Rows]) -> None:
        self.left_out: list[LeftOut] = []
        settings = self.records(sheets.get(SETTINGS, ()), SETTINGS)
        self.settings = settings[0][1] if settings else {}
        told = self.settings.get("default_language", "")
        self.lead = _code(told) or "en"
        self.rows = self.records(sheets.get(SURVEY, ()), SURVEY)
        self.lists: dict[str, list[Told]] = {}
        for _n, one in self.records(sheets.get(CHOICES, ()), CHOICES):
            key = one.get("name", one.get("value", ""))
            option = {"key": key, "text": self.text(one, "label", key)}
            self.lists.setdefault(one.get("list_name", one.get("list name", "")), []).append(option)
        self.known: dict[str, str] = {}
        self.sections: list[Told] = []
        self.loose: list[Told] = []
        self.matrix: Told | None = None
        self.groups: list[Told | None] = []

    def records(self, rows: Rows, sheet: str) -> list[tuple[int, dict[str, str]]]:
        if not rows:
            return []
        heads = [_cell(one).lower() if "::" not in _cell(one) else _cell(one) for one in rows[0]]
        known = {*COLUMNS, *OWN_COLUMNS, *TEXT_COLUMNS, "list_name", "list name", "value"}
        known |= {"form_title", "form_id", "version", "default_language"}
        for head in heads:
            if head.startswith(FURTHER_TITLE):
                continue
            if head and head.split("::")[0].strip().lower() not in known:
                self.left_out.append(LeftOut("property", f"{sheet}: {head[:60]}"))
        return [
            (n, {head: _cell(cell) for head, cell in zip(heads, row, strict=False) if head})
            for n, row in enumerate(rows[1:], start=2)
            if any(_cell(cell) for cell in row)
        ]

    def form(self) -> Told:
        for n, row in self.rows:
            self.row(row, f"{SURVEY}: {n}")
        fingerprint = sha256(repr((self.rows, self.lists)).encode()).hexdigest()[:10]
        version = self.settings.get("version") or f"xlsform-{fingerprint}"
        title = self.text(self.settings, "form_title", "XLSForm") | {
            head.removeprefix(FURTHER_TITLE): words
            for head, words in self.settings.items()
            if head.startswith(FURTHER_TITLE) and words
        }
        made: Told = {"format": 1, "version": version, "title": title}
        sections = [one for one in self.sections if one["questions"]]
        if not sections:
            return made | {"questions": self.loose}
        if self.loose:
            self.left_out.append(LeftOut("section", SURVEY))
            return made | {
                "questions": [*self.loose, *(q for s in sections for q in s["questions"])]
            }
        return made | {"sections": sections}

    def row(self, row: Mapping[str, str], path: str) -> None:
        kind = re.sub(r"^(begin|end)\s+", r"\1_", row.get("type", "").strip())
        if kind == "begin_group":
            self.begin(row, path)
        elif kind == "end_group":
            if self.groups:
                self.groups.pop()
            self.matrix = None
        elif self.matrix is not None:
            self.matrix_row(row, kind, path)
        elif (question := self.question(row, kind, path)) is not None:
            self.add(question)

    def begin(self, row: Mapping[str, str], path: str) -> None:
        key = row.get("name", "")
        if "table-list" in row.get("appearance", ""):
            self.matrix = {"key": key, "type": MATRIX, "text": self.text(row, "label", key)}
            self.matrix |= {"required": False, "rows": [], "options": []}
            self.relevant(row, self.matrix, path)
            self.known[key] = MATRIX
            self.add(self.matrix)
            self.groups.append(None)
            return
        inner = self.groups[-1] if self.groups else None
        if inner is not None:  # a group in a group: its questions join the outer one
            self.left_out.append(LeftOut("section", path))
            self.groups.append(inner)
            return
        section: Told = {"key": key, "title": self.text(row, "label", key), "questions": []}
        self.relevant(row, section, path)
        self.sections.append(section)
        self.groups.append(section)

    def add(self, question: Told) -> None:
        section = self.groups[-1] if self.groups else None
        (self.loose if section is None else section["questions"]).append(question)

    def matrix_row(self, row: Mapping[str, str], kind: str, path: str) -> None:
        made = self.matrix
        name, _, listed = kind.partition(" ")
        if made is None or name != "select_one":
            self.left_out.append(LeftOut("element-type", path))
            return
        made["options"] = made["options"] or self.lists.get(listed.strip(), [])
        made["required"] = made["required"] or row.get("required", "").lower() in YES
        key = row.get("name", "")
        made["rows"].append({"key": key, "text": self.text(row, "label", key)})

    def question(self, row: Mapping[str, str], kind: str, path: str) -> Told | None:
        name, _, listed = kind.partition(" ")
        ours = LIST_TYPES.get(name) or PLAIN_TYPES.get(kind)
        if ours is None:
            self.left_out.append(LeftOut("element-type", path))
            return None
        key = row.get("name", "")
        made: Told = {"key": key, "type": ours, "text": self.text(row, "label", key)}
        made["required"] = row.get("required", "").lower() in YES
        if name in LIST_TYPES:
            made["options"] = self.lists.get(listed.strip(), [])
        if row.get("competencies"):
            made["competencies"] = row["competencies"].split()
        self.limits(row, made)
        if row.get("correct") and ours in (SINGLE, MULTIPLE, NUMBER):
            self.scored(row, made, path)
        else:
            self.relevant(row, made, path)
        self.known[key] = ours
        return made

    def limits(self, row: Mapping[str, str], made: Told) -> None:
        constraint, parameters = row.get("constraint", ""), row.get("parameters", "")
        if made["type"] == SCALE:
            for key, name, otherwise in (("minimum", "start", 0), ("maximum", "end", 10)):
                found = re.search(rf"\b{name}\s*=\s*(-?[\d.]+)", parameters)
                made[key] = number(found[1]) if found else otherwise
            for end in ("low", "high"):
                if text := self.text(row, end, ""):
                    made[end] = text
        elif made["type"] == NUMBER:
            for key, pattern in (("minimum", AT_LEAST), ("maximum", AT_MOST)):
                if (found := pattern.search(constraint)) and number(found[1]) is not None:
                    made[key] = number(found[1])
        elif made["type"] == TEXT and (found := LENGTH.search(constraint)):
            made["maximum_length"] = number(found[1])

    def scored(self, row: Mapping[str, str], made: Told, path: str) -> None:
        correct = row["correct"]
        made["correct"] = {MULTIPLE: correct.split(), NUMBER: number(correct)}.get(
            made["type"], correct
        )
        if (points := number(row.get("points"))) is not None:
            made["points"] = points
        if row.get("relevant"):  # what is scored is always shown
            self.left_out.append(LeftOut("condition", path))

    def relevant(self, row: Mapping[str, str], made: Told, path: str) -> None:
        if row.get("relevant"):
            read = condition(row["relevant"], XLSFORM, self.known)
            if read is None:
                self.left_out.append(LeftOut("condition", path))
            else:
                made["show_when"] = read

    def text(self, row: Mapping[str, str], column: str, otherwise: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for head, words in row.items():
            name, *language = [part.strip() for part in head.split("::")]
            if name.lower() != column or not words:
                continue
            code = _code(language[0]) if language else self.lead
            if code:
                found[code] = words
            elif LeftOut("language", head[:60]) not in self.left_out:
                self.left_out.append(LeftOut("language", head[:60]))
        return found or ({self.lead: otherwise} if otherwise else {})


def _renamed(told: Any, name: str = "", *, is_option: bool = False) -> Any:
    """The definition with keys as XLSForm allows them: those of options without spaces, others names."""
    if isinstance(told, dict):
        return {key: _renamed(value, key, is_option=is_option) for key, value in told.items()}
    if isinstance(told, list):
        inside = is_option or name == "options"
        return [_renamed(one, name, is_option=inside) for one in told]
    if not isinstance(told, str):
        return told
    if name in ("equals", "contains", "correct") or (name == "key" and is_option):
        return _whole(told)
    return _name(told) if name in ("key", "question") else told


def _whole(key: str) -> str:
    return re.sub(r"\s+", "_", key)


def _name(key: str) -> str:
    """A key as a name of XML; one that has to change gets a fingerprint, so that no two are one."""
    if NAME.fullmatch(_whole(key)):
        return _whole(key)
    fingerprint = sha256(key.encode()).hexdigest()[:6]
    spelled = re.sub(r"[^\w.-]", "_", key)
    return f"_{spelled}_{fingerprint}"


def _constraint(one: Told) -> str:
    if one["type"] == TEXT and "maximum_length" in one:
        return f"string-length(.) <= {one['maximum_length']}"
    if one["type"] != NUMBER:
        return ""
    signs = (("minimum", ">="), ("maximum", "<="))
    return " and ".join(f". {sign} {one[key]}" for key, sign in signs if key in one)


def _language(code: str) -> str:
    return f"{LANGUAGES.get(code, code)} ({code})"


def _code(told: str) -> str:
    """The code of a language as XLSForm writes it: "English (en)", "en", or a name we know."""
    if found := CODE.search(told.strip()):
        return found[1]
    names = {name.lower(): code for code, name in LANGUAGES.items()}
    return names.get(told.strip().lower()) or (told.strip() if len(told.strip()) in (2, 3) else "")


def _cell(told: object) -> str:
    if isinstance(told, float) and told.is_integer():
        return str(int(told))
    return "" if told is None else str(told).strip()


def _table(records: Sequence[Mapping[str, Any]]) -> list[list[Written]]:
    heads: Iterable[str] = dict.fromkeys(
        head for record in records for head in record if any(one.get(head) for one in records)
    )
    columns = list(heads)
    return [[*columns], *([record.get(column, "") for column in columns] for record in records)]
