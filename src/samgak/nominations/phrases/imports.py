"""What there is to say about workbooks and their rows, in the reader's language: what is wrong, and what to do."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from samgak.core import uploads
from samgak.core.dates import plain_date
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name, language_name
from samgak.nominations.phrases.nominations import RULE_TEXTS as NOMINATION_RULE_TEXTS
from samgak.nominations.phrases.selections import SEX_TEXTS
from samgak.nominations.rules.codes import Code
from samgak.nominations.rules.nominees import OWN
from samgak.programmes import phrases as programmes

FIELD_TEXTS = {
    "rank": _("Rank"),
    "family": _("Surname"),
    "given": _("Given names"),
    "passport_name": _("Passport name"),
    "native": _("Native name"),
    "sex": _("Sex"),
    "born_on": _("Date of birth"),
    "organisation": _("Organisation"),
    "position": _("Position"),
    "years_in_service": _("Years in service"),
    "email": _("Mail address"),
    "phone": _("Phone"),
    "last_training_on": _("Last training abroad"),
}
OUTCOME_TEXTS = {
    "created": pgettext_lazy("row of a workbook", "New"),
    "changed": pgettext_lazy("row of a workbook", "Changed"),
    "unchanged": pgettext_lazy("row of a workbook", "As it is already"),
    "reported": pgettext_lazy("row of a workbook", "Not imported"),
}
STATE_TEXTS = {
    "uploaded": pgettext_lazy("workbook", "Being read"),
    "previewed": pgettext_lazy("workbook", "Waits for you to confirm"),
    "imported": pgettext_lazy("workbook", "Imported"),
    "undone": pgettext_lazy("workbook", "Undone"),
    "refused": pgettext_lazy("workbook", "Could not be read"),
}
FINDING_TEXTS = {
    Code.MISSING_FAMILY_NAME: _(
        "There is no surname. Write it as in the passport; a single name stands here."
    ),
    Code.UNUSABLE_NAME: _("“%(value)s” can't be a name. Write the name as in the passport."),
    Code.NOT_LATIN: _(
        "“%(value)s” has letters that no passport has in this line: %(letters)s."
        " Write the name in Latin letters as in the passport."
    ),
    Code.MISSING_BIRTH_DATE: _("There is no date of birth. Write it, such as 09.05.1990."),
    Code.IMPOSSIBLE_DATE: _("“%(value)s” isn't in the calendar. Look the date up in the passport."),
    Code.UNREADABLE_DATE: _(
        "“%(value)s” can't be read as a date. Write day, month and year, such as 09.05.1990."
    ),
    Code.TWO_DIGIT_YEAR: _("“%(value)s” leaves the century open. Write the year with four digits."),
    Code.BIRTH_IN_FUTURE: _("“%(value)s” is still to come. Look the date up in the passport."),
    Code.MISSING_ADDRESS: _("There is no mail address. Write one that the person reads."),
    Code.NOT_AN_ADDRESS: _(
        "“%(value)s” is no mail address. Write one such as name@ministry.example."
    ),
    Code.NEGATIVE_NUMBER: _("“%(value)s” is below zero. Write the number without the minus sign."),
    Code.UNREADABLE_NUMBER: _("“%(value)s” can't be read as a number. Write a number such as 5."),
    Code.IMPLAUSIBLE_NUMBER: _(
        "“%(value)s” is not between %(least)s and %(most)s. Check the number."
    ),
    Code.FORMULA_ERROR: _(
        "The cell shows %(value)s: its formula does not work. Write the value itself."
    ),
    Code.DUPLICATE: _(
        "The same person stands in row %(row)s already; that row counts."
        " Nothing is to be done, unless this row is the right one: then remove the other."
    ),
    Code.NOT_A_PERSON: _("“%(value)s” is no person. Nothing is to be done if that is right."),
    Code.MISSING_VALUE: _("Nothing is written here. Write the value."),
    Code.UNKNOWN_SEX: _("“%(value)s” is not understood. Write F or M."),
    Code.TOO_MANY: _(
        "The country has nominated as many people as it may; the limit is %(most)s."
        " Withdraw somebody, or ask the programme officer."
    ),
    Code.SINGLE_NAME: _("There are no given names. Check that the passport has none either."),
    Code.LOOK_ALIKE_LETTERS: _(
        "“%(value)s” had letters of another alphabet that look Latin (%(letters)s);"
        " they were replaced. Compare with the passport."
    ),
    Code.BIRTH_DATE_IMPRECISE: _(
        "“%(value)s” has no day; the first day was taken. Write the whole date."
    ),
    Code.TRAINING_IN_FUTURE: _("“%(value)s” is still to come. Check the date."),
    Code.SEVERAL_ADDRESSES: _("There are several addresses; %(value)s was taken."),
    Code.SHARED_ADDRESS: _("Row %(row)s has the same address. Letters would reach one mailbox."),
    Code.POSSIBLE_DUPLICATE: _(
        "This may be the person of row %(row)s, typed another way. Compare both rows;"
        " if it is one person, merge the two records after the import."
    ),
    Code.REPEATED_RANK: _(
        "Row %(row)s has rank %(rank)s too. Give each person a rank of their own."
    ),
    Code.WITHDRAWN_BEFORE: _(
        "This nomination was withdrawn and stays so. Nominate the person by hand if it is to stand again."
    ),
    Code.UNKNOWN_LEVEL: _(
        "“%(value)s” is not understood as a level; the person is imported without one."
        " Say what it means, or write a level such as B2."
    ),
    Code.UNKNOWN_ANSWER: _(
        "“%(value)s” is no answer to “%(question)s”; the person is imported without one."
        " Add it by hand, or write one of the answers offered."
    ),
    Code.MISSING_ANSWER: _("“%(question)s” is not answered yet. Add the answer by hand."),
    Code.NO_HEADER: _(
        "No row has headings that are known. Say below what each column holds, or use the template."
    ),
    Code.MISSING_COLUMN: _(
        "No column for this was found. Add it, or say below which column it is."
    ),
    Code.OTHER_SHEET: _("The sheet “%(sheet)s” was not read: only the first list is."),
    Code.RANK_FROM_NUMBER: _("The column “%(heading)s” was taken for the rank. Check that it is."),
}
RULE_TEXTS = {
    "file_names_no_country": _(
        "The name of the file does not say the country. Call it nominations-kz.xlsx, with the"
        " country's two letters (ISO 3166-1)."
    ),
    "unknown_country": _("There is no country with the code %(country)s."),
    "import_is_done": _("This workbook was imported or undone already. Upload it again."),
    "import_is_not_done": _("This workbook is not imported, or no longer."),
    "import_was_undone": _("This import was undone. Upload the workbook again."),
    "unknown_field": _("Choose one of the columns offered."),
    "unknown_level": _("Choose one of the levels offered."),
    "no_header": _("No row has headings that are known. Say first what the columns hold."),
    "row_is_mended_already": _("This row was mended already."),
    "wrong-type": _(
        "The file can't be opened as what its name says. Save it as .xlsx, .ods or .csv and upload it again."
    ),
    "damaged": _("The file is damaged. Open it, save it under another name and upload that."),
    "empty": _("The file is empty. Upload the one with the list."),
    "encrypted": _("The file is locked with a password. Save it without one and upload it again."),
    "unknown-encoding": _(
        "The letters of the file can't be read. Save it as .xlsx, or as .csv in UTF-8."
    ),
    "too-large": _("The file is too large. Leave only the list in it and upload it again."),
}
BUILT_ON_TEXTS = {
    "a_row_was_mended": _(
        "Rows of this workbook were mended by hand since. Withdraw the people instead."
    ),
    "a_nominee_was_changed": _(
        "%(name)s was changed since by hand or by another workbook. Withdraw people instead."
    ),
    "a_selection": _("A selection speaks of %(name)s already. Withdraw people instead."),
}


def sentence(broken: RuleBroken) -> str:
    """Why an act on a workbook was refused, in the reader's language."""
    if broken.code == "import_is_built_on":
        return str(BUILT_ON_TEXTS[str(broken.params["why"])] % broken.params)
    if broken.code == "not_your_country":
        country = country_name(str(broken.params["country"]), get_language() or "en")
        return gettext("You may not nominate for this country: %(country)s.") % {"country": country}
    if broken.code == "question_is_counted":
        line = {"line": programmes.quota_sentence(broken.params["line"])}
        return str(NOMINATION_RULE_TEXTS[broken.code] % line)
    if broken.code == "question_is_of_a_country":
        country = country_name(str(broken.params["country"]), get_language() or "en")
        return str(NOMINATION_RULE_TEXTS[broken.code] % {**broken.params, "country": country})
    for texts in (RULE_TEXTS, NOMINATION_RULE_TEXTS, uploads.RULE_TEXTS):
        if broken.code in texts:
            return str(texts[broken.code] % broken.params)
    return programmes.sentence(broken)


