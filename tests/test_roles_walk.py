"""Every address of the resolver, walked as everybody: who gets in, and whose names they meet there.

A page of an edition says by its `permission` who may open it; any other address stands in one of the
tables below. An address that is in no table, or whose parameters nobody can fill, fails the test.
"""

import io
import zipfile
from dataclasses import dataclass
from http.cookies import SimpleCookie

import pytest
import rules
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone, translation
from django.utils.http import int_to_base36
from pypdf import PdfReader

from samgak.accounts import links
from samgak.actionplans import links as plan_links
from samgak.applications import links as application_links
from samgak.applications.links import APPLY
from samgak.core.models import Work
from samgak.participants import links as seat_links
from samgak.partners.models import Role
from samgak.practice.models import ServiceModel
from samgak.programmes.permissions import access_of
from samgak.reporting import permissions as reporting
from samgak.secondments import urls as secondments
from tests import walked_edition
from tests.practice.factories import granted_case
from tests.walked_edition import ANONYMOUS, STRANGER

pytestmark = pytest.mark.django_db

# Open to everybody, signed in or not.
PUBLIC = {
    "index",
    "healthz",
    "robots",
    "verify_short",
    "calendars:edition",
    "calendars:participant",
    "stories:stories",
    "stories:feed",
    "stories:public",
    "stories:word",
    "portal:home",
    "portal:privacy",
    "portal:accessibility",
    "portal:contact",
    "portal:timeline",
    "portal:editions",
    "partners:organisations",
    "partners:organisation",
    "followup:endorse",
    "followup:check_in",
    "followup:confirm",
    "places_links:answer",
    "places_links:appeal",
    "apply:start",
    "apply:check",
    "apply:question",
    "apply:file",
    "apply:withdraw",
    "apply:supervisor",
    "apply:focal_point",
    "exchange:applicant_data",
    "exchange:applicant_copy",
    "exchange:applicant_answer",
    "exchange:applicant_erasure",
    "certificates:verify_form",
    "certificates:verify",
    "accounts:ask_for_link",
    "accounts:link",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_request_login_code",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "openid_connect_login",
    "openid_connect_callback",
    "exchange:demonstration",
    "exchange:demonstration_sign_in",
    "exchange:demonstration_workbook",
    "exchange:demonstration_mail",
    "exchange:demonstration_letter",
    "exchange:move_clock",
    "social/login/cancelled/",
    "social/login/error/",
    "social/connections/",  # leads on to the page that asks who is there
}
# Open to everybody who is signed in; what they find there is their own.
SIGNED_IN = {
    "portal:workspace",
    "portal:hat",
    "roles:mine",
    "accounts:account",
    "accounts:end_sessions",
    "accounts:welcome",
    "account_reauthenticate",
    "account_email",
    "account_change_password",
    "account_set_password",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
    "socialaccount_connections",
}
# In the middle of signing in: whoever is not there is sent to where it begins.
ON_THE_WAY = {
    "account_confirm_login_code",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "socialaccount_signup",
    "social/signup/",
}
ADMINISTRATORS = {"administrator of a partner"}
WHO_LOOK_AFTER_THE_SITE = {"administrator of the site"}
OFFICERS = {"programme_officer of a partner", "officer of another edition"}
REPORTERS = {f"{role} of a partner" for role in reporting.REPORTERS}
# Pages beyond one edition: the people of the walk to whom they are open.
FOR = {
    "roles:organisation": ADMINISTRATORS | WHO_LOOK_AFTER_THE_SITE,
    "roles:end": ADMINISTRATORS | WHO_LOOK_AFTER_THE_SITE,
    "invitations:organisation": ADMINISTRATORS | WHO_LOOK_AFTER_THE_SITE,
    "reporting:organisation": REPORTERS,
    "portal:work": {STRANGER},
    "programmes:begin": OFFICERS,
    "exchange:upload": OFFICERS,
    "partners:add": WHO_LOOK_AFTER_THE_SITE,
    "partners:change": WHO_LOOK_AFTER_THE_SITE,
    "partners:add_agreement": WHO_LOOK_AFTER_THE_SITE,
    "partners:change_agreement": WHO_LOOK_AFTER_THE_SITE,
    "partners:remove_agreement": WHO_LOOK_AFTER_THE_SITE,
}
# An address that is itself the key to one person's own calendar.
SECRET_ADDRESSES = {
    "calendars:participant",
    "apply:start",
    "apply:check",
    "apply:question",
    "apply:file",
    "apply:withdraw",
    "apply:supervisor",
    "apply:focal_point",
    "exchange:applicant_data",
    "exchange:applicant_copy",
    "exchange:applicant_answer",
    "exchange:applicant_erasure",
    "followup:endorse",
    "followup:check_in",
    "followup:confirm",
    "places_links:answer",
    "places_links:appeal",
}
# Says by whom a certificate is held, for it is there to be checked.
NAMES_ITS_HOLDER = {"certificates:verify", "verify_short"}
SCOPED = {
    "focal point of KZ": "KG",
    "focal point of KG": "KZ",
    "participant of KZ": "KG",
    "participant of KG": "KZ",
}
NEVER_MEETS_ANYBODY = {
    ANONYMOUS,
    STRANGER,
    "officer of another edition",
    "officer of the past",
    *WHO_LOOK_AFTER_THE_SITE,
}
EVERYBODY = [
    ANONYMOUS,
    STRANGER,
    Role.LECTURER.value,
    Role.INTERPRETER.value,
    *(f"{role} of a partner" for role in walked_edition.HOUSE_ROLES),
    *SCOPED,
    "officer of another edition",
    "officer of the past",
    "administrator of another organisation",
    *WHO_LOOK_AFTER_THE_SITE,
]


