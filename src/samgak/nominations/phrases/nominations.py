"""Nominees and nominating by hand, in the reader's language."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samgak.calls.phrases import NOT_READY_TEXT
from samgak.programmes.phrases_audit import CODE_TEXTS
from samgak.questionnaires.definition import MULTIPLE, NUMBER, SINGLE, TEXT

STATE_TEXTS = {
    "invited": pgettext_lazy("nominee", "Invited"),
    "drafted": pgettext_lazy("nominee", "Draft"),
    "nominated": pgettext_lazy("nominee", "Nominated"),
    "returned_for_fix": pgettext_lazy("nominee", "Returned for correction"),
    "confirmed": pgettext_lazy("nominee", "Confirmed"),
    "withdrawn": pgettext_lazy("nominee", "Withdrawn"),
    "replaced": pgettext_lazy("nominee", "Replaced"),
}
GROUND_TEXTS = {
    "same_record": _("the same record"),
    "same_name": _("the same passport name"),
    "same_native_name": _("the same name in the own script"),
    "similar_name": _("a name spelt nearly so"),
    "same_birth_date": _("the same birth date"),
    "similar_birth_date": _("nearly the same birth date"),
    "same_address": _("the same mail address"),
}
VERDICT_TEXTS = {
    "same": _("It is the same person"),
    "another": _("It is another person"),
    "waived": _("It is the same person, and the rule is waived"),
}
TYPE_TEXTS = {
    TEXT: _("Text"),
    NUMBER: pgettext_lazy("quantity", "Number"),
    SINGLE: _("One of several answers"),
    MULTIPLE: _("Several of several answers"),
}
CODE_TEXTS |= {
    ("nominations-nomination", "state"): STATE_TEXTS,
    ("nominations-nominationdraft", "state"): STATE_TEXTS,
    ("nominations-earlierrecord", "verdict"): VERDICT_TEXTS,
}
RULE_TEXTS = {
    "not_ready": NOT_READY_TEXT,
    "call_is_not_open": _(
        "The call is not open: focal points nominate between its opening and its deadline."
    ),
    "nominations_not_begun": _("Nominations begin once the course information is published."),
    "nominations_are_past": _("The cohort is approved: nominations can no longer be changed."),
    "already_nominated": _("%(name)s is nominated already."),
    "person_is_known": _(
        "There is a record of %(name)s with this birth date already. Merge the two records."
    ),
    "too_many_nominations": _(
        "The country has nominated as many people as it may; the limit is %(most)s."
    ),
    "values_are_impossible": _("These values can't be right: %(detail)s"),
    "own_answers_faulty": _("Choose one of the answers offered."),
    "is_withdrawn_already": _("This nomination is withdrawn already."),
    "no_such_step": _("This step is not possible now: the nomination is in another state."),
    "step_is_somebody_elses": _("Only the programme officer can take this step."),
    "reason_missing": _("Give a reason; it stays in the audit trail."),
    "replaced_by_the_same": _("This is the same person. Write the person who comes instead."),
    "place_is_none": _("Write a place from 1 on."),
    "draft_needs_a_name": _("Write at least the surname."),
    "too_many_drafts": _("There are %(most)s drafts already. Nominate or delete some first."),
    "name_is_none": _("Write the name alone, without signs such as / : @ < >."),
    "invited_already": _("%(name)s is invited already."),
    "day_is_not_of_the_desk": _("Choose today or a later day on which the desk is still held."),
    "handed_to_oneself": _("Choose another person."),
    "question_is_a_column": _("“%(words)s” is asked of everybody already. Word it another way."),
    "too_many_questions": _("A country asks at most %(most)s questions."),
    "question_is_of_a_country": _(
        "“%(words)s” is a question of a country already (%(country)s). Word it another way."
    ),
    "too_many_questions_to_everybody": _("A call asks at most %(most)s questions."),
    "no_call_to_ask_in": _("Write the call first: the questions are a part of it."),
    "question_is_counted": _(
        "This quota counts an answer that would be gone: %(line)s. Change the quota first."
    ),
    "level_keeps_its_answers": _(
        "The answers to the question about the level can't be changed. Take it out and ask another."
    ),
    "options_are_faulty": _(
        "Write from 2 to 30 answers, as many in each language, and no semicolon in them."
    ),
    "too_many_letters": _("There are %(most)s letters already; no more can be kept."),
    "question_is_gone": _("This question is no longer there."),
    "question_is_faulty": _(
        "Write from 2 to 30 answers, as many in each language, and no semicolon in them."
    ),
    "waiver_needs_a_reason": _("Give a reason; it stays in the audit trail."),
    "same_record": _("Choose two different records."),
    "not_one_country": _("The two people are of different countries."),
    "both_sign_in": _("Both people have an account: they can't be merged."),
    "both_applied": _(
        "Both records have an application for the same edition, so they can't be merged."
    ),
    "both_are_decided_upon": _(
        "A decision was made about both records, so they can't be merged any more."
    ),
}
