"""Two officers press the button at the same moment, each on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from samgak.certificates import services
from samgak.certificates.models import Certificate
from tests.certificates.factories import AT, certifying_edition, complete
from tests.factories import UserFactory


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_issue_each_certificate_once():
    edition = certifying_edition()
    people = {complete(edition).pk for _ in range(3)}
    officer = UserFactory()
    both_are_there = Barrier(2)

    def issue():
        both_are_there.wait()
        try:
            return [one.number for one in services.issue(edition, by=officer, at=AT)]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = [pool.submit(issue) for _ in range(2)]

    assert sorted(first.result()) == sorted(second.result())
    assert set(Certificate.objects.values_list("participant", flat=True)) == people
    assert Certificate.objects.count() == 3
