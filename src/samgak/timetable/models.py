from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from i18nfield.fields import I18nCharField

from samgak.core.audit import tracked
from samgak.partners.models import Organisation
from samgak.programmes.models import Edition


@tracked
class Hours(models.Model):
    """The working day of an edition, in the venue's local time."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="+")
    first = models.TimeField()
    last = models.TimeField()
    lunch_from = models.TimeField(null=True, blank=True)
    lunch_until = models.TimeField(null=True, blank=True)
    slot_minutes = models.PositiveSmallIntegerField()
    break_minutes = models.PositiveSmallIntegerField(default=0)
    break_after_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    weekends = models.BooleanField(default=False)
    holidays = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gt=F("first")), name="day_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(slot_minutes__gt=0), name="slots_have_a_length"),
            models.CheckConstraint(
                condition=Q(lunch_from__isnull=True, lunch_until__isnull=True)
                | Q(lunch_until__gt=F("lunch_from")),
                name="lunch_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.first}-{self.last}"


@tracked
class Room(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    name = I18nCharField(max_length=200)
    seats = models.PositiveIntegerField()
    booths = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="room_code_once")]

    def __str__(self):
        return str(self.name) or self.code


@tracked
class Group(models.Model):
    """A part of the participants that has sessions of its own; groups share nobody."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    people = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="group_code_once")]

    def __str__(self):
        return self.code


@tracked
class Lecturer(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    name = I18nCharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, blank=True
    )
    languages = models.JSONField(default=list)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )
    # Set for a lecturer who teaches from afar: the hours there between which a session must lie.
    remote_timezone = models.CharField(max_length=64, blank=True)
    remote_from = models.TimeField(null=True, blank=True)
    remote_until = models.TimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="lecturer_code_once"),
            models.CheckConstraint(
                condition=Q(remote_timezone="", remote_from__isnull=True, remote_until__isnull=True)
                # Hours there may run past midnight.
                | Q(
                    ~Q(remote_timezone=""),
                    ~Q(remote_until=F("remote_from")),
                    remote_from__isnull=False,
                    remote_until__isnull=False,
                ),
                name="remote_lecturer_has_hours",
            ),
        ]

    def __str__(self):
        return str(self.name) or self.code


@tracked
class LecturerAbsence(models.Model):
    lecturer = models.ForeignKey(Lecturer, models.CASCADE, related_name="absences")
    away_from = models.DateTimeField()
    away_until = models.DateTimeField()

    class Meta:
        ordering = ["away_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(away_until__gt=F("away_from")), name="absence_ends_after_it_begins"
            ),
        ]

    def __str__(self):
        return f"{self.lecturer_id}: {self.away_from} - {self.away_until}"


@tracked
class Interpreter(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    name = I18nCharField(max_length=200, blank=True)
    # "ko-ru": serves what is spoken in ko for listeners of ru, not the other way.
    pairs = models.JSONField(default=list)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="interpreter_code_once"),
        ]

    def __str__(self):
        return str(self.name) or self.code


@tracked
class Session(models.Model):
    """What is taught or done in one go: first what it needs, then where and when it was placed."""

    class Kind(models.TextChoices):
        PLENARY = "plenary"
        LECTURE = "lecture"
        DISCUSSION = "discussion"
        PRACTICE = "practice"
        WORKSHOP = "workshop"
        TEST = "test"
        VISIT = "visit"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=64)
    title = I18nCharField(max_length=300)
    minutes = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    language = models.CharField(max_length=8)
    lecturer = models.ForeignKey(
        Lecturer, models.PROTECT, related_name="sessions", null=True, blank=True
    )
    room_wanted = models.ForeignKey(Room, models.PROTECT, related_name="+", null=True, blank=True)
    # Empty: everyone.
    group = models.ForeignKey(Group, models.PROTECT, related_name="+", null=True, blank=True)
    fixed_at = models.DateTimeField(null=True, blank=True)
    after = models.ManyToManyField("self", symmetrical=False, related_name="before", blank=True)

    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    room = models.ForeignKey(Room, models.PROTECT, related_name="+", null=True, blank=True)
    interpreters = models.ManyToManyField(Interpreter, through="InterpreterDuty", related_name="+")
    is_cancelled = models.BooleanField(default=False)
    # Calendars take a change only with a higher number.
    sequence = models.PositiveIntegerField(default=0)
    placed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="session_code_once"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="session_has_a_length"),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True, ends_at__isnull=True, room__isnull=True)
                | Q(ends_at__gt=F("starts_at")),
                name="placed_session_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return str(self.title)


@tracked
class InterpreterDuty(models.Model):
    """An interpreter at work in a session."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="duties")
    interpreter = models.ForeignKey(Interpreter, models.PROTECT, related_name="duties")

    class Meta:
        ordering = ["interpreter"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "interpreter"], name="interpreter_once_per_session"
            ),
        ]

    def __str__(self):
        return f"{self.interpreter_id} in {self.session_id}"


class Occupation(models.Model):
    """A room, lecturer, interpreter or group taken by a session; only database triggers write here."""

    # The session's own trigger frees what it took; the table refuses everybody else.
    session = models.ForeignKey(Session, models.DO_NOTHING, related_name="+")
    resource = models.CharField(max_length=40)  # "room:7", "lecturer:3", "interpreter:4", "group:2"
    during = DateTimeRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="nothing_is_booked_twice",
                # Checked at once; a whole timetable is accepted with the check at its end.
                deferrable=models.Deferrable.IMMEDIATE,
                expressions=[
                    ("resource", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self):
        return f"{self.resource} {self.during}"


@tracked
class Making(models.Model):
    """What the planner reached when it last made an edition's timetable, and what it proved."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    # Sessions that had a time kept it; what is proved is proved for these times.
    only_unplaced = models.BooleanField(default=False)
    # Each measure of planning.timetable, and the least value it can have.
    day_spread_minutes = models.PositiveIntegerField()
    day_spread_minutes_bound = models.PositiveIntegerField()
    days_apart = models.IntegerField()
    days_apart_bound = models.IntegerField()
    lecturer_days = models.PositiveIntegerField()
    lecturer_days_bound = models.PositiveIntegerField()

    def __str__(self):
        return f"{self.edition_id} at {self.made_at}"
