"""A plan lives a year: asked by mail, answered by link, confirmed, verified, adopted."""

import io
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samgak.actionplans import links, phrases, queries, rules, services
from samgak.actionplans.models import ActionPlan, CheckIn, PlanVersion
from samgak.core.errors import RuleBroken
from samgak.correspondence.models import Letter
from tests.actionplans.factories import ActionPlanFactory
from tests.factories import (
    EditionFactory,
    EditionRoleFactory,
    ParticipantFactory,
    UserFactory,
)
from tests.printing.reading import words_of

pytestmark = pytest.mark.django_db
ENDS = date(2030, 1, 31)
LATER = datetime(2030, 3, 1, 6, tzinfo=UTC)
PDF = b"%PDF-1.7 a plan carried out\n%%EOF"


@pytest.fixture
def plan():
    edition = EditionFactory(
        state="following_up", starts_on=date(2030, 1, 29), ends_on=ENDS, working_language="en"
    )
    seat = ParticipantFactory(edition=edition, person__email="aigerim@example.org")
    return ActionPlanFactory(
        participant=seat, state="submitted", supervisor_email="head@example.org"
    )


def asked(plan, at=LATER):
    services.ask_what_is_due(at=at)
    return plan.check_ins.last()


def page(pk, purpose=links.CHECK_IN, at=None):
    plan = ActionPlan.objects.get(**{"pk" if purpose == links.ENDORSE else "check_ins": pk})
    at = at or datetime.now(UTC)
    link = links.link_to(pk, plan=plan, purpose=purpose, language="en", at=at)
    return link[link.index("/en/") :]


def answer(check_in, status="on_track", obstacles=(), at=LATER, **more):
    return services.answer(
        check_in, status=status, obstacles=obstacles, note="", language="en", at=at, **more
    )


def test_months_end_where_months_end():
    zone = ZoneInfo("Asia/Almaty")

    assert rules.due_at(date(2030, 1, 31), 1, zone).date() == date(2030, 2, 28)
    assert rules.due_at(date(2028, 1, 31), 1, zone).date() == date(2028, 2, 29)
    assert rules.due_at(date(2030, 1, 31), 12, zone).date() == date(2031, 1, 31)
    assert rules.due_at(date(2030, 11, 30), 3, zone).date() == date(2031, 2, 28)


def test_everybody_is_asked_once_a_wave_in_the_own_language(plan):
    assert services.ask_what_is_due(at=LATER) == 1
    assert services.ask_what_is_due(at=LATER + timedelta(days=1)) == 0

    letter = Letter.objects.get(kind="follow_up")
    assert (letter.address, letter.state) == ("aigerim@example.org", "queued")
    assert plan.check_ins.get().month == 1


def test_of_several_months_that_have_come_only_the_latest_is_asked(plan):
    assert asked(plan, LATER + timedelta(days=400)).month == 12
    assert plan.check_ins.count() == 1


def test_reminders_stop_after_two_on_an_answer_and_on_wish(plan):
    days = [timedelta(days=n) for n in (8, 9, 22, 30, 40)]
    asked(plan)
    sent = [services.ask_what_is_due(at=LATER + day) for day in days]
    assert sent == [1, 0, 1, 0, 0]

    answer(plan.check_ins.get())
    services.stop_reminders(plan, at=LATER)
    assert services.ask_what_is_due(at=LATER + timedelta(days=100)) == 0


@pytest.mark.parametrize(
    "change",
    [{"state": "abandoned"}, {"submitted_at": None, "state": "draft"}],
)
def test_who_gave_up_or_never_submitted_is_not_asked(plan, change):
    ActionPlan.objects.filter(pk=plan.pk).update(**change)

    assert services.ask_what_is_due(at=LATER) == 0


def test_one_tap_answers_on_a_page_under_20_kb(client, plan):
    address = page(asked(plan).pk)
    shown = client.get(address)

    assert len(shown.content) + 2_500 < 20_000
    assert b"<script" not in shown.content
    client.post(address, {"status": "on_track"})
    assert plan.check_ins.get().status == "on_track"
    plan.refresh_from_db()
    assert plan.state == "partly"
    assert "Your answer is kept" in client.get(address + "?answered=1").content.decode()


