from samgak.applications.services.drafts import begin, declare_ready, save_answer, submit, withdraw
from samgak.applications.services.editing import change_form
from samgak.applications.services.endorsing import decline, endorse, give_back
from samgak.applications.services.files import keep_file, remove_file
from samgak.applications.services.following import Turn, follow, follow_all
from samgak.applications.services.inviting import (
    Invited,
    ask_for_applications,
    ask_no_more,
    invite,
    invite_all,
    remind,
    renew_link,
)
from samgak.applications.services.moving import move
from samgak.applications.services.official import remove_official_form, save_official_form
from samgak.applications.services.telling import tell_of_new_versions

__all__ = [
    "Invited",
    "Turn",
    "ask_for_applications",
    "ask_no_more",
    "begin",
    "change_form",
    "declare_ready",
    "decline",
    "endorse",
    "follow",
    "follow_all",
    "give_back",
    "invite",
    "invite_all",
    "keep_file",
    "move",
    "remind",
    "remove_file",
    "remove_official_form",
    "renew_link",
    "save_answer",
    "save_official_form",
    "submit",
    "tell_of_new_versions",
    "withdraw",
]
