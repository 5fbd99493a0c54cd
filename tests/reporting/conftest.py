import pytest

from samgak.exchange import services as exchange
from samgak.partners.models import Organisation
from tests.exchange.editions import DEMONSTRATION


@pytest.fixture
def demonstration(db):
    """The demonstration edition on the day after its certificates."""
    edition = exchange.load(DEMONSTRATION.read_text(encoding="utf-8")).edition
    edition.state = "evaluated"
    edition.save()
    return edition


@pytest.fixture
def koica(demonstration):
    return Organisation.objects.get(key="koica")


@pytest.fixture
def kazaid(demonstration):
    return Organisation.objects.get(key="kazaid")
