"""Forms of SurveyJS (JSON) in and out, as far as they share questions with ours.

Source: the JSON schema of SurveyJS, https://surveyjs.io/form-library/documentation/api-reference.
Taken: pages and panels, radiogroup and dropdown, checkbox and tagbox, text, comment, rating, matrix,
ranking; titles in languages, isRequired, visibleIf of equals, contains and greater, correctAnswer.
The properties score and competencies are ours; SurveyJS passes by them.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from json import dumps
from typing import Any

from samgak.questionnaires.definition import MATRIX, MULTIPLE, NUMBER, ORDER, SCALE, SINGLE, TEXT
from samgak.questionnaires.exchanged import (
    SURVEYJS,
    LeftOut,
    Told,
    condition,
    expression,
    first_language,
    number,
)

TYPES = {
    "radiogroup": SINGLE,
    "dropdown": SINGLE,
    "checkbox": MULTIPLE,
    "tagbox": MULTIPLE,
    "rating": SCALE,
    "matrix": MATRIX,
    "ranking": ORDER,
    "comment": TEXT,
    "text": TEXT,
}
OURS = {
    SINGLE: "radiogroup",
    MULTIPLE: "checkbox",
    SCALE: "rating",
    MATRIX: "matrix",
    ORDER: "ranking",
    TEXT: "comment",
    NUMBER: "text",
}
SURVEY_KEYS = {"title", "pages", "elements", "questions", "locale"}
PAGE_KEYS = {"name", "title", "elements", "questions", "visibleIf", "type"}
QUESTION_KEYS = {
    *("type", "name", "title", "isRequired", "visibleIf", "correctAnswer", "score", "competencies"),
    *("choices", "columns", "rows", "rateMin", "rateMax", "rateCount", "inputType"),
    *("minRateDescription", "maxRateDescription", "min", "max", "maxLength", "isAllRowRequired"),
}
DEEPEST = 10


def is_surveyjs(told: object) -> bool:
    """Say whether a JSON value looks like a form of SurveyJS, and not like one of ours."""
    return (
        isinstance(told, dict)
        and "format" not in told
        and any(isinstance(told.get(name), list) for name in ("pages", "elements"))
    )


def from_surveyjs(told: Mapping[str, Any]) -> tuple[Told, list[LeftOut]]:
    """Return the definition of a SurveyJS form and what was left out.

    Whether the definition holds is for `definition.parse` to say. Its version is a fingerprint of
    the form, which has none. Raises nothing for a mapping of JSON values.
    """
    reader = _Reader(str(told.get("locale") or "en"))
    made = reader.form(told)
    return made, reader.left_out


def to_surveyjs(told: Told) -> tuple[Told, list[LeftOut]]:
    """Return a definition that `parse` takes as a SurveyJS form, and what was left out."""
    sections = told.get("sections") or [{"key": "page", "questions": told["questions"]}]
    asked = [question for section in sections for question in section["questions"]]
    lead = first_language([told["title"], *(question["text"] for question in asked)])
    writer = _Writer(lead)
    pages = [writer.page(section, f"pages[{n}]") for n, section in enumerate(sections, start=1)]
    made = {"title": writer.text(told["title"]), "locale": lead, "pages": pages}
    return made, writer.left_out


class _Writer:
    def __init__(self, lead: str) -> None:
        self.lead = lead
        self.left_out: list[LeftOut] = []

    def text(self, text: Mapping[str, str]) -> dict[str, str]:
        first = text.get(self.lead) or text[min(text)]
        return {"default": first} | {one: text[one] for one in text if one != self.lead}

    def page(self, section: Told, path: str) -> Told:
        page: Told = {"name": section["key"]}
        if "title" in section:
            page["title"] = self.text(section["title"])
        self.shown(section, page, path)
        page["elements"] = [
            self.question(one, f"{path}.elements[{n}]")
            for n, one in enumerate(section["questions"], start=1)
        ]
        return page

    def shown(self, ours: Told, made: Told, path: str) -> None:
        if "show_when" in ours:
            said = expression(ours["show_when"], SURVEYJS)
            if said is None:
                self.left_out.append(LeftOut("condition", path))
            else:
                made["visibleIf"] = said

    def question(self, ours: Told, path: str) -> Told:
        kind = ours["type"]
        made: Told = {
            "type": OURS[kind],
            "name": ours["key"],
            "title": self.text(ours["text"]),
            "isRequired": ours.get("required", True),
        }
        self.shown(ours, made, path)
        names = {"correct": "correctAnswer", "points": "score", "maximum_length": "maxLength"}
        names["competencies"] = "competencies"
        limits = ("rateMin", "rateMax") if kind == SCALE else ("min", "max")
        names |= dict(zip(("minimum", "maximum"), limits, strict=True))
        made |= {name: ours[key] for key, name in names.items() if key in ours}
        for key, name in (("low", "minRateDescription"), ("high", "maxRateDescription")):
            if key in ours:
                made[name] = self.text(ours[key])
        for key, name in (
            ("rows", "rows"),
            ("options", "columns" if kind == MATRIX else "choices"),
        ):
            if key in ours:
                made[name] = [
                    {"value": one["key"], "text": self.text(one["text"])} for one in ours[key]
                ]
        if kind == NUMBER:
            made["inputType"] = "number"
        if kind == MATRIX and made["isRequired"]:
            made["isAllRowRequired"] = True
        return made


class _Reader:
    def __init__(self, lead: str) -> None:
        self.lead = lead
        self.left_out: list[LeftOut] = []
        self.known: dict[str, str] = {}  # question -> type, as far as read

    def form(self, told: Mapping[str, Any]) -> Told:
        self.unknown(told, SURVEY_KEYS, "")
        mark = sha256(dumps(told, sort_keys=True, default=str).encode()).hexdigest()[:10]
        title = self.text(told.get("title"), "SurveyJS")
        made: Told = {"format": 1, "version": f"surveyjs-{mark}", "title": title}
        pages = told.get("pages")
        if not isinstance(pages, list):
            return made | {"questions": self.elements(told, "")}
        sections = [
            self.section(page, n)
            for n, page in enumerate(pages, start=1)
            if isinstance(page, Mapping)
        ]
        sections = [section for section in sections if section["questions"]]
        is_one = len(sections) == 1 and "show_when" not in sections[0] and not sections[0]["title"]
        if is_one or not sections:
            return made | {"questions": sections[0]["questions"] if sections else []}
        for section in sections:
            section["title"] = section["title"] or title
        return made | {"sections": sections}

    def section(self, page: Mapping[str, Any], n: int) -> Told:
        path = f"pages[{n}]"
        self.unknown(page, PAGE_KEYS, path)
        section: Told = {"key": str(page.get("name") or f"page{n}")}
        section["title"] = self.text(page["title"], "") if page.get("title") else {}
        self.shown(page, section, path)
        section["questions"] = self.elements(page, path)
        return section

    def elements(self, told: Mapping[str, Any], path: str, depth: int = 1) -> list[Told]:
        name = "elements" if "elements" in told else "questions"
        listed = told.get(name)
        found: list[Told] = []
        for n, one in enumerate(listed if isinstance(listed, list) else [], start=1):
            here = f"{path}.{name}[{n}]".lstrip(".")
            kind = one.get("type") if isinstance(one, Mapping) else None
            if kind == "panel" and depth < DEEPEST:
                self.unknown(one, PAGE_KEYS, here)
                if one.get("visibleIf"):
                    self.left_out.append(LeftOut("condition", here))
                found += self.elements(one, here, depth + 1)
            elif isinstance(kind, str) and kind in TYPES:
                found.append(self.question(one, here))
            else:
                self.left_out.append(LeftOut("element-type", here))
        return found

    def question(self, told: Mapping[str, Any], path: str) -> Told:
        self.unknown(told, QUESTION_KEYS, path)
        is_number = told["type"] == "text" and told.get("inputType") in ("number", "range")
        kind = NUMBER if is_number else TYPES[told["type"]]
        key = str(told.get("name", ""))
        made: Told = {
            "key": key,
            "type": kind,
            "text": self.text(told.get("title"), key or "?"),
            "required": told.get("isRequired") is True,
        }
        if "competencies" in told:
            made["competencies"] = told["competencies"]
        self.of_type(told, made, kind)
        if "correctAnswer" in told and kind in (SINGLE, MULTIPLE, NUMBER):
            self.scored(told, made, path)
        else:
            self.shown(told, made, path)
        self.known[key] = kind
        return made

    def of_type(self, told: Mapping[str, Any], made: Told, kind: str) -> None:
        if kind in (SINGLE, MULTIPLE, ORDER):
            made["options"] = self.options(told.get("choices"))
        elif kind == MATRIX:
            made["options"] = self.options(told.get("columns"))
            made["rows"] = self.options(told.get("rows"))
        elif kind == SCALE:
            low = number(told.get("rateMin", 1))
            made["minimum"] = low
            count = number(told.get("rateCount", 5)) or 5
            made["maximum"] = number(told.get("rateMax", (low or 0) + count - 1))
            for key, name in (("low", "minRateDescription"), ("high", "maxRateDescription")):
                if told.get(name):
                    made[key] = self.text(told[name], "")
        elif kind == NUMBER:
            for key, name in (("minimum", "min"), ("maximum", "max")):
                if (limit := number(told.get(name))) is not None:
                    made[key] = limit
        elif (length := number(told.get("maxLength"))) is not None and length > 0:
            made["maximum_length"] = length

    def scored(self, told: Mapping[str, Any], made: Told, path: str) -> None:
        answer = told["correctAnswer"]
        if made["type"] == NUMBER:
            made["correct"] = number(answer)
        elif made["type"] == MULTIPLE:
            several = answer if isinstance(answer, list) else [answer]
            made["correct"] = [str(one) for one in several]
        else:
            made["correct"] = str(answer)
        if (points := number(told.get("score"))) is not None:
            made["points"] = points
        if told.get("visibleIf"):  # what is scored is always shown
            self.left_out.append(LeftOut("condition", path))

    def shown(self, told: Mapping[str, Any], made: Told, path: str) -> None:
        if told.get("visibleIf"):
            read = condition(str(told["visibleIf"]), SURVEYJS, self.known)
            if read is None:
                self.left_out.append(LeftOut("condition", path))
            else:
                made["show_when"] = read

    def options(self, told: object) -> list[Told]:
        listed: Sequence[object] = told if isinstance(told, list) else []
        found = []
        for one in listed:
            value = one.get("value", "") if isinstance(one, Mapping) else one
            text = one.get("text") if isinstance(one, Mapping) else None
            found.append({"key": str(value), "text": self.text(text, str(value) or "?")})
        return found

    def text(self, told: object, otherwise: str) -> dict[str, str]:
        if isinstance(told, Mapping):
            texts = {
                self.lead if one == "default" else str(one): text for one, text in told.items()
            }
            if texts and all(isinstance(text, str) and text.strip() for text in texts.values()):
                return texts
        return {self.lead: told if isinstance(told, str) and told.strip() else otherwise}

    def unknown(self, told: Mapping[str, Any], known: set[str], path: str) -> None:
        self.left_out += [
            LeftOut("property", f"{path}.{name}".lstrip(".")) for name in told if name not in known
        ]
