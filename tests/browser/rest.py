"""Fills a site with the edition that has everything in it, and says where each page of the rest opens, and for whom."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import translation

from samgak.accounts.models import User
from samgak.nominations.models import Selection, WorkbookImport
from samgak.partners.models import Role
from samgak.privacy.models import VaultItem
from tests import walked_edition
from tests.demand.factories import JointConceptFactory
from tests.factories import EditionRoleFactory, UserFactory
from tests.test_let_in import KEEPER, NEWCOMER, PASSWORD, Keeper, Proved, keeper
from tests.test_roles_walk import EVERYBODY, Address, Walker, addresses
from tests.walked_edition import AT

# Pages that neither a walk from link to link nor the later state meets.
NAMES = """
    accounts:link account_confirm_email account_reset_password_from_key account_set_password
    followup:check_in followup:confirm followup:endorse places_links:answer places_links:appeal
    apply:start apply:check apply:question apply:withdraw apply:supervisor apply:focal_point
    mfa_activate_totp mfa_reauthenticate mfa_deactivate_totp mfa_view_recovery_codes
    mfa_generate_recovery_codes mfa_list_webauthn mfa_add_webauthn mfa_remove_webauthn
    mfa_edit_webauthn mfa_reauthenticate_webauthn
    nominations:mapping nominations:draft nominations:discard nominations:earlier
    nominations:question nominations:question_out nominations:asked_question nominations:asked_out
    nominations:handed_over nominations:merge
    nominations:draw nominations:draw_public nominations:draw_take_back
    partners:change_agreement partners:remove_agreement timetable:reinstate
    surveys:answer places:appeal
    applications:change_official
    demand:add_paper demand:write_paper demand:write_concept actionplans:my_versions
    privacy:item privacy:read privacy:retain exchange:erasure exchange:applicant_data
"""
REST = set(NAMES.split())


WRITE = "demand:write_concept"  # asks for an edition that has not begun
UNKNOWN_COLUMN = {"unrecognised": [[7, "Hobby"]], "questions": [{"value": "so-so"}], "headings": {}}
BY_LINKS = "somebody without a password"


def prepare(target: str) -> None:
    """Write to the file `target` where each page of the rest opens: its path and the cookie of a session."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    with translation.override("en"):
        world = walked_edition.make()
        world.people[KEEPER] = keeper()
        new = User.objects.create_user
        world.people[NEWCOMER] = new("new@example.org", PASSWORD, name="Newcomer")
        world.people[BY_LINKS] = new("links@example.org", name="Reader of mail")
        _go_on()
        proved = [Keeper(world), Proved(world, NEWCOMER), Proved(world, BY_LINKS)]
        walkers = [*proved, *(Walker(world, one) for one in EVERYBODY)]
        rest = {one.name: one for one in addresses() if one.name in REST}
        opened = {name: _where(address, walkers) for name, address in rest.items()}
        writer = _writer(world)
        opened[WRITE] = _where(rest[WRITE], [writer])
    shut = [name for name, where in opened.items() if not where]
    if shut:
        raise LookupError(f"Nobody can open {shut}")
    Path(target).write_text(json.dumps(opened), "utf-8")


def _go_on() -> None:
    """The cohort is decided; a workbook waits for its columns; the clock of today purges nothing."""
    Selection.objects.update(state="approved", decided_at=AT, decided_by=UserFactory())
    WorkbookImport.objects.update(state="previewed", imported_at=None, sheet=UNKNOWN_COLUMN)
    kept = {"legal_ground": "A law", "retained_until": date(2100, 1, 1)}
    VaultItem.objects.update(state="retained", **kept)


def _writer(world: walked_edition.World) -> Walker:
    """An officer of another edition, of which the joint concept is being written."""
    concept = JointConceptFactory()
    officer = EditionRoleFactory(edition=concept.edition, role=Role.PROGRAMME_OFFICER)
    world = replace(world, edition=concept.edition, people={WRITE: officer.user})
    return Walker(world, WRITE)


def _where(address: Address, walkers: list[Walker]) -> tuple[str, str] | None:
    for walker in walkers:
        path = _path_of(address, walker)
        answer = walker.send("get", path)
        if answer.status == 200 and "<main" in answer.text:
            session = walker.cookies.get(settings.SESSION_COOKIE_NAME)
            return path, session.value if session else ""
    return None


def _path_of(address: Address, walker: Walker) -> str:
    if isinstance(walker, Proved):
        return walker.path_of(address)
    return address.path(walker.world, walker.world.sides["KZ"])
