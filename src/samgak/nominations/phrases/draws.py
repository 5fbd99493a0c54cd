"""The words of a fair draw: who is counted by what, chances, and what stops an act."""

from fractions import Fraction

from babel import Locale
from babel.numbers import format_percent
from django.utils.translation import get_language, gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from samgak.nominations.rules import draws as rules
from samgak.planning.draw.problem import Proof
from samgak.planning.selection import QuotaLine
from samgak.planning.selection.quotas import Keys
from samgak.programmes import phrases as programmes
from samgak.programmes.rules_questions import Words

STATE_TEXTS = {
    "committed": pgettext_lazy("draw", "Fixed, waiting for the seed"),
    "drawn": pgettext_lazy("draw", "Drawn"),
    "taken_back": pgettext_lazy("draw", "Taken back"),
}
PROOF_TEXTS = {
    Proof.EXACT: _("No draw is fairer to those with the least chance: proven in whole numbers."),
    Proof.SOLVER: _("The draw was computed as the fairest; that isn't proven in whole numbers."),
    Proof.NONE: _("It isn't known whether a fairer draw exists."),
}
RULE_TEXTS = {
    "cohort_is_drawn": _("The call leaves this to the lot: hold the draw instead."),
    "cohort_is_chosen_by_score": _("The call chooses the cohort by score, not by lot."),
    "no_cohort_to_draw": _(
        "No cohort keeps all quotas. The selection studio shows what would free them."
    ),
    "pool_is_too_large": _("So many people or quotas can't be drawn from."),
    "nobody_is_of_equal_score": _(
        "Nobody with a seat is of equal score with somebody without: there is nothing to draw."
    ),
    "draw_is_open": _("A draw is held already. Take it back first."),
    "draw_is_not_open": _("This draw no longer waits for a seed or a decision."),
    "draw_is_out_of_date": _(
        "The call or the nominees have changed since the draw was fixed. Take it back and hold another."
    ),
    "nominees_changed_meanwhile": _(
        "The call or the nominees changed while the probabilities were computed. Fix the draw again."
    ),
    "seed_source_missing": _("Say where the seed will come from."),
    "seed_is_known_already": _("The seed must become known at least an hour later than now."),
    "seed_is_not_known_yet": _("The time of the seed has not come yet."),
    "seed_missing": _("Enter the seed, in 200 characters at most."),
    "drawer_may_not_decide": _(
        "Whoever held the draw can't decide on its cohort. Another person has to."
    ),
}


def kind_name(kind: rules.Kind, words: Words) -> str:
    """Whom a group of the draw is about, by the lines that count them."""
    return "; ".join(_line(keys, words) for keys in kind.lines) or gettext("Counted by no quota")


def _line(keys: Keys, words: Words) -> str:
    asked = dict(keys)
    if rules.SEAT in asked:
        return gettext("Has a seat without the lot")
    if number := asked.get(rules.EQUAL):
        return gettext("Equal score, group %(number)s") % {"number": number}
    if code := asked.get(rules.ORGANISATION):
        return gettext("Organisation %(code)s") % {"code": code}
    country, sex = asked.pop("country", None), asked.pop("sex", None)
    return programmes.quota_name(QuotaLine(country, sex, attributes=asked, maximum=0), words)


def chance_text(chance: Fraction) -> str:
    """A probability as a percentage with two decimal places."""
    reader = get_language() or "en"
    pattern = Locale.parse(reader).percent_formats[None].pattern.replace("#,##0", "0.00")
    return str(format_percent(float(chance), format=pattern, locale=reader))


def people_text(number: int) -> str:
    """How many people."""
    text = ngettext("%(number)s person", "%(number)s people", number)
    return text % {"number": number}


def proof_text(document) -> str:
    """How far it is proven that no draw is fairer."""
    return str(PROOF_TEXTS[Proof(document["proof"]["leximin"])])
