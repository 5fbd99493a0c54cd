"""The words of concept papers and of the committee in the reader's language."""

from decimal import Decimal
from typing import Any

from babel.numbers import format_currency
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from samgak.core.errors import RuleBroken
from samgak.core.versions import CHANGED, CHANGED_TEXT
from samgak.demand.rules import committee, papers

SECTION_TEXTS = {
    "proposal": _("The proposal"),
    "organisation": _("The organisation that asks"),
    "situation": _("Situation and problem"),
    "contents": _("What the course is to contain"),
    "sustainability": _("What remains, and how one will see it"),
}
FIELD_TEXTS = {
    "title": _("Title"),
    "place": _("Place"),
    "duration": _("Duration and period"),
    "objective": _("Objective"),
    "beneficiaries": _("Who is to be trained, how many, and who gains from it"),
    "organisation_name": _("Name of the organisation"),
    "organisation_kind": _("Kind of organisation"),
    "organisation_tasks": _("Tasks of the organisation and its budget"),
    "staff": _("Number of staff"),
    "situation": _("The situation now, with figures"),
    "problem": _("The problem and its causes"),
    "national_policy": _("National plan or strategy to which it belongs"),
    "other_support": _("Earlier projects and support of others"),
    "contents": _("Topics and modules wished for"),
    "outcomes": _("Outcomes and outputs with indicators"),
    "activities": _("Activities and work plan"),
    "participants": _("Conditions for participants"),
    "language": _("Language of the course"),
    "stakeholders": _("Others concerned"),
    "risks": _("Risks"),
    "after_the_course": _("How what is learned will be used and kept up"),
    "measuring": _("Monitoring and evaluation"),
}
ORGANISATION_KIND_TEXTS = {
    "central": _("Central authority"),
    "provincial": _("Regional or local authority"),
    "public": _("Other public body"),
    "other": _("Another kind"),
}
BUDGET_TEXTS = {
    "agencies": _("Asked of the agencies"),
    "own_government": _("Borne by the own government"),
    "other_donors": _("Borne by others"),
}
PAPER_STATE_TEXTS = {
    papers.DRAFTED: pgettext_lazy("concept paper", "Draft"),
    papers.SUBMITTED: pgettext_lazy("concept paper", "Sent"),
    papers.RETURNED: pgettext_lazy("concept paper", "Returned for a fix"),
    papers.ACCEPTED: pgettext_lazy("concept paper", "Accepted"),
    papers.DECLINED: pgettext_lazy("concept paper", "Declined"),
    papers.WITHDRAWN: pgettext_lazy("concept paper", "Withdrawn"),
}
# What the button says that takes a paper there.
PAPER_STEP_TEXTS = {
    (papers.DRAFTED, papers.SUBMITTED): _("Send the concept paper"),
    (papers.RETURNED, papers.SUBMITTED): _("Send the concept paper again"),
    (papers.SUBMITTED, papers.RETURNED): _("Return it for a fix"),
    (papers.SUBMITTED, papers.ACCEPTED): _("Accept it"),
    (papers.SUBMITTED, papers.DECLINED): _("Decline it"),
    (papers.ACCEPTED, papers.SUBMITTED): _("Screen it again"),
    (papers.DECLINED, papers.SUBMITTED): _("Screen it again"),
    (papers.DRAFTED, papers.WITHDRAWN): _("Withdraw it"),
    (papers.RETURNED, papers.WITHDRAWN): _("Withdraw it"),
    (papers.SUBMITTED, papers.WITHDRAWN): _("Withdraw it"),
    (papers.WITHDRAWN, papers.DRAFTED): _("Take it up again"),
}
SIDE_TEXTS = {
    "facilitating": _("Facilitating side"),
    "pivotal": _("Pivotal side"),
    "beneficiary": _("Beneficiary side"),
}
PROCEDURE_TEXTS = {
    committee.MEETING: pgettext_lazy("steering committee", "Meeting"),
    committee.SILENT: pgettext_lazy("steering committee", "Silent procedure"),
}
QUESTION_STATE_TEXTS = {
    committee.OPEN: pgettext_lazy("question of the committee", "Open"),
    committee.APPROVED: pgettext_lazy("question of the committee", "Approved"),
    committee.REFUSED: pgettext_lazy("question of the committee", "Refused"),
    committee.OBJECTED: pgettext_lazy("question of the committee", "Objected to"),
    committee.DROPPED: pgettext_lazy("question of the committee", "Dropped"),
}
ANSWER_TEXTS = {
    committee.AGREE: pgettext_lazy("answer of a member", "I agree"),
    committee.OBJECT: pgettext_lazy("answer of a member", "I object"),
    committee.ABSTAIN: pgettext_lazy("answer of a member", "I abstain"),
}
RULE_TEXTS = {
    CHANGED: CHANGED_TEXT,
    "no_such_step": _("This step is not possible from here."),
    "role_missing": _("Your role does not allow this step."),
    "reason_missing": _("Write the reason."),
    "paper_is_whole": _(
        "The paper can be sent once every field without “optional” says something."
    ),
    "demand_is_open": _(
        "Papers and the joint concept can be written until the committee approves."
    ),
    "country_asks_nothing": _("This country is no beneficiary of the edition."),
    "too_many_papers": _("At most %(most)s papers of a country."),
    "paper_is_not_writable": _("The paper is sent; it can be changed once it is returned."),
    "paper_is_not_legible": _("A field is too long, or a sum is not a number."),
    "concept_was_changed": _(
        "Somebody has changed the joint concept meanwhile. Read it as it is now, then agree."
    ),
    "concept_has_gaps": _("The joint concept still lacks: %(gaps)s."),
    "not_your_side": _("You can agree for your own side only."),
    "not_a_candidate": _("Only those who speak for a partner or a country can sit here."),
    "words_missing": _("Write a title and the proposal."),
    "a_side_has_no_member": _("Each of the three sides needs a member in the committee first."),
    "days_of_silence": _("Give the members from %(least)s to %(most)s days."),
    "no_joint_concept": _("There is no joint concept yet."),
    "not_all_sides_agree": _("All three sides must first agree to the joint concept as it is now."),
    "question_is_closed": _("The question is closed."),
    "too_late": _("The time to answer is over."),
    "objection_says_why": _("Write why you object."),
    "quorum_is_met": _("There is no quorum: at least one member of each side must have answered."),
    "quorum_and_no_objection": _(
        "It can be approved when members of all three sides have answered, somebody agrees and"
        " nobody objects."
    ),
    "time_is_over_without_objection": _("The time to object is not over."),
    "somebody_objects": _("Nobody objects."),
}


def sentence(broken: RuleBroken) -> str:
    """Why the act was refused."""
    params: dict[str, Any] = dict(broken.params)
    if "gaps" in params:
        params["gaps"] = ", ".join(str(FIELD_TEXTS[field]) for field in params["gaps"])
    return str(RULE_TEXTS[broken.code] % params)


def money(amount: str | Decimal, currency: str) -> str:
    """A sum in the manner of the reader's language."""
    return str(format_currency(Decimal(amount), currency, locale=get_language() or "en"))


def budget_rows(budget: dict[str, str], currency: str) -> list[tuple[str, str]]:
    """Who bears what, and the total under it."""
    known = {part: Decimal(value) for part, value in budget.items()}
    rows = [
        (str(BUDGET_TEXTS[part]), money(known[part], currency))
        for part in papers.BUDGET_PARTS
        if part in known
    ]
    total = papers.total(dict(known))
    return [*rows, (gettext("Total"), money(total, currency))] if total is not None else []


def shown_field(field: str, text: str) -> str:
    """What a field says; a choice in the reader's language."""
    if field == "organisation_kind":
        return str(ORGANISATION_KIND_TEXTS.get(text, text))
    return text
