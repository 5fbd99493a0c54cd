"""Pages of nominations as tests open them."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samgak.core import jobs
from samgak.nominations.models import WorkbookImport
from tests.factories import EditionRoleFactory


def signed_in(client, edition, role, country=""):
    user = EditionRoleFactory(edition=edition, role=role, country=country).user
    client.force_login(user)
    return user


def page(name, edition, *args):
    return reverse(f"nominations:{name}", args=[edition.code, *args])


def sent(client, edition, content, name="nominations-kz.csv", **more):
    file = SimpleUploadedFile(name, content)
    return client.post(page("imports", edition), {"file": file, **more})


def uploaded(client, edition, content, **more):
    """Upload, let the worker read, and come to the preview."""
    response = sent(client, edition, content, **more)
    assert response.status_code == 302, response.content.decode()
    jobs.work_off()
    return WorkbookImport.objects.latest("pk")


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()
