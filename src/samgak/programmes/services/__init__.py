from samgak.programmes.services.life_cycle import move, move_by_clock
from samgak.programmes.services.people import (
    admit,
    end_house_role,
    end_role,
    give_house_role,
    give_role,
    make_administrator,
)

__all__ = [
    "admit",
    "end_house_role",
    "end_role",
    "give_house_role",
    "give_role",
    "make_administrator",
    "move",
    "move_by_clock",
]
