"""Who reports what, when: identifiers, organisations, dates, links to other activities."""

import re
from collections.abc import Iterator
from datetime import date

from samgak.standards.iati import codelists
from samgak.standards.iati.checks.problem import Problem
from samgak.standards.iati.model import Activity

SYMBOLS = re.compile(r"[/&|?]")
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"  # ActivityDateType
PREVIOUS_REPORTER = "B1"  # OtherIdentifierType


def required_elements_are_there(activity: Activity, today: date) -> Iterator[Problem]:
    """The schema wants at least one of each."""
    for found, field in (
        (activity.iati_identifier, "iati-identifier"),
        (activity.reporting_org.narrative, "reporting-org/narrative"),
        (activity.descriptions, "description"),
        (activity.participating_orgs, "participating-org"),
        (activity.activity_dates, "activity-date"),
    ):
        if not found:
            yield Problem("required", field)


def identifier_begins_with_the_reporter(activity: Activity, today: date) -> Iterator[Problem]:
    """Rulesets 1.1.3 and 1.1.21."""
    reporter = activity.reporting_org.ref
    previous = (o.ref for o in activity.other_identifiers if o.type == PREVIOUS_REPORTER)
    if activity.iati_identifier == reporter:
        yield Problem("1.1.3", "iati-identifier", {"organisation": reporter})
    elif not any(activity.iati_identifier.startswith(f"{ref}-") for ref in (reporter, *previous)):
        yield Problem("1.1.21", "iati-identifier", {"organisation": reporter})


def identifiers_hold_no_symbols(activity: Activity, today: date) -> Iterator[Problem]:
    """Rulesets 1.3.1, 1.3.13 (activity), 1.14.1, 1.14.13 (reporter), 1.8.1, 1.8.13 (partners)."""
    told = [
        ("1.3", "iati-identifier", activity.iati_identifier),
        ("1.14", "reporting-org/ref", activity.reporting_org.ref),
        *(
            ("1.8", f"participating-org[{n}]/ref", org.ref)
            for n, org in enumerate(activity.participating_orgs, start=1)
            if org.ref is not None
        ),
    ]
    for rule, field, text in told:
        if text != text.strip():
            yield Problem(f"{rule}.1", field)
        if SYMBOLS.search(text):
            yield Problem(f"{rule}.13", field)


def reporter_is_of_a_known_register(activity: Activity, today: date) -> Iterator[Problem]:
    """Ruleset 1.14.8."""
    ref = activity.reporting_org.ref
    registers = codelists.codes("OrganisationRegistrationAgency")
    parts = ref.split("-")
    if not any("-".join(parts[:n]) in registers for n in range(1, len(parts))):
        yield Problem("1.14.8", "reporting-org/ref", {"organisation": ref})


def organisations_are_named(activity: Activity, today: date) -> Iterator[Problem]:
    """Ruleset 6.10.1."""
    for n, org in enumerate(activity.participating_orgs, start=1):
        if not org.ref and not any((org.narrative or {}).values()):
            yield Problem("6.10.1", f"participating-org[{n}]")


def dates_are_possible(activity: Activity, today: date) -> Iterator[Problem]:
    """Rulesets 6.11.1, 11.1.1 to 11.1.5."""
    on = {day.type: day.iso_date for day in activity.activity_dates}
    if PLANNED_START not in on and ACTUAL_START not in on:
        yield Problem("6.11.1", "activity-date")
    for rule, start, end in (
        ("11.1.2", PLANNED_START, PLANNED_END),
        ("11.1.3", ACTUAL_START, ACTUAL_END),
    ):
        if start in on and end in on and on[start] > on[end]:
            yield Problem(rule, "activity-date", {"start": str(on[start]), "end": str(on[end])})
    for rule, kind in (("11.1.4", ACTUAL_START), ("11.1.5", ACTUAL_END)):
        if kind in on and on[kind] > today:
            yield Problem(rule, "activity-date", {"date": str(on[kind])})
    updated = activity.last_updated_datetime
    if updated is not None and updated.date() > today:
        yield Problem("11.1.1", "last-updated-datetime", {"date": str(updated.date())})


def related_activities_are_others(activity: Activity, today: date) -> Iterator[Problem]:
    """Our rule: a link to itself says nothing."""
    for n, related in enumerate(activity.related_activities, start=1):
        if related.ref == activity.iati_identifier:
            yield Problem("related-to-itself", f"related-activity[{n}]")


RULES = (
    required_elements_are_there,
    identifier_begins_with_the_reporter,
    identifiers_hold_no_symbols,
    reporter_is_of_a_known_register,
    organisations_are_named,
    dates_are_possible,
    related_activities_are_others,
)