def test_a_stalled_plan_says_what_stands_in_the_way(client, plan):
    address = page(asked(plan).pk)

    refused = client.post(address, {"status": "stalled", "note": "<script>x</script>"})
    assert "Say what stands in the way." in refused.content.decode()
    assert "&lt;script&gt;x" in refused.content.decode()

    client.post(address, {"status": "stalled", "obstacles": ["budget", "staff"]})
    assert plan.check_ins.get().obstacles == ["budget", "staff"]
    client.post(address, {"status": "flying"})
    assert plan.check_ins.get().status == "stalled"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("plan.pdf", PDF, ""),
        ("plan.exe", b"MZ...", "only files of these kinds are taken"),
        ("plan.png", PDF, "not what the ending says"),
        ("plan.docx", b"PK\x03\x04 broken", "is damaged"),
        ("big.pdf", b"%PDF-" + b"x" * 5_000_001, "at most 5 MB"),
    ],
)
def test_files_are_what_their_content_says(client, plan, name, content, says):
    check_in = asked(plan)
    file = io.BytesIO(content)
    file.name = name

    shown = client.post(page(check_in.pk), {"status": "done", "file": file})

    assert says in (shown.content.decode() if says else "")
    assert check_in.evidence.count() == (0 if says else 1)


def test_evidence_is_read_by_whoever_may_read_the_plan(client, plan):
    check_in = asked(plan)
    kept = services.add_evidence(check_in, name="../../etc/pa ss.pdf", content=PDF, at=LATER)
    edition = plan.participant.edition
    address = reverse("actionplans:evidence", args=[edition.code, plan.participant_id, kept.pk])

    assert kept.name == "pa ss.pdf"
    client.force_login(EditionRoleFactory(edition=edition, role="evaluation_officer").user)
    response = client.get(address)
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment")
    for role, country in (("participant", ""), ("focal_point", "KG")):
        client.force_login(EditionRoleFactory(edition=edition, role=role, country=country).user)
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("purpose", [links.CHECK_IN, links.ENDORSE, links.CONFIRM])
def test_links_are_for_one_purpose_and_for_a_time(client, plan, purpose):
    pk = plan.pk if purpose == links.ENDORSE else asked(plan).pk
    good = page(pk, purpose)
    token = good.split("/")[3]
    old = page(pk, purpose, at=datetime.now(UTC) - timedelta(days=100))
    others = {
        links.CHECK_IN: "followup:confirm",
        links.ENDORSE: "followup:check_in",
        links.CONFIRM: "followup:endorse",
    }

    assert client.get(good).status_code == 200
    assert "Its time is over" in client.get(old).content.decode()
    assert client.get(reverse(others[purpose], args=[token])).status_code == 404
    assert client.post(good.replace(token, token[:-1] + "x")).status_code == 404


def test_a_supervisor_endorses_once_and_confirms_or_disagrees(client, plan):
    services.ask_supervisor(plan, at=LATER)
    with pytest.raises(RuleBroken, match="supervisor_is_asked_already"):
        services.ask_supervisor(plan, at=LATER + timedelta(hours=1))
    client.post(page(plan.pk, links.ENDORSE), {"words": "We will do it."})
    plan.refresh_from_db()
    assert (plan.state, plan.endorsement) == ("endorsed", "We will do it.")
    again = client.post(page(plan.pk, links.ENDORSE), {"words": "Twice"})
    assert "not at this point" in again.content.decode()

    check_in = asked(plan, LATER + timedelta(days=2))
    confirm = page(check_in.pk, links.CONFIRM)
    assert "Nothing was answered yet" in client.post(confirm, {"agree": "1"}).content.decode()
    answer(check_in, "done", at=LATER + timedelta(days=3))
    assert "Say how you see it" in client.post(confirm, {"disagree": "1"}).content.decode()
    client.post(confirm, {"agree": "1"})
    check_in.refresh_from_db()
    assert check_in.confirmed_at
    with pytest.raises(RuleBroken, match="answer_is_confirmed"):
        answer(check_in, "stalled", ["time"])


