"""What the selected give: kept sealed, read for a reason, purged on its day."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction

from samgak.core.errors import RuleBroken
from samgak.privacy import queries, rules, sealing, services
from samgak.privacy.models import Consent, PurgeProof, VaultItem, VaultReading
from samgak.privacy.rules import states
from tests.factories import EditionFactory, ParticipantFactory, UserFactory
from tests.privacy.factories import BEFORE, NUMBER, VALUES, a_seat, agree, answer, give

pytestmark = pytest.mark.django_db
DURING = datetime(2030, 1, 15, 6, tzinfo=UTC)
LAST_DAY = date(2030, 1, 16)


def trail_of_model(model):
    return next(
        one for one in apps.get_models() if getattr(one, "pgh_tracked_model", None) is model
    )


def noon(day):
    return datetime(day.year, day.month, day.day, 7, tzinfo=UTC)


def everything_stored() -> str:
    """Every row of every table as text, the tables of the trail and of jobs among them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()"
        )
        tables = [name for (name,) in cursor.fetchall()]
        rows = []
        for table in tables:
            cursor.execute(f"SELECT t::text FROM {table} t")
            rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows)


def is_stored(text: str) -> bool:
    held = everything_stored()
    return text in held or text.encode().hex() in held


@pytest.mark.parametrize("item", rules.ITEMS)
def test_what_is_given_is_read_again(item):
    seat = a_seat()
    kept = give(seat, item)

    value = services.read(kept, by=UserFactory(), at=DURING, why="the hotel asks")

    assert value == VALUES[item]
    kept.refresh_from_db()
    assert kept.state == "in_use"


def test_no_table_holds_the_value_before_or_after_it_is_purged():
    seat = a_seat()
    kept = give(seat)
    services.keep(
        person=seat.person, edition=seat.edition, item="passport",
        value=VALUES["passport"] | {"number": "N11223344"}, by=seat.person.user, at=BEFORE,
    )  # fmt: skip
    services.read(kept, by=UserFactory(), at=DURING, why="the visa")
    assert not is_stored(NUMBER)
    assert not is_stored("N11223344")
    sealed = bytes(VaultItem.objects.get().sealed)
    assert is_stored(sealed.hex())

    services.purge_what_is_due(at=noon(LAST_DAY + timedelta(days=5)))

    assert not is_stored(sealed.hex())
    assert not is_stored("N11223344")


def test_the_trail_of_an_item_has_no_field_for_its_value():
    trail = trail_of_model(VaultItem)
    names = {field.name for field in trail._meta.fields}

    assert "state" in names
    assert "sealed" not in names


def test_an_item_is_purged_on_its_day_and_leaves_a_proof():
    seat = a_seat()
    passport, medical, diet = give(seat), give(seat, "medical"), give(seat, "diet")
    digest_of = bytes(passport.sealed)

    assert services.purge_what_is_due(at=noon(LAST_DAY + timedelta(days=4))) == []
    passport.refresh_from_db()
    assert (passport.state, passport.purpose_done_on) == ("purpose_done", LAST_DAY)
    services.purge_what_is_due(at=noon(LAST_DAY + timedelta(days=5)))

    passport.refresh_from_db()
    medical.refresh_from_db()
    assert (passport.state, passport.sealed) == ("purged", None)
    told = queries.held_items(seat, at=noon(LAST_DAY))
    assert (told[0].state, told[0].purge_on) == ("purged", None)
    assert medical.state == "purpose_done"
    proof = PurgeProof.objects.get(data_kind="passport")
    assert (proof.count, proof.people, proof.rule) == (1, [seat.person_id], "term_is_over")
    assert proof.data_class == "unique"
    assert len(proof.digest) == 64
    assert digest_of
    services.purge_what_is_due(at=noon(LAST_DAY + timedelta(days=30)))
    assert sorted(PurgeProof.objects.values_list("data_kind", flat=True)) == [
        "diet", "medical", "passport",
    ]  # fmt: skip
    assert services.purge_what_is_due(at=noon(LAST_DAY + timedelta(days=40))) == []
    assert diet.pk


def test_the_day_is_counted_where_the_course_is():
    kept = give(a_seat())
    # 21 January in Astana has begun, in London it has not.
    services.purge_what_is_due(at=datetime(2030, 1, 20, 19, 30, tzinfo=UTC))

    kept.refresh_from_db()
    assert kept.state == "purged"


