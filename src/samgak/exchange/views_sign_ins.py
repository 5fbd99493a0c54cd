"""The way into the demonstration: everybody with a role, one click each, and files to try."""

from django.contrib.auth import login
from django.contrib.auth.backends import ModelBackend
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samgak.exchange.queries import demonstration as queries
from samgak.uploads import MEDIA_TYPES

BACKEND = f"{ModelBackend.__module__}.{ModelBackend.__qualname__}"


@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Whom a visitor may be, and the workbooks that wait to be imported."""
    return render(
        request,
        "exchange/demonstration.html",
        {
            "edition": queries.edition(),
            "sign_ins": queries.sign_ins(),
            "domain": queries.DOMAIN,
            "password": queries.PASSWORD,
            "workbooks": queries.workbooks(),
        },
    )


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign the visitor in as one of the people of the demonstration."""
    chosen = request.POST.get("person", "")
    found = next((one for one in queries.sign_ins() if str(one.user.pk) == chosen), None)
    if found is None or not found.user.is_active:
        raise Http404
    login(request, found.user, backend=BACKEND)
    return redirect("portal:workspace")


@require_safe
def workbook(request: HttpRequest, file_name: str) -> HttpResponse:
    """A workbook as a focal point would mail it."""
    path = queries.workbook_path(file_name)
    if path is None:
        raise Http404
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=path.name, content_type=MEDIA_TYPES["xlsx"]
    )