def test_a_focal_point_verifies_what_is_shown_and_records_what_it_became(client, plan):
    check_in = asked(plan)
    answer(check_in, "done")
    edition = plan.participant.edition
    country = plan.participant.person.country
    verify = reverse("actionplans:verify", args=[edition.code, plan.participant_id])
    client.force_login(
        EditionRoleFactory(edition=edition, role="focal_point", country=country).user
    )

    assert "Nothing shows yet" in client.post(verify, follow=True).content.decode()
    services.add_evidence(check_in, name="a.pdf", content=PDF, at=LATER)
    client.post(verify)
    plan.refresh_from_db()
    assert plan.state == "verified"
    client.post(
        verify,
        {"adoption": "1", "kind": "rule", "reference": "No. 7", "adopted_on": "2020-05-01"},
    )
    plan.refresh_from_db()
    assert (plan.state, plan.adoptions.get().reference) == ("adopted", "No. 7")


def test_illegal_steps_are_refused_by_the_table():
    refused = 0
    for source in rules.STATES:
        for target in rules.STATES:
            reasons = rules.reasons_not_to_move(source, target, actor="nobody")
            assert reasons
            refused += reasons == ["plan_has_no_such_step"]
    assert refused == len(rules.STATES) ** 2 - len({(s.source, s.target) for s in rules.STEPS})
    for step in rules.STEPS:
        facts = frozenset({step.guard} if step.guard else ())
        for actor in step.actors:
            assert not rules.reasons_not_to_move(step.source, step.target, actor=actor, facts=facts)
        if step.guard:
            assert rules.reasons_not_to_move(step.source, step.target, actor=step.actors[0])


def test_every_version_that_was_submitted_is_kept():
    seat = ParticipantFactory(edition=EditionFactory(state="running"))
    for text in ("First", "Second"):
        services.submit(
            seat,
            title="A plan",
            text=text,
            language="en",
            at=LATER,
            parts={"activities": [{"what": "a", "who": "b", "month": "2030-03"}]},
        )
        services.take_back(seat, is_certified=False)

    assert [one.content["text"] for one in PlanVersion.objects.all()] == ["First", "Second"]


def test_results_have_denominators_and_text_for_the_next_concept_paper(client, plan):
    check_in = asked(plan)
    answer(check_in, "stalled", ["budget"])
    services.record_dissemination(
        plan, title="A seminar", held_on=LATER.date(), people=14, by=UserFactory(), at=LATER
    )
    edition = plan.participant.edition
    client.force_login(EditionRoleFactory(edition=edition, role="evaluation_officer").user)

    text = client.get(reverse("actionplans:results", args=[edition.code])).content.decode()

    found = queries.results(edition)
    assert (found.participants, found.submitted, found.stalled, found.taught) == (1, 1, 1, 14)
    assert found.waves[0].answered == 1
    for words in ("1 of 1 action plan stalled at least once.", "small grants or pilots", "<svg"):
        assert words in text


def test_a_shared_plan_is_read_by_peers_and_others_are_not(client, plan):
    edition = plan.participant.edition
    peer = EditionRoleFactory(edition=edition, role="participant").user
    client.force_login(peer)
    address = reverse("actionplans:plan", args=[edition.code, plan.participant_id])
    assert client.get(address).status_code == 404

    ActionPlan.objects.filter(pk=plan.pk).update(is_shared=True)
    client.post(address, {"comment": "1", "text": "<b>Well done</b>"})
    assert "&lt;b&gt;Well done" in client.get(address).content.decode()
    assert client.get(address + "word/").content[:2] == b"PK"
    assert client.get(address + "pdf/").content[:4] == b"%PDF"


def test_a_plan_is_printed_with_its_rows_and_a_letter_without_a_sign_says_so(client, plan):
    rows = [{"what": "Меморандумга кол коюу", "who": "Анара", "month": "2025-10"}]
    seen = [{"what": "Дни", "baseline": "30", "target": "5", "means": "Журнал"}]
    ActionPlan.objects.filter(pk=plan.pk).update(
        activities=rows, indicators=seen, problem="Line one\n\nLine two"
    )
    edition = plan.participant.edition
    client.force_login(EditionRoleFactory(edition=edition, role="evaluation_officer").user)
    address = reverse("actionplans:pdf", args=[edition.code, plan.participant_id])
    words = words_of(client.get(address).content)
    assert all(one in words for one in ("Меморандумга кол коюу", "Журнал", "Line two"))

    ActionPlan.objects.filter(pk=plan.pk).update(problem="\U00013000")
    said = client.get(address, follow=True)
    assert "The Word file can." in said.content.decode()


