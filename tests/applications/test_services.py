from datetime import date, timedelta

import pytest

from samgak.applications import services
from samgak.applications.models import Application, ApplicationStep
from samgak.core.errors import RuleBroken
from samgak.correspondence.models import Letter
from tests.applications.factories import AT, WHOLE, ApplicationFactory, ApplicationFormFactory
from tests.factories import (
    CallFactory,
    EditionFactory,
    EditionRoleFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2029, 11, 10)


def submit(application, at=AT):
    return services.submit(application, at=at, today=TODAY)


def test_an_edition_asks_for_applications_until_somebody_is_invited():
    edition = EditionFactory()
    form = services.ask_for_applications(edition, by=UserFactory(), at=AT)
    assert services.ask_for_applications(edition, by=None, at=AT) == form

    services.ask_no_more(edition)
    services.ask_for_applications(edition, by=UserFactory(), at=AT)
    services.invite(edition, person=PersonFactory(), by=None, at=AT)

    with pytest.raises(RuleBroken, match="applications_exist"):
        services.ask_no_more(edition)


def test_somebody_is_invited_once_in_the_own_language():
    edition = ApplicationFormFactory().edition
    person = PersonFactory(country="KG")

    services.invite(edition, person=person, by=None, at=AT)

    letter = Letter.objects.get(person=person)
    assert letter.state == "queued"
    assert letter.language == "ky"
    assert "/ky/apply/" in letter.body
    with pytest.raises(RuleBroken, match="applicant_is_invited"):
        services.invite(edition, person=person, by=None, at=AT)


def test_all_are_invited_but_those_without_an_address():
    edition = ApplicationFormFactory().edition
    known = PersonFactory()
    services.invite(edition, person=known, by=None, at=AT)

    invited = services.invite_all(
        edition, people=[known, PersonFactory(), PersonFactory(email="")], by=None, at=AT
    )

    assert (invited.written, invited.known, invited.without_address) == (1, 1, 1)


def test_two_devices_answer_two_questions_and_both_answers_stay():
    phone = ApplicationFactory()
    desk = Application.objects.get(pk=phone.pk)

    services.save_answer(phone, key="motivation", answer="To learn", language="en", at=AT)
    services.save_answer(desk, key="problem", answer="Four visits", language="en", at=AT)

    phone.refresh_from_db()
    assert phone.answers == {"motivation": "To learn", "problem": "Four visits"}


def test_a_whole_application_is_submitted_and_supervisor_and_applicant_are_written_to():
    application = submit(ApplicationFactory(whole=True))

    assert application.state == "submitted"
    assert application.form.number == 1
    assert application.supervisor_email == "serik@ministry.example"
    step = ApplicationStep.objects.get()
    assert (step.from_state, step.to_state, step.acts_as) == ("draft", "submitted", "applicant")
    assert set(Letter.objects.values_list("kind", flat=True)) == {"application", "endorsement"}


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("given_name", ""),
        ("given_name", "Айгерим"),
        ("native_name", "Оспанова\u202e Әйгерім"),
        ("native_name", "Ж" * 201),
        ("born_on", "2029-11-11"),
        ("born_on", "1990-2-30"),
        ("email", "nobody"),
        ("education", [{"institution": "University"}]),
        ("languages", [{"language": "kk", "listening": "good"}]),
        ("consent_selection", "refused"),
        ("sex", "X"),
    ],
)
def test_with_a_fault_it_is_not_submitted_and_nothing_is_lost(key, answer):
    application = ApplicationFactory(answers=WHOLE | {key: answer})

    with pytest.raises(RuleBroken, match="application_needs_form_is_complete"):
        submit(application)

    application.refresh_from_db()
    assert application.state == "draft"
    assert application.answers[key] == answer


@pytest.mark.parametrize(
    "names",
    [
        {"family_name": "", "given_name": "O", "native_name": "오"},
        {"given_name": "A" * 200, "native_name": "Ә" * 200},
        {"native_name": "محمد علی"},
        {"given_name": "O'tkir-Bek D."},
    ],
)
def test_names_of_one_letter_of_200_of_any_script_and_without_a_family_name(names):
    assert submit(ApplicationFactory(answers=WHOLE | names)).state == "submitted"


