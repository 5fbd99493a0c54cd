"""Each fault once: an edit of the demonstration edition, and where the fault is then found.

The sign ⟦ in an edit marks the place of the fault and is taken out before the text is read.
"""

import pytest

from samgak.exchange import phrases
from samgak.exchange.rules import FileRefused, decoded, parse
from samgak.exchange.rules.tree import LARGEST_BYTES
from tests.exchange.editions import DEMONSTRATION, mapping_from

TEXT = DEMONSTRATION.read_text(encoding="utf-8")
MARK = "⟦"
OPENING = 'room: main, language: ru, at: "2025-08-25T09:00",'
OPENING_TITLE = mapping_from(TEXT, "title: {en: Opening and introductions,")
CITY = mapping_from(TEXT, "city: {en: Astana,")
IN_KIND = "kind: in-kind, valuation: list price,"
WHOLE_FILE = [
    ("# One edition", f"{MARK}a: [1\n# One edition", 5, "not_yaml"),
    ("# One edition", "\x07# One edition", 1, "character_not_allowed"),
    (TEXT, 'a: 1\nb: "\\ud800"\n', 2, "character_not_allowed"),
    (TEXT, "# nothing\n", 1, "empty_file"),
    (TEXT, "- a list\n", 1, "not_mapping"),
    (TEXT, f"{TEXT}\n---\nmore: 1\n", TEXT.count("\n") + 2, "several_documents"),
    (TEXT, f"a: {'[' * 30}{']' * 30}", 1, "too_deep"),
    (TEXT, f"a: [{'1,' * 60_000}]", 1, "too_many_values"),
    (TEXT, "a" * (LARGEST_BYTES + 1), 1, "too_large"),
    (TEXT, "a: &x [1]\nb: *x\n", 1, "alias_not_allowed"),
    (TEXT, "a: 1\nb: !!python/name:os.system 1\n", 2, "tag_not_allowed"),
    (TEXT, "a: 1\n? [1, 2]\n: 3\n", 2, "key_not_text"),
]
EDITS = [
    # keys
    ("samgak: 1", "samgak: ⟦2", "samgak", "unknown_format"),
    ("code: astana-2025", "code: astana-2025\nvenues: ⟦x", "venues", "unknown_key"),
    ("country: KR\n", "country: KR\n    land: ⟦KR\n", "organisations.koica.land", "unknown_key"),
    ("  seats: 20", "  seats: 20\n  ⟦seats: 21", "call.seats", "repeated_key"),
    (
        "samgak: 1\ncode: astana-2025\nkind: third-country-course",
        "⟦samgak: 1\ncode: astana-2025",
        "kind",
        "missing_key",
    ),
    (
        "venue: {country: KZ,",
        "venue: ⟦{title: x, country: KZ,",
        "venue.title",
        "unknown_key",
    ),
    (" timezone: Asia/Almaty,", "", "venue.timezone", "missing_key"),
    ("programme: digital-capacity-central-asia", "programme: ⟦", "programme", "empty_value"),
    ("call:\n", "call: ⟦[]\ncalls:\n", "call", "not_mapping"),
    (
        "pairs: [ko-ru]}\n  - {code: i-2",
        "pairs: ⟦ko-ru}\n  - {code: i-2",
        "interpreters[0].pairs",
        "not_list",
    ),
    # codes and references
    ("code: astana-2025", "code: ⟦Astana_2025", "code", "not_edition_code"),
    ("{code: lab,", "{code: ⟦lab 1,", "rooms[1].code", "not_code"),
    ("{code: lab,", "{code: ⟦main,", "rooms[1].code", "repeated_value"),
    ("{country: TJ, min: 3, max: 5}", "⟦{country: KZ, max: 5}", "call.quotas[1]", "repeated_entry"),
    ("materials: [en, ru, ko]", "materials: [en, ⟦en]", "languages.materials[1]", "repeated_value"),
    ("{payer: astana-hub", "{payer: ⟦astana", "money[4].payer", "unknown_reference"),
    (
        "room: lab, lecturer: kz-2",
        "room: ⟦loft, lecturer: kz-2",
        "sessions[7].room",
        "unknown_reference",
    ),
    ("after: [kr-admin]", "after: [⟦kr]", "sessions[3].after[0]", "unknown_reference"),
    (
        "language: ko, after: [kr-admin]",
        "language: ko, group: ⟦a, after: [kr-admin]",
        "sessions[3].group",
        "unknown_reference",
    ),
    (
        "lecturer: kr-3, language: ko, after: [pre-test]",
        "lecturer: ⟦kr-4, language: ko, after: [pre-test]",
        "sessions[8].lecturer",
        "unknown_reference",
    ),
    (
        "kind: secondment, partners: [koica, kazaid]",
        "kind: secondment, partners: [koica, ⟦mofa]",
        "history[4].partners[1]",
        "unknown_reference",
    ),
    # values
    (OPENING_TITLE, "title: ⟦2025", "sessions[0].title", "not_text"),
    (
        OPENING_TITLE,
        "title: ⟦[a]",
        "sessions[0].title",
        "not_translated_text",
    ),
    (
        OPENING_TITLE,
        "title: {⟦english: a}",
        "sessions[0].title.english",
        "not_language",
    ),
    (
        OPENING_TITLE,
        f"title: ⟦{'a' * 301}",
        "sessions[0].title",
        "too_long",
    ),
    (
        OPENING_TITLE,
        'title: ⟦"a\\0"',
        "sessions[0].title",
        "character_not_allowed",
    ),
    ("kind: third-country-course", "kind: ⟦course of three", "kind", "not_a_choice"),
    ("role: pivotal, from", "role: ⟦leading, from", "partners[1].role", "not_a_choice"),
    ("working: ru", "working: ⟦Russian", "languages.working", "not_language"),
    ("offered: [en, ko,", "offered: [en, ⟦kz,", "languages.offered[1]", "not_language"),
    (
        "pairs: [kk-ru, en-ru]",
        "pairs: [kk-ru, ⟦ru-ru]",
        "interpreters[3].pairs[1]",
        "not_language_pair",
    ),
    ("{country: TM, role", "{country: ⟦tm, role", "partners[7].country", "not_country"),
    ("{country: TM, role", "{country: ⟦EU, role", "partners[7].country", "not_country"),
    (
        "email: course-desk@demonstration.samgak.example",
        "email: ⟦course-desk",
        "contact.email",
        "not_email",
    ),
    (
        'emergency: "+7 000 555-01-12"',
        'emergency: ⟦"call the desk"',
        "contact.emergency",
        "not_telephone",
    ),
    ("{currency: KRW", "{currency: ⟦WON", "exchange_rates[1].currency", "not_currency"),
    ("timezone: Asia/Almaty", "timezone: ⟦Asia/Astana", "venue.timezone", "not_timezone"),
    ("rooms:\n", "sector: [{code: ⟦151, percent: 100}]\nrooms:\n", "sector[0].code", "not_sector"),
    ("slot_minutes: 15", "slot_minutes: 15, weekends: ⟦yes", "hours.weekends", "not_boolean"),
    ("  seats: 20", "  seats: ⟦true", "call.seats", "not_whole"),
    ("  seats: 20", '  seats: ⟦"20"', "call.seats", "not_whole"),
    ("  seats: 20", "  seats: ⟦20.5", "call.seats", "not_whole"),
    ("  seats: 20", "  seats: ⟦0", "call.seats", "too_small"),
    ("  seats: 20", "  seats: 20\n  method: ⟦luck", "call.method", "not_a_choice"),
    ("min: 9, max: 12", "min: ⟦-9, max: 12", "call.quotas[5].min", "too_small"),
    ("  seats: 20", "  seats: ⟦99999999999", "call.seats", "too_large_number"),
    (
        "attendance_percent: 80",
        "attendance_percent: ⟦101",
        "completion.attendance_percent",
        "too_large_number",
    ),
    ("weight: 50", "weight: ⟦.nan", "call.score[0].weight", "not_number"),
    ("amount: 18000", "amount: ⟦.inf", "money[0].amount", "not_number"),
    ("amount: 18000", "amount: ⟦-1", "money[0].amount", "too_small"),
    ("amount: 18000", "amount: ⟦0.001", "money[0].amount", "too_precise"),
    ("per_usd: 538", "per_usd: ⟦0", "exchange_rates[0].per_usd", "not_above_zero"),
    # dates and times
    ("starts_on: 2025-08-25\nends", "starts_on: ⟦2025-02-29\nends", "starts_on", "not_date"),
    ("ends_on: 2025-08-27", "ends_on: ⟦2025-08-24", "ends_on", "ends_before_it_starts"),
    ("on: 2025-04,", "on: ⟦2025-13,", "history[4].on", "not_partial_date"),
    ('first: "09:00"', 'first: ⟦"9:00"', "hours.first", "not_time"),
    ('lunch: "12:30-13:30"', 'lunch: ⟦"12:30"', "hours.lunch", "not_time_range"),
    ('lunch: "12:30-13:30"', 'lunch: ⟦"13:30-12:30"', "hours.lunch", "range_ends_before_it_begins"),
    ('lunch: "12:30-13:30"', 'lunch: ⟦"07:30-13:30"', "hours.lunch", "lunch_outside_hours"),
    ('last: "18:00"', 'last: ⟦"08:00"', "hours.last", "last_not_after_first"),
    (
        OPENING,
        OPENING.replace('"2025-08-25T09:00"', '⟦"09:00"'),
        "sessions[0].at",
        "not_local_time",
    ),
    (OPENING, OPENING.replace("2025-08-25T", "⟦2025-08-28T"), "sessions[0].at", "outside_edition"),
    ("25T09:00/2025-08-25T13:00", "25T09:00-13:00⟦", "lecturers[4].away[0]", "not_local_period"),
    (
        "25T09:00/2025-08-25T13:00",
        "25T09:00/2025-08-25T09:00⟦",
        "lecturers[4].away[0]",
        "range_ends_before_it_begins",
    ),
    ("opens_at: 2025-06-23T09:00:00+05:00", "opens_at: ⟦2025-06-23", "call.opens_at", "not_moment"),
    (
        "opens_at: 2025-06-23T09:00:00+05:00",
        "opens_at: ⟦2025-06-23T09:00:00",
        "call.opens_at",
        "offset_missing",
    ),
    (
        "closes_at: 2025-07-25T18",
        "closes_at: ⟦2025-05-25T18",
        "call.closes_at",
        "closes_before_it_opens",
    ),
    (
        "role: pivotal, from: 2025-06-01",
        "role: pivotal, from: 2025-06-01, until: ⟦2025-06-01",
        "partners[1].until",
        "until_not_after_from",
    ),
    (
        'from: "09:00", until: "18:00"',
        'from: "09:00", until: ⟦"09:00"',
        "lecturers[2].remote.until",
        "hours_are_empty",
    ),
    # what the trade doesn't allow
    (
        "{country: TM, role",
        "⟦{country: TM, organisation: koica, role",
        "partners[7]",
        "partner_is_one_or_other",
    ),
    (
        "{about: role, organisation: koica, value: f",
        "{⟦about: role, value: f",
        "claims[2].organisation",
        "claim_needs_organisation",
    ),
    ("{sex: F, min: 9, max: 12}", "⟦{min: 9, max: 12}", "call.quotas[5]", "quota_counts_nobody"),
    (
        "{organisation: each, max: 2}",
        "⟦{organisation: each, sex: F, max: 2}",
        "call.quotas[6]",
        "quota_of_organisations_has_max_only",
    ),
    ("{sex: F, min: 9, max: 12}", "⟦{sex: F}", "call.quotas[5]", "quota_without_limits"),
    ("{sex: F, min: 9,", "{region: ⟦Asia, min: 9,", "call.quotas[5].region", "not_a_choice"),
    ("{sex: F, min: 9,", "{level: ⟦high, min: 9,", "call.quotas[5].level", "not_a_choice"),
    (
        "{sex: F, min: 9,",
        "{first_timer: ⟦true, min: 9,",
        "call.quotas[5].first_timer",
        "not_a_choice",
    ),
    ("{sex: F, min: 9,", "{sex: F, weight: ⟦0, min: 9,", "call.quotas[5].weight", "not_above_zero"),
    (
        "{organisation: each, max: 2}",
        "⟦{organisation: each, level: local, max: 2}",
        "call.quotas[6]",
        "quota_of_organisations_has_max_only",
    ),
    # what the call asks of every nominee
    (
        "{sex: F, min: 9,",
        "{⟦question: district, min: 9,",
        "call.quotas[5].question",
        "answer_goes_with_question",
    ),
    (
        "{sex: F, min: 9,",
        "{question: district, answer: ⟦rural, min: 9,",
        "call.quotas[5].answer",
        "answer_is_not_asked",
    ),
    (
        "  quotas:\n",
        "  questions:\n    - {code: ⟦q1, text: District, type: text}\n  quotas:\n",
        "call.questions[0].code",
        "code_is_of_countries",
    ),
    (
        "  quotas:\n",
        "  questions:\n    - {code: district, text: District, options: ⟦{a: Rural}}\n  quotas:\n",
        "call.questions[0].options",
        "items_from_to",
    ),
    (
        "  quotas:\n",
        "  questions:\n    - {code: d, text: District, type: text, options: ⟦{a: A, b: B}}\n  quotas:\n",
        "call.questions[0].options",
        "options_not_of_this_type",
    ),
    (
        "  quotas:\n",
        "  questions:\n    - {code: level, text: District, options: ⟦{a: A, b: B}}\n  quotas:\n",
        "call.questions[0].options",
        "level_has_its_options",
    ),
    (
        "  quotas:\n",
        "  questions:\n    - {code: d, text: District, options: {a: ⟦A; B, b: B}}\n  quotas:\n",
        "call.questions[0].options.a",
        "option_has_a_semicolon",
    ),
    (
        "  quotas:\n",
        "  questions:\n    - {code: d, text: ⟦Surname, type: text}\n  quotas:\n",
        "call.questions[0].text",
        "question_is_asked_already",
    ),
    (
        "{country: TJ, min: 3, max: 5}",
        "{country: TJ, min: ⟦6, max: 5}",
        "call.quotas[1].min",
        "min_above_max",
    ),
    ("rooms:\n", "sector: ⟦[{code: 15110, percent: 99.5}]\nrooms:\n", "sector", "sectors_not_all"),
    (
        "lecturer: kr-1, language: ko, after: [pre-test]",
        "lecturer: kr-1, language: ko, after: ⟦[kr-egov]",
        "sessions[2].after",
        "sessions_in_a_circle",
    ),
    (IN_KIND, "⟦kind: in-kind,", "money[4].valuation", "valuation_missing"),
    (
        "part: focal_point_rank, weight: 50",
        "part: focal_point_rank, weight: 50, full_at: ⟦3",
        "call.score[0].full_at",
        "unknown_key",
    ),
]


