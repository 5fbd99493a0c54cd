"""A small cohort that was just decided on: two seats, reserves of two countries, two powers, an officer."""

from dataclasses import dataclass
from datetime import UTC, datetime

from samgak.accounts.models import User
from samgak.nominations import services as nominations
from samgak.nominations.models import Nomination
from samgak.participants.models import Participant, Person
from samgak.programmes.models import Edition, QuotaLine
from tests.nominations.selections.calls import AT, Small, holder, small

# The answer is due in the evening of the seventh day, the appeal in that of the tenth.
ANSWER_BY = datetime(2029, 12, 17, 13, tzinfo=UTC)
APPEAL_BY = datetime(2029, 12, 20, 13, tzinfo=UTC)
NEXT_DAY = datetime(2029, 12, 11, 6, tzinfo=UTC)
TOO_LATE = datetime(2029, 12, 18, 6, tzinfo=UTC)


@dataclass
class Cohort:
    call: Small
    officer: User

    @property
    def edition(self) -> Edition:
        return Edition.objects.get(pk=self.call.edition.pk)

    def nomination(self, name: str) -> Nomination:
        return self.call.people[name]

    def seat(self, name: str) -> Participant:
        return Participant.objects.get(
            edition=self.call.edition, person=self.nomination(name).person
        )


def decided(*, seats: int = 2, maximum: int = 1) -> Cohort:
    """Selected: kz9 and tj4; reserves: kz8 and tj3; not selected: new0. At most one of Kazakhstan."""
    call = small(seats=seats, country_maximum=maximum)
    proposal = nominations.propose(call.edition, by=call.screener, at=AT)
    nominations.approve(proposal, by=call.approver, at=AT)
    return Cohort(call, holder(call.edition, "programme_officer"))


def limit(cohort: Cohort, **line) -> QuotaLine:
    return QuotaLine.objects.create(call=cohort.call.call, position=9, **line)


def no_women_of_kazakhstan(cohort: Cohort) -> None:
    """A quota that holds while kz9, a man, has the seat, and would not with kz8, a woman."""
    Person.objects.filter(pk=cohort.nomination("kz9").person_id).update(sex="M")
    limit(cohort, country="KZ", sex="F", maximum=0)
