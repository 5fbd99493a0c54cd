"""Words for topics, statements, commitments and what forbids a step."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samgak.core import versions
from samgak.core.errors import RuleBroken

TOPIC_TEXTS = {
    "open": _("Open for posts and statements"),
    "voting": _("The vote is open"),
    "closed": _("Closed"),
}
TOPIC_STEPS = {"open": _("Open again"), "voting": _("Open the vote"), "closed": _("Close")}
STATEMENT_TEXTS = {
    "proposed": _("Waits for the moderator"),
    "accepted": pgettext_lazy("statement", "Accepted"),
    "refused": pgettext_lazy("statement", "Refused"),
    "merged": pgettext_lazy("statement", "Merged"),
}
REFUSAL_TEXTS = {
    "not_one_idea": _("It holds more than one idea."),
    "off_topic": _("It is not about the topic."),
    "unclear": _("It is not clear."),
    "offensive": _("It is offensive."),
    "personal_data": _("It holds personal data."),
}
FAULT_TEXTS = {
    "offensive": _("It is offensive."),
    "personal_data": _("It holds personal data."),
    "off_topic": _("It is not about the topic."),
    "other": _("Another reason"),
}
VOTE_TEXTS = {1: _("Agree"), -1: _("Disagree"), 0: _("Pass")}
COMMITMENT_TEXTS = {
    "drafted": pgettext_lazy("commitment", "Draft"),
    "offered": _("Offered to the delegations"),
    "agreed": pgettext_lazy("commitment", "Agreed"),
    "dropped": pgettext_lazy("commitment", "Dropped"),
}
COMMITMENT_STEPS = {
    "drafted": _("Take back to a draft"),
    "offered": _("Offer to the delegations"),
    "dropped": _("Drop the commitment"),
}
STATUS_TEXTS = {
    "on_track": _("On track"),
    "stalled": _("Stalled"),
    "done": pgettext_lazy("commitment", "Done"),
}
RULE_TEXTS = {
    versions.CHANGED: versions.CHANGED_TEXT,
    "no_such_step": _("This step is not possible now."),
    "text_missing": _("Write a text."),
    "text_too_long": _("The text is too long."),
    "topic_is_closed": _("The discussion is closed."),
    "voting_not_open": _("The vote is not open yet."),
    "voting_is_closed": _("The vote is closed."),
    "too_fast": _("You have written many posts in a short time. Wait ten minutes."),
    "said_already": _("This has been written already."),
    "too_many_topics": _("The edition has as many topics as it can hold."),
    "too_many_statements": _("The topic has as many statements as it can hold."),
    "too_many_own_statements": _("You have proposed as many statements as one person may."),
    "language_of_the_original": _("The original is in this language."),
    "post_is_gone": _("The post is no longer shown."),
    "reason_missing": _("Give a reason."),
    "no_such_statement": _("There is no such statement to vote on."),
    "statement_has_votes": _("The statement has votes and can no longer be changed."),
    "too_many_commitments": _("The edition has as many commitments as it can hold."),
    "what_missing": _("Say what the delegations commit themselves to."),
    "first_step_missing": _("Say what the first step is."),
    "due_on_missing": _("Say by when."),
    "countries_missing": _("Say which delegations it is for."),
    "commitment_is_settled": _("The commitment can no longer be changed."),
    "commitment_is_endorsed": _("A delegation has endorsed these words; they stay as they are."),
    "commitment_is_not_offered": _("The commitment is not offered to the delegations."),
    "commitment_is_not_agreed": _("The commitment is not agreed."),
    "delegation_is_not_named": _("The commitment does not name this delegation."),
    "not_the_spokesperson": _("Only the spokesperson of the delegation may do this."),
    "delegation_has_endorsed": _("The delegation has endorsed the commitment already."),
    "unprintable": _("The PDF cannot show a letter of a commitment. The Word file can."),
    "not_of_the_delegation": _("Choose a participant of this country who has an account."),
}


def sentence(broken: RuleBroken) -> str:
    """What the person is told."""
    return str(RULE_TEXTS[broken.code])
