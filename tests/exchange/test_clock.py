from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail as django_mail
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from samgak.core import clock as core_clock
from samgak.core import jobs
from samgak.correspondence import services as correspondence
from samgak.correspondence.models import PageMail
from samgak.exchange import clock
from samgak.exchange import jobs as exchange_jobs
from samgak.exchange.models import DemonstrationClock
from samgak.programmes.models import Edition
from tests.correspondence.factories import LetterFactory
from tests.factories import CallFactory, EditionFactory, UserFactory

pytestmark = pytest.mark.django_db
FIRST_DAY = date(2030, 1, 14)


@pytest.fixture
def edition():
    return EditionFactory(state="ci_published")


def test_outside_a_demonstration_there_is_no_clock(client, edition, rf):
    DemonstrationClock.objects.create(pk=1, edition=edition, shown_on=FIRST_DAY)

    for name in ("move_clock", "demonstration_mail"):
        with pytest.raises(NoReverseMatch):
            reverse(f"exchange:{name}")
    assert client.post("/en/demonstration/clock/", {"day": "2030-01-14"}).status_code == 404
    assert client.get("/en/demonstration/mail/").status_code == 404
    home = client.get(reverse("portal:home"))
    assert "sg-demonstration" not in home.content.decode()
    assert core_clock.now(home.wsgi_request).year == timezone.now().year
    assert abs(clock.now() - timezone.now()) < timedelta(minutes=1)
    with pytest.raises(RuntimeError):
        clock.move(to=FIRST_DAY)


@pytest.mark.usefixtures("demonstration")
def test_a_visitor_moves_the_date_and_comes_back_to_the_page(client, edition):
    clock.follow(edition, on=date(2029, 6, 1))
    privacy = reverse("portal:privacy")
    page = client.get(privacy)
    assert "Today is Friday, 1 June 2029." in page.content.decode()

    moved = client.post(reverse("exchange:move_clock"), {"day": "2030-01-14", "next": privacy})

    assert moved.headers["Location"] == privacy
    page = client.get(privacy)
    assert "Today is Monday, 14 January 2030." in page.content.decode()
    now = core_clock.now(page.wsgi_request).astimezone(edition.zone)
    assert now.date() == FIRST_DAY
    real = timezone.now().astimezone(edition.zone)
    assert abs(now.replace(tzinfo=None) - datetime.combine(FIRST_DAY, real.time())) < timedelta(
        minutes=1
    )


@pytest.mark.usefixtures("demonstration")
def test_a_wrong_day_is_refused_with_a_sentence(client, edition):
    clock.follow(edition, on=FIRST_DAY)

    page = client.post(reverse("exchange:move_clock"), {"day": "3030-01-01"}, follow=True)

    assert "between the years 2000 and 2099" in page.content.decode()
    assert DemonstrationClock.objects.get().shown_on == FIRST_DAY


@pytest.mark.usefixtures("demonstration")
def test_the_way_back_stays_on_this_site(client):
    moved = client.post(
        reverse("exchange:move_clock"), {"day": "2030-01-14", "next": "https://evil.example/"}
    )

    assert urlsplit(moved.headers["Location"]).netloc == ""


@pytest.mark.usefixtures("demonstration")
def test_the_real_day_comes_back(client, edition):
    clock.follow(edition, on=FIRST_DAY)

    client.post(reverse("exchange:move_clock"), {"preset": "", "day": "2030-01-14"})

    assert abs(clock.now() - timezone.now()) < timedelta(minutes=1)


@pytest.mark.usefixtures("demonstration")
def test_days_worth_going_to_are_offered(client, edition):
    CallFactory(edition=edition)
    clock.follow(edition, on=FIRST_DAY)

    shown = clock.demonstration(real=datetime(2026, 3, 1, 20, tzinfo=UTC))

    assert [(preset.day, preset.is_shown) for preset in shown.presets] == [
        (date(2029, 11, 2), False),
        (date(2029, 12, 2), False),
        (date(2030, 1, 14), True),
        (date(2030, 1, 15), False),
        (date(2030, 1, 16), False),
        (date(2031, 1, 16), False),
    ]
    assert shown.now == datetime(2030, 1, 14, 1, tzinfo=edition.zone)  # 20:00 UTC is 01:00 there
    assert 'value="2029-11-02"' in client.get(reverse("portal:privacy")).content.decode()


@pytest.mark.usefixtures("demonstration")
def test_the_clock_of_a_page_costs_one_query(edition, django_assert_num_queries):
    CallFactory(edition=edition)
    clock.follow(edition, on=FIRST_DAY)

    with django_assert_num_queries(1):
        shown = clock.demonstration(real=timezone.now())
        assert len(shown.presets) == 6


@pytest.mark.usefixtures("demonstration")
def test_moving_the_clock_opens_and_closes_the_call(edition):
    call = CallFactory(edition=edition)
    clock.follow(edition, on=date(2029, 10, 1))
    states = []

    for days in (clock.days_of(edition)["call_open"], clock.days_of(edition)["call_closed"]):
        clock.move(to=days)
        states.append(Edition.objects.get(pk=edition.pk).state)

    assert states == ["call_open", "call_closed"]
    assert edition.steps.latest("pk").taken_at > call.closes_at


def test_every_minute_calls_open_and_close_by_the_real_clock(edition):
    now = timezone.now()
    CallFactory(
        edition=edition, opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1)
    )

    exchange_jobs.move_by_clock(timestamp=0)

    assert Edition.objects.get(pk=edition.pk).state == "call_open"


def test_there_is_one_clock():
    with pytest.raises(Exception, match="one_demonstration_clock"):
        DemonstrationClock.objects.create(pk=2)


@pytest.mark.usefixtures("demonstration")
def test_the_mail_of_a_demonstration_stays_on_a_page(client):
    letter = LetterFactory(subject="You are selected", body="Dear colleague")
    correspondence.queue([letter], by=UserFactory(), at=timezone.now())
    jobs.work_off()
    django_mail.send_mail("Your code", "123 456", None, ["kim@example.org"])

    mails = client.get(reverse("exchange:demonstration_mail")).content.decode()

    assert mails.index("Your code") < mails.index("You are selected")
    code = PageMail.objects.get(subject="Your code")
    page = reverse("exchange:demonstration_letter", args=[code.pk])
    assert "123 456" in client.get(page).content.decode()


@pytest.mark.usefixtures("demonstration")
def test_going_back_takes_back_what_the_clock_did_and_nothing_a_person_did():
    edition = EditionFactory(state="ci_published")
    call = CallFactory(
        edition=edition,
        opens_at=datetime(2029, 11, 1, tzinfo=UTC),
        closes_at=datetime(2029, 12, 1, tzinfo=UTC),
    )
    clock.follow(edition, on=date(2029, 12, 20))
    edition.refresh_from_db()
    assert edition.state == "call_closed"

    clock.move(to=date(2029, 11, 10))

    edition.refresh_from_db()
    assert edition.state == "call_open"
    assert call.is_open(clock.now())
    assert [step.to_state for step in edition.steps.all()] in ([], ["call_open"])
