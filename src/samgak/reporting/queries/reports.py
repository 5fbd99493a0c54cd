"""The reports of an edition with their problems, each at the place where it can be mended."""

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from samgak.funding.models import Contribution
from samgak.funding.rules import by_currency
from samgak.partners.models import Organisation
from samgak.programmes.models import Edition
from samgak.reporting import rules
from samgak.reporting.models import ReportingSnapshot
from samgak.reporting.queries.activities import Known, activity_from
from samgak.standards.iati import checks, triangular
from samgak.standards.iati.model import Activity
from samgak.standards.iati.plain import from_plain


@dataclass(frozen=True)
class ProblemAt:
    """What is wrong, where it was entered, and the contribution when it is one's."""

    problem: checks.Problem
    place: rules.Place
    contribution: Contribution | None = None


@dataclass(frozen=True)
class Report:
    """What one organisation would report of an edition today, and what is wrong with it."""

    organisation: Organisation
    activity: Activity
    problems: tuple[ProblemAt, ...]
    contributions: tuple[Contribution, ...]
    frozen: ReportingSnapshot | None
    counts_heads: bool

    @property
    def is_ready(self) -> bool:
        return all(one.problem.is_warning for one in self.problems)

    @property
    def is_frozen_as_it_stands(self) -> bool:
        """Whether what is frozen still says what the edition says."""
        if self.frozen is None:
            return False
        kept = from_plain(self.frozen.activity)
        return dataclasses.replace(kept, last_updated_datetime=None) == self.activity

    @property
    def by_currency(self) -> dict[str, Decimal]:
        """The sums that stand in this report."""
        return by_currency(
            (one.value.currency or "", one.value.amount) for one in self.activity.transactions
        )


@dataclass(frozen=True)
class Reports:
    """All reports of an edition, and what stands in none of them."""

    reports: tuple[Report, ...]
    # Payers without an identifier: what they bear is in nobody's report.
    unreported: tuple[tuple[Organisation, dict[str, Decimal]], ...]
    is_triangular: bool
    reasons_not_triangular: tuple[str, ...]

    @property
    def are_ready(self) -> bool:
        """Whether there is a report and all of them pass their checks."""
        return bool(self.reports) and all(one.is_ready for one in self.reports)

    @property
    def results_lead(self) -> Organisation | None:
        return next((one.organisation for one in self.reports if one.counts_heads), None)


def reports(edition: Edition, *, at: datetime) -> Reports:
    """The reports of an edition at that moment, in a constant number of queries."""
    known = Known.of(edition)
    roles = known.triangular_roles()
    reasons = triangular.reasons_not_triangular(roles, on=edition.starts_on)
    frozen = {
        one.organisation_id: one
        for one in ReportingSnapshot.objects.filter(edition=edition)
        .select_related("frozen_by")
        .order_by("organisation_id", "-frozen_at", "-pk")
        .distinct("organisation_id")
    }
    return Reports(
        reports=tuple(
            _report(known, one, at=at, frozen=frozen.get(one.pk)) for one in known.reporting
        ),
        unreported=tuple(
            (one, by_currency((line.currency, line.amount) for line in known.lines_of(one)))
            for one in known.payers
            if not one.iati_identifier
        ),
        is_triangular=not reasons,
        reasons_not_triangular=tuple(reasons),
    )


def report(edition: Edition, *, organisation: Organisation, at: datetime) -> Report | None:
    """The report of one organisation, or None when it has nothing to report."""
    found = reports(edition, at=at).reports
    return next((one for one in found if one.organisation == organisation), None)


def facts(edition: Edition, *, at: datetime) -> dict[str, bool]:
    """What the life cycle asks of the reports."""
    return {"reports_are_valid": reports(edition, at=at).are_ready}


def organisation_of(edition: Edition, *, key: str) -> Organisation:
    """An organisation of the edition by its key; raises Organisation.DoesNotExist."""
    return edition.organisations.get(key=key)


def snapshot_of(edition: Edition, *, organisation: Organisation) -> ReportingSnapshot | None:
    """What was frozen last."""
    frozen = ReportingSnapshot.objects.filter(edition=edition, organisation=organisation)
    return frozen.order_by("-frozen_at", "-pk").first()


def newest_snapshots(organisation: Organisation):
    """What the organisation reports of each edition, as it was frozen last."""
    return (
        ReportingSnapshot.objects.filter(organisation=organisation)
        .order_by("edition_id", "-frozen_at", "-pk")
        .distinct("edition_id")
    )


def _report(
    known: Known, organisation: Organisation, *, at: datetime, frozen: ReportingSnapshot | None
) -> Report:
    activity = activity_from(known, organisation)
    lines = known.lines_of(organisation)
    today = at.astimezone(known.edition.zone).date()
    found = [*checks.problems(activity, today=today), *_identity(known, organisation)]
    return Report(
        organisation=organisation,
        activity=activity,
        problems=tuple(_at_its_place(problem, lines) for problem in found),
        contributions=tuple(lines),
        frozen=frozen,
        counts_heads=organisation.pk == known.results_lead,
    )


def _identity(known: Known, organisation: Organisation) -> list[checks.Problem]:
    """Two organisations under one identifier would report as one, and their money as twice."""
    identifiers = {one.pk: one.iati_identifier for one in known.reporting}
    if organisation.pk not in rules.shared_identifiers(identifiers):
        return []
    params = {"identifier": organisation.iati_identifier}
    return [checks.Problem(rules.SHARED_IDENTIFIER, "reporting-org/ref", params)]


def _at_its_place(problem: checks.Problem, lines: list[Contribution]) -> ProblemAt:
    place = rules.place_of(problem.field, problem.rule)
    line = lines[place.number - 1] if place.number else None
    return ProblemAt(problem=problem, place=place, contribution=line)
