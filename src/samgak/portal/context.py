"""What the frame of a page shows beside the page: the edition's other pages, the person's hats."""

from dataclasses import dataclass
from functools import cache, lru_cache

import rules
from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samgak.core import clock
from samgak.partners.models import Role
from samgak.portal.queries import hats
from samgak.programmes import rules_kinds
from samgak.programmes.models import Edition
from samgak.programmes.permissions import Access, Held
from samgak.programmes.phrases import ROLE_TEXTS

HAT = "hat"  # in the session: the role that is worn

# Others may see these too, but have better ones for the same.
FOR_FOCAL_POINTS = frozenset({"nominations:desk", "nominations:outcome"})
# Shown only to those who may not see the other.
BETTER = {"actionplans:shared": "actionplans:plans"}
# Shown where the kind of the edition has what the page is for.
FOR_KINDS_WITH = {
    "timetable:timetable": "timetable",
    "timetable:agenda": "timetable",
    "attendance:overview": "timetable",
    "surveys:results": "tests",
    "secondments:overview": "log",
    "demand:overview": "three_sides",
}
# The pages of an edition in the order of its life; each says itself who may see it.
EDITION_PAGES = (
    ("portal:my_page", gettext_lazy("My page")),
    ("privacy:my_data", gettext_lazy("My data")),
    ("portal:edition", gettext_lazy("Course information")),
    ("calls:desk", gettext_lazy("Texts of the course information")),
    ("calls:deadlines", gettext_lazy("Deadline for nominations")),
    ("portal:life", gettext_lazy("Life of the edition")),
    ("demand:overview", gettext_lazy("Demand and decision")),
    ("nominations:desk", gettext_lazy("My desk")),
    ("nominations:imports", gettext_lazy("Workbooks")),
    ("nominations:nominees", gettext_lazy("Nominees")),
    ("applications:applications", gettext_lazy("Applications")),
    ("nominations:screening", gettext_lazy("Screening")),
    ("nominations:reviews", gettext_lazy("Reviews")),
    ("nominations:my_reviews", gettext_lazy("My reviews")),
    ("nominations:selection", gettext_lazy("Selection")),
    ("nominations:outcome", gettext_lazy("Outcome of the selection")),
    ("places:cohort", gettext_lazy("Seats")),
    ("places:appeals", gettext_lazy("Appeals")),
    ("timetable:timetable", gettext_lazy("Timetable")),
    ("timetable:agenda", gettext_lazy("Agenda")),
    ("privacy:items", gettext_lazy("Second-stage data")),
    ("correspondence:outbox", gettext_lazy("Outbox")),
    ("attendance:overview", gettext_lazy("Attendance")),
    ("learning:library", gettext_lazy("Lessons")),
    ("learning:matrix", gettext_lazy("Country reports")),
    ("surveys:results", gettext_lazy("Tests")),
    ("surveys:surveys", gettext_lazy("Surveys")),
    ("surveys:my_surveys", gettext_lazy("Surveys")),
    ("secondments:overview", gettext_lazy("Secondment")),
    ("practice:practice", gettext_lazy("Practice government")),
    ("practice:portal", gettext_lazy("Practice portal")),
    ("discussions:topics", gettext_lazy("Discussions")),
    ("discussions:commitments", gettext_lazy("Commitments")),
    ("actionplans:plans", gettext_lazy("Action plans")),
    ("actionplans:shared", gettext_lazy("Action plans to read")),
    ("valueadded:overview", gettext_lazy("Value added")),
    ("certificates:certificates", gettext_lazy("Certificates")),
    ("funding:contributions", gettext_lazy("Contributions")),
    ("reporting:reports", gettext_lazy("Reports")),
    ("stories:story", gettext_lazy("Public story")),
    ("exchange:privacy_report", gettext_lazy("Privacy report")),
    ("programmes:people", gettext_lazy("People and roles")),
    ("programmes:audit", gettext_lazy("Audit trail")),
)


