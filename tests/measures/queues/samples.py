"""Offices of the tests."""

from samgak.measures.burden import Estimate
from samgak.measures.queues.offices import Desk, Office, Task, Visit

HOURS = (30, 60, 80, 70, 40, 60, 70, 50, 40)  # nine to six, fewer at noon
MINUTES = {
    "licences": Estimate(5, 9, 25),
    "certificates": Estimate(2, 4, 9),
    "payments": Estimate(1, 2, 6),
}
TASKS = tuple(Task(code, minutes) for code, minutes in MINUTES.items())


def office(**changes):
    """500 visits a day at three kinds of counters."""
    given = {
        "tasks": TASKS,
        "visits": (
            Visit("licences", 150, ("licences",)),
            Visit("certificates", 200, ("certificates",)),
            Visit("payments", 150, ("payments",)),
        ),
        "desks": (
            Desk("licences", 4, ("licences",)),
            Desk("certificates", 2, ("certificates",)),
            Desk("payments", 1, ("payments",)),
        ),
        "hours": HOURS,
    }
    return Office(**(given | changes))


def in_turn(**changes):
    """Everybody goes through all three."""
    given = {
        "visits": (Visit("licence", 120, ("certificates", "licences", "payments")),),
        "desks": (
            Desk("reception", 2, ("certificates",)),
            Desk("specialists", 4, ("licences",)),
            Desk("cashier", 1, ("payments",)),
        ),
    }
    return office(**(given | changes))
