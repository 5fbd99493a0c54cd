from samgak.places.services.answers import answer, give_up, move, remind, set_terms
from samgak.places.services.reserves import promote

__all__ = ["answer", "give_up", "move", "promote", "remind", "set_terms"]