@dataclass(frozen=True)
class Address:
    name: str
    parameters: tuple[str, ...]
    permission: str
    route: str

    def path(self, world, side):
        values = {one: value_of(self.name, one, world, side) for one in self.parameters}
        if self.name.startswith("social/"):
            return f"/en/account/{self.route}"
        return reverse(self.name, kwargs=values)


def addresses(patterns=None, space=(), parameters=()):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        named = (*parameters, *pattern.pattern.regex.groupindex)
        if hasattr(pattern, "url_patterns"):
            deeper = (*space, pattern.namespace) if pattern.namespace else space
            yield from addresses(pattern.url_patterns, deeper, named)
        else:
            route = str(pattern.pattern)
            name = ":".join((*space, pattern.name)) if pattern.name else route
            yield Address(name, named, getattr(pattern.callback, "permission", ""), route)


CALLS_IN_A_LANGUAGE = ("write", "preview", "file")
VALUES = {
    "code": lambda world, side: world.edition.code,
    "session_code": lambda world, side: world.session.code,
    "participant_id": lambda world, side: side.seat.pk,
    "number": lambda world, side: side.certificate.number,
    "moment": lambda world, side: "pre",
    "provider_id": lambda world, side: "oidc",
    "secret": lambda world, side: side.seat.calendar_secret,
    ("accounts:link", "purpose"): lambda world, side: "sign-in",
    ("accounts:link", "token"): lambda world, side: token_of(world),
    ("account_confirm_email", "key"): lambda world, side: "MQ:not-a-key",
    ("account_reset_password_from_key", "uidb36"): lambda world, side: int_to_base36(
        world.house.user.pk
    ),
    ("account_reset_password_from_key", "key"): lambda world, side: world.reset,
    ("mfa_remove_webauthn", "pk"): lambda world, side: 1,
    ("mfa_edit_webauthn", "pk"): lambda world, side: 1,
    ("partners:organisation", "key"): lambda world, side: world.house.organisation.key,
    ("partners:change", "key"): lambda world, side: world.house.organisation.key,
    ("partners:change_agreement", "pk"): lambda world, side: world.agreement.pk,
    ("partners:remove_agreement", "pk"): lambda world, side: world.agreement.pk,
    ("roles:organisation", "key"): lambda world, side: world.house.organisation.key,
    ("roles:end", "key"): lambda world, side: world.house.organisation.key,
    ("roles:end", "pk"): lambda world, side: world.house.pk,
    ("invitations:organisation", "key"): lambda world, side: world.house.organisation.key,
    ("invitations:organisation", "pk"): lambda world, side: world.house.pk,
    ("invitations:edition", "pk"): lambda world, side: side.focal_point.pk,
    ("portal:work", "pk"): lambda world, side: work_of(world).pk,
    ("programmes:end_role", "pk"): lambda world, side: side.focal_point.pk,
    ("programmes:access", "pk"): lambda world, side: side.participant.user_id,
    ("programmes:history", "kind"): lambda world, side: "participants-person",
    ("programmes:history", "key"): lambda world, side: side.seat.person_id,
    ("funding:change", "pk"): lambda world, side: world.contribution.pk,
    ("funding:remove", "pk"): lambda world, side: world.contribution.pk,
    ("funding:remove_rate", "pk"): lambda world, side: world.rate.pk,
    **{
        (f"learning:{page}", "country"): lambda world, side: side.country
        for page in ("report", "hand_in", "give_back")
    },
    ("learning:file", "file_name"): lambda world, side: "notes.txt",
    **{
        (f"learning:{page}", "key"): lambda world, side: world.lesson.key
        for page in ("lesson", "mark", "change", "add_file", "sessions", "file")
    },
    ("correspondence:drafts", "kind"): lambda world, side: side.letter.kind,
    ("correspondence:queue", "kind"): lambda world, side: side.letter.kind,
    ("correspondence:letter", "pk"): lambda world, side: side.letter.pk,
    ("correspondence:send", "pk"): lambda world, side: side.letter.pk,
    ("correspondence:discard", "pk"): lambda world, side: side.letter.pk,
    ("correspondence:letters_to", "pk"): lambda world, side: side.seat.person_id,
    ("nominations:export", "kind"): lambda world, side: "xlsx",
    ("nominations:nomination", "pk"): lambda world, side: side.nomination.pk,
    ("nominations:change", "pk"): lambda world, side: side.nomination.pk,
    ("nominations:withdraw", "pk"): lambda world, side: side.nomination.pk,
    **{
        (f"nominations:{page}", "pk"): lambda world, side: side.nomination.pk
        for page in ("replace", "return", "confirm_nomination", "history", "earlier")
    },
    ("nominations:earlier", "record_pk"): lambda world, side: side.earlier.pk,
    ("nominations:draft", "pk"): lambda world, side: side.draft.pk,
    ("nominations:discard", "pk"): lambda world, side: side.draft.pk,
    **{
        (f"nominations:{page}", "key"): lambda world, side: "q1"
        for page in ("question", "question_up", "question_out")
    },
    **{
        (f"nominations:{page}", "key"): lambda world, side: "p1"
        for page in ("asked_question", "asked_up", "asked_out")
    },
    ("nominations:signed_letter", "pk"): lambda world, side: side.signed.pk,
    ("nominations:letter_to_sign", "kind"): lambda world, side: "docx",
    ("nominations:handed_over", "pk"): lambda world, side: side.hand_over.pk,
    ("nominations:merge", "pk"): lambda world, side: side.nomination.pk,
    ("nominations:merge", "other_pk"): lambda world, side: side.other_nomination.pk,
    ("nominations:import", "pk"): lambda world, side: side.workbook.pk,
    ("nominations:mapping", "pk"): lambda world, side: side.workbook.pk,
    ("nominations:confirm", "pk"): lambda world, side: side.workbook.pk,
    ("nominations:undo", "pk"): lambda world, side: side.workbook.pk,
    ("nominations:mend", "pk"): lambda world, side: side.workbook.pk,
    ("nominations:mend", "row_pk"): lambda world, side: side.row.pk,
    ("nominations:reviews_file", "kind"): lambda world, side: "csv",
    **{
        (f"nominations:{page}", "pk"): lambda world, side: world.criterion.pk
        for page in ("criterion", "criterion_out")
    },
    **{
        (f"nominations:{page}", "pk"): lambda world, side: side.nomination.reviews.get().pk
        for page in ("review", "conflict")
    },
    ("nominations:screen", "pk"): lambda world, side: side.nomination.pk,
    ("nominations:screening_file", "kind"): lambda world, side: "csv",
    ("nominations:approve", "pk"): lambda world, side: world.selection.pk,
    ("nominations:reject", "pk"): lambda world, side: world.selection.pk,
    ("nominations:override", "pk"): lambda world, side: side.nomination.pk,
    ("nominations:remove_override", "pk"): lambda world, side: side.override.nomination_id,
    ("nominations:minutes", "pk"): lambda world, side: world.selection.pk,
    **{
        (f"nominations:draw_{page}", "pk"): lambda world, side: world.draw.pk
        for page in ("cast", "file", "take_back")
    },
    ("nominations:minutes", "kind"): lambda world, side: "docx",
    ("nominations:selection_file", "part"): lambda world, side: "cohort",
    ("nominations:selection_file", "kind"): lambda world, side: "csv",
    "paper_id": lambda world, side: side.paper.pk,
    "question_id": lambda world, side: world.question.pk,
    "member_id": lambda world, side: world.member.pk,
    **{
        (f"demand:{page}", "kind"): lambda world, side: "docx"
        for page in ("paper_file", "concept_file", "minutes")
    },
    "topic_id": lambda world, side: world.topic.pk,
    "statement_number": lambda world, side: 1,
    "commitment_number": lambda world, side: 1,
    ("discussions:post", "post_id"): lambda world, side: world.post.pk,
    ("discussions:joint_statement", "kind"): lambda world, side: "docx",
    "dataset_id": lambda world, side: world.dataset.pk,
    ("practice:column", "position"): lambda world, side: 0,
    ("practice:file", "kind"): lambda world, side: "csv",
    ("practice:catalogue", "form"): lambda world, side: "ttl",
    ("reporting:freeze", "key"): lambda world, side: world.house.organisation.key,
    ("reporting:draft", "key"): lambda world, side: world.house.organisation.key,
    ("reporting:frozen", "key"): lambda world, side: world.house.organisation.key,
    ("reporting:organisation", "key"): lambda world, side: world.house.organisation.key,
    "service_id": lambda world, side: world.practice_service.pk,
    "team_key": lambda world, side: world.practice_service.team.key,
    ("practice:case", "number"): lambda world, side: case_of(world).number,
    ("practice:task", "number"): lambda world, side: case_of(world).number,
    ("practice:task", "position"): lambda world, side: 1,
    ("practice:document", "number"): lambda world, side: case_of(world).number,
    ("exchange:erasure", "pk"): lambda world, side: side.erasure.pk,
    ("privacy:answer", "purpose"): lambda world, side: "travel",
    ("exchange:applicant_answer", "purpose"): lambda world, side: "photographs",
    ("privacy:answer", "data_class"): lambda world, side: "unique",
    ("exchange:applicant_answer", "data_class"): lambda world, side: "ordinary",
    **{
        (f"privacy:{page}", "item"): lambda world, side: "passport"
        for page in ("item", "read", "retain")
    },
    **{(f"secondments:{page}", "week"): lambda world, side: 1 for page in ("week", "remark")},
    ("secondments:remove_output", "pk"): lambda world, side: 1,
    **{
        (f"secondments:{page.name}", "code"): lambda world, side: world.secondment.code
        for page in secondments.urlpatterns
    },
    **{
        (f"secondments:{page.name}", "participant_id"): lambda world, side: side.secondment_seat.pk
        for page in secondments.urlpatterns
    },
    ("actionplans:act", "what"): lambda world, side: "ask",
    ("actionplans:evidence", "pk"): lambda world, side: side.evidence.pk,
    ("followup:endorse", "token"): lambda world, side: key_of(side.check_in, "endorse"),
    ("followup:check_in", "token"): lambda world, side: key_of(side.check_in, "check-in"),
    ("followup:confirm", "token"): lambda world, side: key_of(side.check_in, "confirm"),
    ("places_links:answer", "token"): lambda world, side: seat_key_of(side, "answer"),
    ("places_links:appeal", "token"): lambda world, side: seat_key_of(side, "appeal"),
    ("places:appeal", "pk"): lambda world, side: side.appeal.pk,
    ("places:admit", "pk"): lambda world, side: side.appeal.pk,
    ("places:made_paper", "pk"): lambda world, side: world.paper.pk,
    ("places:paper", "kind"): lambda world, side: "invitation",
    ("places:paper", "form"): lambda world, side: "pdf",
    ("correspondence:came_back", "pk"): lambda world, side: side.letter.pk,
    **{
        (f"apply:{page}", "token"): lambda world, side: application_key(
            side.application_draft, APPLY
        )
        for page in ("start", "check", "question", "file", "withdraw")
    },
    **{
        (f"exchange:applicant_{page}", "token"): lambda world, side: application_key(
            side.application_draft, APPLY
        )
        for page in ("data", "copy", "answer", "erasure")
    },
    ("apply:question", "key"): lambda world, side: "motivation",
    ("apply:file", "key"): lambda world, side: "motivation",
    ("apply:supervisor", "token"): lambda world, side: application_key(
        side.application, application_links.SUPERVISOR
    ),
    ("apply:focal_point", "token"): lambda world, side: application_key(
        side.application, application_links.FOCAL_POINT, user_id=side.focal_point.user_id
    ),
    **{
        (f"applications:{page}", "pk"): lambda world, side: side.application.pk
        for page in ("application", "renew", "step", "print", "file")
    },
    **{
        (f"applications:{page}", "pk"): lambda world, side: world.official_form.pk
        for page in ("change_official", "remove_official")
    },
    **{
        (f"applications:{page}", "form"): lambda world, side: "whole"
        for page in ("print", "print_all")
    },
    ("applications:export", "kind"): lambda world, side: "csv",
    ("applications:step", "to"): lambda world, side: "returned",
    ("applications:file", "key"): lambda world, side: "motivation",
    ("applications:question", "key"): lambda world, side: "motivation",
    ("applications:arrange", "key"): lambda world, side: "motivation",
    **{(f"calls:{page}", "number"): lambda world, side: 1 for page in ("version", "file")},
    **{(f"calls:{page}", "language"): lambda world, side: "en" for page in CALLS_IN_A_LANGUAGE},
    ("calls:file", "form"): lambda world, side: "docx",
    ("surveys:questions", "form"): lambda world, side: "surveyjs",
    ("surveys:survey_questions", "form"): lambda world, side: "xlsform",
    "survey_key": lambda world, side: "reaction",
    ("valueadded:answer", "key"): lambda world, side: f"beneficiary-{side.country}",
    ("practice:step", "step_code"): lambda world, side: "s1",
    ("practice:export_steps", "kind"): lambda world, side: "csv",
    ("practice:add_change", "change"): lambda world, side: "drop",
    ("practice:undo_change", "position"): lambda world, side: 0,
    ("practice:add_change", "service_id"): lambda world, side: redesign_of(world).pk,
    ("practice:undo_change", "service_id"): lambda world, side: redesign_of(world).pk,
    ("stories:preview", "language"): lambda world, side: "ko",
    ("stories:approve", "key"): lambda world, side: world.house.organisation.key,
    ("stories:quotation", "pk"): lambda world, side: world.quotation.pk,
    ("stories:remove_quotation", "pk"): lambda world, side: world.quotation.pk,
    ("stories:approve_quotation", "pk"): lambda world, side: world.quotation.pk,
    ("exchange:demonstration_workbook", "file_name"): lambda world, side: "nominations-kz.xlsx",
    ("exchange:demonstration_letter", "pk"): lambda world, side: 1,
}


