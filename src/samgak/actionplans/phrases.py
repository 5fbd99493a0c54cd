"""The words of action plans in the reader's language."""

from collections.abc import Mapping

from babel.lists import format_list
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from samgak.actionplans.queries import Results
from samgak.core import uploads
from samgak.core.errors import RuleBroken

STATE_TEXTS = {
    "not_begun": pgettext_lazy("action plan", "Not begun"),
    "draft": pgettext_lazy("action plan", "Draft"),
    "submitted": pgettext_lazy("action plan", "Submitted"),
    "endorsed": pgettext_lazy("action plan", "Endorsed"),
    "active": pgettext_lazy("action plan", "Under way"),
    "partly": pgettext_lazy("action plan", "On track"),
    "stalled": pgettext_lazy("action plan", "Stalled"),
    "achieved": pgettext_lazy("action plan", "Done"),
    "abandoned": pgettext_lazy("action plan", "Given up"),
    "verified": pgettext_lazy("action plan", "Verified"),
    "adopted": pgettext_lazy("action plan", "Adopted"),
}
STATUS_TEXTS = {
    "on_track": pgettext_lazy("action plan", "On track"),
    "stalled": pgettext_lazy("action plan", "Stalled"),
    "done": pgettext_lazy("action plan", "Done"),
}
MILESTONE_TEXTS = {
    "done": pgettext_lazy("action plan", "Done"),
    "not_done": _("Due and not done"),
    "not_answered": _("Due and not answered"),
    "to_come": _("Not due yet"),
}
PART_TEXTS = {
    "title": _("Title"),
    "problem": _("The problem"),
    "objective": _("The objective"),
    "text": _("What I will do"),
    "first_step": _("First step within 30 days"),
    "activities": _("Activities by month"),
    "indicators": _("How one sees that it worked"),
    "resources": _("Resources: money, people, where they come from"),
    "support_wanted": _("Support wanted from the partners"),
}
OBSTACLE_TEXTS = {
    "budget": _("Budget"),
    "authority": _("Authority"),
    "staff": _("Staff"),
    "time": pgettext_lazy("obstacle", "Time"),
    "systems": _("Systems"),
    "priorities": _("Priorities"),
}
# What an obstacle asks of the next programme: ready text for a concept paper.
CONCEPT_TEXTS = {
    "budget": _(
        "The next programme should plan small grants or pilots, since plans lacked a budget."
    ),
    "authority": _(
        "The next programme should involve those who decide, since participants lacked the authority."
    ),
    "staff": _(
        "The next programme should train teams rather than single officials, since staff was short."
    ),
    "time": _("The next programme should agree with supervisors on working time for the plans."),
    "systems": _("The next programme should offer technical help, since systems stood in the way."),
    "priorities": _(
        "The next programme should tie the plans to national priorities, since priorities had changed."
    ),
}
ADOPTION_TEXTS = {
    "rule": _("A rule"),
    "budget": _("A budget"),
    "pilot": _("A pilot"),
}
RULE_TEXTS: Mapping[str, str | Promise] = {
    **uploads.RULE_TEXTS,
    "not_a_participant": _("Only participants of this edition write an action plan."),
    "plans_are_closed": _(
        "Action plans are written from the preparations until the certificates are issued."
    ),
    "plan_is_submitted": _("Your plan is submitted. Take it back if you want to change it."),
    "plan_is_not_submitted": _("This plan is not submitted."),
    "plan_is_certified": _("Your certificate is issued; the plan stays as you submitted it."),
    "plan_title_missing": _("Give your plan a title."),
    "plan_text_missing": _("Write what you will do."),
    "plan_title_too_long": _("A title has at most %(most)s letters."),
    "plan_text_too_long": _("The plan must fit on one page: at most %(most)s letters."),
    "plan_text_has_too_many_lines": _(
        "The plan must fit on one page: it has too many lines. Leave out empty and very short ones."
    ),
    "plan_has_too_many_results": _("A plan holds at most %(most)s results."),
    "comment_missing": _("Write your comment."),
    "comment_too_long": _("A comment has at most %(most)s letters."),
    "plan_needs_names_a_supervisor": _("Name your supervisor with an e-mail address first."),
    "plan_needs_has_evidence_or_confirmation": _(
        "Nothing shows yet that the plan was carried out: a confirmation of the supervisor or a file is needed."
    ),
    "plan_has_no_such_step": _("The plan is not at this point."),
    "plan_step_is_somebody_elses": _("Somebody else takes this step."),
    "supervisor_is_asked_already": _("Your supervisor was written to today. Try again tomorrow."),
    "answer_is_confirmed": _("Your supervisor has confirmed your answer, so it can't be changed."),
    "status_unknown": _("Say how the plan stands."),
    "obstacle_unknown": _("Choose what stands in the way from the list."),
    "obstacle_missing": _("Say what stands in the way."),
    "nothing_is_answered_yet": _("Nothing was answered yet."),
    "remark_missing": _("Say how you see it."),
    "too_many_files": _("An answer has at most %(most)s files."),
    "event_incomplete": _("Say what was passed on, on which day, and how many people came."),
    "adoption_incomplete": _("Say what the plan became, which one, and on which day."),
    "day_is_to_come": _("This day is still to come."),
}


def sentence(broken: RuleBroken) -> str:
    """Why the act on the plan was refused."""
    return str(RULE_TEXTS[broken.code] % broken.params)


def obstacles_text(codes) -> str:
    names = [str(OBSTACLE_TEXTS[code]) for code in codes]
    return str(format_list(names, locale=get_language() or "en")) if names else ""


def concept_paper(found: Results) -> list[str]:
    """Paragraphs for the next concept paper, from what stalled the plans of this edition."""
    if not found.stalled:
        return []
    said = [
        ngettext(
            "%(stalled)d of %(submitted)d action plan stalled at least once.",
            "%(stalled)d of %(submitted)d action plans stalled at least once.",
            found.submitted,
        )
        % {"stalled": found.stalled, "submitted": found.submitted}
    ]
    for code, count in sorted(found.obstacles.items(), key=lambda pair: (-pair[1], pair[0])):
        answers = found.named[code]
        named = ngettext(
            "%(obstacle)s: named in %(answers)d answer, by %(count)d of %(stalled)d stalled plans.",
            "%(obstacle)s: named in %(answers)d answers, by %(count)d of %(stalled)d stalled plans.",
            answers,
        )
        words = {"obstacle": OBSTACLE_TEXTS[code], "answers": answers}
        words |= {"count": count, "stalled": found.stalled}
        said.append(f"{named % words} {CONCEPT_TEXTS[code]}")
    return said
