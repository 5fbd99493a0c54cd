"""Foreign keys checked with each statement, and later again."""

import pytest
from django.db import IntegrityError, connection, transaction

from samgak.core.constraints import checked_at_once
from samgak.programmes.models import Call

pytestmark = pytest.mark.django_db


def with_a_call_of_nothing():
    return Call(edition_id=10**9)


def test_a_reference_to_nothing_is_found_by_its_own_statement():
    with pytest.raises(IntegrityError), transaction.atomic(), checked_at_once():
        with_a_call_of_nothing().save()


def test_afterwards_checks_wait_for_the_end_again():
    with checked_at_once():
        pass

    with transaction.atomic():
        Call.objects.bulk_create([with_a_call_of_nothing()])
        Call.objects.all().delete()
    connection.check_constraints()