def value_of(name, parameter, world, side):
    fill = VALUES.get((name, parameter)) or VALUES.get(parameter)
    assert fill, f"{name}: say in VALUES what to put for <{parameter}>"
    return fill(world, side)


def redesign_of(world):
    service = world.practice_service
    values = {"title": {"en": "A redesign"}, "saved_at": service.saved_at}
    made, _ = ServiceModel.objects.get_or_create(team=service.team, base=service, defaults=values)
    return made


def case_of(world):
    service = world.practice_service
    officer = world.people[f"{Role.PROGRAMME_OFFICER} of a partner"]
    if case := service.cases.first():
        return case
    applicant = world.people["participant of KZ"]
    return granted_case(service, applicant=applicant, officer=officer, at=service.saved_at)


def key_of(check_in, purpose):
    plan = check_in.plan
    pk = plan.pk if purpose == "endorse" else check_in.pk
    link = plan_links.link_to(pk, plan=plan, purpose=purpose, language="en", at=timezone.now())
    return link.split("/plan/")[1].split("/")[0]


def seat_key_of(side, purpose):
    person, edition = side.seat.person, side.seat.edition
    link = seat_links.link_to(
        person, edition=edition, purpose=purpose, until=timezone.now(), language="en"
    )
    return link.rstrip("/").rsplit("/", 1)[1]


