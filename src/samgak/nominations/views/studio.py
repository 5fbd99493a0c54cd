"""The studio: each change of a quota, a seat or a person is answered at once, and nothing is saved."""

from dataclasses import dataclass
from typing import Any

import rules as powers
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samgak.core.errors import RuleBroken
from samgak.nominations.forms import studio as forms
from samgak.nominations.models import Nomination
from samgak.nominations.phrases import selections as phrases
from samgak.nominations.phrases import studio as sentences
from samgak.nominations.queries import diversity, selections
from samgak.nominations.queries import studio as queries
from samgak.nominations.rules import studio as rules
from samgak.nominations.rules.selections import kept_clash
from samgak.planning.selection import Cohort, NoCohort, Problem
from samgak.programmes import phrases as programmes
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.programmes.rules import State
from samgak.programmes.rules_questions import Words

ROWS_ON_A_PAGE = 25
BEFORE_THE_DECISION = (State.CALL_OPEN, State.CALL_CLOSED, State.SELECTING)


@dataclass(frozen=True)
class Line:
    """A quota or a wish of the page; `form` once it is opened, `note` where a wish is missed."""

    name: str
    text: str
    form: forms.QuotaForm | None
    note: str


@require_safe
@edition_page("nominations.see_selection")
def studio(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Left the quotas, right the cohort; with a question in the address also its answer."""
    try:
        problem = selections.selection_problem(edition)
    except RuleBroken as broken:
        context = {"edition": edition, "refusal": phrases.sentence(broken)}
        return render(request, "nominations/studio_empty.html", context)
    base, order = queries.standing_of(problem)
    on_answers = diversity.lines_on_answers(edition)
    words = diversity.words_of(on_answers)
    asked = forms.form_asked(request.GET, problem=problem, base=base, words=words)
    answer = _answer(request, edition, problem, base, asked, words=words) if asked else {}
    if request.headers.get("HX-Request") == "true" and asked:
        return render(request, "nominations/studio_answer.html", answer)
    name = forms.NameForm(request.GET)
    typed = name.cleaned_data["name"] if name.is_valid() else ""
    found = queries.matching(edition, order, name=typed)
    page_obj = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    seated = set() if isinstance(base, NoCohort) else set(base.selected)
    rows = [(one, str(one.pk) in seated) for one in queries.nominations_of(page_obj.object_list)]
    one_more = asked if isinstance(asked, forms.OneMoreForm) else None
    latest = selections.latest_selection(edition)
    context = {
        "edition": edition,
        "answer": answer,
        "base": base,
        "clash": kept_clash(base, problem, words) if isinstance(base, NoCohort) else None,
        "standing": queries.standing_selection(edition, base),
        "is_drawn": bool(latest and latest.draw_id),
        "lines": _lines(problem, base, asked, words, opened=request.GET.get("line", "")),
        "unanswered": queries.unanswered_of(edition, on_answers),
        "one_more": one_more or forms.OneMoreForm(problem=problem, words=words, auto_id="more-%s"),
        "name_form": name,
        "page_obj": page_obj,
        "rows": rows,
    }
    return render(request, "nominations/studio.html", context)


@require_safe
@edition_page("nominations.see_selection")
def studio_line(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The form of one quota line, with how far it can go: asked for when the line is opened."""
    try:
        problem = selections.selection_problem(edition)
    except RuleBroken:
        raise Http404 from None
    opened = request.GET.get("line", "")
    words = diversity.own_words(edition)
    for line in _lines(problem, queries.base_of(problem), None, words, opened=opened):
        if line.form:
            context = {"edition": edition, "line": line}
            return render(request, "nominations/studio_line.html", context)
    raise Http404


def _lines(
    problem: Problem,
    base: Cohort | NoCohort,
    asked: forms.Ask | None,
    words: Words,
    *,
    opened: str,
) -> list[Line]:
    """The quotas and wishes of the call; what is asked of a wish is what it would mean as a quota."""
    missed = {} if isinstance(base, NoCohort) else base.missed
    lines: list[Line] = []
    for number, line in enumerate(problem.quota_lines, start=1):
        form = None
        if line.name == opened and line.name not in {one.name for one in lines}:
            form = _line_form(problem, asked, line.name, auto_id=f"line-{number}-%s")
        unmet = missed.get(line.name, 0) if line.weight is not None else 0
        note = sentences.missed_sentence(line, unmet, words) if unmet else ""
        lines.append(Line(line.name, programmes.quota_sentence(line, words), form, note))
    return lines


def _line_form(
    problem: Problem, asked: forms.Ask | None, name: str, *, auto_id: str
) -> forms.QuotaForm:
    is_asked = isinstance(asked, forms.QuotaForm)
    return forms.QuotaForm(
        asked.data if is_asked and asked else None,
        line=name,
        possible=queries.range_of(problem, name),
        initial={"case": rules.QUOTA, "line": name, **forms.bounds_of(problem, name)},
        auto_id=auto_id,
    )


def _answer(
    request: HttpRequest,
    edition: Edition,
    problem: Problem,
    base: Cohort | NoCohort,
    form: forms.Ask,
    *,
    words: Words,
) -> dict[str, Any]:
    """What the page says to a question: the cost, who enters and leaves, or what clashes."""
    if not form.is_valid():
        return {"problems": [fault for faults in form.errors.values() for fault in faults]}
    answer = rules.ask(problem, base, form.question())
    person = _person(answer.question)
    name = str(person.person) if person else ""
    told: dict[str, Any] = {
        "edition": edition,
        "title": sentences.question_text(answer.question, words, name=name),
        "found": answer.found,
        "keep": _keep(request, edition, answer.question),
        "case": answer.question.case,
        "person": person,
    }
    if isinstance(answer.found, NoCohort):
        return told | {"clash": kept_clash(answer.found, answer.problem, words)}
    told["total"] = phrases.score_text(answer.found.total)
    told["missed"] = sentences.missed_sentences_of(answer.problem, answer.found.missed, words)
    if answer.comparison:
        told["cost"] = sentences.cost_text(answer.comparison)
        told["entering"] = queries.nominations_of(answer.comparison.entering)
        told["leaving"] = queries.nominations_of(answer.comparison.leaving)
    return told


def _person(question: rules.Question) -> Nomination | None:
    found = queries.nominations_of([question.person]) if question.person else []
    return found[0] if found else None


def _keep(request: HttpRequest, edition: Edition, question: rules.Question) -> str:
    """Where the change can be kept by the asker now: "call", "exception" or nowhere."""
    access = request.access  # type: ignore[attr-defined]
    if question.case in (rules.QUOTA, rules.ONE_MORE):
        may = powers.has_perm("programmes.change_edition", access)
        return "call" if may and edition.state in BEFORE_THE_DECISION else ""
    may = powers.has_perm("nominations.override_selection", access)
    return "exception" if may and edition.state == State.SELECTING else ""
