"""The stage on which a rehearsal is played: the edition, its actors, the clock, what is allowed."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import rules
from django.utils.translation import gettext as _

from samgak.accounts.models import User
from samgak.core import jobs
from samgak.core.errors import RuleBroken
from samgak.core.models import Work
from samgak.exchange.rehearsal.summary import Summary
from samgak.partners.models import Role
from samgak.programmes import phrases, services
from samgak.programmes import queries as programmes
from samgak.programmes.models import Call, Edition, EditionRole
from samgak.programmes.permissions import access_of
from samgak.programmes.rules import State
from samgak.reporting import queries as reporting


class NotAllowedError(Exception):
    """An actor lacks a permission that its role should give."""


@dataclass
class Stage:
    """What all scenes of a rehearsal share."""

    folder: Path
    out: Path
    say: Callable[[str], None]
    summary: Summary = field(default_factory=Summary)
    actors: dict[str, User] = field(default_factory=dict)
    # The first scene loads the edition and sets the clock.
    edition: Edition = field(init=False)
    now: datetime = field(init=False)
    chance: random.Random = field(default_factory=random.Random)
    # What came of the course, by subject: `results.json`.
    results: dict[str, Any] = field(default_factory=dict)

    @contextmanager
    def scene(self, name: str, title: str) -> Iterator[None]:
        """Say what begins, and keep how many seconds it took."""
        began = time.monotonic()
        self.say(title)
        try:
            yield
        finally:
            self.summary.stages[name] = round(time.monotonic() - began, 3)

    def actor(self, role: str, *, country: str = "") -> User:
        """The one who plays the role, invited with that role on the edition when first needed."""
        key = f"{role}-{country.lower()}".strip("-").replace("_", "-")
        if key not in self.actors:
            user = User.objects.create_user(f"{key}@rehearsal.invalid", name=f"Rehearsal {key}")
            EditionRole.objects.create(user=user, edition=self.edition, role=role, country=country)
            self.actors[key] = user
        return self.actors[key]

    def allowed(self, user: User, permission: str) -> User:
        """The user, who must hold the permission on the edition that day, as on the pages."""
        access = access_of(user, self.edition, on=self.now.date())
        if not rules.has_perm(permission, access):
            raise NotAllowedError(f"{user.email} lacks {permission}")
        return user

    def job(self, task, *, by: User, **arguments) -> Work:
        """Hand a job to the workers as a page does, work it off, and refuse to go on if it failed."""
        work = jobs.begin(task, by=by, at=self.now, edition_code=self.edition.code, **arguments)
        jobs.work_off()
        work.refresh_from_db()
        if work.state != Work.State.DONE:
            raise RuleBroken(work.fault_code, **work.fault_params)
        return work

    def move(self, to: State, *, role: str) -> None:
        """Take a step of the life cycle; a guard of the paperwork that fails becomes a warning."""
        user = self.allowed(self.actor(role), "programmes.move_edition")
        facts = reporting.facts_of_life(self.edition, at=self.now)
        step = next(
            step
            for step in programmes.next_steps(self.edition, roles=frozenset({role}), facts=facts)
            if step.target == to
        )
        for guard, met in step.guards:
            if not met and guard in PAPERWORK:
                facts[guard] = True
                self.summary.warn(
                    _("The rehearsal went on although this is not so yet: %(guard)s")
                    % {"guard": phrases.GUARD_TEXTS[guard]}
                )
        services.move(self.edition, to=to, by=user, at=self.now, facts=facts)
        self.edition.refresh_from_db()

    def let_the_clock_pass(self, moment: datetime) -> None:
        """Go to the moment, and let the clock take the steps that are its own."""
        self.now = max(self.now, moment)
        services.move_by_clock(at=self.now)
        self.edition.refresh_from_db()

    @property
    def opens_at(self) -> datetime:
        """When the call opens: as it says, else 60 days before the first day."""
        call = Call.objects.get(edition=self.edition)
        return call.opens_at or self.morning_of(self.edition.starts_on - timedelta(days=60))

    @property
    def closes_at(self) -> datetime:
        call = Call.objects.get(edition=self.edition)
        if call.closes_at:
            return call.closes_at
        return max(
            self.opens_at + timedelta(days=1),
            self.morning_of(self.edition.starts_on - timedelta(days=30)),
        )

    def morning_of(self, day) -> datetime:
        return datetime(day.year, day.month, day.day, 8, tzinfo=self.edition.zone)

    def evening_of(self, day) -> datetime:
        return datetime(day.year, day.month, day.day, 20, tzinfo=self.edition.zone)


# What an edition file may leave out without harm to a rehearsal.
PAPERWORK = frozenset(
    {
        "all_three_sides_take_part",
        "committee_has_approved",
        "contributions_are_entered",
        "title_is_in_every_offered_language",
        "course_information_is_published",
        "call_has_ended",
        "reports_are_valid",
        "certificates_are_issued",
    }
)
OFFICER, SCREENER, APPROVER = (
    str(Role.PROGRAMME_OFFICER),
    str(Role.SCREENER),
    str(Role.APPROVER),
)
