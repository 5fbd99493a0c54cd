from django.conf import settings
from django.db import models
from django.db.models import Q

from samgak.core.audit import tracked, tracked_except
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
    # Heading -> field, as a person chose it for headings that were not recognised.
    mapping = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    fault_code = models.CharField(max_length=60, blank=True)
    fault_params = models.JSONField(default=dict, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    imported_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    rows_imported = models.PositiveIntegerField(default=0)
    rows_unchanged = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-uploaded_at"]
        indexes = [models.Index(fields=["edition", "country"], name="imports_of_a_country")]
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


@tracked
class ReportedRow(models.Model):
    """A row of a workbook that was not imported, or was with a remark: why, and what stood there."""

    workbook = models.ForeignKey(WorkbookImport, models.CASCADE, related_name="reported_rows")
    row = models.PositiveIntegerField()  # the number in the sheet, from 1
    code = models.CharField(max_length=60)
    params = models.JSONField(default=dict, blank=True)
    values = models.JSONField(default=dict, blank=True)
    is_remark = models.BooleanField(default=False)
    mended_at = models.DateTimeField(null=True, blank=True)
    mended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["row", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(mended_at__isnull=True, mended_by__isnull=True)
                | Q(mended_at__isnull=False, mended_by__isnull=False),
                name="mended_at_and_by",
            ),
        ]

    def __str__(self):
        return f"{self.workbook}:{self.row} {self.code}"
