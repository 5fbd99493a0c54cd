from datetime import timedelta

import pytest
from django.db import connection

from samgak.actionplans import queries as actionplans_queries
from samgak.certificates import jobs, queries, services
from samgak.certificates.models import Certificate
from samgak.certificates.rules import read_number
from samgak.core import jobs as core_jobs
from samgak.core.errors import RuleBroken
from samgak.core.models import Work
from samgak.participants.models import Participant
from samgak.programmes.models import PartnerRole
from tests.actionplans.factories import ActionPlanFactory
from tests.certificates.factories import (
    AT,
    ConfirmedFactory,
    attend,
    certifying_edition,
    complete,
    issued,
)
from tests.factories import ParticipantFactory, PartnerRoleFactory, UserFactory
from tests.printing.reading import opened, words_of
from tests.surveys.factories import KnowledgeTestFactory, SittingFactory

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=3)


@pytest.fixture
def edition():
    return certifying_edition()


@pytest.fixture
def officer():
    return UserFactory()


def test_completions_explain_everyone():
    edition = certifying_edition(post_test_required=True, action_plan_required=True)
    whole = complete(edition)
    SittingFactory(test=KnowledgeTestFactory(edition=edition), participant=whole, moment="post")
    ActionPlanFactory(participant=whole)
    absent = ConfirmedFactory(edition=edition)

    found = {one.participant: one for one in queries.completions(edition)}

    assert (found[whole].state, found[whole].reasons) == ("ready", ())
    assert found[absent].reasons == (
        "attendance_too_low",
        "post_test_missing",
        "action_plan_missing",
    )
    assert queries.completion_of(absent).reasons == found[absent].reasons
    assert queries.completion_of(whole) == found[whole]


@pytest.mark.parametrize("count", [1, 3])
def test_completions_cost_the_same_queries_however_many_people(
    edition, count, django_assert_num_queries
):
    for _ in range(count):
        complete(edition)

    with django_assert_num_queries(6):
        assert len(queries.completions(edition)) == count


def test_issue_gives_each_who_fulfils_a_certificate(edition, officer):
    ready = complete(edition)
    attend(ConfirmedFactory(edition=edition), status="absent", minutes=0)
    attend(ParticipantFactory(edition=edition))

    (certificate,) = services.issue(edition, by=officer, at=AT)

    assert certificate.participant == ready
    assert read_number(certificate.number) == certificate.number
    assert certificate.number.startswith("KZ30-")
    assert [issuer["name"] for issuer in certificate.statement["issuers"]] == [
        {"ru": "First Agency"},
        {"ru": "Екінші агенттік"},
    ]
    ready.refresh_from_db()
    assert ready.state == Participant.State.COMPLETED


def test_the_printed_certificate_names_issuers_person_and_number(edition, officer):
    complete(edition)

    (certificate,) = services.issue(edition, by=officer, at=AT)

    pdf = bytes(Certificate.objects.get().pdf)
    said = words_of(pdf)
    for words in (
        "First Agency",
        "Екінші агенттік",
        certificate.native_name,
        certificate.passport_name,
        certificate.number,
        f"/verify/{certificate.number}/",
        "100",
    ):
        assert words in said
    assert len(opened(pdf).pages) == 1
    assert services.render_pdf(certificate) == pdf


def test_issue_twice_gives_the_same_certificates(edition, officer):
    complete(edition)
    first = services.issue(edition, by=officer, at=AT)

    late = complete(edition)
    again = services.issue(edition, by=officer, at=LATER)

    assert [one.participant for one in again] == [first[0].participant, late]
    assert again[0].number == first[0].number
    assert Certificate.objects.count() == 2


def test_issue_waits_for_a_name_until_somebody_confirms_it(edition, officer):
    waiting = attend(ParticipantFactory(edition=edition))
    assert services.issue(edition, by=officer, at=AT) == []
    assert queries.completions(edition)[0].state == "waiting_for_name"

    services.confirm_on_behalf(
        waiting, native_name="", passport_name="Ospanova Aigerim", reason="Phoned", at=AT
    )

    (certificate,) = services.issue(edition, by=officer, at=AT)
    assert certificate.passport_name == "Ospanova Aigerim"


def test_confirm_on_behalf_needs_a_reason_and_keeps_it(edition):
    waiting = ParticipantFactory(edition=edition)
    names = {"native_name": "", "passport_name": "Ospanova"}

    with pytest.raises(RuleBroken, match="certificate_reason_missing"):
        services.confirm_on_behalf(waiting, **names, reason=" ", at=AT)
    services.confirm_on_behalf(waiting, **names, reason="On the phone", at=AT)

    event = Participant.pgh_event_model.objects.filter(pgh_obj=waiting).latest("pgh_id")
    assert event.pgh_context.metadata["reason"] == "On the phone"


@pytest.mark.parametrize("state", ["running", "delivered", "closed", "cancelled"])
def test_issue_refuses_before_and_after_its_time(officer, state):
    edition = certifying_edition(state=state)
    complete(edition)

    with pytest.raises(RuleBroken, match="edition_is_not_certifying"):
        services.issue(edition, by=officer, at=AT)


def test_the_host_issues_where_no_agency_facilitates(edition, officer):
    PartnerRole.objects.filter(edition=edition).delete()
    complete(edition)
    with pytest.raises(RuleBroken, match="no_issuer"):
        services.issue(edition, by=officer, at=AT)
    host = PartnerRoleFactory(edition=edition, role="host").organisation

    (certificate,) = services.issue(edition, by=officer, at=AT)

    assert certificate.statement["issuers"][0]["name"] == {"ru": str(host.name)}