def application_key(application, purpose, **more):
    link = application_links.link_to(
        application, purpose=purpose, language="en", at=timezone.now(), **more
    )
    return link.removesuffix("country/").rstrip("/").rsplit("/", 1)[1]


def token_of(world):
    link = links.link_to(world.people[STRANGER], purpose=links.Purpose.SIGN_IN)
    return link.rstrip("/").rsplit("/", 1)[1]


def work_of(world):
    stranger = world.people[STRANGER]
    work, _ = Work.objects.get_or_create(
        kind="nobody's", requested_by=stranger, defaults={"requested_at": timezone.now()}
    )
    return work


@dataclass(frozen=True)
class Answer:
    """What came of one request: open, sign_in, refused or broken; and the words of the page."""

    outcome: str
    status: int
    text: str
    to: str = ""  # where it leads on

    @classmethod
    def of(cls, response):
        login = reverse("account_login")
        to_sign_in = response.status_code == 302 and response.url.split("?")[0] == login
        outcome = (
            "broken"
            if response.status_code >= 500
            else "refused"
            if response.status_code in (403, 404)
            else "sign_in"
            if to_sign_in
            else "open"
        )
        text = text_of(response)
        return cls(outcome, response.status_code, text, response.headers.get("Location", ""))


def text_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    kind = response.headers.get("Content-Type", "")
    if "spreadsheetml" in kind and content:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return "".join(book.read(part).decode() for part in book.namelist())
    if "pdf" in kind and content:
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return content.decode(errors="replace")


