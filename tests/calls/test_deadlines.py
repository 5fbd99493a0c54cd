import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from samgak.calls import queries_deadlines, rules, services_deadlines
from samgak.calls.models import Extension, LateNomination
from samgak.core.errors import RuleBroken
from samgak.correspondence.models import Letter
from samgak.nominations import services as nominations
from samgak.programmes.models import Call
from tests.calls.factories import an_edition, an_officer
from tests.factories import EditionRoleFactory, PartnerRoleFactory

CLOSES = datetime(2029, 12, 1, tzinfo=UTC)  # of the factory
NOW = CLOSES - timedelta(days=30)
LATER = CLOSES + timedelta(days=5)
FIRST = date(2030, 1, 14)


@pytest.mark.parametrize(
    ("state", "to", "at", "found"),
    [
        ("call_open", LATER, NOW, []),
        ("ci_published", LATER, NOW, []),
        ("call_closed", LATER, NOW, ["no_deadline_to_extend"]),
        ("call_open", LATER, CLOSES + timedelta(seconds=1), ["no_deadline_to_extend"]),
        ("call_open", CLOSES, NOW, ["deadline_is_not_later"]),
        ("call_open", datetime(2030, 1, 14, tzinfo=UTC), NOW, ["deadline_is_not_later"]),
    ],
)
def test_when_a_deadline_may_be_put_off(state, to, at, found):
    reasons = rules.reasons_not_to_extend(
        state=state, closes_at=CLOSES, to=to, at=at, first_day=FIRST
    )

    assert reasons == found


@pytest.mark.parametrize(
    ("left", "due"),
    [
        (timedelta(days=15), None),
        (timedelta(days=14), 14),
        (timedelta(days=8), 14),
        (timedelta(days=7), 7),
        (timedelta(hours=1), 2),
        (timedelta(0), 2),
        (-timedelta(seconds=1), None),
    ],
)
def test_which_reminder_is_due(left, due):
    assert rules.reminder_due(closes_at=CLOSES, at=CLOSES - left) == due


@pytest.fixture
def edition(db):
    made = an_edition(state="call_open")
    for country in ("KZ", "KG"):
        PartnerRoleFactory(edition=made, organisation=None, country=country, role="beneficiary")
        user = EditionRoleFactory(edition=made, role="focal_point", country=country).user
        user.language = {"KZ": "kk", "KG": "ky"}[country]
        user.save()
    return made


@pytest.fixture
def officer(client, edition):
    user = an_officer(edition)
    client.force_login(user)
    return user


def url(name, edition):
    return reverse(f"calls:{name}", kwargs={"code": edition.code})


def test_an_extension_is_told_to_everybody_and_kept(client, edition, officer):
    told = {"moment": "2029-12-06T18:00", "reason": "Floods", "seen": CLOSES.isoformat()}

    client.post(url("extend", edition), told)

    made = Extension.objects.get()
    assert Call.objects.get(edition=edition).closes_at == made.deadline
    assert made.deadline.astimezone(edition.zone).hour == 18
    assert (made.earlier_deadline, made.reason, made.decided_by) == (CLOSES, "Floods", officer)
    letters = Letter.objects.filter(edition=edition, kind="deadline", state="draft")
    assert {letter.language for letter in letters} == {"kk", "ky"}
    assert all("Floods" in letter.body for letter in letters)
    public = client.get(reverse("portal:edition", kwargs={"code": edition.code})).content.decode()
    assert "The deadline was extended on" in public
    assert "Floods" in client.get(url("deadlines", edition)).content.decode()


def test_of_two_windows_the_second_extends_nothing(client, edition, officer):
    told = {"moment": "2029-12-06T18:00", "reason": "Floods", "seen": CLOSES.isoformat()}
    client.post(url("extend", edition), told)

    late = client.post(url("extend", edition), told | {"moment": "2029-12-09T18:00"})

    assert "Somebody else has changed this" in late.content.decode()
    assert Extension.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"moment": "soon", "reason": "Floods"}, "Floods"),
        ({"moment": "2029-12-06T18:00", "reason": ""}, "2029-12-06T18:00"),
        ({"moment": "2029-11-06T18:00", "reason": "Floods"}, "must be later"),
        ({"moment": "2029-12-06T18:00", "reason": "x" * 501}, "x" * 501),
    ],
)
def test_bad_input_is_said_and_changes_nothing(client, edition, officer, told, said):
    page = client.post(url("extend", edition), told)

    assert page.status_code == 200
    assert said in page.content.decode()
    assert Call.objects.get(edition=edition).closes_at == CLOSES
    assert not Extension.objects.exists()


