"""The words of an edition's life in the reader's language."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil

from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from samgak.core import texts
from samgak.core.dates import long_date
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name, language_name
from samgak.core.regions import region_name
from samgak.programmes import rules_kinds, rules_questions
from samgak.programmes.rules_questions import Words

STATE_TEXTS = {
    "demand": pgettext_lazy("edition", "Demand"),
    "screened": pgettext_lazy("edition", "Screened"),
    "joint_concept": pgettext_lazy("edition", "Joint concept"),
    "jsc_approved": pgettext_lazy("edition", "Approved by the joint steering committee"),
    "budgeted": pgettext_lazy("edition", "Budgeted"),
    "ci_published": pgettext_lazy("edition", "Course information published"),
    "call_open": pgettext_lazy("edition", "Call open"),
    "call_closed": pgettext_lazy("edition", "Call closed"),
    "selecting": pgettext_lazy("edition", "Selecting"),
    "selection_approved": pgettext_lazy("edition", "Selection approved"),
    "preparing": pgettext_lazy("edition", "Preparing"),
    "running": pgettext_lazy("edition", "Running"),
    "delivered": pgettext_lazy("edition", "Delivered"),
    "certifying": pgettext_lazy("edition", "Certifying"),
    "following_up": pgettext_lazy("edition", "Following up"),
    "evaluated": pgettext_lazy("edition", "Evaluated"),
    "reported": pgettext_lazy("edition", "Reported"),
    "closed": pgettext_lazy("edition", "Closed"),
    "suspended": pgettext_lazy("edition", "Suspended"),
    "postponed": pgettext_lazy("edition", "Postponed"),
    "cancelled": pgettext_lazy("edition", "Cancelled"),
}

GUARD_TEXTS = {
    "papers_are_screened": _("No concept paper waits to be screened."),
    "all_three_sides_take_part": _("A facilitating, a pivotal and a beneficiary side take part."),
    "committee_has_approved": _("The joint steering committee has approved the concept as it is."),
    "contributions_are_entered": _("The contributions of the partners are entered."),
    "title_is_in_every_offered_language": _("The title is written in every language offered."),
    "call_has_seats": _("The call says how many seats there are."),
    "course_information_is_published": _("The course information is published in a version."),
    "call_has_begun": _("The opening of the call has come."),
    "call_has_ended": _("The deadline of the call has passed."),
    "people_are_nominated": _("At least one person is nominated."),
    "selection_is_approved": _("The selection is approved by a person who did not propose it."),
    "timetable_is_made": _("Every session has a time and a room."),
    "first_day_has_come": _("The first day has come."),
    "last_day_has_come": _("The last day has come."),
    "attendance_is_recorded": _("Attendance is recorded for every session."),
    "certificates_are_issued": _("The certificates are issued."),
    "reports_are_valid": _("The reports pass their checks."),
}

KIND_TEXTS = {
    "course": _("Course"),
    "third-country-course": _("Third-country course"),
    "study-visit": _("Study visit"),
    "online-course": _("Online course"),
    "seminar": _("Seminar"),
    "secondment": _("Secondment"),
}

ROLE_TEXTS = {
    "administrator": _("Administrator"),
    "programme_officer": _("Programme officer"),
    "focal_point": _("Focal point"),
    "screener": _("Screener"),
    "approver": _("Approver"),
    "lecturer": _("Lecturer"),
    "interpreter": _("Interpreter"),
    "participant": _("Participant"),
    "evaluation_officer": _("Evaluation officer"),
    "reporting_officer": _("Reporting officer"),
}

PARTNER_ROLE_TEXTS = {
    "facilitating": _("Facilitating partner"),
    "pivotal": _("Pivotal partner"),
    "beneficiary": _("Beneficiary partner"),
    "host": _("Host"),
    "implementing": _("Implementing partner"),
    "supporting": _("Supporting partner"),
}

IATI_ROLE_TEXTS = {
    "funding": _("Funding"),
    "accountable": _("Accountable"),
    "extending": _("Extending"),
    "implementing": pgettext_lazy("IATI", "Implementing"),
}

RULE_TEXTS = {
    "no_such_step": _("This step is not possible from here."),
    "role_missing": _("Your role does not allow this step."),
    "reason_missing": _("Say why: this step needs a reason."),
    **GUARD_TEXTS,
}

NOT_YET = _("This must be true first: %(guard)s")


def sentence(broken: RuleBroken) -> str:
    """Why the step was refused, in the reader's language."""
    if broken.code in GUARD_TEXTS:
        return NOT_YET % {"guard": GUARD_TEXTS[broken.code]}
    return str(RULE_TEXTS[broken.code] % broken.params)


LEVEL_TEXTS = {
    "poor": pgettext_lazy("language level", "poor"),
    "fair": pgettext_lazy("language level", "fair"),
    "good": pgettext_lazy("language level", "good"),
    "excellent": pgettext_lazy("language level", "excellent"),
}
SEX_TEXTS = {"F": _("Women"), "M": _("Men")}
METHOD_TEXTS = {
    "score": _("By the highest total score"),
    "ties": _("By the highest total score, and by lot among people of equal score"),
    "lottery": _("By lot among all who are eligible"),
}
OFFICE_LEVEL_TEXTS = {
    "central": _("Central government"),
    "regional": _("Regional government"),
    "local": _("Local government"),
    "other": _("Other public body"),
}
FIRST_TIMER_TEXTS = {
    "yes": _("No training abroad before"),
    "no": _("Training abroad before"),
}


