from django.db import models
from i18nfield.fields import I18nCharField

from samgak.core.audit import tracked
from samgak.participants.models import Participant
from samgak.programmes.models import Edition


@tracked
class Team(models.Model):
    """A few participants, of several countries where it can be, who model services together."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=40)
    name = I18nCharField(max_length=120)
    # In which the team writes: the language its texts fall back to.
    language = models.CharField(max_length=8)
    # One more with every change of the team or its members.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["edition", "key"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="team_key_once_per_edition"),
        ]

    def __str__(self):
        return f"{self.edition_id}: {self.key}"


@tracked
class TeamMember(models.Model):
    """A participant in a team; each is in one at most."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    participant = models.OneToOneField(Participant, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["team", "participant"]

    def __str__(self):
        return f"{self.team_id}: {self.participant_id}"
