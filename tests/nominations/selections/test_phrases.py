import pytest
from django.utils import translation

from samgak.core.errors import RuleBroken
from samgak.nominations.models import Override, SelectionLine
from samgak.nominations.phrases import clashes
from samgak.nominations.phrases import selections as phrases
from samgak.planning.selection import TurningPoint, reasons

LANGUAGES = ["en", "ko", "ru", "kk", "ky", "uz", "tg", "tk"]
MISSED = {
    "minimum_years_in_service": {"asked": "5/2", "has": "1"},
    "years_since_training_abroad": {
        "asked": 3,
        "has": "2024-02-29",
        "eligible_from": "2027-03-01",
    },
    "language": {"code": "ru", "asked": "good", "has": "fair"},
}


def line(reason="", code="", outcome="not_selected", **params):
    point = {"code": code, "params": params} if code else {}
    return SelectionLine(reason=reason, turning_point=point, outcome=outcome)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "one",
    [
        line("not-eligible/minimum_years_in_service,language", "eligibility", **MISSED),
        line("score", "score", needed="71/3", has="20"),
        line("score", "tie", position=4),
        line("quota/country=KZ,sex=F", "quota", line="country=KZ+sex=F", bound="max", value=1),
        line("quota/organisation=each", "quota", line="sex=M", bound="min", value=21),
        line("quota/country=TJ", "quotas", lines=["country=TJ", "organisation=each"]),
        line("wish/sex=F,country=KZ", "wishes", lines=["sex=F", "country=KZ"]),
        line("combination", "score", needed="3", has="2"),
        line(reasons.LEFT_OUT, "override"),
        line(reasons.NO_SEAT_LEFT, "override"),
    ],
)
def test_every_reason_and_turning_point_is_a_whole_sentence_in_every_language(language, one):
    with translation.override(language):
        told = [*phrases.reasons(one), phrases.turning_point(one)]

    assert len(told) > 1
    for sentence in told:
        assert sentence
        assert "%(" not in sentence
        assert "country=" not in sentence
        assert "sex=" not in sentence


def test_all_missed_rules_are_told_with_their_numbers():
    told = phrases.reasons(line("not-eligible/x", "eligibility", **MISSED))

    assert told == [
        "The call asks for at least 2.5 years in service; the nomination states 1.",
        "The last training abroad was on 29 February 2024. The call asks for 3 years since then,"
        " which end on 1 March 2027.",
        "The call asks for this language (Russian), at least good; the nomination states: fair.",
    ]


def test_an_unknown_level_is_told_as_unknown():
    missed = {"language": {"code": "ru", "asked": "good", "has": None}}

    (told,) = phrases.reasons(line("not-eligible/language", "eligibility", **missed))
    assert told.endswith("the nomination states no level.")


def test_quotas_in_the_way_are_named_as_people_name_them():
    (told,) = phrases.reasons(line("quota/country=KZ,country=TJ+sex=F"))
    assert told.endswith("These stand in the way: Kazakhstan; Tajikistan: Women.")

    (told,) = phrases.reasons(line("quota/sex=F"))
    assert told.endswith("This one stands in the way: Women.")


def test_the_country_is_named_in_the_readers_language():
    with translation.override("kk"):
        assert phrases.line_name("country=KZ") == "Қазақстан"


def test_an_exception_tells_its_reason_and_the_rule_that_was_missed():
    seated = line("override/seat", "eligibility", language=MISSED["language"])
    exception = Override(reason="100 % needed")

    told = phrases.reasons(seated, exception)

    assert told[0] == "Seated by an exception: 100 % needed"
    assert told[1].startswith("The call asks for this language")
    assert phrases.turning_point(seated) == ""


@pytest.mark.parametrize(
    ("name", "minimum", "maximum", "change", "told"),
    [
        (
            "country=KZ",
            3,
            4,
            {"bound": "min", "value": 1},
            (
                "Kazakhstan: from 3 to 4 seats",
                "Asking for at least 1 seat here would free them.",
            ),
        ),
        (
            "seats",
            1,
            1,
            None,
            (
                "1 seat for eligible people",
                "No other value of this line alone would free them.",
            ),
        ),
        (
            "overrides",
            None,
            None,
            {"bound": "overrides", "value": 0},
            ("The exceptions that were made", "Without the exceptions they can all hold."),
        ),
    ],
)
def test_a_clash_is_told_line_by_line(name, minimum, maximum, change, told):
    one = {"name": name, "minimum": minimum, "maximum": maximum, "change": change}

    assert clashes.clash_sentences({"lines": [one]}) == [told]


@pytest.mark.parametrize(
    "code", [*phrases.RULE_TEXTS, "reason_missing", "role_missing", "selection_is_approved"]
)
def test_every_refusal_has_a_sentence(code):
    assert phrases.sentence(RuleBroken(code)).endswith(".")


def test_a_letter_that_exists_is_told_with_the_name():
    assert "Aigul" in phrases.sentence(RuleBroken("letter_exists", name="Aigul"))


def test_scores_are_written_as_the_reader_writes_numbers():
    one = SelectionLine(score="71/3")
    assert phrases.score_text(one.exact_score) == "23.666667"
    with translation.override("ru"):
        assert phrases.score_text(one.exact_score) == "23,666667"


def test_turning_points_know_every_code_of_the_engine():
    codes = {"eligibility", "score", "tie", "quota", "quotas", "wishes", "override"}
    assert all(f"`{code}`" in _documented() for code in codes)
    assert {*phrases._TURNING_POINTS, *phrases._TURNED_BY_LINES} == codes
    assert TurningPoint("tie", {"position": 1}).code in codes


def _documented():
    from samgak.planning.selection import turning_point

    return turning_point.__doc__