class Walker:
    """Somebody of the world who sends requests; what a request writes is taken back."""

    def __init__(self, world, who):
        self.world, self.who = world, who
        self.user = world.people[who] or AnonymousUser()
        self.cookies = SimpleCookie()
        if world.people[who]:
            client = Client()
            client.force_login(self.user)
            self.cookies = client.cookies
        self.access = access_of(self.user, world.edition, on=timezone.now().date())

    def send(self, method, path, **query):
        client = Client(raise_request_exception=False)
        client.cookies = SimpleCookie(self.cookies.output(header="", sep=";"))
        with transaction.atomic():
            answer = Answer.of(getattr(client, method)(path, query))
            transaction.set_rollback(True)
        return answer

    def expects(self, address):
        """What the tables and the permission of the address say: open, sign_in, refused or any."""
        if address.name in ON_THE_WAY:
            return "any"
        if self._may_open(address):
            return "open"
        return "sign_in" if self.who == ANONYMOUS else "refused"

    def _may_open(self, address):
        if address.permission:
            return rules.has_perm(address.permission, self.access)
        if address.name in SIGNED_IN:
            return self.who != ANONYMOUS
        return address.name in PUBLIC or self.who in FOR.get(address.name, ())


@pytest.fixture
def world():
    return walked_edition.make()


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def fits(expected, answer):
    """Whether the outcome is what was expected.

    An open page may still refuse an object of somebody else; a page that takes only GET, or only
    POST, may say so before it asks who is there.
    """
    if answer.outcome == "broken":
        return False
    if answer.status == 405:
        return True
    if expected == "open":
        return answer.outcome in ("open", "refused")
    if expected == "sign_in":
        return answer.outcome == "sign_in" or answer.status == 404
    return expected in ("any", answer.outcome)


