"""Quotas and wishes on what an edition itself asks: who counts, what is chosen, where it is told."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from samgak.core.errors import RuleBroken
from samgak.core.texts import LANGUAGES
from samgak.nominations import queries, services
from samgak.nominations.models import Selection
from samgak.nominations.phrases import clashes
from samgak.nominations.phrases import draws as draw_phrases
from samgak.nominations.phrases import minutes as papers
from samgak.nominations.phrases import selections as phrases
from samgak.nominations.phrases.questions import level_question
from samgak.nominations.queries import diversity
from samgak.nominations.queries import draws as draw_queries
from samgak.nominations.rules import draws as draw_rules
from samgak.nominations.services import draws as draw_services
from samgak.programmes import services as programmes
from samgak.programmes.models import Call, QuotaLine
from samgak.programmes.phrases import quota_name, quota_sentence
from tests.applications.factories import ApplicationFactory
from tests.factories import CallFactory
from tests.nominations.asked import DISTRICT, POST
from tests.nominations.selections.calls import AT, holder, propose, seated, small, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    """kz9 and tj4 live in towns, kz8 and tj3 in the country; new0 has not said."""
    made = small()
    services.put_question_to_everybody(made.edition, question=DISTRICT)
    made.call.refresh_from_db()
    for name, answer in {"kz9": "o2", "kz8": "o1", "tj4": "o2", "tj3": "o1"}.items():
        made.people[name].own_answers = {"p1": answer}
        made.people[name].save()
    return made


def ask(call, **line):
    return QuotaLine.objects.create(
        call=call.call, position=5, **{"question": "p1", "answer": "o1", **line}
    )


def address(call, name, **more):
    return reverse(f"nominations:{name}", kwargs={"code": call.edition.code, **more})


def test_the_engine_knows_the_answer_of_whoever_gave_one(call):
    ask(call, minimum=1)
    problem = queries.selection_problem(call.edition)
    found = {one.key: dict(one.attributes) for one in problem.nominees}
    assert found[str(call.people["tj3"].pk)] == {"own_p1": "o1"}
    assert found[str(call.people["new0"].pk)] == {}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({"minimum": 1, "country": "TJ"}, {"kz9", "tj3"}),
        ({"maximum": 0}, {"kz9", "tj4"}),
        ({"minimum": 2}, {"kz8", "tj3"}),
        ({"minimum": 1, "country": "KZ"}, {"kz8", "tj4"}),
        ({"answer": "o2", "maximum": 0}, {"kz8", "tj3"}),
        ({"minimum": 1, "country": "TJ", "weight": Decimal(2)}, {"kz9", "tj3"}),
        ({"minimum": 1, "country": "TJ", "weight": Decimal(1)}, {"kz9", "tj4"}),
    ],
)
def test_the_selection_keeps_quotas_and_wishes_on_it(call, line, expected):
    """By score kz9 and tj4 would sit; tj3 has 10.5/9 points fewer than tj4."""
    ask(call, **line)
    selection = propose(call)
    assert seated(call, selection) == expected
    state = queries.quota_states(call.edition, selection)[-1]
    answer = line.get("answer", "o1")
    of_country = [one for one in expected if line.get("country", "").lower() in one]
    told = [call.people[one].own_answers["p1"] for one in of_country]
    assert state.now == told.count(answer)


def test_reasons_and_turning_points_name_it_even_when_quota_and_question_are_gone(call):
    line = ask(call, minimum=2)
    selection = propose(call)
    line.delete()
    services.take_out_question_to_everybody(call.edition, key="p1")

    kept = queries.selection_rows(Selection.objects.get(pk=selection.pk))
    [left] = [one for one in kept if one.nomination_id == call.people["kz9"].pk]
    told = [*phrases.reasons(left), phrases.turning_point(left)]
    assert any("District: Rural" in one for one in told)
    with override("ko"):
        assert any("지역 구분: 농촌" in one for one in phrases.reasons(left))
    with override("tg"):  # not written in this language: the working one
        assert any("Район: Сельский" in one for one in phrases.reasons(left))


def test_a_clash_names_it(client, call):
    ask(call, minimum=2)
    ask(call, answer="o2", minimum=1)
    selection = propose(call)
    assert selection.state == Selection.State.IMPOSSIBLE
    told = " ".join(line for line, _freed in clashes.clash_sentences(selection.clash))
    assert "District: Rural: at least 2" in told
    client.force_login(call.screener)
    assert "District: Urban: at least 1" in text(client.get(address(call, "selection")))
    assert "District: Urban: at least 1" in text(client.get(address(call, "studio")))


def test_the_studio_asks_of_it_and_says_who_has_not_answered(client, call):
    ask(call, minimum=1)
    client.force_login(call.screener)
    studio = address(call, "studio")
    page = text(client.get(studio))
    assert "District: Rural: at least 1 seat" in page
    assert "1 nominee has not answered and is counted by no such quota: District" in page
    more = {"case": "one_more", "line": "own_p1=o1"}
    asked = text(client.get(studio, more, headers={"HX-Request": "true"}))
    assert "One more person of: District: Rural" in asked
    line = text(client.get(address(call, "studio_line"), {"line": "own_p1=o1"}))
    assert 'data-slider="' in line
    other = {"case": "quota", "line": "own_p1=o1", "minimum": "2"}
    told = text(client.get(studio, other, headers={"HX-Request": "true"}))
    assert "District: Rural: at least 2 seats" in told


def test_an_answer_that_is_offered_no_more_is_no_answer(call):
    ask(call, minimum=1)
    call.people["new0"].own_answers = {"p1": "o9"}
    call.people["new0"].save()
    people = type(call.people["new0"]).objects.filter(edition=call.edition)
    [found] = diversity.unanswered(people, list(QuotaLine.objects.filter(question="p1")))
    assert (found.text["en"], found.people) == ("District", 1)


def test_the_minutes_name_it_in_the_readers_language(call):
    ask(call, minimum=1)
    selection = propose(call)
    for language, told in (("en", "District: Rural"), ("kk", "Аудан: Ауылдық")):
        with override(language):
            paper = papers.minutes(selection, today=AT.date(), reader=language)
            assert told in str(paper.blocks)
            assert papers.as_pdf(paper).startswith(b"%PDF")


def test_the_desk_counts_the_own_people_and_whoever_has_not_answered(client, call):
    ask(call, country="KZ", minimum=2)
    found = queries.desk_quotas(call.edition, country="KZ", call=call.call)
    [line] = [one for one in found.lines if one.line.question]
    assert (line.nominated, line.eligible, line.missing) == (1, 1, 1)
    assert [one.people for one in found.unanswered] == [1]
    holder(call.edition, "focal_point", country="KZ")
    client.force_login(holder(call.edition, "focal_point", country="KZ"))
    page = text(client.get(address(call, "desk")))
    assert "Kazakhstan, District: Rural: at least 2 seats" in page
    assert "1 nominee has not answered" in page


def test_the_fair_draw_keeps_it_and_names_its_groups(call):
    ask(call, minimum=1)
    call.call.method = Call.Method.LOTTERY
    call.call.save()
    found = draw_queries.drawable(call.edition)
    [line] = [one for one in found.ballot.problem.lines if dict(one.where) == {"own_p1": "o1"}]
    assert line.minimum == 1

    seed = {"seed_source": "Dice", "seed_at": AT + timedelta(days=1)}
    draw = draw_services.commit(call.edition, **seed, by=call.screener, at=AT)
    kinds = draw_rules.kinds(draw_queries.document(draw))
    told = {draw_phrases.kind_name(one, draw.own_words) for one in kinds}
    assert "Kazakhstan; District: Rural" in told


def test_what_the_public_reads_names_it(client, call):
    ask(call, minimum=1)
    call.edition.state = "call_open"
    call.edition.save()
    public = reverse("portal:edition", args=[call.edition.code])
    assert "District: Rural: at least 1 seat" in text(client.get(public))


def test_the_form_of_the_call_offers_the_answers_and_keeps_the_choice(client, call):
    officer = holder(call.edition, "programme_officer")
    client.force_login(officer)
    page = reverse("programmes:change_call", args=[call.edition.code])
    told = text(client.get(page))
    assert '<option value="p1=o1">District: Rural</option>' in told
    assert address(call, "asked") in told


def quota(**more):
    line = dict.fromkeys(
        ("country", "sex", "region", "level", "first_timer", "question", "answer"), ""
    )
    return line | {"each_organisation": False, "minimum": 1, "maximum": None, "weight": None} | more


def set_quotas(call, *quotas):
    fields = ("opens_at", "closes_at", "seats", "language_code", "language_at_least")
    values = {name: getattr(call.call, name) for name in fields}
    return programmes.set_call(call.edition, values=values, quotas=quotas, score=[])


def test_a_quota_on_something_unknown_is_refused(call):
    services.put_question_to_everybody(call.edition, question=POST | {"type": "multiple"})
    for question, answer in (("p1", "o9"), ("p2", "o1"), ("p7", "o1"), ("p1", ""), ("", "o1")):
        with pytest.raises(RuleBroken, match="quota_names_no_answer"):
            set_quotas(call, quota(country="KZ", question=question, answer=answer))
    with pytest.raises(RuleBroken, match="quota_twice"):
        set_quotas(call, *[quota(question="p1", answer="o1")] * 2)
    set_quotas(call, quota(question="p1", answer="o1"), quota(question="p1", answer="o2"))
    assert [one.name for one in call.call.quota_lines.all()] == ["own_p1=o1", "own_p1=o2"]


def test_a_question_of_another_edition_is_unknown_here(call):
    other = CallFactory()
    services.put_question_to_everybody(other.edition, question=POST)
    services.put_question_to_everybody(other.edition, question=DISTRICT)
    with pytest.raises(RuleBroken, match="quota_names_no_answer"):
        set_quotas(call, quota(question="p2", answer="o1"))


def test_the_database_refuses_half_a_line(call):
    for wrong in ({"answer": ""}, {"question": ""}, {"each_organisation": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ask(call, maximum=1, **{"country": "KZ", **wrong})


def test_the_level_comes_from_the_application_else_from_the_question(call):
    ask(call, question="", answer="", level="central", minimum=1)
    for name in ("kz9", "tj4", "tj3"):
        call.people[name].own_answers |= {"level": "central"}
        call.people[name].save()
    made = ApplicationFactory(
        edition=call.edition, person=call.people["tj4"].person, submitted=True
    )
    made.answers["level"] = "local"
    made.save()

    def central():
        problem = queries.selection_problem(call.edition)
        known = {str(one.pk): name for name, one in call.people.items()}
        lines = QuotaLine.objects.filter(level="central").select_related("call__edition")
        people = type(call.people["kz9"]).objects.filter(edition=call.edition)
        counted = diversity.counted(people, call.edition, lines=list(lines))
        found = {known[n.key] for n in problem.nominees if n.attributes.get("level") == "central"}
        assert list(counted.values()) == [len(found)]
        return found

    assert central() == set()  # nobody is asked for it yet: such an answer is of no question
    services.put_question_to_everybody(call.edition, question=level_question())
    assert central() == {"kz9", "tj3"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_is_named_whole_in_every_language(call, language):
    line = ask(call, country="KZ", sex="F", level="local", maximum=2, weight=Decimal("0.25"))
    with override(language):
        told = quota_sentence(line)
        assert quota_name(line) in told
        assert "%" not in told
        assert "own_" not in told
        own = {"en": "District: Rural", "ko": "지역 구분: 농촌", "kk": "Аудан: Ауылдық"}
        assert own.get(language, "Район: Сельский") in told


def test_a_question_that_ends_with_its_sign_is_followed_by_the_answer(call):
    services.put_question_to_everybody(call.edition, question=POST)
    line = ask(call, question="p2", minimum=3)
    assert quota_name(QuotaLine.objects.get(pk=line.pk)) == "Is it a disability officer's post? Yes"


@pytest.mark.parametrize("count", [1, 3])
def test_reading_the_problem_costs_the_same_queries(call, count, django_assert_num_queries):
    services.put_question_to_everybody(call.edition, question=POST)
    for n, more in enumerate([{}, {"answer": "o2"}, {"question": "p2"}][:count]):
        ask(call, minimum=0, maximum=2 + n, **more)
    with django_assert_num_queries(8):
        queries.selection_problem(call.edition)
    with django_assert_num_queries(2):
        queries.quota_states(call.edition, None)
        diversity.own_words(call.edition)