def finding_sentence(finding: Mapping[str, Any]) -> str:
    """What is to be said of a cell, a row or a sheet, and what to do about it."""
    code, params = Code(finding["code"]), finding["params"]
    if code in _COUNTED:
        return _COUNTED[code](params)
    return str(FINDING_TEXTS[code] % params)


def field_name(field: str) -> str:
    """The name of a field, such as a column's heading; empty for none."""
    reader = get_language() or "en"
    if field.startswith("language_"):
        language = language_name(field.removeprefix("language_"), reader)
        return gettext("Language: %(language)s") % {"language": language}
    if field.startswith("level_"):
        language = language_name(field.removeprefix("level_"), reader)
        return gettext("Language as understood: %(language)s") % {"language": language}
    if field.startswith(OWN):
        return gettext("Further question")
    return str(FIELD_TEXTS[field]) if field else ""


def value_text(field: str, value: str) -> str:
    """A fact as a reader writes it: dates in words, levels and sexes by name."""
    if value and field == "sex":
        return str(SEX_TEXTS[value])
    if value and field in ("born_on", "last_training_on"):
        return plain_date(date.fromisoformat(value), get_language() or "en")
    if value and field.startswith("level_"):
        return str(programmes.LEVEL_TEXTS[value])
    return value


def fact_text(field: str, facts: Mapping[str, str]) -> str:
    """One of the facts of a nominee; beside a language level as written, the level understood."""
    said = value_text(field, facts[field])
    level = facts.get(field.replace("language_", "level_", 1), "")
    if not field.startswith("language_") or level in ("", facts[field]):
        return said
    words = {"said": said, "level": programmes.LEVEL_TEXTS[level]}
    return gettext("%(said)s (%(level)s)") % words


