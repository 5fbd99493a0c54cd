"""Words for services, their steps, their changes and what these need."""

from collections.abc import Iterable, Mapping
from typing import Any

from babel.numbers import format_decimal
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from samgak.core import versions
from samgak.core.errors import RuleBroken
from samgak.measures import changes, journeys
from samgak.measures.burden import Spread
from samgak.measures.changes import Need
from samgak.measures.journeys import Fault
from samgak.practice.rules import vocabulary

ACTOR_TEXTS = {
    "citizen": _("Citizen"),
    "business": _("Business"),
    "officer": _("Officer"),
    "system": _("System"),
}
CHANNEL_TEXTS = {
    "in-person": _("In person"),
    "post": _("By post"),
    "telephone": _("By telephone"),
    "online": _("Online"),
    "automatic": _("Automatic"),
}
REGISTER_TEXTS = {
    vocabulary.POPULATION: _("Population register"),
    vocabulary.ADDRESSES: _("Address register"),
    vocabulary.BUSINESSES: _("Business register"),
    vocabulary.TAXES: _("Tax register"),
    vocabulary.OTHER: _("Other register"),
}
FIELD_TEXTS = {
    "personal-number": _("Personal number"),
    "full-name": _("Full name"),
    "birth-date": _("Date of birth"),
    "birth-place": _("Place of birth"),
    "sex": _("Sex"),
    "citizenship": _("Citizenship"),
    "family-status": _("Family status"),
    "children": _("Children"),
    "home-address": _("Home address"),
    "premises-address": _("Address of the premises"),
    "premises-area": _("Area of the premises"),
    "business-number": _("Business number"),
    "business-name": _("Name of the business"),
    "business-address": _("Address of the business"),
    "business-owner": _("Owner of the business"),
    "business-activity": _("Activity of the business"),
    "tax-number": _("Taxpayer number"),
    "tax-debt": _("Tax debt"),
    "income": _("Income"),
    "telephone": _("Telephone"),
    "e-mail": _("E-mail address"),
    "bank-account": _("Bank account"),
    "education": _("Education"),
    "employment": _("Employment"),
    "vehicle-number": _("Vehicle number"),
    "land-number": _("Land number"),
}
DOCUMENT_TEXTS = {
    "identity-document": _("Identity document"),
    "birth-certificate": _("Birth certificate"),
    "marriage-certificate": _("Marriage certificate"),
    "family-certificate": _("Certificate of family composition"),
    "address-certificate": _("Certificate of residence"),
    "lease": _("Lease"),
    "property-certificate": _("Certificate of ownership"),
    "business-certificate": _("Certificate of registration of the business"),
    "statutes": _("Statutes"),
    "tax-certificate": _("Certificate of no tax debt"),
    "income-certificate": _("Certificate of income"),
    "application-form": _("Application form"),
    "photograph": _("Photograph"),
    "fee-receipt": _("Receipt of the fee"),
    "diploma": _("Diploma"),
    "medical-certificate": _("Medical certificate"),
    "criminal-record": _("Certificate of no criminal record"),
    "fire-safety-report": _("Fire safety report"),
    "sanitary-report": _("Sanitary report"),
    "power-of-attorney": _("Power of attorney"),
}
CHANGE_TEXTS = {
    changes.Drop.code: _("Drop a step"),
    changes.Merge.code: _("Merge steps"),
    changes.MakeOnline.code: _("Make a step online"),
    changes.AskOnce.code: _("Ask once and exchange"),
    changes.OneFrontDesk.code: _("One front desk"),
    changes.MakeProactive.code: _("Make it proactive"),
}
CHANGE_HINTS = {
    changes.Drop.code: _("The step falls away; what was before it leads to what was after it."),
    changes.Merge.code: _(
        "Several steps become one: minutes and fees add up, the longest wait stays."
    ),
    changes.MakeOnline.code: _("No visit and no travel for this step."),
    changes.AskOnce.code: _(
        "What a register holds is fetched; the rest is asked at one step only."
    ),
    changes.OneFrontDesk.code: _("Several steps happen at one desk in one visit."),
    changes.MakeProactive.code: _("Nobody applies: an event in a register starts the service."),
}
NEED_TEXTS = {
    changes.LAW_REQUIREMENT_REPEALED: _("Repeal of the requirement"),
    changes.LAW_ELECTRONIC_DOCUMENT: _("Legal force of electronic documents"),
    changes.LAW_ELECTRONIC_IDENTITY: _("Electronic identification of the applicant"),
    changes.LAW_FEE_REVISED: _("Revised rules on fees"),
    changes.LAW_DATA_SHARING: _("Legal basis for exchanging data between agencies"),
    changes.LAW_DELEGATED_POWER: _("Delegated powers for the joint desk"),
    changes.LAW_SERVICE_WITHOUT_APPLICATION: _("Legal basis for a service without an application"),
    changes.AGREEMENT_DATA_EXCHANGE: _("Agreement on exchanging data with the holder"),
    changes.AGREEMENT_JOINT_DESK: _("Agreement of the agencies on a joint desk"),
    changes.PERSONAL_DATA_BASIS: _(
        "Basis for processing personal data, with a log that people can read"
    ),
}
REFUSAL_TEXTS = {
    changes.UNKNOWN_STEP: _("This step is not there any more."),
    changes.LAST_STEP: _("The only step can't be dropped."),
    changes.START_WOULD_SPLIT: _("The first step leads to several others and can't be dropped."),
    changes.TOO_FEW_STEPS: _("Choose two steps or more."),
    changes.CODE_TAKEN: _("Another step has this code already."),
    changes.WOULD_LOOP: _(
        "The steps would turn back on themselves: choose steps that follow each other."
    ),
    changes.ALREADY_ONLINE: _("The step is online already."),
    changes.NOTHING_TO_ASK_ONCE: _(
        "Nothing is asked twice and no register holds what is asked. Say in the service what the"
        " state holds already."
    ),
    changes.UNKNOWN_REGISTER: _("There is no such register."),
    changes.NOT_HELD: _(
        "No register holds everything that this step asks, so it can't start by itself."
    ),
    changes.NOT_THE_APPLICANTS: _("Only a step of the applicant can be made proactive."),
}
FAULT_TEXTS = {
    journeys.NO_STEPS: _("There are no steps yet."),
    journeys.ZERO_VOLUME: _(
        "Nobody uses the service: enter how many people, and how often a year."
    ),
    journeys.LOOP: _("The steps turn back on themselves."),
    journeys.UNREACHABLE: _("Some steps can't be reached from the first."),
    journeys.UNKNOWN_NEXT: _("A step leads to a step that is not there."),
}
RULE_TEXTS: Mapping[str, str | Promise] = {
    versions.CHANGED: versions.CHANGED_TEXT,
    "too_many_teams": _("An edition has at most %(most)s teams."),
    "team_too_large": _("A team has at most %(most)s members."),
    "not_of_this_edition": _("Only participants of this edition can be members."),
    "nobody_to_mix": _("Nobody is left who takes part and is in no team."),
    "too_many_services": _("A team has at most %(most)s services."),
    "too_many_steps": _("A service has at most %(most)s steps."),
    "too_many_redesigns": _("A service has at most %(most)s redesigns."),
    "too_many_operations": _("A redesign has at most %(most)s changes."),
    "a_redesign_has_no_steps": _("The steps are those of the service as it is; change them there."),
    "a_redesign_of_a_redesign": _("Begin a redesign from the service as it is."),
    "not_a_redesign": _("Begin a redesign first; the service as it is stays as it is."),
    "steps_turn_back": _("The steps turn back on themselves."),
    "journey_has_faults": _(
        "The service can't be measured yet: complete its steps and its numbers."
    ),
}


