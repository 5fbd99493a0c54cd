from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pghistory.models
import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from samgak.accounts.models import User
from samgak.core.errors import RuleBroken
from samgak.exchange import queries, services
from samgak.exchange.rules import EditionFile, FileRefused, parse, write
from samgak.funding.models import Contribution
from samgak.partners.models import HistoryEvent, Organisation, Role
from samgak.programmes.models import Edition, EditionRole, PartnerRole, Programme, QuotaLine
from samgak.timetable.models import Interpreter, InterpreterDuty, Lecturer, Room, Session
from tests.exchange.editions import DEMONSTRATION, EDITIONS, TINY, mapping_from, without_entry
from tests.exchange.strategies import edition_files

pytestmark = pytest.mark.django_db
TEXT = DEMONSTRATION.read_text(encoding="utf-8")
CUSCO = (TINY / "cusco-2026" / "edition.yaml").read_text(encoding="utf-8")
FOUNDED = mapping_from(TEXT, "{en: KazAID is founded,")
HANOI = (TINY / "hanoi-2026" / "edition.yaml").read_text(encoding="utf-8")


def versions_kept() -> int:
    """How many versions of rows the audit trail holds: a load that changes nothing adds none."""
    kept = [model for model in apps.get_models() if issubclass(model, pghistory.models.Event)]
    return sum(model.objects.count() for model in kept)


def placed(code: str, *, room: str = "main") -> Session:
    session = Session.objects.get(code=code)
    session.starts_at = datetime(2025, 8, 25, 5, 0, tzinfo=UTC)
    session.ends_at = datetime(2025, 8, 25, 6, 0, tzinfo=UTC)
    session.room = Room.objects.get(code=room)
    session.save()
    return session


def faults_of(text: str) -> list[tuple[str, str]]:
    with pytest.raises(FileRefused) as refused:
        services.load(text)
    return [(fault.path, fault.code) for fault in refused.value.faults]


@pytest.mark.parametrize("file", EDITIONS, ids=lambda file: file.parent.name)
def test_load_dump_load_changes_nothing(file: Path):
    text = file.read_text(encoding="utf-8")
    loaded = services.load(text)
    dumped = queries.dump(loaded.edition)
    before = versions_kept()

    again = services.load(dumped)

    assert loaded.created
    assert not again.created
    assert again.changes == ()
    assert versions_kept() == before
    assert queries.dump(again.edition) == dumped
    assert parse(dumped) == parse(text)


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(edition_files())
def test_any_edition_comes_back_as_it_was_loaded(edition: EditionFile):
    with transaction.atomic():
        loaded = services.load(write(edition))

        assert queries.edition_file(loaded.edition) == edition
        assert services.load(write(edition)).changes == ()
        transaction.set_rollback(True)


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(edition_files(), edition_files())
def test_any_edition_becomes_any_other_of_its_code(before: EditionFile, after: EditionFile):
    with transaction.atomic():
        services.load(write(before))
        services.load(write(replace(after, code=before.code)))
        transaction.set_rollback(True)


def test_a_refused_file_changes_nothing():
    services.load(TEXT)
    before = versions_kept()

    with pytest.raises(FileRefused):
        services.load(
            TEXT.replace("seats: 20", "seats: 30").replace("lecturer: kz-2", "lecturer: x")
        )

    assert versions_kept() == before


def test_the_same_code_updates_the_edition_and_leaves_what_is_not_in_the_file():
    edition = services.load(TEXT).edition
    officer = User.objects.create_user(email="officer@example.org")
    EditionRole.objects.create(user=officer, edition=edition, role=Role.PROGRAMME_OFFICER)
    Edition.objects.filter(pk=edition.pk).update(state="call_open")
    opening = placed("opening")
    duty = InterpreterDuty.objects.create(
        session=opening, interpreter=Interpreter.objects.get(code="i-1")
    )
    Lecturer.objects.filter(code="kr-1").update(user=officer, name={"en": "Kim Demonstration"})
    quota = QuotaLine.objects.get(country="KZ")

    text = TEXT.replace("seats: 20", "seats: 21").replace(
        "{country: KZ, min: 3", "{country: KZ, min: 2"
    )
    longer = text.replace("{code: opening, minutes: 45", "{code: opening, minutes: 60")
    loaded = services.load(longer)

    edition.refresh_from_db()
    opening.refresh_from_db()
    lecturer = Lecturer.objects.get(code="kr-1")
    assert (loaded.edition.pk, loaded.created) == (edition.pk, False)
    assert [(one.section, one.changed) for one in loaded.changes] == [
        ("call", 1),
        ("quotas", 1),
        ("sessions", 1),
    ]
    assert edition.state == "call_open"
    assert (edition.call.seats, opening.minutes) == (21, 60)
    assert opening.starts_at == datetime(2025, 8, 25, 5, 0, tzinfo=UTC)
    assert list(opening.duties.all()) == [duty]
    assert (lecturer.user, str(lecturer.name)) == (officer, "Kim Demonstration")
    assert QuotaLine.objects.get(country="KZ").pk == quota.pk
    assert EditionRole.objects.filter(user=officer, edition=edition).exists()


def test_what_vanished_from_the_file_and_nobody_uses_is_removed():
    services.load(TEXT)
    without = TEXT.replace("  - {code: i-5, pairs: [kk-ru]}\n", "")

    loaded = services.load(without.replace("    - {organisation: each, max: 2}\n", ""))

    assert not Interpreter.objects.filter(code="i-5").exists()
    assert not QuotaLine.objects.filter(each_organisation=True).exists()
    assert {(one.section, one.removed) for one in loaded.changes} == {
        ("interpreters", 1),
        ("quotas", 1),
    }


