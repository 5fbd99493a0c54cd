"""Who a visitor of the demonstration may be, and the files to try."""

from dataclasses import dataclass
from pathlib import Path

from samgak.accounts.models import User
from samgak.core import texts
from samgak.exchange import queries
from samgak.nominations.models import WorkbookImport
from samgak.partners.models import OrganisationRole
from samgak.programmes.models import Edition, EditionRole

CODE = "astana-2025"
DIRECTORY = Path(queries.__file__).resolve().parents[1] / "demonstration" / CODE
PASSWORD = "three-sides-one-record"  # noqa: S105 - printed for every visitor of a demonstration
DOMAIN = "demonstration.samgak.example"


@dataclass(frozen=True)
class Post:
    """A role of somebody, and where it is held: for a country, or at an organisation."""

    role: str
    country: str
    organisation: str


@dataclass(frozen=True)
class SignIn:
    user: User
    posts: tuple[Post, ...]


@dataclass(frozen=True)
class Workbook:
    """A workbook as a focal point would mail it, and whether it was imported."""

    file_name: str
    country: str
    is_imported: bool


def edition() -> Edition | None:
    """The edition of the demonstration, where it is loaded."""
    return Edition.objects.filter(code=CODE).first()


def sign_ins() -> tuple[SignIn, ...]:
    """Everybody with a role, in the order in which they came, in two queries."""
    posts: dict[int, list[Post]] = {}
    users: dict[int, User] = {}
    for held in OrganisationRole.objects.select_related("user", "organisation").order_by("pk"):
        name = texts.shown(held.organisation.name, reader="en", working="en").text
        users[held.user_id] = held.user
        posts.setdefault(held.user_id, []).append(Post(held.role, "", name))
    for held in EditionRole.objects.select_related("user").order_by("pk"):
        users[held.user_id] = held.user
        # Of two editions once.
        post, of_person = Post(held.role, held.country, ""), posts.setdefault(held.user_id, [])
        if post not in of_person:
            of_person.append(post)
    return tuple(SignIn(user=users[pk], posts=tuple(held)) for pk, held in posts.items())


def workbooks() -> tuple[Workbook, ...]:
    """The workbooks of the demonstration, by country."""
    states = [WorkbookImport.State.IMPORTED]
    imported = set(
        WorkbookImport.objects.filter(edition__code=CODE, state__in=states).values_list(
            "country", flat=True
        )
    )
    found = ((path, path.stem.removeprefix("nominations-").upper()) for path in _files())
    return tuple(Workbook(path.name, country, country in imported) for path, country in found)


def workbook_path(file_name: str) -> Path | None:
    """Where the workbook of that name lies; None for any other name."""
    return next((path for path in _files() if path.name == file_name), None)


def _files() -> list[Path]:
    return sorted(DIRECTORY.glob("nominations-*.xlsx"))
