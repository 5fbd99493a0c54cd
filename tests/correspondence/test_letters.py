from datetime import UTC, datetime

import pytest
from django.utils import translation

from samgak.core.places import language_at_home
from samgak.correspondence import letters, letters_decisions, queries
from tests.factories import EditionFactory, PartnerRoleFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db
EVENING = datetime(2030, 1, 10, 13, tzinfo=UTC)  # 18:00 in Almaty


@pytest.fixture
def edition():
    return EditionFactory(
        title={"en": "One-stop services", "kk": "Бір терезе қызметтері"},
        venue_city={"en": "Astana", "kk": "Астана"},
        working_language="en",
    )


def test_an_acceptance_names_the_person_the_course_the_days_the_place_and_the_deadline(edition):
    PartnerRoleFactory(edition=edition, organisation__name="KOICA")
    PartnerRoleFactory(edition=edition, organisation__name="KazAID", role="pivotal")

    letter = letters_decisions.acceptance(
        edition,
        language="en",
        name="Оспанова Әйгерім",
        link="https://x.example/",
        answer_by=EVENING,
    )

    assert letter.subject == "You are selected for One-stop services"
    for words in (
        "Dear Оспанова Әйгерім,",
        "14 January 2030 – 16 January 2030",
        "Hall, Astana",
        "Thursday, 10 January 2030, 18:00 Astana",
        "https://x.example/",
        "KOICA and KazAID",
    ):
        assert words in letter.body


def test_a_letter_speaks_of_the_course_in_the_readers_language(edition):
    letter = letters_decisions.regret(edition, language="kk", name="Оспанова Әйгерім")

    assert "Бір терезе қызметтері" in letter.subject
    assert translation.get_language() == "en"


def every_letter(edition, language):
    given = {"language": language, "name": "Kim"}
    until = {"valid_until": EVENING, "zone": "Asia/Seoul"}
    link = {"link": "https://x.example/"}
    return [
        letters_decisions.acceptance(edition, **given, **link),
        letters_decisions.regret(edition, **given),
        letters_decisions.reserve(edition, **given, position=2),
        letters.receipt(edition, **given, **link, country="KZ", nominated=1, closes_at=EVENING),
        letters.receipt(edition, **given, **link, country="KZ", nominated=14),
        letters.invitation(**given, **link, **until, place="KOICA", role="Screener"),
        letters.sign_in(**given, **link, **until),
        letters.timetable_change(edition, **given, **link, changes=["It moves.", "It ends."]),
        letters.certificate(
            edition, **given, **link, number="S-1", verify_link="https://v.example/"
        ),
    ]


@pytest.mark.parametrize("language", ["en", "ko", "ru", "kk", "ky", "uz", "tg", "tk"])
def test_every_letter_is_whole_in_every_language(edition, language):
    for letter in every_letter(edition, language):
        assert letter.subject
        assert "Kim" in letter.body
        assert "%(" not in letter.subject + letter.body


@pytest.mark.parametrize(
    ("country", "language"),
    [
        ("KZ", "kk"),
        ("KG", "ky"),
        ("UZ", "uz"),
        ("TJ", "tg"),
        ("TM", "tk"),
        ("KR", "ko"),
        ("MN", ""),
    ],
)
def test_a_country_reads_its_own_language(country, language):
    assert language_at_home(country) == language


def test_a_persons_own_choice_comes_before_the_countrys_language(edition):
    person = PersonFactory(country="KZ")
    reader = PersonFactory(country="KZ", user=UserFactory(language="ru"))
    stranger = PersonFactory(country="MN")

    assert queries.language_of(person, edition=edition) == "kk"
    assert queries.language_of(reader, edition=edition) == "ru"
    assert queries.language_of(stranger, edition=edition) == "en"
