from django.conf import settings
from django.db import models

from samgak.core.audit import tracked
from samgak.participants.models import Participant
from samgak.timetable.models import Session


@tracked
class AttendanceRecord(models.Model):
    """Whether a participant was in a session, as somebody wrote it down."""

    class Status(models.TextChoices):
        PRESENT = "present"
        LATE = "late"
        EXCUSED = "excused"
        ABSENT = "absent"

    session = models.ForeignKey(Session, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    status = models.CharField(max_length=8, choices=Status)
    minutes_present = models.PositiveSmallIntegerField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["session", "participant"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "participant"], name="one_record_per_session_and_person"
            ),
        ]

    def __str__(self):
        return f"{self.participant_id} in {self.session_id}: {self.status}"
