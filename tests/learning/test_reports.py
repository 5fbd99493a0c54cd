"""Country reports are written together, handed in, and compared beside public indicators."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samgak.core.errors import RuleBroken
from samgak.learning import queries_reports as queries
from samgak.learning import services_reports as services
from samgak.learning.models import CountryReport
from samgak.learning.rules.indicators import Indicator, RefusedError, parse
from samgak.learning.rules.reports import compared, own_indicators, report_form
from tests.factories import EditionFactory, EditionRoleFactory, ParticipantFactory
from tests.learning.factories import WHOLE, CountryReportFactory

pytestmark = pytest.mark.django_db
AT = datetime(2030, 1, 10, tzinfo=UTC)
HEADINGS = b"country,indicator,value,year,source\n"


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def seat(client, edition):
    role = EditionRoleFactory(edition=edition, role="participant")
    seat = ParticipantFactory(edition=edition, person__user=role.user, person__country="KG")
    client.force_login(role.user)
    return seat


@pytest.fixture
def officer(client, edition):
    user = EditionRoleFactory(edition=edition).user
    client.force_login(user)
    return user


def address(name, edition, **more):
    return reverse(f"learning:{name}", kwargs={"code": edition.code, **more})


def test_the_form_is_in_all_eight_languages():
    assert report_form().languages() == {"en", "ko", "ru", "kk", "ky", "uz", "tg", "tk"}


def test_a_participant_writes_hands_in_and_others_read(client, edition, seat):
    page = address("report", edition, country="KG")

    client.post(page, WHOLE | {"save": "1"})
    before = client.get(address("matrix", edition)).content.decode()
    client.post(address("hand_in", edition, country="KG"))
    after = client.get(address("matrix", edition)).content.decode()

    assert "registers are apart" not in before
    assert "registers are apart" in after
    report = CountryReport.objects.get()
    assert (report.country, report.handed_in_by) == ("KG", seat.person.user)
    assert "registers are apart" in client.get(page).content.decode()


def test_a_report_with_gaps_is_kept_and_not_handed_in(client, edition, seat):
    client.post(address("report", edition, country="KG"), {"services-online-percent": "many"})

    refused = client.post(address("hand_in", edition, country="KG")).content.decode()

    assert "Write a number, such as 12 or 3.5." in refused
    assert "Answer this question." in refused
    report = CountryReport.objects.get()
    assert report.handed_in_at is None
    assert report.answers == {"services-online-percent": "many"}


def test_whoever_saves_later_sees_what_the_other_wrote(client, edition, seat):
    report = CountryReportFactory(edition=edition, country="KG")
    old = queries.version_of(report)
    CountryReport.objects.update(answers=WHOLE | {"learn": "Theirs"})

    shown = client.post(
        address("report", edition, country="KG"), WHOLE | {"learn": "Mine", "seen": old}
    ).content.decode()

    assert "Theirs" in shown
    assert "Mine" in shown
    assert CountryReport.objects.get().answers["learn"] == "Theirs"


def test_nobody_writes_for_another_country(client, edition, seat):
    ParticipantFactory(edition=edition, person__country="KZ")
    CountryReportFactory(edition=edition, country="KZ")

    assert client.get(address("report", edition, country="KZ")).status_code == 404
    assert client.post(address("hand_in", edition, country="KZ")).status_code == 404
    assert client.post(address("give_back", edition, country="KZ")).status_code == 403
    with pytest.raises(RuleBroken, match="country_does_not_report"):
        services.save_report(edition, country="FR", answers=WHOLE, language="en", seen="", at=AT)


def test_the_focal_point_hands_in_and_an_officer_gives_back(client, edition):
    ParticipantFactory(edition=edition, person__country="KG")
    CountryReportFactory(edition=edition, country="KG")
    focal = EditionRoleFactory(edition=edition, role="focal_point", country="KG").user
    client.force_login(focal)
    client.post(address("hand_in", edition, country="KG"))
    assert CountryReport.objects.get().handed_in_by == focal

    with pytest.raises(RuleBroken, match="report_is_handed_in"):
        services.save_report(edition, country="KG", answers={}, language="en", seen="", at=AT)

    client.force_login(EditionRoleFactory(edition=edition).user)
    client.post(address("give_back", edition, country="KG"))
    assert CountryReport.objects.get().handed_in_at is None


def test_a_late_report_is_taken_and_called_late(client, edition, officer):
    ParticipantFactory(edition=edition, person__country="KG")
    CountryReportFactory(edition=edition, country="KG", handed_in_at=AT, handed_in_by=officer)

    client.post(address("terms", edition), {"due_on": "2030-01-09"})

    assert queries.terms_of(edition).due_on == date(2030, 1, 9)
    assert "(late)" in client.get(address("matrix", edition)).content.decode()


def test_indicators_are_shown_with_sources_and_gaps(client, edition, officer):
    for country in ("KZ", "TM"):
        ParticipantFactory(edition=edition, person__country=country)

    shown = client.get(address("matrix", edition)).content.decode()
    sheet = client.get(address("matrix", edition), {"download": "csv"})

    assert "World Bank, GovTech Maturity Index 2022" in shown
    assert "not known" in shown
    assert "<svg" in shown
    assert "0.9390" in shown
    assert (
        "0,9390" in client.get(address("matrix", edition).replace("/en/", "/ru/")).content.decode()
    )
    assert b"0.9390" in b"".join(sheet.streaming_content)


def test_other_indicators_take_their_place_or_are_refused_whole(client, edition, officer):
    page = address("indicators", edition)
    ParticipantFactory(edition=edition, person__country="KZ")
    good = HEADINGS + b"KZ,internet-users,92.3,2024,ITU\n"
    bad = HEADINGS + b"KZ,egdi,=1+1,2024,x\nKZ,egdi,0.9,24,x\n"

    refused = client.post(page, {"file": SimpleUploadedFile("a.csv", bad)}).content.decode()
    client.post(page, {"file": SimpleUploadedFile("a.csv", good)})

    assert "Row 2: a number belongs here." in refused
    assert "Row 3: a year belongs here." in refused
    shown = client.get(address("matrix", edition)).content.decode()
    assert "internet-users" in shown
    assert "World Bank" not in shown


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"a,b\n", HEADINGS + b"KZ,egdi,1,2024,x,more\n", b"\x00"]
)
def test_what_is_no_table_of_indicators_is_refused(content):
    with pytest.raises(RefusedError):
        parse(content)


def test_what_comes_with_samgak_names_its_sources_and_invents_nothing():
    assert all(one.source and one.value for one in own_indicators())
    assert not [one for one in own_indicators() if (one.country, one.indicator) == ("TM", "egdi")]
    rows = compared([Indicator("KZ", "egdi", "0.9", 2024, "UN")], ("KG", "KZ"))
    assert rows[0].numbers == (None, 0.9)


def test_the_index_is_computed_with_other_values(client, edition, officer):
    page = address("index", edition)

    shown = client.get(page, {"osi": "0,9390", "tii": "0.9235", "hci": "0.8403"})
    wrong = client.get(page, {"osi": "2", "tii": "NaN", "hci": "x"})

    assert "The index is 0.9009" in shown.content.decode()
    assert wrong.status_code == 200
    assert "between 0 and 1" in wrong.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_matrix_costs_the_same_however_many(
    client, edition, officer, count, django_assert_num_queries
):
    for country in ("KZ", "KG", "TJ")[:count]:
        ParticipantFactory(edition=edition, person__country=country)
        CountryReportFactory(edition=edition, country=country)
    client.get(address("matrix", edition))

    with django_assert_num_queries(8):
        client.get(address("matrix", edition))
