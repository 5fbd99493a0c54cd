"""The words of the open data practice in the reader's language."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from samgak.core import versions
from samgak.core.errors import RuleBroken
from samgak.standards.dcat.codelists import Licence

KIND_TEXTS = {
    "text": _("Text"),
    "integer": _("Whole number"),
    "decimal": pgettext_lazy("quantity", "Number"),
    "date": _("Date"),
    "boolean": _("Yes or no"),
    "code": _("Code"),
    "link": _("Web address"),
    "empty": _("Nothing in it"),
}
FAULT_TEXTS = {
    "gaps": _("Empty cells"),
    "mixed": _("Cells of another kind"),
    "spaces": _("Spaces too many"),
    "hidden-characters": _("Hidden characters"),
    "outliers": _("Values far from all others"),
    "units": _("Units beside the numbers"),
    "date-styles": _("Dates written in several ways"),
    "missing-in-words": _("Words or signs for a missing value"),
    "formulas": _("Cells that begin like a formula"),
    "spellings": _("One value in several spellings"),
    "merged": _("Merged cells"),
}
STYLE_TEXTS = {
    "iso": "2025-08-25",
    "points": "25.08.2025",
    "slashes": "25/08/2025",
    "year-first": "2025/8/25",
    "korean": "2025년 8월 25일",
    "month-named": _("The month as a word"),
}
SORT_TEXTS = {
    "name": _("Names of people"),
    "passport": _("Passport numbers"),
    "national-id": _("Personal numbers given by the state"),
    "e-mail": _("E-mail addresses"),
    "telephone": _("Telephone numbers"),
    "birth-date": _("Dates of birth"),
    "address": _("Addresses of people"),
    "small-groups": _("Groups of fewer than five rows"),
}
LEVEL_TEXTS = {
    "high": pgettext_lazy("risk", "high"),
    "medium": pgettext_lazy("risk", "medium"),
    "low": pgettext_lazy("risk", "low"),
}
FIX_TEXTS = {
    "trim": _("Remove spaces too many and hidden characters"),
    "trim-all": _("Remove spaces too many and hidden characters in all columns"),
    "dates": _("Write all dates as 2025-08-25"),
    "numbers": _("Write all numbers alike, without units"),
    "type": _("Set the type; cells that do not fit are emptied"),
    "missing": _("Empty the cells whose words or signs stand for a missing value"),
    "fill": _("Fill the empty cells with a value"),
    "fill-down": _("Give the cells below a merged cell its value"),
    "drop": _("Remove the column"),
    "rename": _("Rename the column"),
    "generalise": _("Make the values coarser"),
    "pseudonymise": _("Replace each value with a code that cannot be guessed"),
    "spellings": _("Write each value in its most frequent spelling"),
    "duplicates": _("Remove rows that repeat others"),
    "totals": _("Remove rows that add up others"),
}
WAY_TEXTS = {
    "year": _("Of a date, the year"),
    "month": _("Of a date, the month"),
    "ten": _("Of a number, a band of ten"),
    "hundred": _("Of a number, a band of a hundred"),
    "first-letter": _("The first letter"),
}
ORDER_TEXTS = {
    "day-first": _("03/04/2025 is 3 April"),
    "month-first": _("03/04/2025 is 4 March"),
}
POINT_TEXTS = {
    "machine-readable": _("Machine-readable"),
    "non-proprietary": _("A format that belongs to nobody"),
    "download": _("Download without effort"),
    "metadata": _("Description"),
    "terms-of-use": _("Terms of use"),
    "languages": _("Languages"),
    "contact": _("Contact"),
    "up-to-date": _("Up to date"),
    "clean": _("Clean data"),
    "privacy": _("Protection of people"),
}
STATE_TEXTS = {
    "met": pgettext_lazy("checklist", "met"),
    "partly": pgettext_lazy("checklist", "partly met"),
    "not-met": pgettext_lazy("checklist", "not met"),
}
REASON_TEXTS = {
    "machine-readable:met": _("The portal gives the table as CSV, JSON and Parquet."),
    "non-proprietary:met": _("CSV, JSON and Parquet are open formats."),
    "download:met": _("The whole table in one file, or row by row for programs."),
    "metadata:met": _("Title, description, theme and keywords are given."),
    "metadata:partly": _("Title and description, or theme and keywords, are missing."),
    "metadata:not-met": _("There is no description yet."),
    "terms-of-use:met": _("The licence lets everybody use the data for any purpose."),
    "terms-of-use:partly": _("The licence forbids some uses, so the data are not open."),
    "terms-of-use:not-met": _("Without a licence nobody may use the data."),
    "languages:met": _("Described in two languages or more."),
    "languages:partly": _("Described in one language only."),
    "languages:not-met": _("Described in no language yet."),
    "contact:met": _("Readers know whom to ask."),
    "contact:not-met": _("Readers do not know whom to ask."),
    "up-to-date:met": _("Readers know of which time the data are and when new ones come."),
    "up-to-date:partly": _("Either the period or the frequency is missing."),
    "up-to-date:not-met": _("Readers cannot tell how old the data are."),
    "clean:met": _("No column has faults that hinder programs."),
    "clean:partly": _("One or two columns have faults that hinder programs."),
    "clean:not-met": _("Three columns or more have faults that hinder programs."),
    "privacy:met": _("Nothing was found that shows who somebody is."),
    "privacy:partly": _("Somebody could perhaps be recognised; look at the findings."),
    "privacy:not-met": _("People can be recognised."),
}
STAR_TEXTS = {
    0: _("No star: without an open licence nothing else counts."),
    3: _(
        "Three stars: open licence, a table, an open format. A fourth needs a column that names each row."
    ),
    4: _(
        "Four stars: every row has an address of its own. A fifth needs a column of links to other data."
    ),
    5: _("Five stars: every row has an address, and the data lead to other data."),
}
THEME_TEXTS = {
    "AGRI": _("Agriculture, fisheries, forestry and food"),
    "ECON": _("Economy and finance"),
    "EDUC": _("Education, culture and sport"),
    "ENER": _("Energy"),
    "ENVI": _("Environment"),
    "GOVE": _("Government and public sector"),
    "HEAL": _("Health"),
    "INTR": _("International issues"),
    "JUST": _("Justice, legal system and public safety"),
    "REGI": _("Regions and cities"),
    "SOCI": _("Population and society"),
    "TECH": _("Science and technology"),
    "TRAN": _("Transport"),
}
FREQUENCY_TEXTS = {
    "DAILY": _("Every day"),
    "WEEKLY": _("Every week"),
    "MONTHLY": _("Every month"),
    "QUARTERLY": _("Every quarter"),
    "ANNUAL": _("Every year"),
    "IRREG": _("Now and then"),
    "NEVER": _("Never again"),
}

TOO_LARGE = _(
    "The file is too large. A table here has at most 5 MB, 20,000 rows, 60 columns and 200,000 cells."
)
RULE_TEXTS = {
    versions.CHANGED: versions.CHANGED_TEXT,
    "wrong-type": _(
        "The file can't be opened as what its name says. Save it as .xlsx, .ods or .csv and upload it again."
    ),
    "damaged": _("The file is damaged. Open it, save it under another name and upload that."),
    "empty": _("The file is empty. Upload the one with the list."),
    "encrypted": _("The file is locked with a password. Save it without one and upload it again."),
    "unknown-encoding": _(
        "The letters of the file can't be read. Save it as .xlsx, or as .csv in UTF-8."
    ),
    "too-large": TOO_LARGE,
    "too-many-rows": TOO_LARGE,
    "too-many-columns": TOO_LARGE,
    "cell-too-long": _(
        "A cell has %(letters)s letters. Perhaps a quotation mark opens and never closes."
    ),
    "table-has-no-rows": _("There is no row below the headings."),
    "too_many_datasets": _("A team keeps at most %(most)s datasets. Remove one first."),
    "too_many_fixes": _("At most %(most)s changes can be made to one table."),
    "no-such-column": _("There is no such column any more."),
    "no-such-change": _("Choose one of the changes offered."),
    "no-such-kind": _("Choose one of the types offered."),
    "needs-a-value": _("Say the value that this change needs."),
    "name-is-taken": _("Another column has this name."),
    "last-column": _("A table needs at least one column."),
    "nothing_to_undo": _("No change has been made yet."),
    "period_ends_before_it_begins": _("The last day is before the first."),
    "dataset_needs_title": _("Give the dataset a title first."),
    "dataset_needs_description": _("Give the dataset a description first."),
    "dataset_needs_licence": _("Choose a licence first."),
    "dataset_shows_people": _(
        "The table shows who somebody is. Fix the columns named below, or give a reason of at least"
        " 20 letters why it may be published."
    ),
    "not_on_portal": _("The dataset is not on the portal."),
    "still_on_portal": _("Take the dataset from the portal first."),
}


def sentence(broken: RuleBroken) -> str:
    """Why an act on a dataset was refused."""
    return str(RULE_TEXTS[broken.code] % broken.params)


def licence_sentences(licence: Licence) -> list[str]:
    """What a licence allows and asks for."""
    allows = (
        _now("Everybody may use, change and pass on the data for any purpose.")
        if licence.commercial
        else _now("The data may be used and changed, but not for trade.")
    )
    asks = [allows]
    if licence.attribution:
        asks.append(_now("The source must be named."))
    else:
        asks.append(_now("Nothing is asked in return."))
    if licence.share_alike:
        asks.append(_now("What is made of them must have the same licence."))
    return asks


def finding_sentence(finding: dict) -> str:
    """How many cells say it."""
    return ngettext(
        "%(count)s cell of %(filled)s", "%(count)s cells of %(filled)s", finding["count"]
    ) % {"count": finding["count"], "filled": finding["filled"]}


def done_sentence(fix: dict) -> str:
    """What a change did: cells changed, rows left."""
    return ngettext(
        "%(changed)s changed, %(rows)s row left",
        "%(changed)s changed, %(rows)s rows left",
        fix["rows"],
    ) % {"changed": fix["changed"], "rows": fix["rows"]}
