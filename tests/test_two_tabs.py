"""Two people at one record: whoever saves later is told first, keeps what was typed, and may insist."""

import pytest
from django.urls import reverse

from samgak.core import clock, versions
from samgak.core.errors import RuleBroken
from samgak.partners.models import Agreement
from samgak.programmes.models import PartnerRole
from samgak.programmes.views.editions import SECTIONS
from tests.factories import (
    CallFactory,
    EditionFactory,
    EditionRoleFactory,
    OrganisationFactory,
    OrganisationRoleFactory,
    PartnerRoleFactory,
)
from tests.funding.factories import ContributionFactory
from tests.secondments.factories import AT, LogEntryFactory, a_mentor, a_seat, a_secondment
from tests.sent_forms import sent
from tests.timetable.factories import HeldSessionFactory, HoursFactory

pytestmark = pytest.mark.django_db
TOLD = "Somebody else has changed this since you opened it"
STORED = "What is stored now"


@pytest.fixture
def edition(client):
    made = HoursFactory(edition__state="preparing").edition
    client.force_login(EditionRoleFactory(edition=made).user)
    return made


class Tab:
    """A form opened on a page, to be sent later."""

    def __init__(self, client, address):
        self.client, self.address = client, address
        self.fields = sent(client.get(address))

    def send(self, **fields):
        self.answer = self.client.post(self.address, self.fields | fields)
        return self

    def send_again(self):
        """What the page shows now, as its button would send it."""
        return Tab.send(self._reopened())

    def _reopened(self):
        self.fields = sent(self.answer)
        return self

    @property
    def page(self):
        return self.answer.content.decode()

    @property
    def is_saved(self):
        return self.answer.status_code == 302


def both(client, address):
    return Tab(client, address), Tab(client, address)


# What the first and the second of two people write into a field of a part.
PARTS = {
    "basics": ("title_0", "The first title", "The second title"),
    "texts": ("objectives-0-text_0", "First objective", "Second objective"),
    "contact": ("contact_email", "first@example.org", "second@example.org"),
    "partners": ("partners-0-role", "pivotal", "host"),
    "call": ("seats", "11", "12"),
    "completion": ("attendance_percent_required", "71", "72"),
    "claims": ("claims-0-value", "First", "Second"),
}


def section_page(edition, name):
    return reverse(f"programmes:change_{name}", kwargs={"code": edition.code})


@pytest.fixture
def whole(edition):
    PartnerRoleFactory(edition=edition)
    CallFactory(edition=edition)
    edition.objectives = [{"en": "An objective"}]
    edition.sectors = [{"code": "15110", "percent": "100"}]
    edition.claims.create(position=0, about="dates", value="A value", source="A paper")
    edition.save()
    return edition


def test_every_part_of_an_edition_is_looked_after():
    assert set(PARTS) == set(SECTIONS)


@pytest.mark.parametrize("name", PARTS)
def test_the_later_of_two_officers_sees_what_the_other_stored(client, whole, name):
    field, first, second = PARTS[name]
    one, other = both(client, section_page(whole, name))

    assert one.send(**{field: first}).is_saved
    assert not other.send(**{field: second}).is_saved

    assert TOLD in other.page
    assert STORED in other.page
    assert sent(other.answer)[field] == [second]  # what was typed is not lost
    assert sent(client.get(section_page(whole, name)))[field] == [first]

    assert other.send_again().is_saved
    assert sent(client.get(section_page(whole, name)))[field] == [second]


def test_what_the_other_wrote_stands_beside_what_was_typed(client, whole):
    one, other = both(client, section_page(whole, "basics"))
    one.send(title_0="The first title")

    other.send(title_0="The second title")

    shown = other.page[other.page.index(STORED) :]
    assert "The first title" in shown[: shown.index("</dl>")]


def test_two_officers_at_two_parts_are_not_in_each_others_way(client, whole):
    one = Tab(client, section_page(whole, "basics"))
    other = Tab(client, section_page(whole, "contact"))

    assert one.send(title_0="Another title").is_saved
    assert other.send(contact_email="desk@example.org").is_saved


def test_a_row_that_the_other_took_away_is_named(client, whole):
    PartnerRoleFactory(edition=whole, role="host", position=1)
    one, other = both(client, section_page(whole, "partners"))
    one.send(**{"partners-1-DELETE": "on"})

    other.send(**{"partners-0-role": "pivotal"})

    assert TOLD in other.page
    assert "no longer stored" in other.page
    assert PartnerRole.objects.filter(edition=whole).count() == 1


