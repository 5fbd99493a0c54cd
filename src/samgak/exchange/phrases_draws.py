"""What a draw's file says and what is wrong with it, in the reader's language."""

from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samgak.nominations.phrases.draws import PROOF_TEXTS
from samgak.planning.draw.reading import DrawFault
from samgak.planning.draw.verify import Verified

POOL_FAULTS = {
    "draw_file_too_large": _("The file is too large; the limit in mebibytes is %(mebibytes)d."),
    "draw_not_utf8": _("The file isn't in UTF-8; save it again in that encoding."),
    "draw_not_json": _("This can't be read as JSON."),
    "draw_not_csv": _("This can't be read as a table in CSV."),
    "draw_column_missing": _("The column “%(column)s” is missing."),
    "draw_list_expected": _("A list is expected under “%(key)s”."),
    "draw_value_unreadable": _("“%(value)s” is no short text and no whole number."),
    "draw_number_missing": _("Somebody has no number; each person needs one."),
    "draw_number_twice": _("Two people have the same number."),
    "draw_number_expected": _("A number is expected, not “%(value)s”."),
    "draw_quota_counts_nobody": _("A quota must name an attribute and its value."),
    "draw_quota_twice": _("Two quotas are about the same people."),
    "draw_min_above_max": _(
        "A quota's minimum of %(minimum)d is above its maximum of %(maximum)d."
    ),
    "draw_too_many": _(
        "The pool is too large: at most %(people)d people and %(quotas)d quotas can be drawn from."
    ),
    "draw_no_cohort": _("No cohort keeps all quotas; these can't hold together: %(lines)s."),
}
CLAIMS = {
    "draw_format_unknown": _("This is no publication of a draw (format “%(format)s”)."),
    "draw_digest_differs": _("The digest differs: the file was changed after it was published."),
    "draw_groups_differ": _("The groups aren't those of people whom no quota tells apart."),
    "draw_cohort_unreadable": _("Cohort %(number)d can't be read."),
    "draw_cohort_breaks_quotas": _("Cohort %(number)d doesn't keep the seats and quotas."),
    "draw_sum_is_not_one": _("The probabilities of the cohorts don't add up to 1."),
    "draw_probability_differs": _(
        "The cohorts give person %(number)s another probability than the file says."
    ),
    "draw_proof_fails": _("The proof that no draw is fairer doesn't hold."),
    "draw_drawn_differs": _("The seed draws another cohort than the file says."),
    "draw_is_cast": _("The cohort is drawn already; a draw takes place once."),
}


def sentence(fault: DrawFault) -> str:
    """What is wrong, as a sentence."""
    return str((POOL_FAULTS | CLAIMS)[fault.code]) % fault.params


def sentences(verified: Verified) -> Iterator[str]:
    """What was found in a publication that holds."""
    yield gettext(
        "All is as the file says. People: %(people)d; the least probability: %(minimum)s."
    ) % {"people": verified.people, "minimum": verified.minimum}
    yield str(PROOF_TEXTS[verified.proof])
    yield gettext("Digest: %(digest)s") % {"digest": verified.digest}
    if verified.drawn:
        yield gettext("Drawn by the seed “%(seed)s”: %(numbers)s") % {
            "seed": verified.seed,
            "numbers": ", ".join(verified.drawn),
        }
