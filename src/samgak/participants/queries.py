from samgak.participants import rules
from samgak.participants.models import Participant
from samgak.programmes.models import Edition


def participants(edition: Edition):
    """Everyone with a seat who has neither declined nor left, by country and name."""
    return (
        Participant.objects.filter(edition=edition, state__in=rules.PRESENT)
        .select_related("person")
        .order_by("person__country", "person__family_name", "person__given_name")
    )


def seats_of(user):
    """The seats a signed-in person holds, the newest edition first."""
    return (
        Participant.objects.filter(person__user=user)
        .select_related("person", "edition")
        .order_by("-edition__starts_on")
    )
