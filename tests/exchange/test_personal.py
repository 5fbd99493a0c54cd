"""A copy for the person, a report for the house, and what is left when somebody is forgotten."""

import io
import json
import zipfile
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from samgak.actionplans import services as plans
from samgak.actionplans.models import ActionPlan, CheckIn
from samgak.core.errors import RuleBroken
from samgak.correspondence.models import Letter
from samgak.discussions.models import Post
from samgak.exchange import phrases_privacy
from samgak.exchange.queries import personal as queries
from samgak.exchange.rules import personal
from samgak.exchange.services import forgetting
from samgak.nominations.models import Nomination, Selection
from samgak.participants.models import Participant, Person
from samgak.privacy import services as privacy
from samgak.privacy.models import ErasureRequest, PurgeProof
from tests.actionplans.factories import ActionPlanFactory
from tests.actionplans.test_year import PDF
from tests.certificates.factories import CertificateFactory
from tests.correspondence.factories import LetterFactory
from tests.discussions.factories import PostFactory, a_topic
from tests.factories import EditionFactory, EditionRoleFactory, UserFactory
from tests.nominations.factories import NominationFactory
from tests.privacy.factories import NUMBER, a_seat, answer, give

pytestmark = pytest.mark.django_db
AT = datetime(2031, 2, 1, 6, tzinfo=UTC)
SECRET = "Qyzylgul"  # a name that stands nowhere else


def everything_stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()"
        )
        rows = []
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT t::text FROM {table} t")
            rows += [f"{table}: {row}" for (row,) in cursor.fetchall()]
    return "\n".join(rows)


@pytest.fixture
def seat():
    """Somebody with something in every app, on an edition that is over."""
    made = a_seat(edition=EditionFactory(state="closed"))
    person, edition = made.person, made.edition
    person.family_name, person.native_name = SECRET, f"{SECRET} Dana"
    person.email = f"{SECRET.lower()}@example.org"
    person.save()
    person.user.name, person.user.email = f"{SECRET} Dana", person.email
    person.user.save()
    NominationFactory(edition=edition, person=person, organisation=f"Office of {SECRET}")
    plan = ActionPlanFactory(participant=made, title=f"The plan of {SECRET}", state="submitted")
    check_in = CheckIn.objects.create(plan=plan, month=1, due_at=AT, asked_at=AT)
    plans.add_evidence(check_in, name="a.pdf", content=PDF, at=AT)
    LetterFactory(edition=edition, person=person, address=person.email)
    PostFactory(topic=a_topic(edition=edition), author=person.user)
    return made


def asked(seat):
    return privacy.ask_for_erasure(person=seat.person, edition=seat.edition, at=AT)


def test_every_table_that_leads_to_a_person_has_its_place():
    """A new table says here what becomes of it when the person is forgotten."""
    known = {Person: ""}
    found = True
    while found:
        found = False
        for model in apps.get_models():
            is_own = model.__module__.startswith("samgak") and not hasattr(
                model, "pgh_tracked_model"
            )
            if is_own and model not in known:
                ways = [f for f in model._meta.concrete_fields if f.related_model in known]
                if ways:
                    known[model], found = ways[0].name, True

    named = [*personal.DELETED, *personal.BLANKED, *personal.KEPT]
    assert len(set(named)) == len(named)
    assert set(named) == {model._meta.label for model in known}
    assert set(personal.BLANKS) == set(personal.BLANKED) - {"participants.Person"}
    assert all(phrases_privacy.kind(one.lower().replace(".", "-")) for one in named)


def test_everybody_gets_a_copy_of_their_own_and_of_nobody_elses(client, seat):
    give(seat)
    other = a_seat(edition=seat.edition)
    give(other, number="N00000001")
    client.force_login(seat.person.user)

    answered = client.get(reverse("exchange:own_copy", args=[seat.edition.code]))

    with zipfile.ZipFile(io.BytesIO(answered.content)) as packed:
        held = json.loads(packed.read("my-data.json"))["records"]
        page = packed.read("my-data.html").decode()
    assert held["privacy-vaultitem"][0]["value"]["number"] == NUMBER
    assert held["actionplans-actionplan"][0]["title"] == f"The plan of {SECRET}"
    assert {"nominations-nomination", "correspondence-letter", "discussions-post"} <= set(held)
    assert "calendar_secret" not in held["participants-participant"][0]
    assert SECRET in page
    assert "N00000001" not in page + json.dumps(held)
    client.force_login(EditionRoleFactory(edition=seat.edition).user)
    assert client.get(reverse("exchange:own_copy", args=[seat.edition.code])).status_code == 403


def test_the_report_counts_and_never_tells_a_value(client, seat, capsys):
    seat.edition.state = "running"
    seat.edition.save()
    give(seat)
    answer(seat, "alumni", "ordinary", agreed=False)
    privacy.withdraw_consent(
        person=seat.person, edition=seat.edition, purpose="travel", data_class="unique",
        language="en", at=AT,
    )  # fmt: skip

    call_command("privacy", "report", seat.edition.code, "--json")
    [told] = json.loads(capsys.readouterr().out)
    call_command("privacy", "report")
    words = capsys.readouterr().out

    assert told["items"][0] == {
        "item": "passport", "purpose": "travel", "data_class": "unique", "held": 0, "purged": 1,
        "days_after_purpose": 5,
    }  # fmt: skip
    assert [one["rule"] for one in told["proofs"]] == ["consent_withdrawn"]
    alumni = next(one for one in told["consents"] if one["purpose"] == "alumni")
    assert (alumni["agreed"], alumni["refused"]) == (0, 1)
    assert {one["on_erasure"] for one in told["records"]} == {"deleted", "blanked", "kept"}
    assert "Passport | Travel and visa" in words
    client.force_login(EditionRoleFactory(edition=seat.edition, role="administrator").user)
    page = client.get(reverse("exchange:privacy_report", args=[seat.edition.code]))
    assert "The consent was withdrawn" in page.content.decode()
    assert not any(value in str(told) + words for value in (NUMBER, SECRET))
    client.force_login(EditionRoleFactory(edition=seat.edition, role="screener").user)
    assert (
        client.get(reverse("exchange:privacy_report", args=[seat.edition.code])).status_code == 403
    )