@dataclass(frozen=True)
class Hat:
    """A role the person may act in; the empty one stands for all of them."""

    role: str
    title: str
    is_current: bool


@dataclass(frozen=True)
class Item:
    """A page of the side navigation."""

    text: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Navigation:
    """The pages of an edition that the reader may see; empty for readers without a role in it."""

    label: str
    items: tuple[Item, ...]


def navigation(request: HttpRequest) -> dict:
    """The side navigation of an edition's pages and the hats of the person, each asked when shown."""
    return {
        "edition_navigation": SimpleLazyObject(lambda: _edition_navigation(request)),
        "hats": SimpleLazyObject(lambda: _hats(request)),
    }


def _hats(request: HttpRequest) -> tuple[Hat, ...]:
    user = getattr(request, "user", None)  # an error may come before we know who asks
    if user is None or not user.is_authenticated:
        return ()
    access = getattr(request, "access", None)
    held = (
        hats.in_order(access.anywhere)
        if access and access.user_id
        else hats.roles_of(user, on=clock.now(request).date())
    )
    worn = request.session.get(HAT, "")
    if len(held) < 2:
        return ()
    everything = Hat("", _("All my roles"), worn not in held)
    return (everything, *(Hat(role, str(ROLE_TEXTS[role]), role == worn) for role in held))


def _edition_navigation(request: HttpRequest) -> Navigation:
    access = getattr(request, "access", None)
    label = _("Pages of the edition")
    if access is None or access.edition is None or not access.roles:
        return Navigation(label, ())
    edition, language = access.edition, get_language()
    seen = [
        (text, _address(name, edition.code, language))
        for name, text in _pages_of(access.held, kind=edition.kind, state=edition.state)
    ]
    here = _where(request.path, [url for _, url in seen], code=edition.code, language=language)
    return Navigation(label, tuple(Item(str(text), url, url == here) for text, url in seen))


@lru_cache(maxsize=1_024)
def _pages_of(held: tuple[Held, ...], *, kind: str, state: str) -> tuple[tuple[str, object], ...]:
    """Name and title of each page that whoever holds these roles may see, in an edition of the kind and
    state: they alone decide, for the permissions are given nothing else."""
    access = Access(user_id=0, edition=Edition(kind=kind, state=state), held=held)
    return tuple(
        (name, _title_of(kind, name, text))
        for name, text in EDITION_PAGES
        if _has_page(kind, name)
        and rules.has_perm(_permission_of(name), access)
        and not (name in BETTER and rules.has_perm(_permission_of(BETTER[name]), access))
        and (name not in FOR_FOCAL_POINTS or Role.FOCAL_POINT in access.roles)
    )


def _where(path: str, urls: list[str], *, code: str, language: str | None) -> str:
    """The address of the navigation under which a page stands; empty where none does."""
    front, own = (_address(name, code, language) for name in ("portal:edition", "portal:my_page"))
    here = max((url for url in urls if path.startswith(url)), key=len, default="")
    if here != front or path == front:
        return here
    # Every page of the edition begins with the address of its front page.
    return own if own in urls and path.startswith(f"{front}my-") else ""


def _title_of(kind: str, name: str, text: object) -> object:
    is_another = name == "portal:edition" and not rules_kinds.has(kind, "course")
    return gettext_lazy("The edition") if is_another else text


def _has_page(kind: str, name: str) -> bool:
    return name not in FOR_KINDS_WITH or rules_kinds.has(kind, FOR_KINDS_WITH[name])


@lru_cache(maxsize=4_096)
def _address(name: str, code: str, language: str | None) -> str:
    """The address of a page of the edition; its first part is the language that is spoken now."""
    return reverse(name, kwargs={"code": code})


@cache
def _permission_of(name: str) -> str:
    """What the page itself demands of its readers."""
    return resolve(reverse(name, kwargs={"code": "any"})).func.permission
