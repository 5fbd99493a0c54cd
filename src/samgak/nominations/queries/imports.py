"""Workbooks as they were mailed, and what came of them."""

from collections.abc import Iterator

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from samgak.core.prepared import Given, Prepared
from samgak.nominations.models import Nomination, WorkbookImport, WorkbookRow
from samgak.nominations.rules.codes import Code
from samgak.nominations.rules.identity import Identity
from samgak.nominations.rules.nominees import OWN
from samgak.participants.models import Person
from samgak.programmes.models import Call, Edition, ScorePart

Outcome = WorkbookRow.Outcome
# What needs a person comes first.
ORDER_OF_OUTCOMES = (Outcome.REPORTED, Outcome.CHANGED, Outcome.CREATED, Outcome.UNCHANGED)

# A row that repeats another, or holds nobody, needs nothing.
CODES_TO_MEND = (Code.IMPOSSIBLE, Code.MISSING_VALUE, Code.UNKNOWN_SEX, Code.TOO_MANY)


def imports_of_the_same_file(workbook: WorkbookImport) -> list[int]:
    """Imports that stand of the very same bytes, read in the same way."""
    same = WorkbookImport.objects.filter(
        edition=workbook.edition_id,
        country=workbook.country,
        sha256=workbook.sha256,
        mapping=workbook.mapping,
        answers=workbook.answers,
        state=WorkbookImport.State.IMPORTED,
    )
    return list(same.exclude(pk=workbook.pk).values_list("pk", flat=True))


def nominations_most(edition: Edition) -> int | None:
    """How many people a country may nominate; None where the call sets no limit."""
    return (
        Call.objects.filter(edition=edition)
        .values_list("nominations_per_country_max", flat=True)
        .first()
    )


def languages_asked(edition: Edition) -> frozenset[str]:
    """The languages that decide: those of the call's rules and of its score."""
    rules = Call.objects.filter(edition=edition).values_list("language_code", flat=True)
    scored = ScorePart.objects.filter(call__edition=edition)
    codes = {*rules, *scored.values_list("language_code", flat=True)}
    return frozenset(code for code in codes if code)


def identity_of_person(person: Person) -> Identity:
    """Under what the person is known."""
    return Identity(person.country, person.name_key, person.born_on)


def stored_facts(person: Person, nomination: Nomination | None = None) -> dict[str, str]:
    """What is stored, as text, under the names that the rows of workbooks use."""
    facts = {
        "family": person.family_name,
        "given": person.given_name,
        "native": person.native_name,
        "sex": person.sex,
        "born_on": person.born_on.isoformat(),
        "email": person.email,
    }
    if nomination is None:
        return facts
    facts |= {
        "rank": str(nomination.rank),
        "organisation": nomination.organisation,
        "position": nomination.position_held,
        "years_in_service": f"{nomination.years_in_service.normalize():f}",
        "last_training_on": (
            nomination.last_training_on.isoformat() if nomination.last_training_on else ""
        ),
    }
    facts |= {OWN + key: text for key, text in nomination.own_answers.items()}
    for code, spoken in nomination.languages.items():
        facts |= {f"language_{code}": spoken["said"], f"level_{code}": spoken["level"] or ""}
    return facts


def workbooks(edition: Edition, *, countries: frozenset[str] | None):
    """The workbooks of an edition, the newest first; `countries` None means all."""
    found = WorkbookImport.objects.filter(edition=edition).defer("content", "sheet")
    found = found if countries is None else found.filter(country__in=countries)
    counts = {
        f"rows_{outcome}": Count("rows", filter=Q(rows__outcome=outcome, rows__mended_at=None))
        for outcome in Outcome.values
    }
    # Grouping makes Django forget the order of the model.
    ordered = found.select_related("uploaded_by").order_by("-uploaded_at", "-pk")
    return ordered.annotate(**counts)


def import_of(edition: Edition, *, pk: int, countries: frozenset[str] | None) -> WorkbookImport:
    """One workbook the reader may see; raises DoesNotExist for any other."""
    found = WorkbookImport.objects.filter(edition=edition).defer("content")
    found = found if countries is None else found.filter(country__in=countries)
    return found.select_related("edition", "uploaded_by", "imported_by").get(pk=pk)


def row_of(workbook: WorkbookImport, *, pk: int) -> WorkbookRow:
    """One row of a workbook; raises DoesNotExist."""
    return WorkbookRow.objects.select_related("workbook__edition").get(workbook=workbook, pk=pk)


def rows_of(workbook: WorkbookImport):
    """The rows of a workbook: first those that need somebody."""
    order = Case(
        *(When(outcome=outcome, then=Value(i)) for i, outcome in enumerate(ORDER_OF_OUTCOMES)),
        output_field=IntegerField(),
    )
    return (
        WorkbookRow.objects.filter(workbook=workbook).annotate(place=order).order_by("place", "row")
    )


def counts_of(workbook: WorkbookImport) -> dict[str, int]:
    """How many rows come to what; the rows mended since count as `mended`."""
    rows = WorkbookRow.objects.filter(workbook=workbook)
    return rows.aggregate(
        **{
            outcome: Count("pk", filter=Q(outcome=outcome, mended_at__isnull=True))
            for outcome in Outcome.values
        },
        mended=Count("pk", filter=Q(mended_at__isnull=False)),
    )


def rows_to_mend(edition: Edition, *, country: str) -> list[tuple[WorkbookImport, int]]:
    """The imports of a country with rows left out that hold a person, and how many each has."""
    found = _to_mend(edition=edition.pk, country=country)
    return [(workbook, workbook.left) for workbook in found]


@Prepared
def _to_mend() -> QuerySet[WorkbookImport]:
    waiting = Q(rows__outcome=Outcome.REPORTED, rows__mended_at=None, rows__code__in=CODES_TO_MEND)
    of_country = WorkbookImport.objects.filter(edition=Given("edition"), country=Given("country"))
    imported = of_country.filter(state=WorkbookImport.State.IMPORTED).defer("content", "sheet")
    return imported.annotate(left=Count("rows", filter=waiting)).filter(left__gt=0)


def reported_rows(edition: Edition) -> Iterator[tuple[str, int, str, str]]:
    """File, row, code and detail of every row reported by an import that stands, as in the files."""
    rows = (
        WorkbookRow.objects.filter(
            workbook__edition=edition,
            workbook__state=WorkbookImport.State.IMPORTED,
            outcome=Outcome.REPORTED,
            mended_at__isnull=True,
        )
        .select_related("workbook")
        .defer("workbook__content", "workbook__sheet")
        .order_by("workbook__file_name", "workbook__imported_at", "row")
    )
    for row in rows.iterator():
        yield row.workbook.file_name, row.row, row.code, detail_of(row)


def detail_of(row: WorkbookRow) -> str:
    """All that is to be said of the row in one line without sentences."""
    return "; ".join(
        (f"{finding['field']}: " if finding["field"] else "")
        + finding["code"]
        + (
            " (" + ", ".join(f"{name}={value}" for name, value in finding["params"].items()) + ")"
            if finding["params"]
            else ""
        )
        for finding in row.findings
    )
