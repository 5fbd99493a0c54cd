"""The demonstration edition's test: whole in eight languages, each in its own letters."""

import json
import re
from pathlib import Path

import pytest

from samgak import exchange
from samgak.questionnaires.answers import validate
from samgak.questionnaires.definition import parse
from samgak.questionnaires.scoring import score

FILE = Path(exchange.__file__).parent / "demonstration" / "astana-2025" / "test.json"
FORM = parse(json.loads(FILE.read_text(encoding="utf-8")))
LANGUAGES = ["en", "ko", "ru", "kk", "ky", "uz", "tg", "tk"]
LETTERS = {
    "en": r"[A-Za-z]",
    "ko": r"[가-힣]",
    "ru": r"[А-Яа-яЁё]",
    "kk": r"[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]",
    "ky": r"[А-Яа-яЁёҢңӨөҮү]",
    "uz": r"[A-Za-zʻʼ]",
    "tg": r"[А-Яа-яЁёҒғӢӣҚқӮӯҲҳҶҷ]",
    "tk": r"[A-Za-zÄäÇçŇňÖöŞşÜüÝýŽž]",
}


def texts():
    yield FORM.title
    for question in FORM.questions:
        yield question.text
        yield from (option.text for option in question.options)


def test_it_has_ten_questions_of_which_two_want_several_answers():
    assert len(FORM.questions) == 10
    assert [q.type for q in FORM.questions].count("multiple") == 2
    assert {q.type for q in FORM.questions} == {"single", "multiple"}


def test_it_is_whole_in_all_languages_and_no_others():
    assert all(list(text) == LANGUAGES for text in texts())


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_uses_its_own_letters_only(language):
    words = " ".join(text[language] for text in texts())

    foreign = {c for c in words if c.isalpha() and not re.match(LETTERS[language], c)}
    assert foreign == set()


@pytest.mark.parametrize(
    ("language", "letters"),
    [("kk", "әғқңөұүі"), ("ky", "ңөү"), ("uz", "ʻʼ"), ("tg", "ғӣқӯҳҷ"), ("tk", "äçňöşüýž")],
)
def test_letters_that_tell_the_language_apart_occur(language, letters):
    words = " ".join(text[language] for text in texts()).lower()

    # Tajik and Turkmen need not use their rarest letter in 40 short texts.
    assert len(set(letters) & set(words)) >= len(letters) - 1


def test_uzbek_writes_its_own_marks_not_the_keyboards():
    words = " ".join(text["uz"] for text in texts())

    assert not re.search("['`’‘]", words)
    assert not re.search("[oOgG]ʼ", words)


def test_no_text_is_one_language_pasted_into_another():
    for text in texts():
        words = [t for t in text.values() if re.search(r"[^\W\d_]", t)]
        assert len(set(words)) == len(words)


def test_no_two_options_of_a_question_read_the_same():
    for question in FORM.questions:
        for language in LANGUAGES:
            told = [option.text[language] for option in question.options]
            assert len(set(told)) == len(told)


def test_the_correct_answers_score_ten_and_the_others_none():
    right = {q.key: sorted(q.correct) for q in FORM.questions}
    wrong = {
        q.key: next(option.key for option in q.options if option.key not in q.correct)
        for q in FORM.questions
    }

    assert score(FORM, validate(FORM, right)[0]).points == 10
    assert score(FORM, validate(FORM, wrong)[0]).points == 0


def test_the_burden_of_the_example_is_the_product_the_model_asks_for():
    (burden,) = (q for q in FORM.questions if q.key == "burden")

    assert burden.correct == {str(30_000 * 1 * 2 * 5)}
