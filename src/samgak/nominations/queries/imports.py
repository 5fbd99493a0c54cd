"""Workbooks as they were mailed: what they say, what they would do, what came of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from samgak import spreadsheets
from samgak.core.prepared import Given, Prepared
from samgak.nominations.models import Nomination, OtherSpelling, WorkbookImport, WorkbookRow
from samgak.nominations.queries.own import form_of
from samgak.nominations.rules import own, states
from samgak.nominations.rules.codes import Code
from samgak.nominations.rules.identity import Identity
from samgak.nominations.rules.nominees import OWN, NomineeRow
from samgak.nominations.rules.plans import PlannedRow, Stored, plan
from samgak.nominations.rules.rows import Reading, read_workbook
from samgak.participants.models import Person
from samgak.programmes.models import Call, Edition, ScorePart
from samgak.questionnaires.definition import Form

Outcome = WorkbookRow.Outcome
# What needs a person comes first.
ORDER_OF_OUTCOMES = (Outcome.REPORTED, Outcome.CHANGED, Outcome.CREATED, Outcome.UNCHANGED)

# A row that repeats another, or holds nobody, needs nothing.
CODES_TO_MEND = (Code.IMPOSSIBLE, Code.MISSING_VALUE, Code.UNKNOWN_SEX, Code.TOO_MANY)


@dataclass(frozen=True)
class Plan:
    """What a workbook says, and what its import would do."""

    reading: Reading
    rows: list[PlannedRow]


def plan_of(workbook: WorkbookImport, *, at: datetime) -> Plan:
    """Read the workbook against what is known now; raises Unreadable."""
    edition = workbook.edition
    sheets = spreadsheets.read(bytes(workbook.content), name=workbook.file_name)
    nominees = nominees_by_identity(edition, country=workbook.country)
    form = form_of(edition, country=workbook.country)
    asked = own.columns(form) if form else {}
    reading = read_workbook(
        sheets,
        country=workbook.country,
        known=frozenset(nominees),
        today=at.astimezone(edition.zone).date(),
        mapping=asked | {int(column): name for column, name in workbook.mapping.items()},
        answers=workbook.answers,
    )
    if form:
        reading = _with_answers(reading, form, working=edition.working_language)
    earlier = imports_of_the_same_file(workbook)
    rows = plan(
        reading,
        nominees=nominees,
        people=_people_by_identity(nominee.identity for nominee in reading.nominees),
        most=nominations_most(edition),
        languages=languages_asked(edition),
        read_before=bool(earlier),
        mended=frozenset(
            WorkbookRow.objects.filter(workbook__in=earlier, mended_at__isnull=False).values_list(
                "row", flat=True
            )
        ),
    )
    return Plan(reading, rows)


def _with_answers(reading: Reading, form: Form, *, working: str) -> Reading:
    def each(people: Iterable[NomineeRow]) -> tuple[NomineeRow, ...]:
        return tuple(own.with_answers(one, form, working=working) for one in people)

    return replace(
        reading, nominees=each(reading.nominees), already_known=each(reading.already_known)
    )


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


def nominees_by_identity(edition: Edition, *, country: str) -> dict[Identity, Stored]:
    """Everyone a country has nominated, the withdrawn too, under every spelling known."""
    nominations = Nomination.objects.filter(edition=edition, country=country).select_related(
        "person"
    )
    by_person = {nomination.person_id: nomination for nomination in nominations}
    found = {
        identity_of_person(nomination.person): Stored(
            nomination.pk,
            stored_facts(nomination.person, nomination),
            is_standing=nomination.state in states.PRESENT,
        )
        for nomination in by_person.values()
    }
    for other in OtherSpelling.objects.filter(country=country, person__in=by_person):
        nomination = by_person[other.person_id]
        own = found[identity_of_person(nomination.person)]
        known_as = Identity(other.country, other.name_key, other.born_on)
        found[known_as] = Stored(own.key, own.facts, own.is_standing, is_other_spelling=True)
    return found


def _people_by_identity(identities: Iterable[Identity]) -> dict[Identity, Stored]:
    wanted = set(identities)
    some = {
        "country__in": {one.country for one in wanted},
        "name_key__in": {one.name for one in wanted},
    }
    found = {
        Identity(other.country, other.name_key, other.born_on): Stored(
            other.person_id, stored_facts(other.person), is_other_spelling=True
        )
        for other in OtherSpelling.objects.filter(**some).select_related("person")
    }
    for person in Person.objects.filter(**some):
        found[identity_of_person(person)] = Stored(person.pk, stored_facts(person))
    return {identity: stored for identity, stored in found.items() if identity in wanted}


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
