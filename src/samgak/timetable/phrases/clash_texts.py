"""A sentence for every code of planning.timetable.rules, of a rule that can't hold beside others."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

CLASH_TEXTS = {
    "usable-day": _("%(session)s must be on a day that is used."),
    "grid": ngettext_lazy(
        "%(session)s must start on the grid of %(slot_minutes)s minute.",
        "%(session)s must start on the grid of %(slot_minutes)s minutes.",
        "slot_minutes",
    ),
    "hours": _("%(session)s must lie between %(first)s and %(last)s."),
    "lunch": _("%(session)s must keep clear of lunch, from %(lunch_from)s to %(lunch_until)s."),
    "fixed-start": _("%(session)s must start at its fixed time: %(at)s."),
    "after": _("%(other)s must come after %(session)s."),
    "lecturer-away": _("%(session)s must not be held while %(lecturer)s is away."),
    "lecturer-remote": _(
        "%(session)s must lie within the hours of its remote lecturer, %(lecturer)s:"
        " from %(hours_from)s to %(hours_until)s by the clock of %(timezone)s."
    ),
    "room-given": _("%(session)s must be held in the room “%(room)s”."),
    "room-seats": ngettext_lazy(
        "%(session)s must have a room with a seat for %(people)s person.",
        "%(session)s must have a room with seats for %(people)s people.",
        "people",
    ),
    "room-booth": _("%(session)s must have a room with a booth, for it is interpreted (%(pair)s)."),
    "interpreters-needed": ngettext_lazy(
        "%(session)s must have %(needed)s interpreter (%(pair)s).",
        "%(session)s must have %(needed)s interpreters (%(pair)s).",
        "needed",
    ),
    "room-shared": _("The room “%(room)s” holds one session at a time: %(sessions)s."),
    "lecturer-shared": _("%(lecturer)s teaches one session at a time: %(sessions)s."),
    "interpreter-shared": _("%(interpreter)s serves one session at a time: %(sessions)s."),
    "people-shared": _("Group %(group)s attends one session at a time: %(sessions)s."),
    "people-shared-everyone": _("Everyone attends one session at a time: %(sessions)s."),
    "interpreter-minutes": _(
        "%(interpreter)s interprets at most %(at_most)s min a day: %(sessions)s."
    ),
    "break": _(
        "Group %(group)s has a break of %(break_minutes)s min after at most"
        " %(break_after_minutes)s min: %(sessions)s."
    ),
    "break-everyone": _(
        "There is a break of %(break_minutes)s min after at most %(break_after_minutes)s min:"
        " %(sessions)s."
    ),
}