def test_at_the_deadline_it_is_taken_and_a_second_later_it_is_not():
    call = CallFactory(opens_at=AT - timedelta(days=9), closes_at=AT)
    first, second = (ApplicationFactory(whole=True, edition=call.edition) for _ in "12")

    assert submit(first).state == "submitted"
    with pytest.raises(RuleBroken, match="application_needs_call_is_open"):
        submit(second, at=AT + timedelta(seconds=1))


def test_an_officer_lets_somebody_late_in_and_says_why():
    call = CallFactory(opens_at=AT - timedelta(days=9), closes_at=AT)
    application = ApplicationFactory(whole=True, edition=call.edition)
    officer, late = UserFactory(), AT + timedelta(days=1)
    words = {"acts_as": "programme_officer", "by": officer, "at": late}
    with pytest.raises(RuleBroken, match="application_needs_has_reason"):
        services.give_back(application, reason=" ", **words)

    services.give_back(application, reason="The line was down", **words)

    assert submit(application, at=late).state == "submitted"


def test_supervisor_and_focal_point_endorse_one_after_the_other():
    application = ApplicationFactory(submitted=True)
    focal_point = EditionRoleFactory(
        edition=application.edition, role="focal_point", country="KZ"
    ).user

    services.endorse(application, acts_as="supervisor", by=None, words="Yes", at=AT)
    assert Letter.objects.get(kind="endorsement").address == focal_point.email
    application.refresh_from_db()
    services.endorse(application, acts_as="focal_point", by=focal_point, words="", at=AT)

    application.refresh_from_db()
    assert application.state == "focal_point_endorsed"
    assert list(application.steps.values_list("acts_as", "reason")) == [
        ("supervisor", "Yes"),
        ("focal_point", ""),
    ]


def test_who_does_not_endorse_says_why_and_the_applicant_reads_it():
    application = ApplicationFactory(submitted=True)
    with pytest.raises(RuleBroken, match="application_needs_has_reason"):
        services.decline(application, acts_as="supervisor", by=None, reason="", at=AT)

    services.decline(application, acts_as="supervisor", by=None, reason="We need her here", at=AT)

    assert "We need her here" in Letter.objects.get(kind="application").body


def test_a_supervisor_is_reminded_twice_and_no_more_after_the_endorsement():
    application = submit(ApplicationFactory(whole=True))
    letters = Letter.objects.filter(kind="endorsement")

    for day in range(1, 30):
        services.remind(at=AT + timedelta(days=day))
    assert letters.count() == 3

    other = submit(ApplicationFactory(whole=True, edition=application.edition))
    services.endorse(other, acts_as="supervisor", by=None, words="", at=AT)
    assert services.remind(at=AT + timedelta(days=6)) == 0


def test_the_author_of_a_draft_is_reminded_once_before_the_deadline():
    call = CallFactory(opens_at=AT, closes_at=AT + timedelta(days=10))
    application = ApplicationFactory(edition=call.edition)

    assert [services.remind(at=AT + timedelta(days=day)) for day in (6, 8, 9)] == [0, 1, 0]
    assert Letter.objects.get(person=application.person).subject.startswith("A reminder")


def test_follow_takes_an_application_along_and_does_nothing_where_there_is_none():
    application = ApplicationFactory(submitted=True, state="eligible")
    approver = UserFactory()
    words = {"acts_as": "approver", "by": approver, "at": AT}

    services.follow(edition=application.edition, person=application.person, to="selected", **words)
    assert list(application.steps.values_list("to_state", flat=True)) == ["shortlisted", "selected"]
    services.follow(edition=application.edition, person=application.person, to="selected", **words)
    assert application.steps.count() == 2
    services.follow(edition=EditionFactory(), person=PersonFactory(), to="selected", **words)
    assert Application.objects.count() == 1


def test_whoever_screened_does_not_decide():
    application = ApplicationFactory(submitted=True, state="focal_point_endorsed")
    both = UserFactory()
    services.move(application, to="eligible", acts_as="screener", by=both, at=AT)
    services.move(application, to="shortlisted", acts_as="screener", by=both, at=AT)

    with pytest.raises(RuleBroken, match="is_not_the_screener"):
        services.move(application, to="selected", acts_as="approver", by=both, at=AT)


def test_what_is_submitted_can_be_withdrawn_but_not_changed():
    application = ApplicationFactory(submitted=True)
    with pytest.raises(RuleBroken, match="application_is_handed_in"):
        services.save_answer(application, key="problem", answer="x", language="en", at=AT)

    services.withdraw(application, reason="A new post", at=AT)

    application.refresh_from_db()
    assert application.state == "withdrawn"
