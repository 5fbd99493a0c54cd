from collections import Counter

import rules as permission_rules
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samgak.certificates import (
    jobs,
    permissions,  # noqa: F401 - registers what may be done here
    phrases,
    queries,
)
from samgak.certificates.forms import StateFilter
from samgak.core import clock
from samgak.core import jobs as core_jobs
from samgak.core.downloads import rows_file
from samgak.core.places import country_name
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.spreadsheets import Column


@edition_page("certificates.see_completion")
def certificates(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """Everyone, what each has done and still lacks, and the certificates."""
    found = queries.completions(edition)
    filter_form = StateFilter(request.GET)
    wanted = filter_form.cleaned_data["state"] if filter_form.is_valid() else ""
    shown = [one for one in found if wanted in ("", one.state)]
    if kind := request.GET.get("download"):
        return _file(kind, edition, shown)
    counts = Counter(one.state for one in found)
    may_issue = permission_rules.has_perm("certificates.issue_certificate", request.access)
    return render(
        request,
        "certificates/certificates.html",
        {
            "edition": edition,
            "rows": [(one, phrases.completion_sentences(one, edition)) for one in shown],
            "filter_form": filter_form,
            "statistics": [
                {"value": counts[state], "label": phrases.STATE_TEXTS[state]}
                for state in (
                    queries.ISSUED,
                    queries.READY,
                    queries.WAITING_FOR_NAME,
                    queries.INCOMPLETE,
                )
            ],
            "ready": counts[queries.READY],
            "may_issue": may_issue,
        },
    )


@require_POST
@edition_page("certificates.issue_certificate")
def issue(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Hand the issuing to a worker and show how far it is."""
    work = core_jobs.begin(
        jobs.issue,
        by=request.user,
        at=clock.now(request),
        edition_code=edition.code,
        then=reverse("certificates:certificates", kwargs={"code": edition.code}),
    )
    return redirect("portal:work", pk=work.pk)


def _file(kind: str, edition: Edition, shown: list[queries.Completion]) -> HttpResponseBase:
    columns = [
        Column(_("Country")),
        Column(_("Passport name"), 30),
        Column(_("Native name"), 30),
        Column(_("State"), 26),
        Column(_("Attendance, percent")),
        Column(_("Explanation"), 60),
        Column(_("Number of the certificate"), 20),
    ]
    rows = (
        (
            country_name(one.participant.person.country, get_language() or "en"),
            one.participant.person.passport_name,
            one.participant.person.native_name,
            str(phrases.STATE_TEXTS[one.state]),
            one.attendance.percent,
            " ".join(text for _met, text in phrases.completion_sentences(one, edition)),
            one.certificate.number if one.certificate else None,
        )
        for one in shown
    )
    name, title = f"{edition.code}-certificates", _("Certificates")
    return rows_file(kind, name=name, title=title, columns=columns, rows=rows)