def faults_of(text: str):
    with pytest.raises(FileRefused) as refused:
        parse(text)
    return refused.value.faults


def edited(old: str, new: str) -> tuple[str, int]:
    """The demonstration edition with one edit, and the line that the mark in it names."""
    assert TEXT.count(old) == 1, f"{old!r} must stand once in the demonstration edition"
    text = TEXT.replace(old, new)
    line = text[: text.index(MARK)].count("\n") + 1 if MARK in text else 0
    return text.replace(MARK, ""), line


@pytest.mark.parametrize(("old", "new", "path", "code"), EDITS, ids=lambda value: str(value)[:40])
def test_a_fault_is_named_with_its_line_and_key_path(old, new, path, code):
    text, line = edited(old, new)

    faults = faults_of(text)

    found = [(fault.path, fault.code, fault.line) for fault in faults]
    marked = [(path, code, line or TEXT[: TEXT.index(old)].count("\n") + 1)]
    assert [fault for fault in found if fault[:2] == (path, code)] == marked
    assert not [fault for fault in faults if "%(" in phrases.sentence(fault)]


@pytest.mark.parametrize(
    ("old", "new", "line", "code"), WHOLE_FILE, ids=lambda value: str(value)[:20]
)
def test_what_is_no_single_safe_yaml_document_is_refused_at_once(old, new, line, code):
    faults = faults_of(TEXT.replace(old, new, 1).replace(MARK, ""))

    assert [(fault.line, fault.path, fault.code) for fault in faults] == [(line, "", code)]