def test_granted_nothing_is_left_of_a_person_but_the_register(client, seat, settings):
    certificate = CertificateFactory(
        participant=seat, edition=seat.edition, passport_name="REGISTER NAME", native_name=""
    )
    request, user = asked(seat), seat.person.user
    officer = EditionRoleFactory(edition=seat.edition).user
    client.force_login(officer)
    address = reverse("exchange:erasure", args=[seat.edition.code, request.pk])
    assert SECRET in everything_stored()
    assert list(settings.MEDIA_ROOT.rglob("*.pdf"))

    assert "There is a problem" in client.post(address, {"grant": "1"}).content.decode()
    client.post(address, {"grant": "1", "reason": "As she wishes"})

    held = everything_stored()
    assert SECRET not in held
    assert SECRET.lower() not in held
    certificate.refresh_from_db()
    assert certificate.passport_name == "REGISTER NAME"
    assert not ActionPlan.objects.exists()
    assert not Letter.objects.exists()
    assert Post.objects.exists()
    assert Nomination.objects.get().organisation == "–"
    request.refresh_from_db()
    assert (request.decision, request.decided_by, request.reason) == (
        "granted", officer, "As she wishes",
    )  # fmt: skip
    assert request.erased["actionplans-actionplan"] == 1
    user.refresh_from_db()
    assert not user.is_active
    assert "Granted" in client.get(address).content.decode()
    with pytest.raises(RuleBroken, match="erasure_is_decided"):
        forgetting.decide(request, grant=True, reason="again", by=officer, at=AT)


def test_whoever_is_also_an_officer_keeps_the_sign_in(seat):
    EditionRoleFactory(user=seat.person.user, role="lecturer", edition=EditionFactory())

    forgetting.decide(asked(seat), grant=True, reason="wish", by=UserFactory(), at=AT)

    seat.person.user.refresh_from_db()
    assert seat.person.user.is_active


def test_a_request_is_not_granted_by_oneself_nor_while_the_seat_is_used(seat):
    request = asked(seat)
    with pytest.raises(RuleBroken, match="nobody_decides_on_themselves"):
        forgetting.decide(request, grant=True, reason="me", by=seat.person.user, at=AT)
    elsewhere = EditionFactory(state="running")
    Participant.objects.create(
        edition=elsewhere, person=seat.person, state="attending", enrolled_at=AT,
        state_changed_at=AT, calendar_secret="x",
    )  # fmt: skip
    with pytest.raises(RuleBroken, match="person_still_takes_part"):
        forgetting.decide(request, grant=True, reason="wish", by=UserFactory(), at=AT)

    forgetting.decide(request, grant=False, reason="The course runs", by=UserFactory(), at=AT)

    assert ErasureRequest.objects.get().decision == "declined"
    assert Person.objects.get(pk=seat.person_id).family_name == SECRET


def test_a_request_of_another_edition_is_not_decided_here(client, seat):
    request, elsewhere = asked(seat), EditionFactory()
    client.force_login(EditionRoleFactory(edition=elsewhere).user)

    address = reverse("exchange:erasure", args=[elsewhere.code, request.pk])
    assert client.post(address, {"grant": "1", "reason": "x"}).status_code == 404


def decided(edition, at):
    return Selection.objects.create(
        edition=edition, state="approved", proposed_at=at, proposed_by=UserFactory(), seats=2,
        decided_at=at, decided_by=UserFactory(),
    )  # fmt: skip


def test_whoever_was_not_selected_is_forgotten_a_year_later(seat):
    edition = seat.edition
    other = NominationFactory(edition=edition, organisation="Office of Elsewhere").person
    again = NominationFactory(edition=edition).person
    later = EditionFactory(starts_on="2032-01-01", ends_on="2032-01-05")
    NominationFactory(edition=later, person=again)
    decided(edition, datetime(2029, 12, 10, 6, tzinfo=UTC))

    assert forgetting.forget_the_not_selected(at=datetime(2030, 12, 9, 6, tzinfo=UTC)) == []
    [proof] = forgetting.forget_the_not_selected(at=datetime(2030, 12, 10, 6, tzinfo=UTC))

    other.refresh_from_db()
    assert other.passport_name == f"№ {other.pk}"
    assert (proof.data_kind, proof.people, proof.count) == ("application", [other.pk], 1)
    assert "Office of Elsewhere" not in everything_stored()
    assert Person.objects.get(pk=seat.person_id).family_name == SECRET
    assert not Person.objects.get(pk=again.pk).given_name.startswith("№")
    assert forgetting.forget_the_not_selected(at=AT) == []
    assert PurgeProof.objects.count() == 1
    assert queries.report(edition).proofs[0].count == 1