def sentence(broken: RuleBroken) -> str:
    """What a refused act says to whoever tried it."""
    if broken.code == "change_refused":
        words = {
            "number": broken.params["number"],
            "reason": REFUSAL_TEXTS[str(broken.params["reason"])],
        }
        return gettext("Change %(number)s can't be made: %(reason)s") % words
    return str(RULE_TEXTS[broken.code]) % broken.params


def fault_sentence(fault: Fault, titles: Mapping[str, str]) -> str:
    """What keeps a service from being measured, with the steps it is about."""
    text = str(FAULT_TEXTS.get(fault.code, RULE_TEXTS["journey_has_faults"]))
    named = [titles.get(code, code) for code in fault.steps]
    if not named:
        return text
    return gettext("%(sentence)s (%(steps)s)") % {"sentence": text, "steps": ", ".join(named)}


def item_text(item: str) -> str:
    """A field or a document in the reader's language; a team's own words as they are."""
    return str(FIELD_TEXTS.get(item) or DOCUMENT_TEXTS.get(item) or item)


def items_text(items: Iterable[str]) -> str:
    return ", ".join(item_text(item) for item in items)


def number(value: float, *, places: int = 0) -> str:
    """A number as the reader's language writes it."""
    pattern = "#,##0" + ("." + "#" * places if places else "")
    return str(format_decimal(value, format=pattern, locale=get_language() or "en"))


def money(value: float, currency: str) -> str:
    return f"{number(value)} {currency}".strip()


def interval(spread: Spread, currency: str) -> str:
    """From the 5th to the 95th percentile."""
    return f"{number(spread.low)} – {money(spread.high, currency)}"


def need_about(need: Need, titles: Mapping[str, str]) -> str:
    """The data, documents and steps that a need is about."""
    if need.fields or need.documents:
        return items_text((*need.fields, *need.documents))
    return ", ".join(titles.get(code, code) for code in need.steps)


def operation_text(operation: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """A change of a redesign in one line."""
    named = [operation["step"]] if "step" in operation else list(operation.get("steps", ()))
    about = ", ".join(titles.get(code, code) for code in named)
    what = str(CHANGE_TEXTS[operation["code"]])
    return f"{what}: {about}" if about else what
