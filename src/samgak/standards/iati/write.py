"""IATI 2.03 files, written one activity at a time so that memory does not grow with them.

Elements stand in the order iati-activities-schema.xsd demands; another order is an invalid file.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from lxml.etree import Element, SubElement, _Element, xmlfile

from samgak.standards.iati import model
from samgak.standards.iati.text import clean

VERSION = "2.03"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class NothingToWriteError(ValueError):
    """A file without any activity would not be valid."""


def write(
    target: Path | BinaryIO, activities: Iterable[model.Activity], *, generated_at: datetime
) -> int:
    """Write activities into a file or binary stream and return how many there were.

    generated_at is an aware moment. Characters XML can't carry are left out (checks.problems names
    them). Raises NothingToWriteError, before the file is opened, when there is no activity.
    """
    several = iter(activities)
    first = next(several, None)
    if first is None:
        raise NothingToWriteError
    written = 0
    destination = str(target) if isinstance(target, Path) else target
    attributes = {"version": VERSION, "generated-datetime": _moment(generated_at)}
    with xmlfile(destination, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("iati-activities", attributes):
            for activity in chain([first], several):
                file.write("\n")
                file.write(element(activity), pretty_print=True)
                written += 1
    return written


def element(activity: model.Activity) -> _Element:
    """Return one activity as an iati-activity element, children in the order of the schema."""
    root = Element("iati-activity")
    _set(
        root,
        {
            "last-updated-datetime": activity.last_updated_datetime,
            XML_LANG: activity.default_language,
            "default-currency": activity.default_currency,
        },
    )
    _identity(root, activity)
    _classification(root, activity)
    for budget in activity.budgets:
        _budget(root, budget)
    for transaction in activity.transactions:
        _transaction(root, transaction)
    for link in activity.document_links:
        _document_link(root, link)
    for related in activity.related_activities:
        _add(root, "related-activity", {"ref": related.ref, "type": related.type})
    for result in activity.results:
        _result(root, result)
    return root


def _identity(root: _Element, activity: model.Activity) -> None:
    _add(root, "iati-identifier").text = clean(activity.iati_identifier)
    reporter = activity.reporting_org
    _told(root, "reporting-org", reporter.narrative, {"ref": reporter.ref, "type": reporter.type})
    _told(root, "title", activity.title)
    for description in activity.descriptions:
        _told(root, "description", description.narrative, {"type": description.type})
    for org in activity.participating_orgs:
        attributes = {
            "ref": org.ref,
            "type": org.type,
            "role": org.role,
            "activity-id": org.activity_id,
        }
        _told(root, "participating-org", org.narrative, attributes)
    for other in activity.other_identifiers:
        _add(root, "other-identifier", {"ref": other.ref, "type": other.type})
    _coded(root, "activity-status", activity.activity_status)
    for day in activity.activity_dates:
        _add(root, "activity-date", {"type": day.type, "iso-date": day.iso_date})
    for contact in activity.contact_infos:
        _contact(root, contact)


def _contact(root: _Element, contact: model.ContactInfo) -> None:
    info = _add(root, "contact-info", {"type": contact.type})
    if contact.organisation is not None:
        _told(info, "organisation", contact.organisation)
    for tag, text in (
        ("telephone", contact.telephone),
        ("email", contact.email),
        ("website", contact.website),
    ):
        if text is not None:
            _add(info, tag).text = clean(text)


def _classification(root: _Element, activity: model.Activity) -> None:
    _coded(root, "activity-scope", activity.activity_scope)
    for country in activity.recipient_countries:
        _country(root, country)
    for region in activity.recipient_regions:
        _region(root, region)
    for sector in activity.sectors:
        _sector(root, sector)
    for tag in activity.tags:
        attributes = {
            "code": tag.code,
            "vocabulary": tag.vocabulary,
            "vocabulary-uri": tag.vocabulary_uri,
        }
        _told(root, "tag", tag.narrative, attributes)
    for marker in activity.policy_markers:
        attributes = {
            "vocabulary": marker.vocabulary,
            "code": marker.code,
            "significance": marker.significance,
        }
        _told(root, "policy-marker", marker.narrative, attributes)
    _coded(root, "collaboration-type", activity.collaboration_type)
    _coded(root, "default-flow-type", activity.default_flow_type)
    _coded(root, "default-finance-type", activity.default_finance_type)
    for aid_type in activity.default_aid_types:
        _aid_type(root, "default-aid-type", aid_type)
    _coded(root, "default-tied-status", activity.default_tied_status)


def _country(parent: _Element, country: model.RecipientCountry) -> None:
    attributes = {"code": country.code, "percentage": country.percentage}
    _add(parent, "recipient-country", attributes)


def _region(parent: _Element, region: model.RecipientRegion) -> None:
    attributes = {
        "code": region.code,
        "vocabulary": region.vocabulary,
        "percentage": region.percentage,
    }
    _add(parent, "recipient-region", attributes)


def _sector(parent: _Element, sector: model.Sector) -> None:
    attributes = {
        "vocabulary": sector.vocabulary,
        "code": sector.code,
        "percentage": sector.percentage,
    }
    _told(parent, "sector", sector.narrative, attributes)


def _aid_type(parent: _Element, tag: str, aid_type: model.AidType) -> None:
    _add(parent, tag, {"code": aid_type.code, "vocabulary": aid_type.vocabulary})


def _budget(root: _Element, budget: model.Budget) -> None:
    entry = _add(root, "budget", {"type": budget.type, "status": budget.status})
    _add(entry, "period-start", {"iso-date": budget.period_start})
    _add(entry, "period-end", {"iso-date": budget.period_end})
    _value(entry, budget.value)


def _value(parent: _Element, value: model.Value) -> None:
    attributes = {"currency": value.currency, "value-date": value.value_date}
    _add(parent, "value", attributes).text = format(value.amount, "f")


def _transaction(root: _Element, transaction: model.Transaction) -> None:
    entry = _add(root, "transaction", {"ref": transaction.ref})
    _coded(entry, "transaction-type", transaction.transaction_type)
    _add(entry, "transaction-date", {"iso-date": transaction.transaction_date})
    _value(entry, transaction.value)
    if transaction.description is not None:
        _told(entry, "description", transaction.description)
    _organisation(entry, "provider", transaction.provider_org)
    _organisation(entry, "receiver", transaction.receiver_org)
    for sector in transaction.sectors:
        _sector(entry, sector)
    if transaction.recipient_country is not None:
        _country(entry, transaction.recipient_country)
    if transaction.recipient_region is not None:
        _region(entry, transaction.recipient_region)
    _coded(entry, "flow-type", transaction.flow_type)
    _coded(entry, "finance-type", transaction.finance_type)
    for aid_type in transaction.aid_types:
        _aid_type(entry, "aid-type", aid_type)
    _coded(entry, "tied-status", transaction.tied_status)


def _organisation(parent: _Element, side: str, org: model.TransactionOrg | None) -> None:
    if org is not None:
        attributes = {
            "ref": org.ref,
            f"{side}-activity-id": org.activity_id,
            "type": org.type,
        }
        _told(parent, f"{side}-org", org.narrative, attributes)


def _document_link(root: _Element, link: model.DocumentLink) -> None:
    entry = _add(root, "document-link", {"url": link.url, "format": link.format})
    _told(entry, "title", link.title)
    for category in link.categories:
        _coded(entry, "category", category)
    for language in link.languages:
        _coded(entry, "language", language)
    if link.document_date is not None:
        _add(entry, "document-date", {"iso-date": link.document_date})


def _result(root: _Element, result: model.Result) -> None:
    entry = _add(root, "result", {"type": result.type})
    _told(entry, "title", result.title)
    for indicator in result.indicators:
        _indicator(entry, indicator)


def _indicator(parent: _Element, indicator: model.Indicator) -> None:
    entry = _add(parent, "indicator", {"measure": indicator.measure})
    _told(entry, "title", indicator.title)
    for baseline in indicator.baselines:
        attributes = {"year": str(baseline.year), "value": baseline.value}
        _commented(entry, "baseline", baseline.comment, attributes)
    for period in indicator.periods:
        span = _add(entry, "period")
        _add(span, "period-start", {"iso-date": period.period_start})
        _add(span, "period-end", {"iso-date": period.period_end})
        for target in period.targets:
            _commented(span, "target", target.comment, {"value": target.value})
        for actual in period.actuals:
            _commented(span, "actual", actual.comment, {"value": actual.value})


Attributes = Mapping[str, str | date | Decimal | None]


def _commented(
    parent: _Element, tag: str, comment: model.Narrative | None, attributes: Attributes
) -> None:
    entry = _add(parent, tag, attributes)
    if comment is not None:
        _told(entry, "comment", comment)


def _coded(parent: _Element, tag: str, code: str | None) -> None:
    if code is not None:
        _add(parent, tag, {"code": code})


def _told(
    parent: _Element,
    tag: str,
    narrative: model.Narrative | None,
    attributes: Attributes | None = None,
) -> None:
    entry = _add(parent, tag, attributes or {})
    for language, text in sorted((narrative or {}).items()):
        _set(told := SubElement(entry, "narrative"), {XML_LANG: language or None})
        told.text = clean(text)


def _add(parent: _Element, tag: str, attributes: Attributes | None = None) -> _Element:
    child = SubElement(parent, tag)
    _set(child, attributes or {})
    return child


def _set(target: _Element, attributes: Attributes) -> None:
    for name, value in _written(attributes):
        target.set(name, value)


def _written(attributes: Attributes) -> Iterator[tuple[str, str]]:
    for name, value in attributes.items():
        if isinstance(value, datetime):
            yield name, _moment(value)
        elif isinstance(value, date):
            yield name, value.isoformat()
        elif isinstance(value, Decimal):
            yield name, format(value, "f")
        elif value is not None:
            yield name, clean(value)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
