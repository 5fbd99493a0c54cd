from samgak.demand.services.committee import (
    answer,
    ask,
    close_by_clock,
    end,
    leave,
    seat,
)
from samgak.demand.services.papers import (
    agree,
    begin_concept,
    draft_paper,
    move_paper,
    write_concept,
    write_paper,
)

__all__ = [
    "agree",
    "answer",
    "ask",
    "begin_concept",
    "close_by_clock",
    "draft_paper",
    "end",
    "leave",
    "move_paper",
    "seat",
    "write_concept",
    "write_paper",
]
