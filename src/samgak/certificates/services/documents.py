"""The printed certificate: the statement put into the words of its languages."""

from typing import Any

from babel.languages import get_official_languages
from django.conf import settings
from django.utils.translation import gettext, override

from samgak.certificates import queries
from samgak.certificates.models import Certificate
from samgak.certificates.services import statements
from samgak.core import dates, texts
from samgak.core.errors import RuleBroken
from samgak.printing import certificates as printing
from samgak.printing.typeface import Unprintable, characters_of, folder


def render_pdf(certificate: Certificate) -> bytes:
    """The certificate as PDF/A-3a, in the working language and in English, from its statement alone."""
    first, *_ = languages = _languages(certificate.statement)
    with override(first):
        mark_alt = gettext("Samgak: a triangle of three bars")
        qr_alt = gettext("QR code with the address at which this certificate is checked")
    data = printing.Certificate(
        native_name=_printable_name(certificate),
        native_language=_native_language(certificate),
        passport_name=certificate.passport_name,
        verify_url=verify_url(certificate.number),
        issued_on=queries.stated_day(certificate.statement, "issued_on"),
        texts=tuple(_text(certificate, language) for language in languages),
        mark_alt=mark_alt,
        qr_alt=qr_alt,
    )
    try:
        return printing.certificate(data)
    except Unprintable as refused:
        raise RuleBroken("name_not_printable", name=certificate.passport_name) from refused


def _printable_name(certificate: Certificate) -> str:
    """The name in its own script; the passport's where the typeface lacks that script's letters."""
    name = certificate.native_name
    letters = characters_of(folder())
    if name and all(letter.isspace() or ord(letter) in letters for letter in name):
        return name
    return certificate.passport_name


def verify_url(number: str) -> str:
    """The address printed on the certificate: without a language, for life."""
    return f"{settings.BASE_URL}/verify/{number}/"


def _languages(statement: dict[str, Any]) -> list[str]:
    working = statement["working_language"]
    if working not in texts.LANGUAGES:
        return ["en"]
    return list(dict.fromkeys((working, "en")))


def _native_language(certificate: Certificate) -> str:
    if _printable_name(certificate) == certificate.passport_name:
        return "en"
    return next(iter(get_official_languages(certificate.country)), "en")


def _text(certificate: Certificate, language: str) -> printing.CertificateText:
    stated = certificate.statement

    def shown(versions: dict[str, str]) -> str:
        return texts.shown(versions, reader=language, working=stated["working_language"]).text

    issuers = tuple(shown(issuer["name"]) for issuer in stated["issuers"])
    with override(language):
        return printing.CertificateText(
            language=language,
            heading=gettext("Certificate of completion"),
            issuers=issuers,
            presented_to=gettext("Presented to"),
            statement=_achievement(stated),
            edition=shown(stated["title"]),
            held=gettext("%(dates)s, %(venue)s, %(city)s")
            % {
                "dates": dates.date_range(
                    queries.stated_day(stated, "starts_on"),
                    queries.stated_day(stated, "ends_on"),
                    language,
                ),
                "venue": shown(stated["venue"]),
                "city": shown(stated["city"]),
            },
            signatories=tuple(printing.Signatory(name=issuer, position="") for issuer in issuers),
            number=gettext("Certificate No. %(number)s") % {"number": certificate.number},
            issued=gettext("Issued on %(date)s")
            % {"date": dates.plain_date(queries.stated_day(stated, "issued_on"), language)},
            verify=gettext("Scan the code or open this address to check the certificate"),
            remark=" ".join(_remarks(stated)),
        )


def _achievement(stated: dict[str, Any]) -> str:
    if stated["kind"] == "secondment":
        return gettext("For completing this secondment.")
    if stated["attendance_percent"] is None:
        return gettext("For completing this training.")
    return gettext("For completing this training with an attendance of %(percent)s %%.") % {
        "percent": stated["attendance_percent"]
    }


def _remarks(stated: dict[str, Any]) -> list[str]:
    words = {
        statements.DEMONSTRATION: gettext("Demonstration data."),
        statements.REHEARSAL: gettext("Rehearsal: this certificate proves nothing."),
    }
    said = [words[code] for code in stated["remarks"]]
    if stated["replaces"]:
        said.append(
            gettext("Replaces certificate No. %(number)s.") % {"number": stated["replaces"]}
        )
    return said
