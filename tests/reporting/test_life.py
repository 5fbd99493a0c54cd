from datetime import UTC, datetime

import pytest

from samgak.reporting.queries import facts_of_life
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db
AT = datetime(2030, 1, 15, 4, tzinfo=UTC)


@pytest.mark.parametrize(("kind", "is_met"), [("secondment", True), ("course", False)])
def test_the_life_of_a_secondment_does_not_wait_for_a_timetable(kind, is_met):
    facts = facts_of_life(EditionFactory(kind=kind), at=AT)

    assert facts["timetable_is_made"] is is_met
    assert facts["all_three_sides_take_part"] is is_met
