"""A sentence for every code of planning.timetable.rules, of a placement that breaks the rule."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

BROKEN_TEXTS = {
    "not-held": _("%(session)s has no time yet."),
    "length": ngettext_lazy(
        "%(session)s is not held for its %(minutes)s minute.",
        "%(session)s is not held for its %(minutes)s minutes.",
        "minutes",
    ),
    "usable-day": _("%(session)s is on a day that is not used: %(on)s."),
    "grid": ngettext_lazy(
        "%(session)s does not start on the grid of %(slot_minutes)s minute.",
        "%(session)s does not start on the grid of %(slot_minutes)s minutes.",
        "slot_minutes",
    ),
    "hours": _("%(session)s lies outside the hours from %(first)s to %(last)s."),
    "lunch": _("%(session)s runs into lunch, from %(lunch_from)s to %(lunch_until)s."),
    "fixed-start": _("%(session)s has a fixed start: %(at)s."),
    "after": _("%(other)s starts before %(session)s has ended, on which it builds."),
    "lecturer-away": _(
        "The lecturer of %(session)s, %(lecturer)s, is away from %(away_from)s to %(away_until)s."
    ),
    "lecturer-remote": _(
        "%(session)s lies outside the hours of its remote lecturer, %(lecturer)s:"
        " from %(hours_from)s to %(hours_until)s by the clock of %(timezone)s."
    ),
    "room-given": _("%(session)s was to be held in the room “%(room)s”."),
    "room-missing": _("%(session)s has no room."),
    "room-seats": ngettext_lazy(
        "The room of %(session)s, “%(room)s”, has too few seats for %(people)s person.",
        "The room of %(session)s, “%(room)s”, has too few seats for %(people)s people.",
        "people",
    ),
    "room-booth": _("%(session)s is interpreted (%(pair)s), and the room “%(room)s” has no booth."),
    "interpreters-needed": ngettext_lazy(
        "%(session)s needs %(needed)s interpreter (%(pair)s) and has %(serving)s.",
        "%(session)s needs %(needed)s interpreters (%(pair)s) and has %(serving)s.",
        "needed",
    ),
    "interpreters-not-needed": ngettext_lazy(
        "%(session)s is held in the working language and needs no interpreter, but has %(serving)s.",
        "%(session)s is held in the working language and needs no interpreters, but has %(serving)s.",
        "serving",
    ),
    "interpreter-pair": _(
        "The interpreter %(interpreter)s of %(session)s does not serve %(pair)s."
    ),
    "room-shared": _("%(session)s and %(other)s overlap in the room “%(room)s”."),
    "lecturer-shared": _("%(session)s and %(other)s overlap, and %(lecturer)s teaches both."),
    "interpreter-shared": _("%(session)s and %(other)s overlap, and %(interpreter)s serves both."),
    "people-shared": _("%(session)s and %(other)s overlap, and group %(group)s attends both."),
    "people-shared-everyone": _("%(session)s and %(other)s overlap, and everyone attends both."),
    "interpreter-minutes": _(
        "%(interpreter)s interprets %(minutes)s min on %(on)s, more than %(at_most)s min a day:"
        " %(sessions)s."
    ),
    "break": _(
        "Group %(group)s has %(minutes)s min without a break of %(break_minutes)s min,"
        " more than %(break_after_minutes)s min: %(sessions)s."
    ),
    "break-everyone": _(
        "There are %(minutes)s min without a break of %(break_minutes)s min,"
        " more than %(break_after_minutes)s min: %(sessions)s."
    ),
}
