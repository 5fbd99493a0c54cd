from samgak.places.models.appeals import Appeal
from samgak.places.models.papers import CohortPaper
from samgak.places.models.seats import Answer, Promotion

__all__ = ["Answer", "Appeal", "CohortPaper", "Promotion"]