def test_one_person_saves_twice_in_a_row(client, whole):
    address = section_page(whole, "basics")

    assert Tab(client, address).send(title_0="Once").is_saved
    assert Tab(client, address).send(title_0="Twice").is_saved


def test_a_form_without_a_version_means_the_newest(client, whole):
    tab = Tab(client, section_page(whole, "basics"))
    del tab.fields["seen"]

    assert tab.send(title_0="From a program").is_saved


def test_a_made_up_version_is_only_an_old_one(client, whole):
    tab = Tab(client, section_page(whole, "basics"))

    assert not tab.send(seen="<script>", title_0="x").is_saved
    assert TOLD in tab.page
    assert "<script>" not in tab.page[tab.page.index("<main") :]


def test_an_organisation_and_an_agreement(client):
    operator = OrganisationFactory(operates_site=True, key="operator")
    client.force_login(OrganisationRoleFactory(organisation=operator, role="administrator").user)
    pages = [reverse("partners:change", args=[operator.key]), agreement_page(operator)]

    for address, field in zip(pages, ("name_0", "title_0"), strict=True):
        one, other = both(client, address)
        assert one.send(**{field: "First"}).is_saved
        assert not other.send(**{field: "Second"}).is_saved
        assert TOLD in other.page
        assert other.send_again().is_saved


def agreement_page(operator):
    made = Agreement.objects.create(kind="memorandum", title={"en": "A memorandum"})
    made.parties.set([operator, OrganisationFactory()])
    return reverse("partners:change_agreement", args=[made.pk])


def test_a_contribution(client, edition):
    line = ContributionFactory(edition=edition)
    edition.organisations.add(line.payer)
    address = reverse("funding:change", args=[edition.code, line.pk])
    one, other = both(client, address)

    assert one.send(amount="100").is_saved
    assert not other.send(amount="200").is_saved
    assert TOLD in other.page
    assert other.send_again().is_saved
    line.refresh_from_db()
    assert line.amount == 200


WEEK = {"text": ("First", "Second")}
GRADES = {"grade_0": ("2", "4"), "evidence_0": ("First", "Second")}
LEARNED = {"learned_0": ("First", "Second"), "changes": ("First", "Second")}


@pytest.mark.parametrize(
    ("page", "who", "typed"),
    [
        ("week", "self", WEEK),
        ("remark", "mentor", WEEK),
        ("assess", "self", GRADES),
        ("assess", "mentor", GRADES),
        ("write_report", "self", LEARNED),
    ],
)
def test_a_secondment_in_two_windows(client, monkeypatch, page, who, typed):
    monkeypatch.setattr(clock, "now", lambda request=None: AT)
    seat = a_seat(a_secondment(objectives=[{"en": "One objective"}]))
    LogEntryFactory(participant=seat)
    client.force_login(seat.person.user if who == "self" else a_mentor(seat.edition))
    kwargs = {"code": seat.edition.code, "participant_id": seat.pk}
    kwargs |= {"week": 1} if page in ("week", "remark") else {}
    one, other = both(client, reverse(f"secondments:{page}", kwargs=kwargs))

    assert one.send(**{name: first for name, (first, _) in typed.items()}).is_saved
    assert not other.send(**{name: second for name, (_, second) in typed.items()}).is_saved
    assert TOLD in other.page
    assert "First" in other.page[other.page.index(STORED) :]
    assert other.send_again().is_saved


def test_a_session_that_two_people_move(client, edition):
    session = HeldSessionFactory(edition=edition)
    kwargs = {"code": edition.code, "session_code": session.code}
    one, other = both(client, reverse("timetable:move", kwargs=kwargs))

    assert one.send(start="10:00").is_saved
    assert not other.send(start="11:00").is_saved
    assert TOLD in other.page
    assert other.send_again().is_saved


def test_the_digest_is_of_what_is_held_and_no_more():
    edition = EditionFactory()
    before = versions.stamp([edition], fields=("title",))
    edition.venue_country = "KG"

    assert versions.stamp([edition], fields=("title",)) == before
    assert versions.stamp([edition]) != before
    assert versions.stamp([]) != before


def test_only_an_older_version_is_refused():
    versions.refuse_if_changed("a", "a")
    versions.refuse_if_changed("", "a")
    with pytest.raises(RuleBroken, match=versions.CHANGED):
        versions.refuse_if_changed("a", "b")