def test_every_address_says_to_whom_it_is_open():
    known = PUBLIC | SIGNED_IN | ON_THE_WAY | set(FOR)

    unknown = [one.name for one in addresses() if not one.permission and one.name not in known]

    assert unknown == []


def test_no_address_stands_in_two_tables():
    tables = (PUBLIC, SIGNED_IN, ON_THE_WAY, set(FOR))

    assert sum(map(len, tables)) == len(set().union(*tables))


def sides_of(who, address):
    """Whose objects to ask for: somebody bound to a country asks for those of both."""
    has_objects = set(address.parameters) - {"code"}
    return ("KZ", "KG") if who in SCOPED and has_objects else ("KZ",)


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_gets_in_where_they_may_and_nowhere_else(world, who):
    walker = Walker(world, who)
    wrong = []
    for address in addresses():
        for country in sides_of(who, address):
            path = address.path(world, world.sides[country])
            expected = walker.expects(address)
            seen = walker.send("get", path)
            if not fits(expected, seen):
                wrong.append(f"GET {path}: {expected} expected, {seen.outcome} ({seen.status})")
            sent = walker.send("post", path)
            if not fits(expected, sent):
                wrong.append(f"POST {path}: {expected} expected, {sent.outcome} ({sent.status})")

    assert wrong == []


