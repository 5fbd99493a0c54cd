from samgak.programmes.services.life_cycle import move, move_by_clock

__all__ = ["move", "move_by_clock"]
