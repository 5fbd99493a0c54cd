"""What is held of people, as words: for the page, the command and the copy of one's own data."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from samgak.core import dates
from samgak.exchange.queries.personal import Report
from samgak.privacy import phrases
from samgak.privacy.permissions import READERS
from samgak.programmes import phrases_audit
from samgak.programmes.phrases import ROLE_TEXTS
from samgak.programmes.phrases_kinds import KIND_TEXTS

ERASURE_TEXTS = {
    "deleted": gettext_lazy("Deleted"),
    "blanked": gettext_lazy("Kept without a name"),
    "kept": gettext_lazy("Kept as it is"),
}
# Kinds of which the trail keeps nothing: they follow from others, or name nobody.
UNTRACKED_TEXTS = {
    "nominations-workbookrow": gettext_lazy("Row of a workbook"),
    "nominations-selectionline": gettext_lazy("Outcome of a selection"),
    "actionplans-planversion": gettext_lazy("Version of an action plan"),
    "discussions-vote": gettext_lazy("Vote on a statement"),
    "surveys-answered": gettext_lazy("Mark that a survey was answered"),
}


@dataclass(frozen=True)
class Table:
    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


def tables(report: Report) -> list[Table]:
    """The report in tables of words."""
    return [_items(report), _consents(report), _records(report), _proofs(report)]


def _items(report: Report) -> Table:
    readers = ", ".join(str(ROLE_TEXTS[role]) for role in READERS)
    return Table(
        _("Second-stage data"),
        (
            _("Data"),
            _("Purpose"),
            _("Class of data"),
            pgettext("personal data", "Held"),
            _("Deleted"),
            _("Who may read"),
            _("Days kept after the purpose"),
        ),
        [
            (
                str(phrases.ITEM_TEXTS[one.item]),
                str(phrases.PURPOSE_TEXTS[one.purpose]),
                str(phrases.CLASS_TEXTS[one.data_class]),
                str(one.held),
                str(one.purged),
                readers,
                str(one.days_after_purpose),
            )
            for one in report.items
        ],
    )


def _consents(report: Report) -> Table:
    words = phrases.ANSWER_TEXTS
    return Table(
        _("Consent"),
        (_("Purpose"), _("Class of data"), *(str(one) for one in words.values())),
        [
            (
                str(phrases.PURPOSE_TEXTS[one.purpose]),
                str(phrases.CLASS_TEXTS[one.data_class]),
                str(one.agreed),
                str(one.refused),
                str(one.withdrawn),
                str(one.not_answered),
            )
            for one in report.consents
        ],
    )


def _records(report: Report) -> Table:
    return Table(
        _("Records that lead to people"),
        (_("Kind"), _("Records"), _("People"), _("When somebody is erased")),
        [
            (kind(one.kind), str(one.records), str(one.people), str(ERASURE_TEXTS[one.on_erasure]))
            for one in report.records
        ],
    )


def _proofs(report: Report) -> Table:
    reader = get_language() or "en"
    return Table(
        _("Proofs of deletion"),
        (_("Deleted"), _("Data"), _("People"), _("Reason"), _("Fingerprint")),
        [
            (
                dates.plain_date(timezone.localdate(one.purged_at), reader),
                str(phrases.ITEM_TEXTS[one.data_kind]),
                str(one.count),
                str(phrases.RULE_OF_PURGE_TEXTS[one.rule]),
                one.digest[:16],
            )
            for one in report.proofs
        ],
    )


def kind(code: str) -> str:
    """What a kind of record is called."""
    return str(KIND_TEXTS.get(code) or UNTRACKED_TEXTS[code])


def kinds(held: dict[str, Any]) -> list[tuple[str, list[list[tuple[str, str]]]]]:
    """One's own records, each as the names of its fields and what they hold."""
    return [
        (kind(code), [_fields(code, row) for row in rows]) for code, rows in held["records"].items()
    ]


def _fields(code: str, row: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (str(phrases_audit.FIELD_TEXTS.get(name, name)), _words(held))
        for name, held in row.items()
        if held not in (None, "", {}, [])
    ]


def _words(held: Any) -> str:
    if isinstance(held, dict):
        return "; ".join(f"{name}: {_words(value)}" for name, value in held.items())
    if isinstance(held, list):
        return "; ".join(_words(value) for value in held)
    return str(held)