def test_the_term_of_the_edition_counts_and_an_officer_may_end_the_purpose_early():
    seat = a_seat()
    kept = give(seat)
    terms = rules.Terms(passport_days=2)
    services.set_terms(seat.edition, terms=terms, seen="", at=BEFORE)
    services.mark_purpose_done(seat.edition, item="passport", at=BEFORE)

    assert queries.held_items(seat, at=BEFORE)[0].purge_on == date(2030, 1, 4)
    with pytest.raises(RuleBroken, match="purpose_is_done"):
        services.read(kept, by=UserFactory(), at=BEFORE, why="once more")
    with pytest.raises(RuleBroken, match="purpose_is_done"):
        give(seat)
    services.purge_what_is_due(at=BEFORE + timedelta(days=2))

    kept.refresh_from_db()
    assert kept.state == "purged"


@pytest.mark.parametrize("state", ["declined", "withdrawn", "dismissed"])
def test_whoever_gives_up_the_seat_is_purged_without_waiting_for_the_course(state):
    seat = a_seat()
    kept = give(seat)
    seat.state, seat.state_changed_at = state, BEFORE
    seat.save()

    services.purge_what_is_due(at=BEFORE + timedelta(days=5))

    kept.refresh_from_db()
    assert kept.state == "purged"


def test_an_edition_that_is_cancelled_needs_nothing_any_more():
    seat = a_seat(edition=EditionFactory(state="cancelled"))
    kept = give(seat)
    services.purge_what_is_due(at=BEFORE)
    services.purge_what_is_due(at=BEFORE + timedelta(days=5))

    kept.refresh_from_db()
    assert kept.state == "purged"


def test_a_consent_withdrawn_deletes_in_the_same_moment_and_nothing_else():
    seat = a_seat()
    passport, travel = give(seat), give(seat, "travel")

    services.withdraw_consent(
        person=seat.person, edition=seat.edition, purpose="travel", data_class="unique",
        language="ru", at=DURING,
    )  # fmt: skip

    passport.refresh_from_db()
    travel.refresh_from_db()
    assert (passport.state, passport.sealed, travel.state) == ("purged", None, "collected")
    assert PurgeProof.objects.get().rule == "consent_withdrawn"
    assert [one.answer for one in Consent.objects.filter(data_class="unique")] == [
        "agreed", "withdrawn",
    ]  # fmt: skip
    with pytest.raises(RuleBroken, match="consent_missing"):
        services.keep(
            person=seat.person, edition=seat.edition, item="passport", value=VALUES["passport"],
            by=seat.person.user, at=DURING,
        )  # fmt: skip
    assert give(seat).pk != passport.pk


def test_an_answer_is_never_changed_only_followed():
    seat = a_seat()
    given = answer(seat, "alumni", "ordinary", agreed=True)
    assert answer(seat, "alumni", "ordinary", agreed=True) == given
    answer(seat, "alumni", "ordinary", agreed=False)

    with (
        pytest.raises(ProgrammingError),
        transaction.atomic(),
    ):
        Consent.objects.filter(pk=given.pk).update(answer="refused")
    assert Consent.objects.count() == 2
    assert ("alumni", "ordinary") not in queries.agreed_by(seat.person, seat.edition)


def test_a_text_that_was_never_shown_can_not_be_agreed_to():
    seat = a_seat()
    with pytest.raises(RuleBroken, match="consent_text_unknown"):
        services.consent(
            person=seat.person, edition=seat.edition, purpose="travel", data_class="unique",
            text_version="1999", language="en", agreed=True, at=BEFORE,
        )  # fmt: skip
    with pytest.raises(RuleBroken, match="nothing_to_withdraw"):
        services.withdraw_consent(
            person=seat.person, edition=seat.edition, purpose="travel", data_class="unique",
            language="en", at=BEFORE,
        )  # fmt: skip


def test_every_text_is_written_in_eight_languages():
    for text in rules.newest_texts():
        for words in (text.asked, text.refused):
            assert set(words) == {"en", "ko", "ru", "kk", "ky", "uz", "tg", "tk"}
            assert len(set(words.values())) == 8


