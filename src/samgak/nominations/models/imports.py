from django.conf import settings
from django.db import models
from django.db.models import Q

from samgak.core.audit import tracked_except
from samgak.nominations.models.nominations import Nomination
from samgak.programmes.models import Edition


@tracked_except("content")
class WorkbookImport(models.Model):
    """A workbook of one country as it was mailed, what was read from it, and what became of it."""

    class State(models.TextChoices):
        UPLOADED = "uploaded"
        PREVIEWED = "previewed"
        IMPORTED = "imported"
        UNDONE = "undone"
        REFUSED = "refused"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    country = models.CharField(max_length=2)
    file_name = models.CharField(max_length=255)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    # What a person chose: column (counted from 0, as text) -> field or null, word -> language level.
    mapping = models.JSONField(default=dict, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    # What there is to say of the sheet as a whole: headings, columns, findings, questions.
    sheet = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    fault_code = models.CharField(max_length=60, blank=True)
    fault_params = models.JSONField(default=dict, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    imported_at = models.DateTimeField(null=True, blank=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        indexes = [
            models.Index(fields=["edition", "country"], name="imports_of_a_country"),
            models.Index(fields=["edition", "sha256"], name="imports_of_one_file"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="imported") | Q(imported_at__isnull=False),
                name="import_knows_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="undone") | Q(undone_at__isnull=False), name="undo_knows_when"
            ),
        ]

    def __str__(self):
        return self.file_name


class WorkbookRow(models.Model):
    """A row of a workbook: what it would do, or did, or why it can't; and the cells as typed."""

    class Outcome(models.TextChoices):
        CREATED = "created"
        CHANGED = "changed"
        UNCHANGED = "unchanged"
        REPORTED = "reported"

    workbook = models.ForeignKey(WorkbookImport, models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField()  # the number in the sheet, from 1
    outcome = models.CharField(max_length=10, choices=Outcome)
    # One code for a reported row; all that is to be said of any row: [{code, field, params}].
    code = models.CharField(max_length=40, blank=True)
    findings = models.JSONField(default=list, blank=True)
    # Field -> [before, after], of a nominee or a person known already.
    changes = models.JSONField(default=dict, blank=True)
    values = models.JSONField(default=dict, blank=True)
    passport_name = models.CharField(max_length=400, blank=True)
    native_name = models.CharField(max_length=400, blank=True)
    rank = models.PositiveIntegerField(null=True, blank=True)
    nomination = models.ForeignKey(
        Nomination, models.SET_NULL, related_name="+", null=True, blank=True
    )
    # As this import left the nomination: a later version means that somebody built on it.
    version = models.PositiveIntegerField(null=True, blank=True)
    mended_at = models.DateTimeField(null=True, blank=True)
    mended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["row", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["workbook", "row"], name="row_of_a_workbook_once"),
            models.CheckConstraint(
                condition=Q(outcome="reported") ^ Q(code=""), name="reported_row_has_a_code"
            ),
        ]

    def __str__(self):
        return f"{self.workbook_id}:{self.row} {self.outcome}"