def quota_name(line, words: Words | None = None) -> str:
    """Whom a quota line counts, such as a country's name.

    `words`: what the answers mean that the call asks for; of a stored line they are known.
    """
    if line.each_organisation:
        return gettext("Each organisation of one country")
    if line.country and line.sex and not line.attributes:
        names = {"country": country_name(line.country, _reader()), "sex": SEX_TEXTS[line.sex]}
        return gettext("%(country)s: %(sex)s") % names
    known = getattr(line, "own_words", {}) if words is None else words
    return ", ".join(_who_counts(line, known))


def _who_counts(line, words: Words) -> Iterator[str]:
    """All that must hold of a person, the widest first."""
    if line.country:
        yield country_name(line.country, _reader())
    told = line.attributes
    if region := told.get("region"):
        yield region_name(region, _reader())
    if line.sex:
        yield str(SEX_TEXTS[line.sex])
    if level := told.get("level"):
        yield str(OFFICE_LEVEL_TEXTS[level])
    if first_timer := told.get("first_timer"):
        yield str(FIRST_TIMER_TEXTS[first_timer])
    yield from rules_questions.named(words, told, reader=_reader())


def quota_sentence(line, words: Words | None = None) -> str:
    """Whom a quota line counts and how many seats that means; of a wish also what missing it costs."""
    if line.weight is None:
        return _limits_sentence(line, words)
    text = ngettext(
        "Wish: %(quota)s. Each person too few or too many costs %(points)s point.",
        "Wish: %(quota)s. Each person too few or too many costs %(points)s points.",
        ceil(line.weight),
    )
    weight = Fraction(line.weight)
    points = format_decimal(
        Decimal(weight.numerator) / weight.denominator, format="0.######", locale=_reader()
    )
    return text % {"quota": _limits_sentence(line, words), "points": points}


def _limits_sentence(line, words: Words | None) -> str:
    name, least, most = quota_name(line, words), line.minimum, line.maximum
    if least is not None and most is not None:
        text = ngettext(
            "%(name)s: from %(least)s to %(most)s seat",
            "%(name)s: from %(least)s to %(most)s seats",
            most,
        )
    elif least is not None:
        text = ngettext(
            "%(name)s: at least %(least)s seat", "%(name)s: at least %(least)s seats", least
        )
    else:
        text = ngettext("%(name)s: at most %(most)s seat", "%(name)s: at most %(most)s seats", most)
    return text % {"name": name, "least": least, "most": most}


def eligibility_sentences(call) -> list[str]:
    """Who may be nominated, a sentence for each rule of the call."""
    sentences = []
    if call.minimum_years_in_service is not None:
        least = format_decimal(call.minimum_years_in_service, format="0.##", locale=_reader())
        sentences.append(gettext("Years in service: at least %(years)s.") % {"years": least})
    if years := call.years_since_training_abroad:
        text = ngettext(
            "No training abroad within %(years)s year before the first day.",
            "No training abroad within %(years)s years before the first day.",
            years,
        )
        sentences.append(text % {"years": years})
    if call.language_code:
        names = {
            "language": language_name(call.language_code, _reader()),
            "level": LEVEL_TEXTS[call.language_at_least],
        }
        sentences.append(
            gettext("Command of the language (%(language)s): at least %(level)s.") % names
        )
    return sentences


def completion_sentences(edition) -> list[str]:
    """What a participant must do for the certificate, a sentence for each condition."""
    percent = {"percent": edition.attendance_percent_required}
    sentences = []
    if edition.attendance_percent_required and rules_kinds.has(edition.kind, "timetable"):
        sentences.append(
            gettext("Attend at least %(percent)s %% of the minutes of all sessions.") % percent
        )
    if edition.post_test_required and rules_kinds.has(edition.kind, "tests"):
        sentences.append(gettext("Take the post-test."))
    if edition.action_plan_required:
        sentences.append(gettext("Submit an action plan."))
    if rules_kinds.has(edition.kind, "log"):
        sentences += [gettext("Write an entry for every week."), gettext("Submit a final report.")]
    return sentences


def claim_sentence(claim) -> str:
    """What a source says of a date or of a partner's role."""
    if claim.about == "role" and claim.organisation:
        names = {
            "organisation": texts.shown(
                claim.organisation.name, reader=_reader(), working="en"
            ).text,
            "role": PARTNER_ROLE_TEXTS.get(claim.value, claim.value),
        }
        return gettext("%(organisation)s: %(role)s") % names
    day = _day(claim.value)
    value = {"value": long_date(day, _reader()) if day else claim.value}
    if claim.about == "starts_on":
        return gettext("First day: %(value)s") % value
    if claim.about == "ends_on":
        return gettext("Last day: %(value)s") % value
    return claim.value


def time_left(left: timedelta | None) -> str:
    """How long until the deadline, in days or, on the last day, in hours."""
    if left is None:
        return ""
    if left.days:
        return ngettext("%(days)s day left", "%(days)s days left", left.days) % {"days": left.days}
    hours = left.seconds // 3600
    return ngettext("%(hours)s hour left", "%(hours)s hours left", hours) % {"hours": hours}


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _reader() -> str:
    return get_language() or "en"
