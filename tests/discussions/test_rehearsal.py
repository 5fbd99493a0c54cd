import random

import pytest

from samgak.discussions.models import Commitment
from samgak.exchange.rehearsal import discussion
from samgak.exchange.rehearsal.stage import Stage
from samgak.exchange.services import demonstration_discussion
from tests.discussions.factories import AT, COUNTRIES, somebody
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db
LANGUAGES = {"en", "ko", "ru", "kk", "ky", "uz", "tg", "tk"}


def test_the_prepared_statements_are_in_eight_languages_and_nobodys():
    topic = demonstration_discussion.add(EditionFactory(), at=AT)

    assert [set(one.words) for one in topic.statements.all()] == [LANGUAGES] * 12
    assert not topic.statements.exclude(author=None).exists()


def test_the_rehearsal_votes_and_signs_two_commitments(tmp_path):
    edition = EditionFactory(starts_on=AT.date(), ends_on=AT.date())
    stage = Stage(folder=tmp_path, out=tmp_path, say=lambda _said: None)
    stage.edition, stage.now, stage.chance = edition, AT, random.Random(5)
    people = [somebody(edition, COUNTRIES[at % 5]) for at in range(20)]

    discussion.discuss(stage, people)

    assert stage.results["discussion"]["people"] == 20
    assert stage.results["discussion"]["votes"] == 240
    assert len(stage.results["discussion"]["groups"]) == 2
    assert stage.results["commitments"]["agreed"] == 2
    assert Commitment.objects.filter(state="agreed").count() == 2
    assert (tmp_path / "joint-statement.docx").read_bytes()[:2] == b"PK"
    assert (tmp_path / "joint-statement.pdf").read_bytes()[:4] == b"%PDF"
