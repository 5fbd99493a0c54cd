"""All that the guards of the life cycle ask: `reporting` is the highest app that knows them all."""

from datetime import datetime

from samgak.attendance import queries as attendance
from samgak.calls import queries as calls
from samgak.certificates import queries as certificates
from samgak.demand import queries as demand
from samgak.funding import queries as funding
from samgak.nominations import queries as nominations
from samgak.programmes import queries as programmes
from samgak.programmes import rules_kinds
from samgak.programmes.models import Edition
from samgak.reporting.queries import reports
from samgak.timetable import queries as timetable


def facts_of_life(edition: Edition, *, at: datetime) -> dict[str, bool]:
    """What every app says of the guards at this moment."""
    known = programmes.own_facts(edition, at=at) | reports.facts(edition, at=at)
    known |= demand.facts_of_life(edition)
    for app in (funding, calls, nominations, timetable, attendance, certificates):
        known |= app.facts(edition)
    return known | dict.fromkeys(rules_kinds.waived_guards(edition.kind), True)