def test_what_vanished_from_the_file_but_is_used_refuses_the_file_with_all_such_things():
    services.load(TEXT)
    opening = placed("closing")
    InterpreterDuty.objects.create(session=opening, interpreter=Interpreter.objects.get(code="i-5"))

    without = without_entry(without_entry(TEXT, "- {code: closing,"), "- {code: i-5,")

    assert faults_of(without) == [
        ("interpreters", "still_used"),
        ("sessions", "session_is_placed"),
    ]
    assert Session.objects.filter(code="closing").exists()


def with_two_groups_at_once() -> tuple[str, str, str]:
    """The edition in Cusco with two groups taught at the same time, and the lines of the two."""
    services.load(CUSCO)
    for code, room in (("taller-1-a", "lab-1"), ("taller-1-b", "lab-2")):
        placed(code, room=room)
    first, second = [
        line
        for line in CUSCO.splitlines()
        if "{code: taller-1-a," in line or "{code: taller-1-b," in line
    ]
    return CUSCO, first, second


def test_a_lecturer_who_teaches_another_group_at_that_time_refuses_the_file():
    text, _, second = with_two_groups_at_once()

    faults = faults_of(text.replace(second, second.replace("pe-2", "pe-1")))

    assert faults == [("sessions", "booked_twice")]
    assert Session.objects.get(code="taller-1-b").lecturer.code == "pe-2"


def test_two_sessions_at_the_same_time_may_swap_their_lecturers():
    text, first, second = with_two_groups_at_once()
    text = text.replace(first, first.replace("pe-1", "pe-2"))

    services.load(text.replace(second, second.replace("pe-2", "pe-1")))

    assert Session.objects.get(code="taller-1-b").lecturer.code == "pe-1"


def test_a_session_that_others_only_followed_can_leave_the_file():
    services.load(TEXT)

    services.load(without_entry(TEXT, "- {code: dx-policy-talk,"))

    assert not Session.objects.filter(code="dx-policy-talk").exists()


def test_organisations_are_shared_and_keep_the_names_other_files_gave_them():
    services.load(TEXT)
    names = {one.key: one.name for one in parse(TEXT).parties.organisations}["koica"]
    other = HANOI.replace("pine-agency", "koica").replace(
        "{en: Pine Agency for Cooperation, ko: 소나무협력단}", "{en: KOICA, vi: Cơ quan KOICA}"
    )

    services.load(other)

    assert Organisation.objects.filter(key="koica").count() == 1
    assert Organisation.objects.get(key="koica").name.data == {
        **names,
        "en": "KOICA",
        "vi": "Cơ quan KOICA",
    }


def test_events_of_the_partnership_are_shared_between_editions():
    services.load(TEXT)

    services.load(TEXT.replace("code: astana-2025\n", "code: astana-2026\n"))
    assert HistoryEvent.objects.count() == 6

    services.load(TEXT.replace("  - {on: 2020, kind: founding", "  - {on: 2021, kind: founding"))
    founded = HistoryEvent.objects.filter(kind="founding").values_list("happened_on", flat=True)
    assert list(founded) == [date(2020, 1, 1), date(2021, 1, 1)]


def test_an_event_told_in_one_more_language_stays_the_same_event():
    services.load(TEXT)
    event = HistoryEvent.objects.get(kind="founding")

    services.load(
        TEXT.replace("{en: KazAID is founded,", "{es: Se crea KazAID, en: KazAID is founded,")
    )

    assert HistoryEvent.objects.get(kind="founding").pk == event.pk
    assert HistoryEvent.objects.count() == 6


def test_an_event_that_no_edition_tells_any_more_is_removed():
    services.load(TEXT)

    services.load(TEXT.replace(FOUNDED, "{en: KazAID begins its work}"))

    assert [str(one) for one in HistoryEvent.objects.filter(kind="founding")] == [
        "KazAID begins its work"
    ]


def test_a_new_line_of_editions_bears_the_title_of_its_first():
    edition = services.load(TEXT).edition

    assert Programme.objects.get().title == edition.title


def test_the_audit_trail_says_who_loaded_the_file():
    officer = User.objects.create_user(email="officer@example.org")

    edition = services.load(TEXT, by=officer).edition

    events = pghistory.models.Events.objects.tracks(edition)
    assert events.get().pgh_context["user"] == officer.pk


def test_the_numbers_of_the_file_are_stored_exactly():
    services.load(HANOI)

    assert str(Contribution.objects.get(payer__key="pine-agency").amount) == "7500.50"


def test_a_partner_organisation_that_came_on_a_page_is_dumped_too():
    edition = services.load(TEXT).edition
    newcomer = Organisation.objects.create(key="newcomer", name={"en": "Newcomer"}, country="KG")
    PartnerRole.objects.create(
        edition=edition, organisation=newcomer, role="supporting", position=9
    )

    dumped = parse(queries.dump(edition))

    assert [one.key for one in dumped.parties.organisations][-1] == "newcomer"
    assert dumped.parties.partners[-1].organisation == "newcomer"


def test_an_edition_without_a_call_is_not_dumped():
    edition = services.load(TEXT).edition
    edition.call.delete()

    with pytest.raises(RuleBroken, match="edition_not_complete"):
        queries.dump(edition)