def meets(answer, words):
    return [word for word in words if word in answer.text]


def pages_of(walker, side):
    """Every page that opens, also as the files it offers."""
    for address in addresses():
        if address.name in SECRET_ADDRESSES | NAMES_ITS_HOLDER:
            continue
        path = address.path(walker.world, side)
        for query in ({}, {"download": "csv"}, {"country": side.country}, {"page": "1"}):
            answer = walker.send("get", path, **query)
            yield path, query, answer
            if answer.outcome != "open":
                break


def words_not_for(world, who):
    """By which people are known whom somebody bound to a country, or to a seat, must not meet."""
    own, other = (world.sides[country] for country in (who[-2:], SCOPED[who]))
    if who.startswith("participant"):
        return {*other.words, *own.words} - {*own.words_of_seat}
    return set(other.words)


@pytest.mark.parametrize("who", SCOPED)
def test_a_focal_point_meets_its_own_country_alone_and_a_participant_only_itself(world, who):
    walker = Walker(world, who)
    words = words_not_for(world, who)

    met = [
        (path, query, meets(answer, words))
        for side in world.sides.values()
        for path, query, answer in pages_of(walker, side)
        if meets(answer, words)
    ]

    assert met == []


@pytest.mark.parametrize("who", sorted(NEVER_MEETS_ANYBODY))
def test_whoever_has_no_role_here_meets_nobody(world, who):
    walker = Walker(world, who)
    words = [word for side in world.sides.values() for word in side.words]

    met = [
        (path, query, meets(answer, words))
        for path, query, answer in pages_of(walker, world.sides["KZ"])
        if meets(answer, words)
    ]

    assert met == []


@pytest.mark.parametrize("who", [ANONYMOUS, STRANGER])
def test_an_edition_that_is_not_public_yet_is_shown_to_nobody(who):
    unborn = walked_edition.make(state="demand")
    walker = Walker(unborn, who)
    wrong = []
    for address in addresses():
        if "code" not in address.parameters or address.name in SECRET_ADDRESSES:
            continue
        answer = walker.send("get", address.path(unborn, unborn.sides["KZ"]))
        if answer.outcome in ("open", "broken") and answer.status != 405:
            wrong.append((address.name, answer.status))
        if str(unborn.edition.title) in answer.text:
            wrong.append((address.name, "its title"))

    assert wrong == []


def test_an_address_that_is_not_there_is_no_fault(world):
    for who in (ANONYMOUS, STRANGER):
        answer = Walker(world, who).send("get", "/en/editions/no-such-edition/people/")
        assert answer.status == 404
