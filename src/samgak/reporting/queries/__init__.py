from samgak.reporting.queries.activities import activity, identifier, reporting_organisations
from samgak.reporting.queries.life import facts_of_life
from samgak.reporting.queries.reports import (
    ProblemAt,
    Report,
    Reports,
    facts,
    newest_snapshots,
    organisation_of,
    report,
    reports,
    snapshot_of,
)

__all__ = [
    "ProblemAt",
    "Report",
    "Reports",
    "activity",
    "facts",
    "facts_of_life",
    "identifier",
    "newest_snapshots",
    "organisation_of",
    "report",
    "reporting_organisations",
    "reports",
    "snapshot_of",
]
