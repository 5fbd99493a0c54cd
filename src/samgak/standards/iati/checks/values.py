"""Each value by itself: its characters, its language, its code list, its address."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from samgak.standards.iati import codelists, model
from samgak.standards.iati.checks.problem import Problem
from samgak.standards.iati.checks.walk import Leaf, leaves
from samgak.standards.iati.model import DAC, Activity
from samgak.standards.iati.text import clean, has_forbidden_characters

LIST_OF: dict[tuple[type, str], str] = {
    (model.Activity, "activity_status"): "ActivityStatus",
    (model.Activity, "activity_scope"): "ActivityScope",
    (model.Activity, "collaboration_type"): "CollaborationType",
    (model.Activity, "default_flow_type"): "FlowType",
    (model.Activity, "default_finance_type"): "FinanceType",
    (model.Activity, "default_tied_status"): "TiedStatus",
    (model.Activity, "default_currency"): "Currency",
    (model.Activity, "default_language"): "Language",
    (model.ReportingOrg, "type"): "OrganisationType",
    (model.Description, "type"): "DescriptionType",
    (model.ParticipatingOrg, "role"): "OrganisationRole",
    (model.ParticipatingOrg, "type"): "OrganisationType",
    (model.OtherIdentifier, "type"): "OtherIdentifierType",
    (model.ActivityDate, "type"): "ActivityDateType",
    (model.ContactInfo, "type"): "ContactType",
    (model.RecipientCountry, "code"): "Country",
    (model.RecipientRegion, "code"): "Region",
    (model.RecipientRegion, "vocabulary"): "RegionVocabulary",
    (model.Sector, "code"): "Sector",
    (model.Sector, "vocabulary"): "SectorVocabulary",
    (model.Tag, "vocabulary"): "TagVocabulary",
    (model.PolicyMarker, "code"): "PolicyMarker",
    (model.PolicyMarker, "significance"): "PolicySignificance",
    (model.PolicyMarker, "vocabulary"): "PolicyMarkerVocabulary",
    (model.AidType, "code"): "AidType",
    (model.AidType, "vocabulary"): "AidTypeVocabulary",
    (model.Value, "currency"): "Currency",
    (model.Budget, "type"): "BudgetType",
    (model.Budget, "status"): "BudgetStatus",
    (model.Transaction, "transaction_type"): "TransactionType",
    (model.Transaction, "flow_type"): "FlowType",
    (model.Transaction, "finance_type"): "FinanceType",
    (model.Transaction, "tied_status"): "TiedStatus",
    (model.TransactionOrg, "type"): "OrganisationType",
    (model.DocumentLink, "categories"): "DocumentCategory",
    (model.DocumentLink, "languages"): "Language",
    (model.RelatedActivity, "type"): "RelatedActivityType",
    (model.Result, "type"): "ResultType",
    (model.Indicator, "measure"): "IndicatorMeasure",
}
CODED_BY_VOCABULARY = (
    model.RecipientRegion,
    model.Sector,
    model.PolicyMarker,
    model.AidType,
)
ADDRESSES = {
    (model.ContactInfo, "website"),
    (model.Tag, "vocabulary_uri"),
    (model.DocumentLink, "url"),
}
# RFC 3986, the part of it that web addresses need: host, port, path and query, one fragment.
CHARACTERS = r"(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*"
ADDRESS = re.compile(
    rf"https?://[A-Za-z0-9.-]+(?::[0-9]{{1,5}})?(?:[/?]{CHARACTERS})?(?:#{CHARACTERS})?"
)
RULE_OF_EMPTY_TEXT = {model.Activity: "4.3.1", model.Description: "4.4.1"}


def every_value_can_be_written(activity: Activity, today: date) -> Iterator[Problem]:
    """Code lists, and our rules on characters and addresses; narratives as below."""
    for leaf in leaves(activity):
        if isinstance(leaf.value, Mapping):
            yield from _narrative(leaf, activity.default_language)
        elif isinstance(leaf.value, str):
            yield from _text(leaf)


def _text(leaf: Leaf) -> Iterator[Problem]:
    if has_forbidden_characters(leaf.value):
        yield Problem("characters", leaf.path)
    place = (type(leaf.owner), leaf.name)
    if place in ADDRESSES and not ADDRESS.fullmatch(leaf.value):
        yield Problem("address", leaf.path, {"address": clean(leaf.value)})
    if place in LIST_OF and not _is_of_another_vocabulary(leaf):
        yield from _code(LIST_OF[place], leaf.value, leaf.path)


def _is_of_another_vocabulary(leaf: Leaf) -> bool:
    owner: Any = leaf.owner
    return (
        leaf.name == "code" and isinstance(owner, CODED_BY_VOCABULARY) and owner.vocabulary != DAC
    )


def _code(name: str, code: str, path: str) -> Iterator[Problem]:
    known = codelists.codes(name).get(code)
    params = {"list": name, "code": clean(code)}
    if known is None:
        yield Problem("codelist", path, params)
    elif known.is_withdrawn:
        yield Problem("codelist-withdrawn", path, params)


def _narrative(leaf: Leaf, default_language: str | None) -> Iterator[Problem]:
    """Rulesets 4.1.1, 4.3.1, 4.4.1; ours: text in each, and each language once."""
    if not leaf.value:
        yield Problem(RULE_OF_EMPTY_TEXT.get(type(leaf.owner), "narrative"), leaf.path)
    tags = Counter((tag or default_language or "").lower() for tag in leaf.value)
    for tag, count in tags.items():
        if count > 1:
            yield Problem("language-repeated", leaf.path, {"language": clean(tag)})
    for tag, text in leaf.value.items():
        if tag:
            yield from _code("Language", tag, leaf.path)
        elif not default_language:
            yield Problem("4.1.1", leaf.path)
        if not clean(text).strip():
            rule = RULE_OF_EMPTY_TEXT.get(type(leaf.owner), "narrative")
            yield Problem(rule, leaf.path, {"language": clean(tag)})
        if has_forbidden_characters(text):
            yield Problem("characters", leaf.path, {"language": clean(tag)})


RULES = (every_value_can_be_written,)
