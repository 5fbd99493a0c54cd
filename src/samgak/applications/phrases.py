"""The words of applications in the reader's language."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from babel import numbers
from babel.lists import format_list
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from samgak.applications.rules.official import LayoutFault
from samgak.calls import phrases as calls
from samgak.core import dates, questions, uploads
from samgak.core.errors import RuleBroken
from samgak.core.places import language_name
from samgak.programmes.phrases import LEVEL_TEXTS, ROLE_TEXTS
from samgak.questionnaires import fields
from samgak.questionnaires.answers import AnswerFault
from samgak.questionnaires.model import (
    CONSENT,
    DATE,
    FILE,
    LANGUAGES,
    MULTIPLE,
    SINGLE,
    TABLE,
    Question,
    Text,
    text_in,
)

STATE_TEXTS = {
    "draft": pgettext_lazy("application", "Draft"),
    "returned": pgettext_lazy("application", "Returned for correction"),
    "submitted": pgettext_lazy("application", "Submitted"),
    "supervisor_endorsed": pgettext_lazy("application", "Endorsed by the supervisor"),
    "focal_point_endorsed": pgettext_lazy("application", "Endorsed by the focal point"),
    "not_endorsed": pgettext_lazy("application", "Not endorsed"),
    "eligible": pgettext_lazy("application", "Eligible"),
    "ineligible": pgettext_lazy("application", "Not eligible"),
    "shortlisted": pgettext_lazy("application", "Shortlisted"),
    "selected": pgettext_lazy("application", "Selected"),
    "reserve": pgettext_lazy("application", "In reserve"),
    "not_selected": pgettext_lazy("application", "Not selected"),
    "accepted": pgettext_lazy("application", "Place accepted"),
    "declined": pgettext_lazy("application", "Place declined"),
    "withdrawn": pgettext_lazy("application", "Withdrawn"),
}
ACTOR_TEXTS: Mapping[str, str | Promise] = {
    "applicant": _("The applicant"),
    "supervisor": _("The supervisor"),
    **{
        role: ROLE_TEXTS[role]
        for role in ("focal_point", "programme_officer", "screener", "approver")
    },
}
# What an officer or a focal point does by hand.
STEP_TEXTS = {
    "returned": _("Return it for correction"),
    "supervisor_endorsed": _("The supervisor endorsed it on paper"),
    "focal_point_endorsed": _("Endorse it"),
    "not_endorsed": _("Do not endorse it"),
    "withdrawn": _("The applicant withdraws"),
}
NEW_KIND_TEXTS = {
    "line": _("A line of text"),
    "paragraph": _("Text of several lines"),
    "email": _("E-mail address"),
    "number": _("A number"),
    "date": _("A date"),
    "single": _("One answer of several"),
    "multiple": _("Several answers"),
    "table": _("A table, filled in row by row"),
    "languages": _("Languages, each with its levels"),
    "consent": _("A consent that may be refused"),
    "file": _("A file"),
}
SKILL_TEXTS = {
    "language": _("Language"),
    "listening": pgettext_lazy("language skill", "Listening"),
    "speaking": pgettext_lazy("language skill", "Speaking"),
    "reading": pgettext_lazy("language skill", "Reading"),
    "writing": pgettext_lazy("language skill", "Writing"),
}
AGREEMENT_TEXTS = {"agreed": _("I agree"), "refused": _("I do not agree")}
AGREED_TEXTS = {"agreed": _("Agreed"), "refused": _("Not agreed")}
FAULT_TEXTS = questions.FAULT_TEXTS | {
    "unknown-question": _("This question is no longer asked."),
    "email": _("Write an e-mail address, such as name@ministry.example."),
    "telephone": _("Write a telephone number, such as +996 555 123456."),
    "not-latin": _("Write the name in Latin letters, as in the passport."),
    "hidden-marks": _("The name holds characters that can't be seen. Delete it and type it again."),
    "day": _("Write a date that exists, with day, month and year."),
    "too-early": _("Write a date from %(day)s on."),
    "too-late": _("Write a date until %(day)s."),
    "too-many-rows": _("Give at most %(most_rows)s entries."),
    "year": _("Entry %(row)s: write a year with four digits."),
    "row-incomplete": _("Entry %(row)s is not complete."),
    "level-missing": _("Entry %(row)s: choose a level for each of the four skills."),
    "language-twice": _("Give each language once."),
    "file-type-refused": uploads.RULE_TEXTS["file_type_refused"],
    "must-agree": _("Without your agreement the application can't be submitted."),
}
LAYOUT_TEXTS = {
    "no_heading": _("The first line must be a heading, such as # The applicant."),
    "unknown_key": _("Line %(line)s: nothing is known under %(key)s."),
    "too_long": _("The form is too long: at most 400 lines."),
}
RULE_TEXTS: Mapping[str, str | Promise] = {
    **uploads.RULE_TEXTS,
    **{code: calls.RULE_TEXTS[code] for code in ("not_ready", "version_is_new")},
    "application_has_no_such_step": _("The application is not at this point."),
    "application_step_is_somebody_elses": _("Somebody else takes this step."),
    "application_needs_has_reason": _("Give a reason."),
    "application_needs_is_not_the_screener": _(
        "Whoever screened an application does not decide on it."
    ),
    "application_needs_call_is_open": _(
        "The call is not open, so applications can't be submitted now."
    ),
    "application_needs_seat_is_still_free": _(
        "The seat has gone to somebody else meanwhile, or the date has passed."
    ),
    "application_needs_form_is_complete": _("Some answers are missing or need another look."),
    "application_is_handed_in": _("Your application is submitted, so it can't be changed now."),
    "application_names_no_supervisor": _(
        "The application names no supervisor with an e-mail address."
    ),
    "question_is_gone": _("Somebody else has taken this question away."),
    "definition_is_not_json": _("This is not a JSON file."),
    "too_many_questions": _("A form has at most %(most)s questions."),
    "unprintable": _("The form can't be printed: no letters are known for %(letters)s."),
    "too_many_official_forms": _("An organisation has at most %(most)s forms."),
    "official_form_exists": _(
        "The organisation has a form of this title in this language already."
    ),
    "applications_are_not_asked": _("This edition takes no applications."),
    "applications_exist": _("People have been invited to apply, so the applications stay."),
    "applicant_is_invited": _("%(name)s is invited already."),
    "applicant_has_no_address": _("No e-mail address is known of %(name)s."),
    "link_was_sent_already": _(
        "A link was sent a few minutes ago. Please wait before you send another."
    ),
}


def sentence(broken: RuleBroken) -> str:
    """Why an act on an application was refused."""
    return str(RULE_TEXTS[broken.code] % broken.params)


def layout_sentence(fault: LayoutFault) -> str:
    """What is wrong in a line of an official form."""
    return str(LAYOUT_TEXTS[fault.code] % {"line": fault.line, "key": fault.key})


def fault_sentence(fault: AnswerFault) -> str:
    """What is wrong with an answer, and what to do."""
    params: dict[str, str] = dict(fault.params)
    if "day" in params:
        params["day"] = dates.plain_date(date.fromisoformat(params["day"]), reader())
    return str(FAULT_TEXTS[fault.code] % params)


def words_of(question: Question, answer: Any, *, language: str, working: str = "en") -> str:
    """What was answered, as a reader of that language would write it; rows stand one below the other."""
    if answer in (None, "", [], {}):
        return ""
    if question.type in (SINGLE, MULTIPLE):
        return _chosen(question, answer, language, working)
    of_type: Mapping[str, Callable[[], str]] = {
        TABLE: lambda: _lines(question, answer, language),
        LANGUAGES: lambda: _lines(question, answer, language),
        CONSENT: lambda: str(AGREED_TEXTS.get(str(answer), answer)),
        DATE: lambda: _day(str(answer), language),
        FILE: lambda: _file(answer, language),
    }
    return of_type.get(question.type, lambda: str(answer))()


def _chosen(question: Question, answer: Any, language: str, working: str) -> str:
    chosen = answer if isinstance(answer, list | tuple) else [answer]
    named = {option.key: text(option.text, language, working) for option in question.options}
    names = [named.get(str(key), str(key)) for key in chosen]
    return str(format_list(names, locale=language))


def _lines(question: Question, answer: Any, language: str) -> str:
    return "\n".join(
        ", ".join(cell for cell in cells if cell)
        for cells in rows_of(question, answer, language=language)
    )


def rows_of(question: Question, answer: Any, *, language: str) -> list[list[str]]:
    """The cells of a table or of languages, row by row."""
    given = [row for row in answer if isinstance(row, Mapping)] if isinstance(answer, list) else []
    if question.type == LANGUAGES:
        return [
            [
                language_name(str(row.get(fields.LANGUAGE, "")), language),
                *(str(LEVEL_TEXTS.get(row.get(skill, ""), "")) for skill in fields.SKILLS),
            ]
            for row in given
        ]
    return [
        [
            _day(str(cell), language) if column.type == fields.DAY else str(cell)
            for column in question.columns
            for cell in [row.get(column.key, "")]
        ]
        for row in given
    ]


def heading_of(question: Question, *, language: str, working: str = "en") -> list[str]:
    """The heads of the columns of a table or of languages."""
    if question.type == LANGUAGES:
        return [str(SKILL_TEXTS[name]) for name in (fields.LANGUAGE, *fields.SKILLS)]
    return [text(column.text, language, working) for column in question.columns]


def text(words: Text, language: str, working: str = "en") -> str:
    """A text of a form in this language, or the nearest there is."""
    return text_in(words, own=language, working=working)[0]


def _file(answer: Any, language: str) -> str:
    if not isinstance(answer, Mapping):
        return ""
    size = numbers.format_decimal(max(int(answer[fields.FILE_SIZE]) // 1000, 1), locale=language)
    return f"{answer[fields.FILE_NAME]} ({answer[fields.FILE_KIND].upper()}, {size} kB)"


def _day(said: str, language: str) -> str:
    try:
        return dates.plain_date(date.fromisoformat(said), language)
    except ValueError:
        return said


def reader() -> str:
    return get_language() or "en"
