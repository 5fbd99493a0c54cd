"""The words of the reports in the reader's language: a sentence for every rule of the checks."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samgak.core.dates import plain_date
from samgak.core.errors import RuleBroken
from samgak.core.places import language_name
from samgak.reporting import rules
from samgak.reporting.queries import ProblemAt
from samgak.standards.iati.checks import Problem

PERCENT_MISSING = _("Several countries or regions are named: each needs its share in percent.")
PERCENT_SUM = _("The shares of the countries add up to %(sum)s percent; they must make 100.")
PERCENT_ALONE = _("Only one country is named, so its share is 100 percent, not %(sum)s.")
IMPOSSIBLE_PERCENT = _("A share of %(percentage)s percent is not possible: enter 0 to 100.")
IDENTIFIER_SPACES = _("The identifier begins or ends with a space; take it away.")
IDENTIFIER_SYMBOLS = _("The identifier holds a symbol that is not allowed: / & | or ?")
UNNAMED_ORGANISATION = _("An organisation has neither a name nor an identifier; enter one of them.")
END_BEFORE_START = _("The end, %(end)s, comes before the beginning, %(start)s.")
DAY_IN_FUTURE = _("This happens on %(date)s, a day to come: it can be reported from that day on.")
AID_TYPE_WITHOUT_DAC = _("The type of aid is not given in the vocabulary of the OECD.")
AID_TYPE_TWICE = _("The type of aid is given twice in the vocabulary %(vocabulary)s.")
VALUE_MISSING = _("The indicator counts, but a number is missing.")
VALUE_NOT_A_NUMBER = _("The indicator counts, but a value is not a number.")
VALUE_TOO_MUCH = _("The indicator describes in words; take the number away.")
COUNTRIES_ON_TWO_LEVELS = _(
    "Countries are named for the whole edition and for single expenditures: keep one of the two."
)
NO_COUNTRY = _("No beneficiary country is named: add a beneficiary partner.")
COUNTRY_OF_SOME = _("Some expenditures name a country and this one does not.")
SECTORS_ON_TWO_LEVELS = _(
    "Sectors are named for the whole edition and for single expenditures: keep one of the two."
)
NO_SECTOR = _("No sector is named: add the purpose codes to the edition.")
SECTOR_OF_SOME = _("Some expenditures name a sector and this one does not.")

PROBLEM_TEXTS = {
    "1.1.3": _(
        "The identifier of the report is that of the organisation itself, %(organisation)s."
    ),
    "1.1.21": _("The identifier of the report must begin with that of its organisation."),
    "1.3.1": IDENTIFIER_SPACES,
    "1.3.13": IDENTIFIER_SYMBOLS,
    "1.8.1": IDENTIFIER_SPACES,
    "1.8.13": IDENTIFIER_SYMBOLS,
    "1.14.1": IDENTIFIER_SPACES,
    "1.14.8": _(
        "The identifier %(organisation)s begins with no register that IATI knows, such as XM-DAC."
    ),
    "1.14.13": IDENTIFIER_SYMBOLS,
    "2.1.1": _("Several sectors are named: each needs its share in percent."),
    "2.1.2": _("The shares of the sectors add up to %(sum)s percent; they must make 100."),
    "2.1.4": _("Only one sector is named, so its share is 100 percent, not %(sum)s."),
    "2.2.1": _("A sector in the organisation's own words needs an explanation."),
    "102.1.1": _("At least one sector must be a purpose code of the OECD."),
    "3.1.1": PERCENT_MISSING,
    "3.1.2": PERCENT_SUM,
    "3.1.4": PERCENT_ALONE,
    "3.4.1": PERCENT_MISSING,
    "3.4.2": PERCENT_SUM,
    "3.4.4": PERCENT_ALONE,
    "3.6.2": COUNTRIES_ON_TWO_LEVELS,
    "3.7.1": NO_COUNTRY,
    "3.7.2": COUNTRY_OF_SOME,
    "4.1.1": _("A text does not say in which language it is written."),
    "4.3.1": _("The title is empty; write it in at least one language."),
    "4.4.1": _("A description is empty; write it or take it away."),
    "6.2.2": NO_SECTOR,
    "6.6.2": SECTORS_ON_TWO_LEVELS,
    "6.7.2": SECTOR_OF_SOME,
    "6.9.1": UNNAMED_ORGANISATION,
    "6.9.2": UNNAMED_ORGANISATION,
    "6.10.1": UNNAMED_ORGANISATION,
    "6.11.1": _("The edition has neither a planned nor an actual first day."),
    "6.13.1": _("A policy marker in the organisation's own words needs an explanation."),
    "6.14.1": _("A policy marker does not say how much it weighs."),
    "7.5.3": _("A budget runs for more than a year, from %(start)s to %(end)s."),
    "7.8.1": _("The amount has no currency."),
    "8.6.1": END_BEFORE_START,
    "8.6.3": END_BEFORE_START,
    "8.8.1": VALUE_MISSING,
    "8.8.2": VALUE_NOT_A_NUMBER,
    "8.8.3": VALUE_TOO_MUCH,
    "8.9.1": VALUE_MISSING,
    "8.9.2": VALUE_NOT_A_NUMBER,
    "8.9.3": VALUE_TOO_MUCH,
    "8.10.1": VALUE_MISSING,
    "8.10.2": VALUE_NOT_A_NUMBER,
    "8.10.3": VALUE_TOO_MUCH,
    "11.1.1": DAY_IN_FUTURE,
    "11.1.2": END_BEFORE_START,
    "11.1.3": END_BEFORE_START,
    "11.1.4": DAY_IN_FUTURE,
    "11.1.5": DAY_IN_FUTURE,
    "11.2.1": DAY_IN_FUTURE,
    "11.2.2": _("The value is that of %(date)s, a day to come."),
    "12.1.1": IMPOSSIBLE_PERCENT,
    "12.3.1": IMPOSSIBLE_PERCENT,
    "107.1.1": AID_TYPE_WITHOUT_DAC,
    "107.1.2": AID_TYPE_TWICE,
    "107.2.1": AID_TYPE_WITHOUT_DAC,
    "107.2.2": AID_TYPE_TWICE,
    "address": _("%(address)s is not an address on the web."),
    "characters": _("The text holds a character that no report can carry; write it again."),
    "codelist": _("The code %(code)s is not in IATI's list %(list)s."),
    "codelist-withdrawn": _("The code %(code)s was withdrawn from IATI's list %(list)s."),
    "collaboration-type-8": _("This can't be reported as triangular co-operation. %(reason)s"),
    "language-repeated": _("A text is written twice in one language (%(language)s)."),
    "narrative": _("A text is empty; write it in at least one language."),
    "not-a-number": _("%(amount)s is not a number."),
    "not-own-expenditure": _("This was paid by another organisation, which reports it itself."),
    "related-to-itself": _("The report names itself as a related one."),
    "required": _("Something that every report must say is missing here."),
    rules.SHARED_IDENTIFIER: _(
        "Two organisations share the identifier %(identifier)s, so their money would be counted as one."
    ),
}

# Why an edition is not triangular co-operation: the codes of standards.iati.triangular.
TRIANGULAR_TEXTS = {
    "no-facilitating-partner": _("No partner is facilitating."),
    "no-pivotal-partner": _("No partner is pivotal."),
    "no-beneficiary": _("No partner is a beneficiary."),
    "no-south-south-element": _(
        "No developing country shares what it knows with another developing country."
    ),
    "no-supporting-provider": _(
        "Nobody from another country supports the developing country that shares."
    ),
}

PLACE_TEXTS = {
    ("contribution", "spent_on"): _("Day of the expenditure: %(item)s"),
    ("contribution", "amount"): _("Amount: %(item)s"),
    ("contribution", "currency"): _("Currency: %(item)s"),
    ("contribution", "item"): _("Name of the item: %(item)s"),
    ("contribution", "payer"): _("Payer: %(item)s"),
    ("contribution", "purpose"): _("What it pays for: %(item)s"),
    ("contribution", "delivered_in"): _("Country in which it is delivered: %(item)s"),
    ("contribution", ""): _("Contribution: %(item)s"),
    ("organisation", "iati_identifier"): _("IATI identifier of the organisation"),
    ("organisation", "name"): _("Name of the organisation"),
    ("partners", ""): _("Partners and their roles"),
    ("state", ""): _("Life of the edition"),
    ("edition", "title"): _("Title of the edition"),
    ("edition", "objectives"): _("Objectives of the edition"),
    ("edition", "dates"): _("Dates of the edition"),
    ("edition", "sectors"): _("Sectors of the edition"),
    ("edition", ""): _("The edition"),
}

RULE_TEXTS = {
    "nothing_to_report": _(
        "This organisation has nothing to report: it pays for nothing here, or it has no IATI identifier."
    ),
    "report_has_problems": _("The report still has problems; mend them first."),
    "report_breaks_the_schema": _("The official schema of IATI refuses the report: %(fault)s"),
    "nothing_is_frozen": _("This organisation has frozen no report yet."),
}


def sentence(broken: RuleBroken) -> str:
    """Why the act was refused."""
    return str(RULE_TEXTS[broken.code] % broken.params)


def problem_sentence(problem: Problem) -> str:
    """What is wrong, in the reader's language."""
    return str(PROBLEM_TEXTS[problem.rule] % _in_words(problem.params))


def place_name(found: ProblemAt, item: str) -> str:
    """Which field is at fault; `item` names the contribution when it is one's."""
    place = found.place
    text = PLACE_TEXTS.get((place.part, place.field)) or PLACE_TEXTS[place.part, ""]
    return str(text % {"item": item})


def _in_words(params: Mapping[str, str]) -> dict[str, str]:
    reader = get_language() or "en"
    words = dict(params)
    for name in ("date", "start", "end"):
        if name in words:
            words[name] = plain_date(date.fromisoformat(words[name]), reader)
    if words.get("language"):
        words["language"] = language_name(words["language"], reader)
    if "reason" in words:
        words["reason"] = str(TRIANGULAR_TEXTS[words["reason"]])
    return words
