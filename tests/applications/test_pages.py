"""The pages of officers and focal points."""

import io
import json
import zipfile

import pytest
from django.urls import reverse
from pypdf import PdfReader

from samgak.applications import queries
from samgak.applications.models import Application, ApplicationForm, OfficialForm
from samgak.core import jobs
from samgak.correspondence.models import Letter
from tests.applications.factories import ApplicationFactory, ApplicationFormFactory
from tests.costs import queries_of
from tests.factories import (
    EditionFactory,
    EditionRoleFactory,
    PartnerRoleFactory,
    PersonFactory,
)
from tests.nominations.factories import NominationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return ApplicationFormFactory().edition


@pytest.fixture
def officer(client, edition):
    user = EditionRoleFactory(edition=edition).user
    client.force_login(user)
    return user


def address(name, edition, **more):
    return reverse(f"applications:{name}", kwargs={"code": edition.code, **more})


def text_of(response):
    return response.content.decode()


def test_applications_are_asked_for_with_one_button(client):
    edition = EditionFactory()
    client.force_login(EditionRoleFactory(edition=edition).user)
    assert "nominations only" in text_of(client.get(address("applications", edition)))

    client.post(address("ask", edition))

    assert ApplicationForm.objects.get().edition == edition
    client.post(address("ask", edition), {"no_more": "1"})
    assert not ApplicationForm.objects.exists()


def test_all_who_are_nominated_are_invited_by_a_job(client, edition, officer):
    NominationFactory(edition=edition, rank=1)
    NominationFactory(edition=edition, rank=2)

    client.post(reverse("nominations:invite_to_apply", kwargs={"code": edition.code}))
    jobs.work_off()

    assert Application.objects.filter(edition=edition).count() == 2
    assert Letter.objects.filter(kind="application", edition=edition).count() == 2


def test_the_list_is_searched_in_any_script_filtered_and_downloaded(client, edition, officer):
    ApplicationFactory(edition=edition)
    other = PersonFactory(family_name="Rahmonov", native_name="Раҳмонов", country="TJ")
    ApplicationFactory(edition=edition, person=other, submitted=True)
    page = address("applications", edition)

    assert "Rahmonov" not in text_of(client.get(page, {"name": "әйгерім"}))
    assert "Rahmonov" in text_of(client.get(page, {"name": "рахмонов"}))
    assert "Ospanova" not in text_of(client.get(page, {"state": "submitted"}))
    file = client.get(address("export", edition, kind="csv"), {"country": "TJ"})
    assert file.getvalue().decode().count("\n") == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(client, edition, officer, count):
    ApplicationFactory.create_batch(count, edition=edition)

    assert queries_of(client, address("applications", edition)) == 9


def test_a_focal_point_sees_and_handles_its_own_country_only(client, edition):
    own = ApplicationFactory(edition=edition, submitted=True, state="supervisor_endorsed")
    foreign = ApplicationFactory(edition=edition, submitted=True, person__country="TJ")
    client.force_login(EditionRoleFactory(edition=edition, role="focal_point", country="KZ").user)

    assert text_of(client.get(address("applications", edition))).count('scope="row"') == 1
    for name in ("application", "renew"):
        assert client.post(address(name, edition, pk=foreign.pk)).status_code in (404, 405)
    assert client.get(address("application", edition, pk=foreign.pk)).status_code == 404
    client.post(address("step", edition, pk=own.pk, to="focal_point_endorsed"))
    own.refresh_from_db()
    assert own.state == "focal_point_endorsed"
    assert client.get(address("form", edition)).status_code == 403


def test_giving_back_needs_a_reason_and_other_steps_are_somebody_elses(client, edition, officer):
    one = ApplicationFactory(edition=edition, submitted=True)
    step = address("step", edition, pk=one.pk, to="returned")

    assert "Give a reason." in text_of(client.post(step))
    client.post(address("step", edition, pk=one.pk, to="selected"), {"reason": "x"})
    client.post(step, {"reason": "The years are missing"})

    one.refresh_from_db()
    assert one.state == "returned"
    assert "The years are missing" in text_of(
        client.get(address("application", edition, pk=one.pk))
    )


