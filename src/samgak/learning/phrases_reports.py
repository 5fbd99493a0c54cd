"""Country reports and public indicators in the reader's language."""

from decimal import Decimal

from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from samgak.core.errors import RuleBroken
from samgak.core.versions import CHANGED, CHANGED_TEXT
from samgak.learning.rules.indicators import Fault
from samgak.measures import egdi
from samgak.questionnaires.answers import AnswerFault

RULE_TEXTS = {
    CHANGED: CHANGED_TEXT,
    "country_does_not_report": _("This country takes no part in the edition."),
    "report_is_handed_in": _("The report is handed in; the officers can give it back."),
    "report_is_empty": _("Nothing is written yet."),
    "answers_have_faults": _("Some answers are missing or not valid."),
    "indicators_have_faults": _("The file was not taken; see below what is wrong in it."),
}

ANSWER_TEXTS = {
    "required": _("Answer this question."),
    "number": _("Write a number, such as 12 or 3.5."),
    "below-minimum": _("Write a number of at least %(minimum)s."),
    "above-maximum": _("Write a number of at most %(maximum)s."),
    "too-long": _("Write at most %(maximum_length)s letters."),
}

ROW_TEXTS = {
    "headings": _("the columns country, indicator, value, year, source belong here"),
    "too-many-rows": _("a file may have 5,000 rows"),
    "not-text": _("this can't be read as a CSV in UTF-8"),
    "country": _("a country code of two capital letters belongs here"),
    "indicator": _("the name of an indicator belongs here"),
    "value": _("a number belongs here"),
    "year": _("a year belongs here"),
    "source": _("a source belongs here"),
    "repeated": _("this value stands in the file already"),
}

INDICATOR_TEXTS = {
    "gtmi-admin": _("GovTech: systems for administration (most 10)"),
    "gtmi-backend": _("GovTech: shared infrastructure (most 4)"),
    "gtmi-engagement": _("GovTech: public consultation (most 3)"),
    "gtmi-innovation": _("GovTech: innovation (most 4)"),
    "gtmi-openness": _("GovTech: open government and open data (most 6.75)"),
    "gtmi-policy": _("GovTech: strategies and institutions (most 10)"),
    "gtmi-portals": _("GovTech: portals and services (most 8)"),
    "egdi": _("E-Government Development Index"),
    "osi": _("Online service index"),
    "tii": _("Telecommunication infrastructure index"),
    "hci": _("Human capital index"),
    "egdi-rank": _("Rank in the E-Government Development Index"),
    "osi-rank": _("Rank in the online service index"),
    "tii-rank": _("Rank in the telecommunication infrastructure index"),
    "hci-rank": _("Rank in the human capital index"),
    "epi-rank": _("Rank in the e-participation index"),
}

GROUP_TEXTS = {
    egdi.VERY_HIGH: _("The survey calls this very high."),
    egdi.HIGH: _("The survey calls this high."),
    egdi.MIDDLE: _("The survey calls this middle."),
    egdi.LOW: _("The survey calls this low."),
}


def sentence(broken: RuleBroken) -> str:
    """Why the act was refused."""
    return str(RULE_TEXTS[broken.code] % broken.params)


def answer_sentence(fault: AnswerFault) -> str:
    """What is wrong with an answer, and what to do."""
    return str(ANSWER_TEXTS[fault.code]) % fault.params


def row_sentence(fault: Fault) -> str:
    """What is wrong in a row of the indicators."""
    return gettext("Row %(row)s: %(expectation)s.") % {
        "row": fault.row,
        "expectation": ROW_TEXTS[fault.code],
    }


def as_written(value: object) -> str:
    """A number with the digits its source gives, in the manner of the reader's language."""
    exact = Decimal(str(value))
    places = max(0, -int(exact.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return str(format_decimal(exact, format=pattern, locale=get_language() or "en"))


def indicator_name(key: str) -> str:
    """What an indicator is called; one that Samgak does not know, as the file calls it."""
    return str(INDICATOR_TEXTS.get(key, key))
