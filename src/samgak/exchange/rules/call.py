"""Reads the call: how many are chosen, out of whom, and by which rules."""

from decimal import Decimal

from samgak.core.regions import REGIONS
from samgak.exchange.rules import asked, model, times, values
from samgak.exchange.rules.model import Call, Completion, Eligibility, Quota, ScorePart
from samgak.exchange.rules.reading import Fields, Place, each

COUNT = values.whole()
WHOM = ("country", "sex", "region", "level", "first_timer", "question")
LEVEL = values.one_of(*model.LANGUAGE_LEVELS)
ASSESSED = values.one_of(*model.ASSESSED_LANGUAGES)
KEYS_OF_PART = {
    "focal_point_rank": ("part", "weight"),
    "years_in_service": ("part", "weight", "full_at"),
    "language": ("part", "weight", "code"),
}


def call(place: Place, *, edition_code: str) -> Call:
    fields = Fields(
        place,
        "opens_at",
        "closes_at",
        "method",
        "seats",
        "reserves_per_country",
        "nominations_per_country_max",
        "questions",
        "quotas",
        "eligibility",
        "score",
        "tie_seed",
    )
    opens_at = fields.may("opens_at", times.moment)
    closes_at = fields.may("closes_at", times.moment)
    if opens_at and closes_at and closes_at <= opens_at:
        fields.note("closes_at", "closes_before_it_opens")
    questions = fields.may("questions", asked.questions) or ()
    place.reading.defined["call.questions"] = asked.counted(questions)
    return Call(
        seats=fields.need("seats", values.whole(1)),
        tie_seed=fields.may("tie_seed", values.written(200), edition_code),
        opens_at=opens_at,
        closes_at=closes_at,
        reserves_per_country=fields.may(
            "reserves_per_country", values.whole(most=values.LARGEST_SMALL), 0
        ),
        nominations_per_country_max=fields.may("nominations_per_country_max", values.whole(1)),
        method=fields.may("method", values.one_of(*model.METHODS), "score"),
        questions=questions,
        quotas=fields.may("quotas", each(quota, unique=_whom_it_counts), ()),
        eligibility=fields.may("eligibility", eligibility, Eligibility()),
        score=fields.may("score", each(score_part, unique=_what_it_measures), ()),
    )


def quota(place: Place) -> Quota:
    fields = Fields(place, *WHOM, "answer", "organisation", "min", "max", "weight")
    each_organisation = fields.has("organisation")
    counts_people = any(fields.has(key) for key in WHOM)
    if not (each_organisation or counts_people):
        place.note("quota_counts_nobody")
    if each_organisation and (counts_people or fields.has("min")):
        place.note("quota_of_organisations_has_max_only")
    if not (fields.has("min") or fields.has("max")):
        place.note("quota_without_limits")
    fields.may("organisation", values.one_of("each"))
    question, answer = _question_and_answer(fields)
    minimum, maximum = fields.may("min", COUNT), fields.may("max", COUNT)
    if minimum is not None and maximum is not None and minimum > maximum:
        fields.note("min", "min_above_max", max=maximum)
    return Quota(
        country=fields.may("country", values.country),
        sex=fields.may("sex", values.one_of("F", "M")),
        each_organisation=each_organisation,
        minimum=minimum,
        maximum=maximum,
        region=fields.may("region", values.one_of(*REGIONS)),
        level=fields.may("level", values.one_of(*model.OFFICE_LEVELS)),
        first_timer=fields.may("first_timer", values.one_of("yes", "no")),
        weight=fields.may("weight", values.number("999999", places=6, above_zero=True)),
        question=question,
        answer=answer,
    )


def _question_and_answer(fields: Fields) -> tuple[str | None, str | None]:
    """The answer that counts; noted where the call does not ask for it."""
    if fields.has("question") != fields.has("answer"):
        fields.note("question", "answer_goes_with_question")
    question, answer = fields.may("question", asked.CODE), fields.may("answer", asked.CODE)
    if question and answer:
        known = fields.place.reading.defined["call.questions"]
        if asked.pair(question, answer) not in known:
            fields.note("answer", "answer_is_not_asked", question=question, value=answer)
    return question, answer


def _whom_it_counts(line: Quota) -> tuple[object, ...] | None:
    whom = (*(getattr(line, key) for key in WHOM), line.answer, line.each_organisation)
    return (*whom, line.weight is None) if any(whom) else None


def eligibility(place: Place) -> Eligibility:
    fields = Fields(place, "minimum_years_in_service", "years_since_training_abroad", "language")
    language, at_least = fields.may("language", _language_at_least) or (None, None)
    return Eligibility(
        minimum_years_in_service=fields.may(
            "minimum_years_in_service", values.number("100", places=2)
        ),
        years_since_training_abroad=fields.may(
            "years_since_training_abroad", values.whole(most=100)
        ),
        language=language,
        language_at_least=at_least,
    )


def _language_at_least(place: Place) -> tuple[str | None, str | None]:
    fields = Fields(place, "code", "at_least")
    return fields.need("code", ASSESSED), fields.need("at_least", LEVEL)


def score_part(place: Place) -> ScorePart:
    part = Fields(place, "part", "weight", "full_at", "code").need(
        "part", values.one_of(*KEYS_OF_PART)
    )
    if part is None:
        return ScorePart(part=part, weight=Decimal(0))
    # A key of another part is unknown in this one.
    fields = Fields(place, *KEYS_OF_PART[part])
    is_language, is_service = part == "language", part == "years_in_service"
    full_at = values.number("100", places=2, above_zero=True)
    return ScorePart(
        part=part,
        weight=fields.need("weight", values.number("999999", places=6)),
        full_at=fields.need("full_at", full_at) if is_service else None,
        language=fields.need("code", ASSESSED) if is_language else None,
    )


def _what_it_measures(part: ScorePart) -> tuple[object, ...] | None:
    return (part.part, part.language) if part.part else None


def completion(place: Place) -> Completion:
    fields = Fields(place, "attendance_percent", "post_test", "action_plan")
    return Completion(
        attendance_percent=fields.may("attendance_percent", values.whole(most=100), 80),
        post_test=fields.may("post_test", values.flag("taken"), False),
        action_plan=fields.may("action_plan", values.flag("submitted"), False),
    )
