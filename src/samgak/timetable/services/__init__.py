from samgak.timetable.services.making import make
from samgak.timetable.services.placing import (
    accept,
    cancel_session,
    move_session,
    reinstate_session,
)

__all__ = ["accept", "cancel_session", "make", "move_session", "reinstate_session"]
