"""The forms of an organisation, kept as lines of text."""

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from samgak.applications.models import OfficialForm
from samgak.applications.rules import official
from samgak.core import versions
from samgak.core.errors import RuleBroken
from samgak.partners.models import Organisation

MOST_FORMS = 40


@transaction.atomic
def save_official_form(
    *,
    organisation: Organisation,
    title: str,
    language: str,
    layout: str,
    keys: Collection[str],
    by,
    at: datetime,
    found: OfficialForm | None = None,
    seen: str = "",
) -> OfficialForm:
    """Keep a form, new or changed; refused with the lines that do not hold (`faults`)."""
    if found is not None:
        found = OfficialForm.objects.select_for_update().get(pk=found.pk)
        versions.refuse_if_changed(seen, versions.stamp([found]))
    elif OfficialForm.objects.filter(organisation=organisation).count() >= MOST_FORMS:
        raise RuleBroken("too_many_official_forms", most=MOST_FORMS)
    try:
        official.read(layout, keys=keys)
    except official.LayoutRefusedError as refused:
        raise RuleBroken("layout_has_faults", faults=refused.faults) from refused
    form = found or OfficialForm(organisation=organisation)
    form.title, form.language, form.layout = " ".join(title.split()), language, layout
    form.saved_at, form.saved_by = at, by
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError as clash:
        raise RuleBroken("official_form_exists") from clash
    return form


@transaction.atomic
def remove_official_form(found: OfficialForm) -> None:
    """Print it no more; what was printed stays with whoever has it."""
    found.delete()
