"""The data fields and documents that services ask for, and the practice register that holds each."""

from collections.abc import Iterable, Sequence

POPULATION, ADDRESSES, BUSINESSES, TAXES = "population", "address", "business", "tax"
OTHER = "other"
REGISTERS = (POPULATION, ADDRESSES, BUSINESSES, TAXES, OTHER)

# Field: the register in which a state that has such a register keeps it; OTHER: a specialised one.
FIELDS = {
    "personal-number": POPULATION,
    "full-name": POPULATION,
    "birth-date": POPULATION,
    "birth-place": POPULATION,
    "sex": POPULATION,
    "citizenship": POPULATION,
    "family-status": POPULATION,
    "children": POPULATION,
    "home-address": ADDRESSES,
    "premises-address": ADDRESSES,
    "premises-area": ADDRESSES,
    "business-number": BUSINESSES,
    "business-name": BUSINESSES,
    "business-address": BUSINESSES,
    "business-owner": BUSINESSES,
    "business-activity": BUSINESSES,
    "tax-number": TAXES,
    "tax-debt": TAXES,
    "income": TAXES,
    "telephone": OTHER,
    "e-mail": OTHER,
    "bank-account": OTHER,
    "education": OTHER,
    "employment": OTHER,
    "vehicle-number": OTHER,
    "land-number": OTHER,
}
DOCUMENTS = {
    "identity-document": POPULATION,
    "birth-certificate": POPULATION,
    "marriage-certificate": POPULATION,
    "family-certificate": POPULATION,
    "address-certificate": ADDRESSES,
    "lease": ADDRESSES,
    "property-certificate": ADDRESSES,
    "business-certificate": BUSINESSES,
    "statutes": BUSINESSES,
    "tax-certificate": TAXES,
    "income-certificate": TAXES,
    "application-form": OTHER,
    "photograph": OTHER,
    "fee-receipt": OTHER,
    "diploma": OTHER,
    "medical-certificate": OTHER,
    "criminal-record": OTHER,
    "fire-safety-report": OTHER,
    "sanitary-report": OTHER,
    "power-of-attorney": OTHER,
}
MOST_OWN_WORDS = 20
MOST_LETTERS_OF_OWN_WORD = 80


def register_of(item: str) -> str:
    """The register that holds a field or document, where the state holds it; OTHER for own words."""
    return FIELDS.get(item) or DOCUMENTS.get(item) or OTHER


def own_words(items: Iterable[str]) -> list[str]:
    """The items that are a team's own words, in their order."""
    return [item for item in items if item not in FIELDS and item not in DOCUMENTS]


def split_words(text: str) -> list[str]:
    """Own words as they are typed: separated by commas, semicolons or lines, each once."""
    for mark in (";", "\n", "\r", "、", "，"):
        text = text.replace(mark, ",")
    return list(dict.fromkeys(word for part in text.split(",") if (word := " ".join(part.split()))))


def in_known_order(items: Iterable[str], known: Sequence[str]) -> list[str]:
    """Known codes in the order of the vocabulary, then the own words."""
    chosen = list(dict.fromkeys(items))
    return [code for code in known if code in chosen] + [one for one in chosen if one not in known]