def test_an_officer_does_not_read_the_key_of_a_link_in_the_outbox(client, edition, officer):
    one = ApplicationFactory(edition=edition)
    client.post(address("renew", edition, pk=one.pk))
    letter = Letter.objects.get(kind="application")

    page = reverse("correspondence:letter", kwargs={"code": edition.code, "pk": letter.pk})

    assert "/apply/…" in text_of(client.get(page))


# The form editor.


def seen(edition):
    return queries.version_of(queries.newest_form(edition))


def keys(edition):
    form = queries.parsed(queries.newest_form(edition))
    return [question.key for question in form.questions]


def test_a_question_is_moved_hidden_changed_and_added(client, edition, officer):
    arrange = address("arrange", edition, key="given_name")
    client.post(arrange, {"act": "up", "seen": seen(edition)})
    assert keys(edition)[:2] == ["given_name", "family_name"]
    client.post(arrange, {"act": "hide", "seen": seen(edition)})
    assert "Ask it again" in text_of(client.get(address("form", edition)))

    page = address("question", edition, key="motivation")
    client.post(
        page,
        {"text_0": "Why you?", "seen": seen(edition), "depends_on": "sex", "depends_value": "F"},
    )
    form = queries.parsed(queries.newest_form(edition))
    changed = next(one for one in form.questions if one.key == "motivation")
    assert "Why you?" in changed.text.values()
    assert (changed.is_required, changed.show_when.question) == (False, "sex")

    added = client.post(
        address("add_question", edition),
        {
            "kind": "single",
            "key": "tshirt",
            "text_0": "Size",
            "entries": "S\nM",
            "section": "+",
            "new_section_0": "Clothes",
            "seen": seen(edition),
        },
    )
    assert added.status_code == 302
    assert keys(edition)[-1] == "tshirt"
    assert "Size" in text_of(client.get(address("preview", edition)))


def test_a_question_does_not_go_before_the_one_it_depends_on(client, edition, officer):
    arrange = address("arrange", edition, key="interpretation_language")

    said = client.post(arrange, {"act": "up", "seen": seen(edition)}, follow=True)

    assert "a question that stands before" in text_of(said)


def test_two_officers_at_one_form_the_later_is_told(client, edition, officer):
    before = seen(edition)
    client.post(address("arrange", edition, key="given_name"), {"act": "up", "seen": before})

    said = client.post(
        address("arrange", edition, key="email"), {"act": "hide", "seen": before}, follow=True
    )

    assert "Somebody else has changed this" in text_of(said)


def test_a_version_with_a_submitted_application_stays_and_a_new_one_begins(
    client, edition, officer
):
    ApplicationFactory(edition=edition, submitted=True)

    client.post(address("arrange", edition, key="given_name"), {"act": "up", "seen": seen(edition)})

    assert list(ApplicationForm.objects.values_list("number", flat=True)) == [2, 1]
    assert Application.objects.get().form.number == 1


def test_a_form_goes_out_as_a_file_and_comes_in_again(client, edition, officer):
    file = client.get(address("form_file", edition)).content
    told = json.loads(file)
    told["sections"] = told["sections"][:2]
    upload = address("upload_form", edition)

    def send(content):
        sent = io.BytesIO(content)
        sent.name = "form.json"
        return client.post(upload, {"file": sent, "seen": seen(edition)})

    assert "not a JSON file" in text_of(send(b"\xff\x00"))
    assert "not a JSON file" in text_of(send(b"[" * 100_000))
    assert "is not known" in text_of(send(json.dumps(told | {"x": 1}).encode()))
    assert send(json.dumps(told).encode()).status_code == 302
    assert len(keys(edition)) == 10


# Official forms.


