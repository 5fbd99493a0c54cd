from samgak.nominations.services.imports import (
    import_workbook,
    preview,
    set_mapping,
    undo_import,
    upload,
)
from samgak.nominations.services.nominations import (
    change,
    mend,
    move_down,
    move_up,
    nominate,
    set_rank,
    withdraw,
)
from samgak.nominations.services.people import merge
from samgak.nominations.services.selections import (
    approve,
    override,
    propose,
    reject,
    remove_override,
)
from samgak.nominations.services.window import reason_not_to_nominate

__all__ = [
    "approve",
    "change",
    "import_workbook",
    "mend",
    "merge",
    "move_down",
    "move_up",
    "nominate",
    "override",
    "preview",
    "propose",
    "reason_not_to_nominate",
    "reject",
    "remove_override",
    "set_mapping",
    "set_rank",
    "undo_import",
    "upload",
    "withdraw",
]
