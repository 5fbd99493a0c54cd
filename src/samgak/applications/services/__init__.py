from samgak.applications.services.drafts import begin, declare_ready, save_answer, submit, withdraw
from samgak.applications.services.editing import change_form
from samgak.applications.services.endorsing import decline, endorse, give_back
from samgak.applications.services.inviting import (
    Invited,
    ask_for_applications,
    ask_no_more,
    invite,
    invite_all,
    remind,
    renew_link,
)
from samgak.applications.services.moving import follow, move
from samgak.applications.services.official import remove_official_form, save_official_form

__all__ = [
    "Invited",
    "ask_for_applications",
    "ask_no_more",
    "begin",
    "change_form",
    "declare_ready",
    "decline",
    "endorse",
    "follow",
    "give_back",
    "invite",
    "invite_all",
    "move",
    "remind",
    "remove_official_form",
    "renew_link",
    "save_answer",
    "save_official_form",
    "submit",
    "withdraw",
]
