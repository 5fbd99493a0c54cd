"""Faults of edition files, and what a load did, in the reader's language."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samgak.core.errors import RuleBroken
from samgak.exchange.rules import Fault
from samgak.exchange.services import Loaded
from samgak.exchange.services.rows import Change

TEXT_FAULTS = {
    "too_large": _("The file is too large; the limit in kibibytes is %(kibibytes)d."),
    "not_utf8": _("The file isn't in UTF-8 here; save it again in that encoding."),
    "not_yaml": _(
        "This can't be read as YAML; check indentation, quotes and brackets (%(problem)s)."
    ),
    "character_not_allowed": _("There is a character here that no text can hold; remove it."),
    "empty_file": _("The file is empty; an edition is expected."),
    "several_documents": _("A second document begins here; a file holds one edition."),
    "alias_not_allowed": _("Anchors (&) and aliases (*) aren't allowed; write the value out."),
    "tag_not_allowed": _("The tag %(tag)s isn't allowed; write the value without it."),
    "too_many_values": _("The file holds too many values; the limit is %(most)d."),
    "too_deep": _("Values are nested too deeply; the limit in levels is %(deepest)d."),
    "key_not_text": _("A key must be a single word; a list or mapping stands here."),
}
KEY_FAULTS = {
    "not_mapping": _("Keys with values are expected here, such as “code: main”."),
    "not_list": _("A list is expected here."),
    "unknown_key": _("The key “%(key)s” isn't known here; known are: %(known)s."),
    "repeated_key": _("The key “%(key)s” stands here twice; keep one of them."),
    "missing_key": _("The key “%(key)s” is missing; it is required."),
    "empty_value": _("The value is missing; write one or leave the key out."),
    "unknown_format": _("The version of the format must be %(format)d."),
    "repeated_value": _("“%(value)s” stands in the list already; each may stand there once."),
    "repeated_entry": _("The list says this already; each thing may be said once."),
    "unknown_reference": _("“%(value)s” isn't defined under “%(key)s” in this file."),
}
VALUE_FAULTS = {
    "not_text": _("Text is expected; put quotes around a number or a word like true."),
    "not_translated_text": _("Text is expected, or texts by language such as “en: Opening”."),
    "too_long": _("The text is too long; the limit in characters is %(limit)d."),
    "not_edition_code": _(
        "“%(value)s” can't be used; small letters a-z and digits are expected, joined by hyphens."
    ),
    "not_code": _(
        "“%(value)s” can't be a code; letters a-z, digits, hyphens and underscores are expected,"
        " 40 at most (64 for organisations and sessions)."
    ),
    "not_a_choice": _("One of these is expected: %(choices)s."),
    "not_language": _("A language code (ISO 639, such as ru) is expected, not “%(value)s”."),
    "not_language_pair": _(
        "A pair of two languages such as “ko-ru” (spoken-heard) is expected, not “%(value)s”."
    ),
    "not_country": _(
        "A country code of two capital letters (ISO 3166-1, such as KZ) is expected, not “%(value)s”."
    ),
    "not_email": _("An e-mail address such as desk@example.org is expected, not “%(value)s”."),
    "not_telephone": _(
        "A telephone number of digits, spaces and hyphens is expected, such as"
        " “+7 000 555-01-00”, not “%(value)s”."
    ),
    "not_currency": _("A currency code (ISO 4217, such as USD) is expected, not “%(value)s”."),
    "not_timezone": _("An IANA time zone such as Asia/Almaty is expected, not “%(value)s”."),
    "not_sector": _("A DAC purpose code of five digits is expected, such as 15110."),
    "not_boolean": _("true or false is expected, without quotes."),
    "not_whole": _("A whole number is expected, without quotes."),
    "not_number": _("A number is expected, without quotes."),
    "not_above_zero": _("A number above zero is expected."),
    "too_small": _("The number is too small; %(least)s or more is expected."),
    "too_large_number": _("The number is too large; %(most)s or less is expected."),
    "too_precise": _("The number is too precise; decimal places are limited to %(places)d."),
}
TIME_FAULTS = {
    "not_date": _("A date that exists is expected, written as 2025-08-25."),
    "not_partial_date": _(
        "A year, month or day that exists is expected, written as 2025, 2025-08 or 2025-08-25."
    ),
    "not_time": _('A time of day is expected, written in quotes as "09:00".'),
    "not_time_range": _('Two times of day are expected, written in quotes as "12:30-13:30".'),
    "not_local_time": _('A local time is expected, written in quotes as "2025-08-25T09:00".'),
    "not_local_period": _(
        'Two local times are expected, written in quotes as "2025-08-25T09:00/2025-08-25T13:00".'
    ),
    "not_moment": _("A moment that exists is expected, written as 2025-06-23T09:00:00+05:00."),
    "offset_missing": _("The offset from UTC is missing; write it at the end, such as +05:00."),
    "local_time_skipped": _(
        "Clocks in %(timezone)s skip this time when they are put forward; choose another."
    ),
    "range_ends_before_it_begins": _("The end must be later than the beginning."),
    "ends_before_it_starts": _("The last day can't be before the first (%(starts_on)s)."),
    "outside_edition": _("The day must be one of the edition's, from %(first)s to %(last)s."),
    "until_not_after_from": _("The first day it no longer holds must be after the first it does."),
    "closes_before_it_opens": _("The call must close after it opens."),
    "last_not_after_first": _("The working day must end after it begins."),
    "lunch_outside_hours": _("Lunch must lie between the first and the last hour."),
    "hours_are_empty": _("The hours there must end at another time than they begin."),
}
TRADE_FAULTS = {
    "partner_is_one_or_other": _("A partner is either an organisation or a country; name one."),
    "claim_needs_organisation": _("A claim about a role must name the organisation."),
    "quota_counts_nobody": _(
        "A quota must name a country, a sex, a region, a level, “first_timer”, a question or"
        " “organisation: each”."
    ),
    "quota_of_organisations_has_max_only": _(
        "“organisation: each” stands alone and takes only “max”."
    ),
    "answer_goes_with_question": _("“question” and “answer” go together."),
    "answer_is_not_asked": _(
        "The question “%(question)s” of the call does not offer the answer “%(value)s”."
    ),
    "items_from_to": _("From %(least)d to %(most)d entries are expected here."),
    "question_is_asked_already": _(
        "These words head another column of the workbook of nominees; word the question another way."
    ),
    "options_not_of_this_type": _("A text or a number is asked without options."),
    "level_has_its_options": _("The question “level” has these options alone: %(options)s."),
    "code_is_of_countries": _(
        "Codes such as “%(value)s” belong to the questions of countries; choose another."
    ),
    "option_has_a_semicolon": _("An answer to choose has no semicolon in it."),
    "quota_without_limits": _("A quota needs “min”, “max” or both."),
    "min_above_max": _("The least number can't be above the greatest (%(max)d)."),
    "sectors_not_all": _("The percentages of all sectors must add up to 100, not %(sum)s."),
    "sessions_in_a_circle": _("These sessions wait for each other, so none can begin: %(codes)s."),
    "valuation_missing": _("A contribution in kind must say how its value was found."),
    "still_used": _(
        "“%(name)s” can't leave the file: something that people entered depends on it."
    ),
    "session_is_placed": _(
        "Session “%(name)s” has its place in the timetable and can't leave the file; keep its"
        " lines and cancel it on the timetable page."
    ),
    "booked_twice": _(
        "Sessions that have their place in the timetable would share a lecturer or people at the"
        " same time; move one of them first."
    ),
}
FAULT_TEXTS = TEXT_FAULTS | KEY_FAULTS | VALUE_FAULTS | TIME_FAULTS | TRADE_FAULTS

RULE_TEXTS = {
    "edition_file_refused": _("The edition file is refused; nothing was changed."),
    "edition_not_complete": _(
        "Edition %(edition)s has no call or no working hours yet, so it can't be written as a file."
    ),
    "may_not_change_edition": _(
        "There is an edition %(edition)s already, and your role doesn't let you change it."
    ),
    "may_not_create_edition": _("Only programme officers begin editions."),
    "edition_exists": _("There is an edition with the code %(edition)s already; choose another."),
    "money_of_others": _(
        "The file changes what others bear (%(names)s); each partner enters its own money."
    ),
    "facts_of_others": _(
        "The file gives %(name)s another country or IATI identifier; only its administrator may."
    ),
}

SECTION_TEXTS = {
    "edition": _("Edition"),
    "programme": _("Programme"),
    "organisations": _("Organisations"),
    "partners": _("Partners"),
    "claims": _("Claims of sources"),
    "history": _("Events of the partnership"),
    "history_links": _("Events told by this edition"),
    "call": _("Call"),
    "quotas": _("Quotas"),
    "score": _("Parts of the score"),
    "hours": _("Working hours"),
    "rooms": _("Rooms"),
    "groups": _("Groups"),
    "lecturers": _("Lecturers"),
    "absences": _("Absences of lecturers"),
    "interpreters": _("Interpreters"),
    "sessions": _("Sessions"),
    "order": _("Order of sessions"),
    "money": _("Contributions"),
    "exchange_rates": _("Exchange rates"),
}


def sentence(fault: Fault) -> str:
    """What is expected at the fault's place, in the reader's language."""
    return str(FAULT_TEXTS[fault.code]) % fault.params


def reason(broken: RuleBroken) -> str:
    return str(RULE_TEXTS[broken.code]) % broken.params


def outcome(loaded: Loaded) -> str:
    """What a load did to the edition as a whole."""
    code = {"code": loaded.edition.code}
    if loaded.created:
        return gettext("Edition %(code)s was made.") % code
    if loaded.changes:
        return gettext("Edition %(code)s was updated.") % code
    return gettext("Edition %(code)s was as the file says already.") % code


def counted(change: Change) -> str:
    """What a load did to one section of the file."""
    return gettext("%(section)s: %(made)d made, %(changed)d changed, %(removed)d removed") % {
        "section": SECTION_TEXTS[change.section],
        "made": change.made,
        "changed": change.changed,
        "removed": change.removed,
    }