def import_sentences(counts: Mapping[str, int]) -> list[str]:
    """What came of a workbook, a sentence for each outcome that has rows."""
    told = [
        (
            "created",
            ngettext(
                "%(n)s person was nominated.", "%(n)s people were nominated.", counts["created"]
            ),
        ),
        (
            "changed",
            ngettext(
                "%(n)s nominee was changed.", "%(n)s nominees were changed.", counts["changed"]
            ),
        ),
        (
            "unchanged",
            ngettext(
                "%(n)s row says what was known already.",
                "%(n)s rows say what was known already.",
                counts["unchanged"],
            ),
        ),
        (
            "reported",
            ngettext(
                "%(n)s row was not imported.", "%(n)s rows were not imported.", counts["reported"]
            ),
        ),
        (
            "mended",
            ngettext(
                "%(n)s row was mended since.", "%(n)s rows were mended since.", counts["mended"]
            ),
        ),
    ]
    said = [text % {"n": counts[name]} for name, text in told if counts[name]]
    if not counts["created"] and not counts["changed"]:
        said.insert(0, gettext("Nothing was changed."))
    return said


def preview_sentences(counts: Mapping[str, int]) -> list[str]:
    """What the import of a workbook would do, a sentence for each outcome that has rows."""
    told = [
        (
            "created",
            ngettext(
                "%(n)s person will be nominated.",
                "%(n)s people will be nominated.",
                counts["created"],
            ),
        ),
        (
            "changed",
            ngettext(
                "%(n)s nominee will be changed.",
                "%(n)s nominees will be changed.",
                counts["changed"],
            ),
        ),
        (
            "unchanged",
            ngettext(
                "%(n)s row says what is known already.",
                "%(n)s rows say what is known already.",
                counts["unchanged"],
            ),
        ),
        (
            "reported",
            ngettext(
                "%(n)s row can't be imported as it is; it can be mended after the import.",
                "%(n)s rows can't be imported as they are; they can be mended after the import.",
                counts["reported"],
            ),
        ),
    ]
    said = [text % {"n": counts[name]} for name, text in told if counts[name]]
    if not counts["created"] and not counts["changed"]:
        said.insert(0, gettext("The import would change nothing."))
    return said


def _too_long(params: Mapping[str, Any]) -> str:
    text = ngettext(
        "This is too long: %(letters)s letter, and at most %(most)s may stand here. Shorten it.",
        "This is too long: %(letters)s letters, and at most %(most)s may stand here. Shorten it.",
        params["letters"],
    )
    return text % params


def _implausible_age(params: Mapping[str, Any]) -> str:
    text = ngettext(
        "“%(value)s” makes the person %(age)s year old; from %(least)s to %(most)s is expected."
        " Look the date up in the passport.",
        "“%(value)s” makes the person %(age)s years old; from %(least)s to %(most)s is expected."
        " Look the date up in the passport.",
        params["age"],
    )
    return text % params


def _years_rounded_down(params: Mapping[str, Any]) -> str:
    text = ngettext(
        "“%(value)s” counts as %(years)s completed year.",
        "“%(value)s” counts as %(years)s completed years.",
        params["years"],
    )
    return text % params


def _years_exceed_age(params: Mapping[str, Any]) -> str:
    text = ngettext(
        "%(years)s year in service is much for somebody aged %(age)s. Check both.",
        "%(years)s years in service are many for somebody aged %(age)s. Check both.",
        params["years"],
    )
    return text % params


def _possible_duplicate_of_known(params: Mapping[str, Any]) -> str:
    born = plain_date(date.fromisoformat(params["born"]), get_language() or "en")
    text = gettext(
        "This may be somebody nominated already, typed another way (born on %(born)s)."
        " If it is one person, merge the two records after the import."
    )
    return text % {"born": born}


_COUNTED = {
    Code.TOO_LONG: _too_long,
    Code.IMPLAUSIBLE_AGE: _implausible_age,
    Code.YEARS_ROUNDED_DOWN: _years_rounded_down,
    Code.YEARS_EXCEED_AGE: _years_exceed_age,
    Code.POSSIBLE_DUPLICATE_OF_KNOWN: _possible_duplicate_of_known,
}