def test_a_name_in_a_script_the_typeface_lacks_is_printed_as_in_the_passport(edition, officer):
    complete(edition, certificate_native_name="شاهین")

    (certificate,) = services.issue(edition, by=officer, at=AT)

    printed = words_of(certificate.pdf)
    assert certificate.native_name == "شاهین"
    assert certificate.passport_name in printed
    assert "شاهین" not in printed


def test_reissue_makes_a_new_certificate_and_the_old_one_says_so(officer):
    old = issued()

    new = services.reissue(
        old,
        native_name="Оспанова Айгерім",
        passport_name="Ospanova Aigerim",
        reason="Misspelt",
        by=officer,
        at=LATER,
    )

    old.refresh_from_db()
    assert (old.state, old.replaced_by, old.state_reason) == ("replaced", new, "Misspelt")
    assert (new.state, new.native_name) == ("issued", "Оспанова Айгерім")
    assert new.number != old.number
    assert new.pdf != bytes(old.pdf)
    assert old.number in words_of(new.pdf)
    new.participant.refresh_from_db()
    assert new.participant.certificate_native_name == "Оспанова Айгерім"
    connection.check_constraints()


def test_a_reissued_certificate_can_be_reissued_again_but_a_replaced_one_cannot(officer):
    old = issued()
    why = {"reason": "Misspelt", "by": officer, "at": LATER}
    new = services.reissue(old, native_name="", passport_name="Ospanova A", **why)

    services.reissue(new, native_name="", passport_name="Ospanova B", **why)

    with pytest.raises(RuleBroken, match="certificate_is_replaced"):
        services.reissue(old, native_name="", passport_name="Ospanova C", **why)
    states = Certificate.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["replaced", "replaced", "issued"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": ""}, "certificate_reason_missing"),
        ({"passport_name": "Оспанова"}, "passport_name_not_latin"),
        ({"passport_name": " "}, "passport_name_missing"),
        ({}, "spelling_is_the_same"),
    ],
)
def test_reissue_refuses(officer, changes, code):
    old = issued()
    act = {
        "native_name": old.native_name,
        "passport_name": old.passport_name,
        "reason": "Misspelt",
    }

    with pytest.raises(RuleBroken, match=code):
        services.reissue(old, **(act | changes), by=officer, at=LATER)

    old.refresh_from_db()
    assert old.state == "issued"


def test_a_revoked_certificate_stays_revoked_and_is_not_issued_again(officer):
    certificate = issued()

    services.revoke(certificate, reason="Issued by mistake", by=officer, at=LATER)

    certificate.refresh_from_db()
    assert (certificate.state, certificate.state_changed_at) == ("revoked", LATER)
    assert services.issue(certificate.edition, by=officer, at=LATER) == []
    with pytest.raises(RuleBroken, match="certificate_is_not_valid"):
        services.revoke(certificate, reason="Again", by=officer, at=LATER)


def test_after_a_revoked_certificate_a_new_one_may_be_issued_beside_it(officer):
    old = issued()
    services.revoke(old, reason="Issued by mistake", by=officer, at=LATER)
    names = {"native_name": old.native_name, "passport_name": old.passport_name}

    new = services.reissue(old, **names, reason="It was right", by=officer, at=LATER)

    old.refresh_from_db()
    assert (old.state, new.state, new.statement["replaces"]) == ("revoked", "issued", "")
    with pytest.raises(RuleBroken, match="has_a_valid_certificate"):
        services.reissue(old, **names, reason="Once more", by=officer, at=LATER)


def test_a_plan_that_led_to_a_certificate_is_not_taken_back(officer):
    certificate = issued()
    ActionPlanFactory(participant=certificate.participant)

    with pytest.raises(RuleBroken, match="plan_is_certified"):
        services.take_back_plan(certificate.participant)
    services.revoke(certificate, reason="By mistake", by=officer, at=LATER)
    services.take_back_plan(certificate.participant)

    assert actionplans_queries.submitted(certificate.edition) == set()


def test_certificates_are_issued_when_nobody_who_could_have_one_is_without(edition, officer):
    complete(edition)
    attend(ParticipantFactory(edition=edition))
    assert queries.facts(edition) == {"certificates_are_issued": False}

    services.issue(edition, by=officer, at=AT)

    assert queries.facts(edition) == {"certificates_are_issued": True}


def test_certificates_are_not_issued_while_all_wait_for_their_names(edition):
    attend(ParticipantFactory(edition=edition))

    assert queries.facts(edition) == {"certificates_are_issued": False}


def test_the_job_issues_and_leads_back_to_the_list(edition, officer):
    complete(edition)
    work = core_jobs.begin(
        jobs.issue, by=officer, at=AT, edition_code=edition.code, then="/en/there/"
    )

    core_jobs.work_off()

    work = Work.objects.get(pk=work.pk)
    assert (work.state, work.result_path) == ("done", "/en/there/")
    assert Certificate.objects.get().issued_by == officer


def test_the_job_says_why_it_could_not(officer):
    edition = certifying_edition(state="running")
    work = core_jobs.begin(
        jobs.issue, by=officer, at=AT, edition_code=edition.code, then="/en/there/"
    )

    core_jobs.work_off()

    work.refresh_from_db()
    assert work.state == "failed"
    assert "Certifying" in core_jobs.fault(work)
