"""What a call asks of every nominee, in the edition file and in the database."""

import pytest

from samgak.exchange import queries, services
from samgak.exchange.rules import FileRefused
from samgak.nominations import queries as nominations
from samgak.nominations import services as desk
from samgak.nominations.models import CountryForm
from samgak.programmes.models import QuotaLine
from samgak.programmes.phrases import quota_name
from tests.exchange.editions import DEMONSTRATION
from tests.nominations.asked import POST
from tests.nominations.factories import WHILE_OPEN

pytestmark = pytest.mark.django_db
TEXT = DEMONSTRATION.read_text(encoding="utf-8")
ASKED = """  questions:
    - code: district
      text: {en: District, ko: 지역 구분}
      options:
        rural: {en: Rural, ko: 농촌}
        urban: {en: Urban, ko: 도시}
    - {code: why, text: Why this person?, type: text, required: false}
  quotas:
    - {question: district, answer: rural, min: 5}
    - {country: KZ, question: district, answer: urban, max: 2, weight: 1.5}
"""


def asking(questions: str = ASKED) -> str:
    return TEXT.replace("  quotas:\n", questions, 1)


def faults_of(text: str) -> list[tuple[str, str]]:
    with pytest.raises(FileRefused) as refused:
        services.load(text)
    return [(fault.path, fault.code) for fault in refused.value.faults]


def test_questions_and_the_quotas_on_them_are_loaded_and_dumped_as_they_were():
    edition = services.load(asking()).edition
    first, second = edition.call.quota_lines.exclude(question="")
    assert (first.name, second.name) == ("own_district=rural", "country=KZ+own_district=urban")
    assert quota_name(first) == "District: Rural"
    [district, why] = nominations.form_to_everybody(edition).questions
    assert (district.type, why.type, why.is_required) == ("single", "text", False)

    dumped = queries.dump(edition)
    assert "question: district" in dumped
    again = services.load(dumped)
    assert [change for change in again.changes if change.changed or change.made] == []
    assert queries.dump(again.edition) == dumped


def test_a_question_written_on_a_page_later_gets_a_code_of_its_own():
    edition = services.load(
        asking()
        .replace("why", "p1")
        .replace("code: district", "code: p2")
        .replace("question: district", "question: p2")
    ).edition
    desk.put_question_to_everybody(edition, question=POST)
    keys = [one["key"] for one in nominations.questions_to_everybody(edition)]
    assert keys == ["p2", "p1", "p3"]
    assert services.load(queries.dump(edition)).changes == ()


def test_what_the_file_no_longer_asks_is_gone():
    edition = services.load(asking()).edition
    services.load(TEXT)
    assert nominations.form_to_everybody(edition) is None
    assert not QuotaLine.objects.exclude(question="").exists()


def test_a_file_that_asks_what_a_country_asks_is_refused():
    edition = services.load(TEXT).edition
    how = {"country": "KZ", "by": None, "at": WHILE_OPEN}
    desk.put_question(edition, question=POST | {"text": {"en": "district"}}, **how)
    assert CountryForm.objects.count() == 1
    assert faults_of(asking()) == [("call", "question_is_asked_already")]
    assert nominations.questions_to_everybody(edition) == []


def test_too_many_questions_and_options_are_refused():
    many = "".join(f"    - {{code: k{n}, text: Q{n}, type: number}}\n" for n in range(21))
    assert faults_of(asking(f"  questions:\n{many}  quotas:\n")) == [
        ("call.questions", "items_from_to")
    ]
    options = ", ".join(f"o{n}: A{n}" for n in range(200))
    one = f"  questions:\n    - {{code: k, text: Q, options: {{{options}}}}}\n  quotas:\n"
    assert faults_of(asking(one)) == [("call.questions[0].options", "items_from_to")]
