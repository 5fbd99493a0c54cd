"""Two people at one seat at the same moment, each on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from samgak.core.errors import RuleBroken
from samgak.participants.models import Participant
from samgak.participants.rules import PRESENT
from samgak.places import services
from samgak.places.models import Promotion
from tests.places.cohorts import NEXT_DAY, decided

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    both_are_there = Barrier(len(acts))

    def act(one):
        both_are_there.wait()
        try:
            one()
        except RuleBroken as broken:
            return broken.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(act, acts))


def promoting(cohort, freed, name):
    seat, key = cohort.seat(freed), cohort.nomination(name).pk
    return lambda: services.promote(
        seat, nomination_id=key, reason="It is free", by=cohort.officer, at=NEXT_DAY
    )


def present(cohort):
    return Participant.objects.filter(edition=cohort.edition, state__in=PRESENT).count()


def decline(cohort, name):
    seat = cohort.seat(name)
    services.answer(seat, word="declined", through="link", reason="Ill", at=NEXT_DAY)


def test_two_officers_at_once_seat_one_reserve():
    cohort = decided()
    cohort.call.call.quota_lines.all().delete()
    decline(cohort, "tj4")

    said = at_once(promoting(cohort, "tj4", "tj3"), promoting(cohort, "tj4", "kz8"))

    assert said == ["done", "seat_is_filled"]
    assert (Promotion.objects.count(), present(cohort)) == (1, 2)


def test_the_last_seat_is_taken_back_or_given_on_but_not_both():
    cohort = decided()
    decline(cohort, "tj4")
    seat = cohort.seat("tj4")

    def take_back():
        services.answer(seat, word="accepted", through="link", at=NEXT_DAY)

    said = at_once(promoting(cohort, "tj4", "tj3"), take_back)

    assert said[0] == "done"
    assert said[1] in ("participant_needs_seat_is_still_free", "seat_is_taken")
    assert present(cohort) == 2
