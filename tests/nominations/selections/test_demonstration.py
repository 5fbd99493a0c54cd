"""The demonstration edition from its file and its five workbooks to an approved cohort."""

from collections import Counter
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from samgak.correspondence.models import Letter
from samgak.exchange import services as exchange
from samgak.nominations import queries, services
from samgak.participants.models import Participant
from tests.nominations.selections.calls import holder

pytestmark = pytest.mark.django_db
HERE = Path(exchange.__file__).parents[1] / "demonstration" / "astana-2025"
WHILE_OPEN = datetime(2025, 7, 20, 6, tzinfo=UTC)
AFTERWARDS = datetime(2025, 7, 28, 6, tzinfo=UTC)


@pytest.fixture
def edition():
    edition = exchange.load((HERE / "edition.yaml").read_text()).edition
    edition.state = "call_open"
    edition.save()
    officer = holder(edition, "programme_officer")
    for path in sorted(HERE.glob("nominations-*.xlsx")):
        workbook = services.upload(
            edition,
            country=path.stem[-2:].upper(),
            file_name=path.name,
            content=path.read_bytes(),
            by=officer,
            at=WHILE_OPEN,
        )
        services.import_workbook(workbook, by=officer, at=WHILE_OPEN)
    edition.state = "selecting"
    edition.save()
    return edition


def test_the_demonstration_cohort_is_proved_keeps_every_quota_and_is_approved(edition):
    selection = services.propose(edition, by=holder(edition, "screener"), at=AFTERWARDS)

    assert (selection.state, selection.proven, selection.seats) == ("proposed", True, 20)
    cohort = list(queries.cohort_rows(selection))
    left = list(queries.not_selected_rows(selection))
    assert (len(cohort), len(cohort) + len(left)) == (20, 70)
    countries = Counter(row[0] for row in cohort)
    assert 3 <= countries["KZ"] <= 4
    assert all(3 <= countries[country] <= 5 for country in ("TJ", "KG", "UZ", "TM"))
    people = [
        (line.nomination.person.sex, line.nomination.country, line.nomination.organisation)
        for line in queries.selection_rows(selection).filter(outcome="selected")
    ]
    assert 9 <= sum(sex == "F" for sex, _, _ in people) <= 12
    assert max(Counter(person[1:] for person in people).values()) <= 2
    scores = [line.exact_score for line in selection.lines.filter(outcome="selected")]
    assert sum(scores) == Fraction(selection.total_score)
    states = {state.line.name: state.now for state in queries.quota_states(edition, selection)}
    assert states["country=KZ"] == countries["KZ"]
    assert states["sex=F"] == sum(sex == "F" for sex, _, _ in people)
    assert states["organisation=each"] == 2
    assert all(
        count <= 2 for count in Counter(r[0] for r in queries.reserve_rows(selection)).values()
    )

    services.approve(selection, by=holder(edition, "approver"), at=AFTERWARDS)

    assert Participant.objects.filter(edition=edition).count() == 20
    assert Letter.objects.filter(edition=edition, kind="acceptance").count() == 20
    assert Letter.objects.filter(edition=edition, kind__in=["reserve", "regret"]).count() == 50