@pytest.mark.parametrize("language", ["en", "ko", "kk", "tg"])
@pytest.mark.parametrize("key", ["koica", "jica", "whole"])
def test_every_official_form_prints_in_the_languages(client, edition, officer, key, language):
    one = ApplicationFactory(edition=edition, submitted=True)

    pdf = client.get(address("print", edition, pk=one.pk, form=key), {"language": language})

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    assert "Four visits for one paper" in text or key == "koica"
    assert "Aigerim" in text


def test_everybody_is_printed_into_one_archive_and_who_can_not_be_is_named(
    client, edition, officer
):
    ApplicationFactory.create_batch(2, edition=edition, submitted=True)
    odd = ApplicationFactory(edition=edition, submitted=True)
    odd.answers["motivation"] = "لماذا"
    odd.save()
    ApplicationFactory(edition=edition)

    response = client.get(address("print_all", edition, form="jica"))

    names = zipfile.ZipFile(io.BytesIO(response.getvalue())).namelist()
    assert len([name for name in names if name.endswith(".pdf")]) == 2
    assert "left-out.txt" in names


def test_a_letter_that_can_not_be_printed_is_said(client, edition, officer):
    odd = ApplicationFactory(edition=edition, submitted=True)
    odd.answers["motivation"] = "لماذا"
    odd.save()

    said = client.get(address("print", edition, pk=odd.pk, form="jica"), follow=True)

    assert "can&#x27;t be printed" in text_of(said)


def test_an_organisation_writes_its_own_form(client, edition, officer):
    partner = PartnerRoleFactory(edition=edition)
    one = ApplicationFactory(edition=edition, submitted=True)
    page = address("add_official", edition)
    sent = {
        "organisation": partner.organisation_id,
        "title": "Our form",
        "language": "kk",
        "seen": "",
    }

    said = text_of(client.post(page, sent | {"layout": "given_name\nnobody"}))
    assert "The first line must be a heading" in said
    assert "Line 2: nothing is known under nobody." in said
    client.post(
        page, sent | {"layout": "# Кім\ngiven_name = Аты\n> {country}: {passport_name}\n_ Қолы"}
    )

    form = OfficialForm.objects.get()
    pdf = client.get(address("print", edition, pk=one.pk, form=str(form.pk)))
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    assert "Кім" in text
    assert "Қазақстан: Ospanova Aigerim" in text
    client.post(address("remove_official", edition, pk=form.pk))
    assert not OfficialForm.objects.exists()


def test_the_form_of_an_organisation_that_takes_no_part_is_not_found(client, edition, officer):
    foreign = OfficialForm.objects.create(
        organisation=PartnerRoleFactory().organisation,
        title="Theirs",
        language="en",
        layout="# A",
        saved_at="2029-01-01T00:00Z",
    )
    PartnerRoleFactory(edition=edition)

    assert client.get(address("change_official", edition, pk=foreign.pk)).status_code == 404


def test_what_is_decided_elsewhere_is_no_step_by_hand(client):
    application = ApplicationFactory(submitted=True, state="reserve")
    client.force_login(
        EditionRoleFactory(edition=application.edition, role="programme_officer").user
    )
    names = {"code": application.edition.code, "pk": application.pk, "to": "selected"}

    client.post(reverse("applications:step", kwargs=names), {"reason": "Because"})

    application.refresh_from_db()
    assert application.state == "reserve"


def test_a_name_that_the_passport_spells_alike_stands_once(client):
    application = ApplicationFactory(submitted=True)
    person = application.person
    person.family_name, person.given_name, person.native_name = "Karimova", "Malika", ""
    person.save()
    assert person.other_spelling == ""
    person.native_name = "Karimova Malika"
    person.save()
    client.force_login(EditionRoleFactory(edition=application.edition).user)
    listed = reverse("applications:applications", args=[application.edition.code])

    assert client.get(listed).content.decode().count("Karimova Malika") == 1
    person.native_name = "Каримова Малика"
    person.save()
    assert client.get(listed).content.decode().count("Karimova Malika") == 1
    assert person.other_spelling == "Karimova Malika"