def test_only_the_selected_are_asked():
    outside = ParticipantFactory(state="declined", person__user=UserFactory())
    agree(outside)
    with pytest.raises(RuleBroken, match="only_for_the_selected"):
        give(outside)


@pytest.mark.parametrize(
    ("item", "changed", "field"),
    [
        ("passport", {"number": ""}, "number"),
        ("passport", {"number": "Ы1234567"}, "number"),
        ("passport", {"number": "A1234567890"}, "number"),
        ("passport", {"nationality": "kz1"}, "nationality"),
        ("passport", {"expires_on": "2030-01-16"}, "expires_on"),
        ("passport", {"expires_on": "soon"}, "expires_on"),
        ("passport", {"issued_on": "2031-01-01"}, "issued_on"),
        ("travel", {"departs_on": "2030-01-12"}, "departs_on"),
        ("travel", {"arrives_on": "20300113"}, "arrives_on"),
        ("diet", {"diet": "children"}, "diet"),
        ("emergency", {"telephone": "call me"}, "telephone"),
        ("medical", {"verdict": "a long report"}, "verdict"),
        ("medical", {"examined_on": "2031-01-01"}, "examined_on"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_at_its_field(item, changed, field):
    seat = a_seat()
    with pytest.raises(RuleBroken) as refused:
        give(seat, item, **changed)

    assert [fault.field for fault in refused.value.params["faults"]] == [field]
    assert not VaultItem.objects.exists()


def test_a_passport_number_is_tidied_before_it_is_kept():
    kept = give(a_seat(), number=" n 9988-7766 ")

    assert queries.value_of(kept)["number"] == NUMBER


def test_a_draft_has_gaps_and_is_its_owners_alone():
    seat = a_seat()
    agree(seat)
    draft = services.keep_draft(
        person=seat.person, edition=seat.edition, item="passport", value={"number": "N9"},
        by=seat.person.user, at=BEFORE,
    )  # fmt: skip

    assert queries.value_of(draft)["number"] == "N9"
    assert queries.overview(seat.edition, at=BEFORE)[0].items[0].state == "draft"
    with pytest.raises(RuleBroken, match="item_is_a_draft"):
        services.read(draft, by=UserFactory(), at=BEFORE, why="curious")
    give(seat)
    with pytest.raises(RuleBroken, match="item_is_handed_in"):
        services.keep_draft(
            person=seat.person, edition=seat.edition, item="passport", value={},
            by=seat.person.user, at=BEFORE,
        )  # fmt: skip


def test_nobody_reads_without_a_reason_and_every_reading_stays():
    seat = a_seat()
    kept, officer = give(seat), UserFactory()
    with pytest.raises(RuleBroken, match="reason_missing"):
        services.read(kept, by=officer, at=DURING, why="  ")
    assert not VaultReading.objects.exists()

    services.read(kept, by=officer, at=DURING, why="  the   visa ")

    reading = queries.readings_of(seat.person, seat.edition)[0]
    assert (reading.read_by, reading.read_at, reading.reason) == (officer, DURING, "the visa")
    with (
        pytest.raises(ProgrammingError),
        transaction.atomic(),
    ):
        VaultReading.objects.update(reason="another")


def test_a_list_is_one_reading_that_each_of_its_people_sees():
    edition = EditionFactory()
    seats = [a_seat(edition=edition) for _ in range(3)]
    items = [give(seat) for seat in seats[:2]]

    values = services.read_list(items, by=UserFactory(), at=DURING, why="the embassy")

    assert {one["number"] for one in values.values()} == {NUMBER}
    assert VaultReading.objects.count() == 1
    assert [len(queries.readings_of(one.person, edition)) for one in seats] == [1, 1, 0]


def test_a_value_copied_into_another_row_does_not_open_there():
    mine, theirs = give(a_seat()), give(a_seat(), number="N00000001")
    VaultItem.objects.filter(pk=mine.pk).update(sealed=theirs.sealed)
    mine.refresh_from_db()

    with pytest.raises(RuleBroken, match="vault_is_closed"):
        services.read(mine, by=UserFactory(), at=DURING, why="the visa")
    assert not VaultReading.objects.exists()


def test_rotation_seals_everything_anew_and_the_old_key_opens_nothing(capsys):
    kept = give(a_seat())
    give(a_seat(), "diet")
    old, before = sealing.keys(), bytes(kept.sealed)

    call_command("vault", "rotate")

    kept.refresh_from_db()
    assert "2 values are sealed anew." in capsys.readouterr().out
    assert bytes(kept.sealed) != before
    assert set(sealing.keys()).isdisjoint(old)
    assert len(sealing.keys()) == 1
    assert queries.value_of(kept)["number"] == NUMBER
    with pytest.raises(Exception):  # noqa: B017, PT011 - cryptography's InvalidToken has no words
        Fernet(old[0]).decrypt(bytes(kept.sealed))


def test_a_lost_key_is_told_in_a_sentence_and_changes_nothing(settings):
    kept = give(a_seat())
    settings.VAULT_KEYS = [Fernet.generate_key().decode()]

    with pytest.raises(CommandError, match="put the old key back"):
        call_command("vault", "rotate")
    with pytest.raises(RuleBroken, match="vault_is_closed"):
        services.read(kept, by=UserFactory(), at=DURING, why="the visa")
    settings.VAULT_KEYS = ["not a key"]
    with pytest.raises(RuleBroken, match="vault_has_no_key"):
        give(a_seat())
    settings.VAULT_KEYS, settings.VAULT_KEY_FILE = [], None
    with pytest.raises(RuleBroken, match="vault_has_no_key"):
        give(a_seat())


def test_the_key_is_its_owners_alone_to_read():
    give(a_seat())
    from django.conf import settings

    assert settings.VAULT_KEY_FILE.stat().st_mode & 0o077 == 0


def test_a_law_may_keep_an_item_until_a_day():
    kept = give(a_seat())
    with pytest.raises(RuleBroken, match="reason_missing"):
        services.retain(kept, ground=" ", until=date(2031, 1, 1), at=BEFORE)
    with pytest.raises(RuleBroken, match="day_is_past"):
        services.retain(kept, ground="Court order", until=BEFORE.date(), at=BEFORE)
    services.retain(kept, ground="Court order", until=date(2031, 1, 1), at=BEFORE)

    services.purge_what_is_due(at=noon(date(2030, 12, 31)))
    kept.refresh_from_db()
    assert kept.state == "retained"
    services.purge_what_is_due(at=noon(date(2031, 1, 2)))
    kept.refresh_from_db()
    assert kept.state == "purged"
    assert PurgeProof.objects.get().rule == "ground_is_over"


def test_the_database_refuses_a_purged_item_that_holds_a_value():
    kept = give(a_seat())
    with pytest.raises(IntegrityError), transaction.atomic():
        VaultItem.objects.filter(pk=kept.pk).update(state="purged", purged_at=DURING)


def test_the_drawing_of_the_states_is_the_table():
    drawn = (Path(states.__file__).parents[4] / "docs/states.md").read_text("utf-8")
    part = drawn[drawn.index("## An item of personal data") :]
    arrows = re.findall(r"^ +(\w+) --> (\w+): (.*)$", part.split("\n## ")[0], re.MULTILINE)

    assert sorted(arrows) == sorted(
        (one.source, one.target, f"{', '.join(one.actors)} [{one.guard}]") for one in states.STEPS
    )


@pytest.mark.parametrize(
    ("source", "target", "actor", "facts", "code"),
    [
        ("purged", "in_use", "officer", ("says_why",), "item_has_no_such_step"),
        ("collected", "purged", "clock", ("leaves_a_proof",), "item_has_no_such_step"),
        ("purpose_done", "purge_due", "officer", ("term_is_over",), "item_step_is_somebody_elses"),
        ("retained", "purge_due", "owner", ("wishes_so",), "item_step_is_somebody_elses"),
        ("purpose_done", "purge_due", "clock", (), "item_needs_term_is_over"),
    ],
)
def test_a_step_that_the_table_lacks_is_refused(source, target, actor, facts, code):
    found = states.reasons_not_to_move(source, target, actor=actor, facts=frozenset(facts))

    assert found == [code]


def test_months_end_on_their_last_day():
    assert rules.months_after(date(2029, 2, 28), 12) == date(2030, 2, 28)
    assert rules.months_after(date(2030, 1, 31), 1) == date(2030, 2, 28)
    assert rules.months_after(date(2028, 2, 29), 12) == date(2029, 2, 28)
