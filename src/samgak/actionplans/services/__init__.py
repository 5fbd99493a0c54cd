from samgak.actionplans.services.endorsing import ask_supervisor, endorse
from samgak.actionplans.services.followup import (
    abandon,
    answer,
    ask_what_is_due,
    confirm,
    resume,
    stop_reminders,
    verify,
)
from samgak.actionplans.services.plans import attach_result, comment, save, submit, take_back
from samgak.actionplans.services.records import (
    add_evidence,
    record_adoption,
    record_dissemination,
    remove_evidence,
)

__all__ = [
    "abandon",
    "add_evidence",
    "answer",
    "ask_supervisor",
    "ask_what_is_due",
    "attach_result",
    "comment",
    "confirm",
    "endorse",
    "record_adoption",
    "record_dissemination",
    "remove_evidence",
    "resume",
    "save",
    "stop_reminders",
    "submit",
    "take_back",
    "verify",
]
