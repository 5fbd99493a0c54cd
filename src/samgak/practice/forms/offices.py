import re

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samgak.measures.queues import offices as limits
from samgak.practice.rules.offices import MOST_LINES, Line, Plan


def _number(label, *, low: float, high: float, slides: bool = False, **more) -> forms.FloatField:
    """A number; where it slides, the script of the page puts a slider beside it."""
    steps = {"step": "any", "data-slider": f"{low:g} {high:g}"} if slides else {"step": "any"}
    return forms.FloatField(
        label=label,
        min_value=low,
        max_value=high,
        widget=forms.NumberInput(steps),
        **more,
    )


class LineForm(forms.Form):
    """Something people come to the office for."""

    title = forms.CharField(label=_("What people come for"), max_length=120)
    per_day = _number(_("Visits on a working day"), low=0, high=1000, slides=True)
    low = _number(_("Minutes at the counter: the least"), low=0, high=limits.MOST_MINUTES)
    likely = _number(_("Minutes at the counter: the likeliest"), low=0, high=limits.MOST_MINUTES)
    high = _number(_("Minutes at the counter: the most"), low=0, high=limits.MOST_MINUTES)
    counters = forms.IntegerField(
        label=_("Counters of its own"),
        min_value=1,
        max_value=60,
        widget=forms.NumberInput({"data-slider": "1 60"}),
    )


LineFormSet = forms.formset_factory(
    LineForm, extra=1, max_num=MOST_LINES, absolute_max=MOST_LINES, can_delete=True
)


class OfficeForm(forms.Form):
    """The office around the lines: its hours, the one-stop desk, and what is counted."""

    pooled_counters = forms.IntegerField(
        label=_("Counters of the one-stop desk"),
        help_text=_("Each of them does everything; all people wait in one queue."),
        min_value=1,
        max_value=limits.MOST_COUNTERS,
        widget=forms.NumberInput({"data-slider": "1 60"}),
    )
    all_round = forms.IntegerField(
        label=_("Counters that do everything, beside the separate ones"),
        min_value=0,
        max_value=60,
        widget=forms.NumberInput({"data-slider": "0 60"}),
    )
    in_turn = forms.BooleanField(
        label=_("Everybody goes through all of this in one visit, from counter to counter"),
        required=False,
    )
    opens_at = forms.IntegerField(label=_("The doors open at (hour)"), min_value=0, max_value=23)
    arrivals = forms.CharField(
        label=_("Arrivals by hour"),
        help_text=_(
            "A number for each hour that the doors are open, in proportion to those who come, such as"
            " 6, 10, 12, 8."
        ),
        max_length=300,
    )
    target_minutes = _number(_("Nobody should wait longer than (minutes)"), low=0, high=480)
    days = forms.IntegerField(
        label=_("Working days to simulate"), min_value=2, max_value=limits.MOST_DAYS
    )
    seed = forms.IntegerField(
        label=_("Seed"),
        help_text=_("The same seed gives the same days."),
        min_value=0,
        max_value=999_999,
    )

    def clean_arrivals(self):
        try:
            hours = [
                float(part) for part in re.split(r"[;,\s]+", self.cleaned_data["arrivals"]) if part
            ]
        except ValueError:
            raise forms.ValidationError(
                gettext("Write numbers with commas between them.")
            ) from None
        if any(not 0 <= hour <= 1_000_000 for hour in hours):
            raise forms.ValidationError(gettext("Write numbers with commas between them."))
        return tuple(hours)

    def clean(self):
        given = super().clean()
        if given.get("opens_at", 0) + len(given.get("arrivals", ())) > limits.MOST_HOURS:
            self.add_error("arrivals", gettext("The doors close at midnight at the latest."))
        return given


def initial_of(plan: Plan) -> tuple[dict[str, object], list[dict[str, object]]]:
    """The values of the form and of its lines for a plan."""
    around = {
        "pooled_counters": plan.pooled_counters,
        "all_round": plan.all_round,
        "in_turn": plan.in_turn,
        "opens_at": plan.opens_at,
        "arrivals": ", ".join(f"{hour:g}" for hour in plan.arrivals),
        "target_minutes": plan.target_minutes,
        "days": plan.days,
        "seed": plan.seed,
    }
    return around, [
        {name: int(value) if _is_whole(value) else value for name, value in vars(line).items()}
        for line in plan.lines
    ]


def _is_whole(value: object) -> bool:
    return isinstance(value, float) and value.is_integer()  # 120, not 120.0


def plan_from(form: OfficeForm, lines) -> Plan:
    """The plan of a valid form and its valid lines."""
    kept = [
        line.cleaned_data
        for line in lines
        if line.cleaned_data.get("title") and not line.cleaned_data.get("DELETE")
    ]
    return Plan(
        lines=tuple(
            Line(**{key: value for key, value in one.items() if key != "DELETE"}) for one in kept
        ),
        **form.cleaned_data,
    )
