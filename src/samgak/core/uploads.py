"""Files that people send: one way in, with the virus scanner where one is set up."""

from collections.abc import Mapping

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samgak.core.errors import RuleBroken
from samgak.uploads import Kept, Policy, Refused, check, harmless, scan

RULE_TEXTS: Mapping[str, Promise] = {
    "empty_file": _("%(name)s: the file is empty."),
    "file_too_large": _("%(name)s: the file may have at most %(most)s MB."),
    "file_type_refused": _("%(name)s: only files of these kinds are taken: %(kinds)s."),
    "file_is_not_what_it_says": _("%(name)s: the content is not what the ending says."),
    "file_damaged": _(
        "%(name)s: the file is damaged. Open it, save it under another name and send that."
    ),
    "file_is_locked": _("%(name)s: the file is locked with a password. Save it without one."),
    "file_unpacks_too_large": _(
        "%(name)s: the file would become too large when it is unpacked; leave something out."
    ),
    "file_holds_an_archive": _(
        "%(name)s: there is another packed file inside. Take it out and send it by itself."
    ),
    "file_has_macros": _(
        "%(name)s: there are macros or programs inside. Save the file without them."
    ),
    "picture_too_large": _("%(name)s: a picture may have at most %(most)s pixels a side."),
    "file_infected": _(
        "%(name)s: the virus scanner found %(found)s in the file, so it was not kept."
    ),
    "scanner_unreachable": _(
        "Files can't be checked for viruses at the moment, so none are taken. Try again later."
    ),
}


def sentence(fault: Refused | RuleBroken) -> str:
    """Why the file was not kept."""
    return str(RULE_TEXTS[fault.code]) % fault.params


def keep(name: str, content: bytes, policy: Policy) -> Kept:
    """What may be kept of a file that was sent; raises RuleBroken with a code of RULE_TEXTS."""
    try:
        kept = check(name, content, policy)
        if settings.CLAMD:
            scan(content, address=settings.CLAMD)
    except Refused as fault:
        raise RuleBroken(fault.code, **{"name": harmless(name), **fault.params}) from fault
    return kept


def content_of(sent: UploadedFile, policy: Policy) -> bytes:
    """The bytes of a file that is not too large; how large it is, is known before it is read."""
    size = sent.size or 0
    if size > policy.most_bytes:
        most = policy.most_bytes // 1_000_000
        raise RuleBroken("file_too_large", name=harmless(sent.name or ""), most=most)
    content = sent.read()
    sent.seek(0)
    return content


class UploadField(forms.FileField):
    """A file of the kinds and sizes of a policy; its cleaned value has a harmless name."""

    def __init__(self, *, policy: Policy, **more):
        accepted = ",".join(f".{one}" for one in policy.endings)
        more.setdefault("widget", forms.FileInput({"accept": accepted}))
        super().__init__(allow_empty_file=True, **more)
        self.policy = policy

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return file
        try:
            content = content_of(file, self.policy)
            file.name = keep(file.name or "", content, self.policy).name
        except RuleBroken as broken:
            raise forms.ValidationError(sentence(broken), code=broken.code) from broken
        return file