def test_every_fault_of_a_text_has_a_case_here():
    of_a_load = {"still_used", "session_is_placed", "booked_twice"}
    of_other_tests = {"not_utf8", "local_time_skipped"}
    cases = {case[3] for case in (*EDITS, *WHOLE_FILE)}

    assert cases | of_a_load | of_other_tests == set(phrases.FAULT_TEXTS)


def test_all_faults_are_listed_at_once_by_line():
    text = TEXT.replace("seats: 20", "seats: many").replace("kind: cash", "kind: cheque")

    faults = faults_of(text.replace("samgak: 1", "samgak: 3"))

    assert [fault.path for fault in faults] == [
        "samgak",
        "call.seats",
        *[f"money[{index}].kind" for index in range(4)],
    ]


def test_a_file_in_another_encoding_is_refused_at_the_line_that_shows_it():
    with pytest.raises(FileRefused) as refused:
        decoded("a: 1\nb: Қазақ\n".encode("utf-16-le"))

    assert [(fault.line, fault.code) for fault in refused.value.faults] == [(2, "not_utf8")]


def test_a_byte_order_mark_is_no_fault():
    assert parse(decoded(b"\xef\xbb\xbf" + TEXT.encode())).code == "astana-2025"


def test_a_time_that_the_clocks_of_the_venue_skip_is_refused():
    text = TEXT.replace("timezone: Asia/Almaty", "timezone: Europe/Paris")
    text = text.replace("starts_on: 2025-08-25\n", "starts_on: 2025-03-30\n")

    faults = faults_of(text.replace('at: "2025-08-25T09:00"', 'at: "2025-03-30T02:30"'))

    assert [(fault.path, fault.code) for fault in faults] == [
        ("sessions[0].at", "local_time_skipped")
    ]


def test_least_numbers_above_the_seats_are_left_to_the_choice_of_the_cohort():
    assert parse(TEXT.replace("  seats: 20", "  seats: 3")).call.seats == 3


def test_norway_is_a_country_and_a_plain_text_is_in_the_working_language():
    edition = parse(TEXT.replace("country: KR\n", "country: NO\n").replace(CITY, "city: Astana"))

    assert [one.country for one in edition.parties.organisations if one.key == "koica"] == ["NO"]
    assert edition.venue.city == {"ru": "Astana"}


def test_nesting_without_end_is_refused_without_exhausting_the_reader():
    assert [fault.code for fault in faults_of("[" * 500_000)] == ["too_deep"]
