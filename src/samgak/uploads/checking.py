import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from samgak.uploads import archives, kinds, names
from samgak.uploads.faults import Refused

MOST_UNPACKED = 100_000_000


@dataclass(frozen=True)
class Policy:
    """What a place takes: kinds by their usual ending; sizes in bytes, for pictures a smaller one if given."""

    kinds: Collection[str]
    most_bytes: int
    most_bytes_of_a_picture: int = 0
    most_unpacked: int = MOST_UNPACKED

    def most(self, kind: str) -> int:
        """The most bytes a file of that kind may have."""
        if kind in kinds.PICTURES and self.most_bytes_of_a_picture:
            return self.most_bytes_of_a_picture
        return self.most_bytes

    @property
    def endings(self) -> list[str]:
        """The endings by which a file may be named, the other spellings included."""
        others = [one for one, kind in kinds.ALSO_CALLED.items() if kind in self.kinds]
        return [*self.kinds, *others]


@dataclass(frozen=True)
class Kept:
    """A file that may be kept: its harmless name, what it is, and the SHA-256 of its content in hex."""

    name: str
    kind: str
    media_type: str
    size_bytes: int
    sha256: str


def check(name: str, content: bytes, policy: Policy) -> Kept:
    """The file under a harmless name; raises Refused, whose params name the file."""
    clean = names.harmless(name)
    try:
        kind = _checked_kind(names.ending(clean), content, policy)
    except Refused as fault:
        raise Refused(fault.code, **{"name": clean, **fault.params}) from fault
    return Kept(
        name=clean,
        kind=kind,
        media_type=kinds.MEDIA_TYPES[kind],
        size_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _checked_kind(ending: str, content: bytes, policy: Policy) -> str:
    promised = kinds.named_kind(ending)
    if promised not in policy.kinds:
        raise Refused("file_type_refused", kinds=", ".join(policy.kinds))
    if len(content) > policy.most(promised):
        raise Refused("file_too_large", most=policy.most(promised) // 1_000_000)
    if not content.strip():
        raise Refused("empty_file")
    if kinds.is_locked(content):
        raise Refused("file_is_locked")
    if promised != _real_kind(promised, content, policy):
        raise Refused("file_is_not_what_it_says")
    return promised


def _real_kind(promised: str, content: bytes, policy: Policy) -> str:
    signed = kinds.signed_kind(content)
    if signed == "zip":
        return archives.check_archive(content, most_unpacked=policy.most_unpacked)
    if signed == promised == "pdf":
        kinds.check_pdf(content)
    elif signed == promised:
        kinds.check_picture(signed, content)
    if not signed and promised in kinds.TEXTS and kinds.is_text(content):
        return promised
    return signed
