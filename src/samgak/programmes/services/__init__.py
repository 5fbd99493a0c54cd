from samgak.programmes.services.editions import (
    add_organisation,
    become_officer,
    change_edition,
    create_edition,
    set_call,
    set_claims,
    set_completion,
    set_contact,
    set_partners,
    set_texts,
)
from samgak.programmes.services.life_cycle import move, move_by_clock, take_back_by_clock
from samgak.programmes.services.people import (
    admit,
    end_house_role,
    end_role,
    give_house_role,
    give_role,
    hand_over,
    make_administrator,
)
from samgak.programmes.services.questions import ask

__all__ = [
    "add_organisation",
    "admit",
    "ask",
    "become_officer",
    "change_edition",
    "create_edition",
    "end_house_role",
    "end_role",
    "give_house_role",
    "give_role",
    "hand_over",
    "make_administrator",
    "move",
    "move_by_clock",
    "set_call",
    "set_claims",
    "set_completion",
    "set_contact",
    "set_partners",
    "set_texts",
    "take_back_by_clock",
]
