from samgak.nominations.services.asked import (
    move_question_to_everybody,
    put_question_to_everybody,
    take_out_question_to_everybody,
)
from samgak.nominations.services.drafts import discard_draft, invite, save_draft
from samgak.nominations.services.handing_over import hand_over
from samgak.nominations.services.imports import (
    import_workbook,
    preview,
    set_mapping,
    undo_import,
    upload,
)
from samgak.nominations.services.letters import upload_letter
from samgak.nominations.services.moves import confirm, confirm_all, return_for_fix, withdraw
from samgak.nominations.services.nominations import change, mend, nominate, replace
from samgak.nominations.services.order import move_down, move_up, reorder, set_rank
from samgak.nominations.services.own import move_question, put_question, take_out_question
from samgak.nominations.services.people import merge
from samgak.nominations.services.repeats import decide
from samgak.nominations.services.selections import (
    approve,
    override,
    propose,
    reject,
    remove_override,
)
from samgak.nominations.services.window import must_be_ready, reason_not_to_nominate

__all__ = [
    "approve",
    "change",
    "confirm",
    "confirm_all",
    "decide",
    "discard_draft",
    "hand_over",
    "import_workbook",
    "invite",
    "mend",
    "merge",
    "move_down",
    "move_question",
    "move_question_to_everybody",
    "move_up",
    "must_be_ready",
    "nominate",
    "override",
    "preview",
    "propose",
    "put_question",
    "put_question_to_everybody",
    "reason_not_to_nominate",
    "reject",
    "remove_override",
    "reorder",
    "replace",
    "return_for_fix",
    "save_draft",
    "set_mapping",
    "set_rank",
    "take_out_question",
    "take_out_question_to_everybody",
    "undo_import",
    "upload",
    "upload_letter",
    "withdraw",
]
