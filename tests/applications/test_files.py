"""Files and consents in an application: sent, replaced, removed, read by those who may, recorded."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from samgak.applications import papers, queries, services
from samgak.applications.models import AnswerFile
from samgak.applications.rules import editing
from samgak.core.errors import RuleBroken
from samgak.exchange.services import forgetting
from samgak.privacy.models import Consent
from samgak.privacy.queries import consents_of
from samgak.privacy.services import withdraw_consent
from tests.applications.factories import (
    AT,
    WHOLE,
    AnswerFileFactory,
    ApplicationFactory,
    ApplicationFormFactory,
)
from tests.applications.test_apply import address, text_of
from tests.applications.test_pages import address as officers_page
from tests.applications.test_pages import seen
from tests.applications.test_services import submit
from tests.factories import EditionRoleFactory
from tests.uploads.made import PDF, picture

pytestmark = pytest.mark.django_db
PASSPORT = {
    "key": "passport",
    "type": "file",
    "text": {"en": "Copy of the passport"},
    "required": True,
    "kinds": ["pdf", "png"],
    "most_megabytes": 1,
}


@pytest.fixture
def edition():
    definition = queries.usual_definition()
    definition["sections"][0]["questions"].append(PASSPORT)
    return ApplicationFormFactory(definition=definition).edition


@pytest.fixture
def draft(edition):
    return ApplicationFactory(edition=edition, whole=True)


def send(client, draft, name, content, **more):
    file = SimpleUploadedFile(name, content)
    return client.post(f"{address(draft)}questions/passport/", {"answer-passport": file, **more})


def test_a_file_is_sent_replaced_and_removed(client, draft):
    page = f"{address(draft)}questions/passport/"
    asked = text_of(client.get(page))
    assert "PDF, PNG, at most 1 MB." in asked
    assert 'accept=".pdf,.png"' in asked

    assert send(client, draft, "../../My pass\u202eport.pdf", PDF).status_code == 302
    first = AnswerFile.objects.get()
    kept = text_of(client.get(page))
    client.post(page, {})  # nothing sent: it stays
    send(client, draft, "scan.png", picture())
    second = AnswerFile.objects.get()
    client.post(page, {"remove": "1"})

    assert first.file_name in kept
    assert "/" not in first.file_name
    assert "\u202e" not in first.file_name
    assert (second.pk, second.kind) == (first.pk, "png")
    assert not AnswerFile.objects.exists()
    draft.refresh_from_db()
    assert "passport" not in draft.answers


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("passport.exe", b"MZ", "only files of these kinds are taken: pdf, png"),
        ("passport.pdf", picture(), "the content is not what the ending says"),
        ("passport.pdf", b"", "the file is empty"),
        ("passport.pdf", PDF + b" " * 1_000_000, "at most 1 MB"),
    ],
)
def test_a_file_that_may_not_be_kept_is_refused_with_its_reason(client, draft, name, content, said):
    answer = send(client, draft, name, content)

    assert answer.status_code == 200
    assert said in text_of(answer)
    assert not AnswerFile.objects.exists()


def test_words_in_the_place_of_a_file_are_no_file(client, draft):
    client.post(f"{address(draft)}questions/passport/", {"answer-passport": "passport.pdf"})
    services.save_answer(draft, key="passport", answer="passport.pdf", language="en", at=AT)

    draft.refresh_from_db()
    with pytest.raises(RuleBroken, match="form_is_complete"):
        submit(draft)
    with pytest.raises(RuleBroken, match="question_is_gone"):
        services.keep_file(
            draft, key="motivation", file_name="a.pdf", content=PDF, language="en", at=AT
        )


def test_only_those_who_read_the_application_read_its_file(client, draft, edition):
    send(client, draft, "passport.pdf", PDF)
    own = client.get(f"{address(draft)}questions/passport/file/")
    assert own.content == PDF
    page = officers_page("file", edition, pk=draft.pk, key="passport")
    officer = EditionRoleFactory(edition=edition).user
    client.force_login(officer)
    assert client.get(page).status_code == 404  # a draft is its author's

    draft.refresh_from_db()
    submit(draft)

    read = client.get(page)
    assert read.content == PDF
    assert read["Content-Disposition"].startswith("attachment")
    assert "sandbox" in read["Content-Security-Policy"]
    assert page in text_of(client.get(officers_page("application", edition, pk=draft.pk)))
    assert client.get(officers_page("file", edition, pk=draft.pk, key="nothing")).status_code == 404
    for country, status in (("KZ", 200), ("KG", 404)):
        focal = EditionRoleFactory(edition=edition, role="focal_point", country=country).user
        client.force_login(focal)
        assert client.get(page).status_code == status
    client.force_login(EditionRoleFactory(edition=edition, role="lecturer").user)
    assert client.get(page).status_code == 403


def test_what_is_no_longer_asked_goes_when_it_is_submitted(draft):
    AnswerFileFactory(application=draft, question="gone")
    services.keep_file(draft, key="passport", file_name="p.pdf", content=PDF, language="en", at=AT)

    draft.refresh_from_db()
    submit(draft)

    assert [one.question for one in AnswerFile.objects.all()] == ["passport"]
    draft.refresh_from_db()
    with pytest.raises(RuleBroken, match="handed_in"):
        services.remove_file(draft, key="passport", language="en", at=AT)


def test_a_printed_form_names_the_file_and_the_refusal(draft, tmp_path):
    services.keep_file(draft, key="passport", file_name="p.pdf", content=PDF, language="en", at=AT)
    draft.refresh_from_db()
    submit(draft)
    draft.refresh_from_db()
    form = queries.parsed(queries.form_of(draft))

    paper = tmp_path / "form.pdf"
    paper.write_bytes(
        papers.pdf(draft, by_template=papers.template("whole", language="en", own=[], form=form))
    )

    text = " ".join(page.extract_text() for page in PdfReader(paper).pages)
    assert "p.pdf (PDF, 1 kB)" in " ".join(text.split())
    assert "Not agreed" in text


def test_consents_are_recorded_when_it_is_submitted_and_can_be_withdrawn():
    draft = ApplicationFactory(whole=True, language="kk")
    submit(draft)

    said = {
        (one.purpose, one.data_class, one.answer, one.text_version, one.language)
        for one in Consent.objects.filter(person=draft.person, edition=draft.edition)
    }
    version = queries.parsed(queries.form_of(draft)).version
    assert said == {
        ("selection", "ordinary", "agreed", f"{version}/2025-1", "kk"),
        ("photographs", "ordinary", "refused", f"{version}/2025-1", "kk"),
        ("alumni", "ordinary", "agreed", f"{version}/2025-1", "kk"),
    }
    who = {"person": draft.person, "edition": draft.edition, "language": "kk", "at": AT}
    withdraw_consent(**who, purpose="alumni", data_class="ordinary")
    states = {(one.text.purpose, one.state) for one in consents_of(draft.person, draft.edition)}
    assert ("alumni", "withdrawn") in states


def test_a_consent_that_must_be_given_keeps_the_application_open():
    draft = ApplicationFactory(answers=WHOLE | {"consent_selection": "refused"})

    with pytest.raises(RuleBroken, match="form_is_complete"):
        submit(draft)

    assert not Consent.objects.exists()


def test_files_go_with_the_person(draft):
    AnswerFileFactory(application=draft)

    forgetting.forget(draft.person)

    assert not AnswerFile.objects.exists()


# The editor.


@pytest.fixture
def officer(client, edition):
    user = EditionRoleFactory(edition=edition).user
    client.force_login(user)
    return user


def question_of(edition, key):
    return editing.question_of(queries.newest_form(edition).definition, key)


def test_an_officer_says_which_files_are_taken(client, edition, officer):
    page = officers_page("question", edition, key="passport")
    sent = {"text_0": "Passport", "kinds": ["docx"], "most_megabytes": "3", "seen": seen(edition)}

    assert client.post(page, sent | {"kinds": ["exe"]}).status_code == 200
    assert client.post(page, sent | {"most_megabytes": "99"}).status_code == 200
    assert client.post(page, sent).status_code == 302

    told = question_of(edition, "passport")
    assert (told["kinds"], told["most_megabytes"]) == (["docx"], 3)
    assert 'accept=".docx"' in text_of(client.get(officers_page("preview", edition)))


def test_a_consent_that_says_something_else_has_a_new_version(client, edition, officer):
    page = officers_page("question", edition, key="consent_alumni")
    before = question_of(edition, "consent_alumni")
    locales = client.get(page).context["form"].fields["text"].widget.locales
    words = {
        f"{name}_{n}": before[name][language]
        for name in ("text", "consequence")
        for n, language in enumerate(locales)
    }
    sent = words | {"about": "alumni|ordinary", "refusable": "on", "required": "on"}

    client.post(page, sent | {"seen": seen(edition), "required": ""})
    assert question_of(edition, "consent_alumni")["text_version"] == before["text_version"]
    client.post(page, sent | {"seen": seen(edition), "about": "photographs|ordinary"})

    told = question_of(edition, "consent_alumni")
    assert (told["purpose"], told["text_version"]) == ("photographs", "2025-2")


def test_a_form_file_names_purposes_that_can_be_withdrawn(client, edition, officer):
    definition = queries.newest_form(edition).definition
    definition["sections"][-1]["questions"][-1] |= {"purpose": "alumni", "data_class": "secret"}
    file = SimpleUploadedFile("form.json", json.dumps(definition).encode())

    page = officers_page("upload_form", edition)
    said = text_of(client.post(page, {"file": file, "seen": seen(edition)}))

    section, question = len(definition["sections"]), len(definition["sections"][-1]["questions"])
    assert f"sections[{section}].questions[{question}].purpose" in said
    assert "this value is not known here" in said


@pytest.mark.parametrize("kind", editing.KINDS)
def test_a_question_of_every_kind_is_added_and_previewed(client, edition, officer, kind):
    new = {"kind": kind, "key": "new_one", "text_0": "Brand new", "section": "who"}
    new |= {"entries": "One\nTwo", "seen": seen(edition)}

    added = client.post(officers_page("add_question", edition), new)

    assert added.url == officers_page("question", edition, key="new_one")
    assert client.get(added.url).status_code == 200
    assert question_of(edition, "new_one")["type"] == editing.KINDS[kind]["type"]
    assert "Brand new" in text_of(client.get(officers_page("preview", edition)))


@pytest.mark.parametrize(
    ("version", "after"), [("1", "2"), ("2025-1", "2025-2"), ("2025-9", "2025-10"), ("a", "a-2")]
)
def test_versions_count_on(version, after):
    assert editing.next_version(version) == after


def test_the_gate_names_the_files_that_are_asked_for(client, edition):
    begun = ApplicationFactory(edition=edition, began_at=None)

    assert "Copy of the passport" in text_of(client.get(address(begun)))
