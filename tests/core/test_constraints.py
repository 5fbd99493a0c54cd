"""Foreign keys checked with each statement, and later again."""

import pytest
from django.db import IntegrityError, connection, transaction

from samgak.core.constraints import checked_at_once
from samgak.programmes.models import Call
from tests.factories import CallFactory

pytestmark = pytest.mark.django_db

NOTHING = 10**9


def test_a_reference_to_nothing_is_found_by_its_own_statement():
    CallFactory()

    with (
        pytest.raises(IntegrityError, match="foreign key"),
        transaction.atomic(),
        checked_at_once(),
    ):
        Call.objects.update(edition=NOTHING)


def test_afterwards_checks_wait_for_the_end_again():
    call = CallFactory()
    with checked_at_once():
        pass

    Call.objects.update(edition=NOTHING)
    Call.objects.update(edition=call.edition)
    connection.check_constraints()
