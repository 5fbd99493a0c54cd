"""The document that a granted application ends in: for practice, and marked so."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext

from samgak.core import dates, texts
from samgak.core.errors import RuleBroken
from samgak.practice.models import PracticeCase
from samgak.practice.rules import registers
from samgak.practice.services.cases import seed_of
from samgak.printing.practice_documents import PracticeDocument, practice_document
from samgak.printing.typeface import Unprintable

MOST_FACTS = 14


def document(case: PracticeCase, *, item_names: dict[str, str]) -> bytes:
    """The PDF in the reader's language; `item_names` are the words for its facts."""
    language = get_language() or "en"
    service, who = case.service, registers.identity(seed_of(case.service), case.identity)
    if who is None or case.decided_at is None:
        raise ValueError("only a granted case has a document")
    known = case.known | case.answers
    day = case.decided_at.date()
    data = PracticeDocument(
        language=language,
        warning=gettext("Practice – not valid"),
        issued_by=_deciding_office(case),
        heading=texts.shown(service.title, reader=language, working=service.team.language).text,
        granted_to=gettext("Granted to"),
        name=f"{who.name} – {who.business}" if who.business else who.name,
        facts=tuple((item_names[item], value) for item, value in list(known.items())[:MOST_FACTS]),
        reason_label=gettext("Reason"),
        reason=case.reason,
        number=gettext("Number: %(number)s") % {"number": case.number},
        issued=gettext("Issued on %(date)s") % {"date": dates.plain_date(day, language)},
        issued_on=day,
        verify=gettext("Only people of the same course can check it, at this address:"),
        verify_url=verify_url(case),
        explanation=gettext(
            "Everything here is invented: the people, the offices and the document."
        ),
        mark_alt=gettext("Samgak: a triangle of three bars"),
        qr_alt=gettext("QR code with the address at which this certificate is checked"),
    )
    try:
        return practice_document(data)
    except Unprintable as refused:
        raise RuleBroken("not_printable") from refused


def verify_url(case: PracticeCase) -> str:
    """Where the document is checked, inside the practice."""
    page = reverse("practice:verify", kwargs={"code": case.service.team.edition.code})
    return f"{settings.BASE_URL}{page}?number={case.number}"


def _deciding_office(case: PracticeCase) -> str:
    decision = case.tasks.filter(is_decision=True).first()
    return (decision.office if decision else "") or gettext("Practice government")