def test_one_country_nominates_late_until_its_moment(client, edition, officer):
    edition.state = "call_closed"
    edition.save()
    kazakh, kyrgyz = (
        edition.people.get(role="focal_point", country=country).user for country in ("KZ", "KG")
    )

    services_deadlines.allow_late(
        edition, country="KZ", until=LATER, reason="The post was late", by=officer, at=CLOSES
    )

    def refusal(user, country, at):
        return nominations.reason_not_to_nominate(edition, country=country, by=user, at=at)

    after = CLOSES + timedelta(days=1)
    assert refusal(kazakh, "KZ", after) is None
    assert refusal(kazakh, "KZ", LATER + timedelta(seconds=1)) == "call_is_not_open"
    assert refusal(kyrgyz, "KG", after) == "call_is_not_open"
    assert refusal(kyrgyz, "KZ", after) == "not_your_country"


def test_the_newest_exception_counts(edition):
    officer = an_officer(edition)
    for until in (LATER, CLOSES + timedelta(days=1)):
        LateNomination.objects.create(
            edition=edition,
            country="KZ",
            deadline=until,
            reason="Post",
            decided_by=officer,
            decided_at=until - timedelta(days=9) if until == LATER else CLOSES,
        )

    at = CLOSES + timedelta(days=2)
    assert not queries_deadlines.may_nominate_late(edition, country="KZ", at=at)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"country": "FR"}, "not_a_country_of_the_edition"),
        ({"until": CLOSES}, "moment_has_passed"),
        ({"reason": "  "}, "reason_missing"),
    ],
)
def test_what_no_exception_is_made_for(edition, more, code):
    told = {"country": "KZ", "until": LATER, "reason": "Post"} | more

    with pytest.raises(RuleBroken, match=code):
        services_deadlines.allow_late(edition, **told, by=an_officer(edition), at=CLOSES)


def test_after_the_approval_nobody_is_late(edition):
    edition.state = "preparing"
    edition.save()

    with pytest.raises(RuleBroken, match="nobody_may_be_late"):
        services_deadlines.allow_late(
            edition, country="KZ", until=LATER, reason="Post", by=an_officer(edition), at=CLOSES
        )


def remind(at, **nominated):
    return services_deadlines.remind(at=at, nominated=lambda edition: nominated)


def test_focal_points_are_reminded_once_before_each_day_and_never_after(edition):
    Call.objects.update(nominations_per_country_max=3)
    days = [CLOSES - timedelta(days=left) for left in (20, 14, 13, 7, 6, 2, 1)]

    counted = [remind(day, KZ=3, KG=2) for day in days]

    assert counted == [0, 1, 0, 1, 0, 1, 0]
    assert remind(CLOSES + timedelta(seconds=1)) == 0
    letters = Letter.objects.filter(kind="deadline")
    assert {letter.language for letter in letters} == {"ky"}
    assert not letters.filter(state="draft").exists()


def test_without_a_limit_only_those_who_nominated_nobody_are_reminded(edition):
    assert remind(CLOSES - timedelta(days=1), KZ=1) == 1


def test_another_deadline_is_reminded_of_again(edition):
    remind(CLOSES - timedelta(days=1))
    Call.objects.update(closes_at=LATER)

    assert remind(LATER - timedelta(days=1)) == 2


def test_others_see_and_do_not_change(client, edition):
    client.force_login(EditionRoleFactory(edition=edition, role="screener").user)
    page = client.get(url("deadlines", edition))

    assert page.status_code == 200
    assert "<form class" not in page.content.decode()
    for name in ("extend", "allow_late"):
        assert client.post(url(name, edition)).status_code == 403
    client.force_login(edition.people.filter(role="focal_point").first().user)
    assert client.get(url("deadlines", edition)).status_code == 403


def test_no_field_stands_twice_on_the_page_of_a_refused_form(client, edition, officer):
    for name in ("extend", "allow_late"):
        page = client.post(url(name, edition), {}).content.decode()

        found = re.findall(r' id="([^"]+)"', page)
        assert "late_reason" in found
        assert [one for one in set(found) if found.count(one) > 1] == []
