"""Facts of a nominee, as text, written into the two rows that hold them."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from samgak.nominations.models import Nomination
from samgak.nominations.rules.identity import name_key
from samgak.nominations.rules.nominees import OWN
from samgak.participants.folding import folded
from samgak.participants.models import Person

PERSON_FIELDS = (
    "family_name",
    "given_name",
    "native_name",
    "name_key",
    "sex",
    "born_on",
    "email",
)
NOMINATION_FIELDS = (
    "country",
    "rank",
    "organisation",
    "position_held",
    "years_in_service",
    "languages",
    "last_training_on",
    "search_text",
    "own_answers",
    "state",
    "state_changed_at",
    "state_changed_by",
    "state_reason",
    "version",
)
PERSON_FACTS = {
    "family": "family_name",
    "given": "given_name",
    "native": "native_name",
    "sex": "sex",
    "email": "email",
}


def put_person(person: Person, facts: Mapping[str, str]) -> Person:
    """Set what the facts say of the person, without saving."""
    for fact, name in PERSON_FACTS.items():
        if fact in facts:
            setattr(person, name, facts[fact])
    if "born_on" in facts:
        person.born_on = date.fromisoformat(facts["born_on"])
    person.name_key = name_key(f"{person.family_name} {person.given_name}")
    return person


def put_nomination(nomination: Nomination, facts: Mapping[str, str]) -> Nomination:
    """Set what the facts say of the nomination and its search words, without saving."""
    if "rank" in facts:
        nomination.rank = int(facts["rank"])
    if "organisation" in facts:
        nomination.organisation = facts["organisation"]
    if "position" in facts:
        nomination.position_held = facts["position"]
    if "years_in_service" in facts:
        nomination.years_in_service = Decimal(facts["years_in_service"])
    if "last_training_on" in facts:
        trained_on = facts["last_training_on"]
        nomination.last_training_on = date.fromisoformat(trained_on) if trained_on else None
    nomination.languages = _languages(nomination.languages, facts)
    nomination.own_answers = _own_answers(nomination.own_answers, facts)
    nomination.search_text = search_text(nomination.person)
    return nomination


def search_text(person: Person) -> str:
    """Both spellings of the name as a search compares them."""
    return folded(f"{person.family_name} {person.given_name} {person.native_name}")


def save_all(people: Iterable[Person], nominations: Iterable[Nomination]) -> None:
    """Write changed people and nominations in few statements."""
    Person.objects.bulk_update(people, PERSON_FIELDS, batch_size=500)
    Nomination.objects.bulk_update(nominations, NOMINATION_FIELDS, batch_size=500)


def _own_answers(known: dict[str, str], facts: Mapping[str, str]) -> dict[str, str]:
    said = {name.removeprefix(OWN): text for name, text in facts.items() if name.startswith(OWN)}
    return {name: text for name, text in {**known, **said}.items() if text}


def _languages(spoken: dict[str, dict], facts: Mapping[str, str]) -> dict[str, dict]:
    languages = dict(spoken)
    for name, said in facts.items():
        if not name.startswith("language_"):
            continue
        code = name.removeprefix("language_")
        if said:
            level = facts.get(f"level_{code}", "")
            languages[code] = {"said": said, "level": level or None}
        else:
            languages.pop(code, None)
    # An answer can change what a word means without the word.
    for name, level in facts.items():
        code = name.removeprefix("level_")
        if name.startswith("level_") and code in languages:
            languages[code] = {**languages[code], "level": level or None}
    return languages
