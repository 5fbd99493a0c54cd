"""The words of the tests in the reader's language."""

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from samgak.core.errors import RuleBroken
from samgak.measures.gain import Gain, Interval
from samgak.measures.reliability import Effect
from samgak.questionnaires.exchanged import LeftOut
from samgak.surveys.models import Survey

MOMENT_TEXTS = {"pre": _("Pre-test"), "post": _("Post-test")}

RULE_TEXTS = {
    "definition_has_faults": _("The file was not taken; see below what is wrong in it."),
    "definition_is_not_json": _("This is not a JSON file."),
    "file_is_damaged": _(
        "The file is damaged. Open it, save it under another name and upload that."
    ),
    "file_is_locked": _(
        "The file is locked with a password. Save it without one and upload it again."
    ),
    "test_has_answers": _(
        "People have answered this test already; its questions can't be replaced any more."
    ),
    "not_a_participant": _("Only participants of this edition take its tests."),
    "no_such_test": _("There is a pre-test and a post-test, and no other."),
    "test_is_handed_in": _("You have handed in this test; the answers stay as they are."),
    "answers_have_faults": _("Some answers are missing or not valid."),
    "tests_are_closed": _(
        "The tests are taken from the preparations until the certificates are issued."
    ),
    "pre_test_is_not_open_yet": _("The pre-test is not open yet."),
    "pre_test_is_over": _("The pre-test ended when the post-test opened."),
    "post_test_is_not_open_yet": _("The post-test is not open yet."),
    "survey_needs_a_key": _("The version of the questions needs Latin letters or digits."),
    "too_many_surveys": _("An edition has at most %(most)s surveys."),
    "survey_has_answers": _(
        "People have answered these questions already; give the new ones another version."
    ),
    "survey_is_for_participants": _("Only participants of this edition answer its surveys."),
    "survey_is_open_already": _("The survey is open already."),
    "survey_is_not_open": _("The survey is not open."),
    "survey_results_are_shown": _("The results have been shown; the survey stays closed."),
    "no_question_picked": _("Tick at least one question."),
    "too_many_questions_picked": _("Take at most %(most)s questions at once."),
    "questions_are_in_it": _("These questions are in it already."),
    "form_is_full": _("A form has at most %(most)s questions."),
    "form_takes_no_questions": _(
        "Questions are put only into a test that nobody has begun, or a survey that is not opened yet."
    ),
    "survey_is_answered": _("You have answered this survey already."),
}

LEFT_OUT_TEXTS = {
    "element-type": _("%(path)s: questions of this kind are not known here and were left out."),
    "property": _("%(path)s: this is not known here and was left out."),
    "condition": _("%(path)s: this condition can't be kept; the question is always shown."),
    "language": _("%(path)s: the code of this language is missing, so it was left out."),
    "section": _("%(path)s: this group was dissolved; its questions are kept."),
}
MOST_LEFT_OUT = 20

GAIN_TEXTS = {
    "too-few-pairs": _("Too few people have taken both tests to say this."),
    "no-spread": _("Everyone gained the same, so the uncertainty can't be told."),
    "full-marks-before": _("Everyone had full marks before, so nothing was left to gain."),
}


def sentence(broken: RuleBroken) -> str:
    """Why the act on the test was refused."""
    return str(RULE_TEXTS[broken.code] % broken.params)


def gain_sentences(gain: Gain) -> list[str]:
    """What was learned, a sentence for each thing that can be said, and for each that can't."""
    said = [
        ngettext(
            "%(pairs)s person took both tests.", "%(pairs)s people took both tests.", gain.pairs
        )
        % {"pairs": gain.pairs}
    ]
    if gain.mean_gain is None:
        return [*said, str(GAIN_TEXTS["too-few-pairs"])]
    said.append(
        gettext(
            "Their mean was %(before)s points before and %(after)s points after:"
            " a gain of %(gain)s points."
        )
        % {
            "before": decimal(gain.mean_before),
            "after": decimal(gain.mean_after),
            "gain": decimal(gain.mean_gain),
        }
    )
    if gain.interval:
        said.append(
            gettext("With 95 %% confidence the gain lies between %(low)s and %(high)s points.")
            % {"low": decimal(gain.interval.low), "high": decimal(gain.interval.high)}
        )
    else:
        said.append(str(GAIN_TEXTS[gain.reason_no_interval or "too-few-pairs"]))
    if gain.normalised_gain is None:
        return [*said, str(GAIN_TEXTS[gain.reason_no_normalised_gain or "too-few-pairs"])]
    return [
        *said,
        gettext("That is %(percent)s %% of what could be gained (Hake's normalised gain).")
        % {"percent": decimal(100 * gain.normalised_gain, places=0)},
    ]


def quality_sentences(effect: Effect, alpha: float | None) -> list[str]:
    """The size of the effect and the consistency of the test, as far as they can be said."""
    said = []
    if effect.normalised_gain_interval:
        said.append(
            gettext(
                "With 95 %% confidence Hake's normalised gain lies between %(low)s and %(high)s."
            )
            % _ends(effect.normalised_gain_interval)
        )
    if effect.size is not None and effect.size_interval:
        said.append(
            gettext(
                "Paired effect size (Cohen's d_z): %(size)s,"
                " with 95 %% confidence between %(low)s and %(high)s."
            )
            % ({"size": decimal(effect.size)} | _ends(effect.size_interval))
        )
    if alpha is not None:
        said.append(
            gettext("Consistency of the questions (Cronbach's alpha): %(alpha)s.")
            % {"alpha": decimal(alpha)}
        )
    return said


def _ends(interval: Interval) -> dict[str, str]:
    return {"low": decimal(interval.low), "high": decimal(interval.high)}


def survey_state(survey: Survey) -> str:
    """Whether a survey is open, closed or not yet opened."""
    if survey.is_open:
        return pgettext("survey", "Open")
    return gettext("Closed") if survey.opened_at else gettext("Not opened yet")


def decimal(value: float | None, *, places: int = 2) -> str:
    """A number as the reader's language writes it; a dash for none."""
    return "–" if value is None else number_format(round(value, places), decimal_pos=places)


def left_out_sentences(left_out: list[LeftOut]) -> list[str]:
    """What of a file was not taken over; at most the first twenty places."""
    return [str(LEFT_OUT_TEXTS[one.code] % {"path": one.path}) for one in left_out[:MOST_LEFT_OUT]]
