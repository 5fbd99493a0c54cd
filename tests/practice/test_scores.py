import io

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from samgak.core.errors import RuleBroken
from samgak.practice.models import ScoreMark, ServiceScore
from samgak.practice.queries import scores as queries
from samgak.practice.rules.scores import CRITERIA
from samgak.practice.services import scores as services
from tests.costs import queries_of
from tests.practice.shops import AT, one_stop, player, world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def address(name, edition, **more):
    return reverse(f"practice:{name}", kwargs={"code": edition.code, **more})


def marks(mark, reason="Because"):
    return dict.fromkeys(CRITERIA, (mark, reason))


def sent(mark, reason="Because"):
    given = {f"{criterion}-mark": mark for criterion in CRITERIA}
    return given | {f"{criterion}-reason": reason for criterion in CRITERIA}


def test_a_score_counts_once_per_person_and_is_changed_until_closed():
    edition, _, blue, _, redesign = world()
    first, second = player(edition, blue), player(edition, blue)

    services.score(redesign, marks=marks(2), by=first, at=AT)
    services.score(redesign, marks=marks(4), by=first, at=AT)
    services.score(redesign, marks=marks(5), by=second, at=AT)

    best = queries.scored_services(edition)[0]
    assert (best.service, best.people, best.mean) == (redesign, 2, 4.5)
    services.close(edition, by=first, at=AT)
    with pytest.raises(RuleBroken, match="scores_are_closed"):
        services.score(redesign, marks=marks(1), by=first, at=AT)
    services.reopen(edition)
    services.score(redesign, marks=marks(1), by=first, at=AT)


def test_a_service_nobody_scored_has_no_mean():
    edition, *_ = world()

    assert {(one.people, one.mean) for one in queries.scored_services(edition)} == {(0, None)}


def test_the_own_service_can_not_be_scored(client):
    edition, red, *_, redesign = world()
    client.force_login(player(edition, red))
    page = address("score", edition, service_id=redesign.pk)

    assert "service of your own team" in client.get(page).content.decode()
    client.post(page, sent(5))

    assert not ServiceScore.objects.exists()


@pytest.mark.parametrize("mark", [0, 6, "x", ""])
def test_marks_are_from_one_to_five(client, mark):
    edition, _, blue, _, redesign = world()
    client.force_login(player(edition, blue))

    answer = client.post(address("score", edition, service_id=redesign.pk), sent(mark))

    assert answer.status_code == 200
    assert not ServiceScore.objects.exists()


def test_the_database_refuses_a_mark_of_six():
    edition, _, blue, _, redesign = world()
    given = services.score(redesign, marks=marks(3), by=player(edition, blue), at=AT)

    with transaction.atomic(), pytest.raises(IntegrityError):
        ScoreMark.objects.filter(score=given).update(mark=6)


def test_reasons_are_shown_without_names_and_without_script(client):
    edition, red, blue, _, redesign = world()
    scorer = player(edition, blue)
    client.force_login(scorer)
    client.post(address("score", edition, service_id=redesign.pk), sent(4, "<script>x</script>"))
    client.force_login(player(edition, red))

    page = client.get(address("score", edition, service_id=redesign.pk)).content.decode()

    assert "&lt;script&gt;x" in page
    assert "<script>x" not in page
    assert str(scorer) not in page


def test_only_officers_and_lecturers_close_the_scores(client):
    edition, red, *_ = world()
    client.force_login(player(edition, red))
    assert client.post(address("close_scores", edition)).status_code == 403
    client.force_login(player(edition, role="lecturer"))
    client.post(address("close_scores", edition))
    assert queries.is_closed(edition)
    client.post(address("reopen_scores", edition))
    assert not queries.is_closed(edition)


def test_the_means_download(client):
    edition, _, blue, _, redesign = world()
    services.score(redesign, marks=marks(4), by=player(edition, blue), at=AT)
    client.force_login(player(edition, role="programme_officer"))
    page = address("scores", edition)

    csv = b"".join(client.get(page, {"download": "csv"}).streaming_content).decode()
    assert "here is invented." in csv.splitlines()[0]
    xlsx = b"".join(client.get(page, {"download": "xlsx"}).streaming_content)

    assert "One desk for shops" in csv
    assert io.BytesIO(xlsx).read(2) == b"PK"
    assert client.get(page, {"download": "exe"}).status_code == 404


def test_the_scores_cost_the_same_for_two_services_and_for_four(client):
    edition, _, blue, service, _ = world()
    client.force_login(player(edition, blue))
    page = address("scores", edition)
    client.get(page)
    once = queries_of(client, page)
    for number in range(2):
        another = one_stop(service, title=f"Another {number}")
        services.score(another, marks=marks(3), by=player(edition, blue), at=AT)

    assert queries_of(client, page) == once