def test_every_refusal_has_a_sentence():
    for code in phrases.RULE_TEXTS:
        assert "%(" not in phrases.sentence(RuleBroken(code, most=5, name="", kinds="", found=""))


def test_a_wrong_tap_is_put_right_and_an_old_month_changes_nothing(plan):
    first = asked(plan)
    answer(first, "done")
    answer(first, "stalled", ["time"])
    plan.refresh_from_db()
    assert plan.state == "stalled"

    answer(asked(plan, LATER + timedelta(days=70)), "done")
    answer(first, "on_track")
    plan.refresh_from_db()
    assert plan.state == "achieved"


def test_a_plan_that_is_followed_is_not_taken_back():
    seat = ParticipantFactory(edition=EditionFactory(state="certifying"))
    ActionPlanFactory(participant=seat, state="achieved")

    with pytest.raises(RuleBroken, match="plan_has_no_such_step"):
        services.take_back(seat, is_certified=False)


@pytest.mark.parametrize("supervisor", ["head@example.org", "other@example.org"])
def test_a_link_endorses_the_version_it_was_sent_for(client, supervisor):
    seat = ParticipantFactory(edition=EditionFactory(state="running"))
    parts = {"supervisor_email": "head@example.org"}
    plan = services.submit(seat, title="A", text="One", language="en", at=LATER, parts=parts)
    link = page(plan.pk, links.ENDORSE)
    services.take_back(seat, is_certified=False)
    parts = {"supervisor_email": supervisor}
    again = LATER + timedelta(hours=1)
    services.submit(seat, title="A", text="Two", language="en", at=again, parts=parts)

    assert client.post(link, {"words": "Yes"}).status_code == 404
    plan.refresh_from_db()
    assert plan.state == "submitted"


def test_an_answer_with_a_refused_file_is_not_half_kept(client, plan):
    check_in = asked(plan)
    file = SimpleUploadedFile("a.pdf", b"MZ")

    response = client.post(page(check_in.pk), {"status": "done", "note": "Seen", "file": file})

    check_in.refresh_from_db()
    assert check_in.status == ""
    assert "Seen" in response.content.decode()
    assert not Letter.objects.filter(kind="supervisor").exists()


def test_letters_that_no_database_keeps_are_left_out(client, plan):
    client.post(page(plan.pk, links.ENDORSE), {"words": "a\0b"})
    check_in = asked(plan)
    client.post(page(check_in.pk), {"status": "on_track", "note": "a\0b"})
    client.post(page(check_in.pk, links.CONFIRM), {"disagree": "1", "remark": "a\0b"})

    plan.refresh_from_db()
    check_in.refresh_from_db()
    assert (plan.endorsement, check_in.note, check_in.remark) == ("ab", "ab", "ab")


def test_an_endorsed_plan_is_active_once_the_follow_up_begins(plan):
    services.endorse(plan, words="", at=LATER)
    asked(plan)

    plan.refresh_from_db()
    assert plan.state == "active"


def test_the_drawing_of_the_states_is_the_table():
    drawn = Path(rules.states.__file__).parents[4] / "docs/states.md"
    part = drawn.read_text("utf-8").split("\n## ")[1]
    arrows = re.findall(r"^ +(\w+) --> (\w+): (.*)$", part, re.MULTILINE)

    assert sorted(arrows) == sorted(
        (
            step.source,
            step.target,
            ", ".join(step.actors) + (f" [{step.guard}]" if step.guard else ""),
        )
        for step in rules.STEPS
    )


def test_two_answers_at_once_are_one(plan):
    check_in = asked(plan)
    answer(check_in, "on_track")
    answer(CheckIn.objects.get(pk=check_in.pk), "done")

    assert CheckIn.objects.get().status == "done"
    assert Letter.objects.filter(kind="supervisor").count() == 1
