"""The last place of a country, and the last second of the call."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from samgak.core.errors import RuleBroken
from samgak.nominations import services
from samgak.nominations.models import Nomination
from tests.factories import CallFactory, EditionRoleFactory
from tests.nominations.desk.sheets import VALUES
from tests.nominations.factories import WHILE_OPEN


def nominating(edition, by, family, at=WHILE_OPEN):
    values = VALUES | {"family": family, "email": f"{family.casefold()}@example.kz"}
    return services.nominate(edition, country="KZ", values=values, by=by, at=at)


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_take_the_last_place_of_a_country_once():
    edition = CallFactory(edition__state="call_open", nominations_per_country_max=1).edition
    focal_point = EditionRoleFactory(edition=edition, role="focal_point", country="KZ").user
    both_are_there = Barrier(2)

    def nominate(family):
        both_are_there.wait()
        try:
            nominating(edition, focal_point, family)
        except RuleBroken as broken:
            return broken.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(nominate, ["Serikova", "Ospanova"]))

    assert said == ["done", "too_many_nominations"]
    assert Nomination.objects.filter(edition=edition).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "taken"), [(-1, True), (0, True), (1, False)])
def test_a_second_after_the_deadline_is_too_late(seconds, taken):
    call = CallFactory(edition__state="call_open")
    focal_point = EditionRoleFactory(edition=call.edition, role="focal_point", country="KZ").user
    at = call.closes_at + timedelta(seconds=seconds)

    if taken:
        assert nominating(call.edition, focal_point, "Serikova", at).nominated_at == at
    else:
        with pytest.raises(RuleBroken, match="call_is_not_open"):
            nominating(call.edition, focal_point, "Serikova", at)
