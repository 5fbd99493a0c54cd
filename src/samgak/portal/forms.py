from django import forms

from samgak.programmes.rules import State


class StepForm(forms.Form):
    """A step of the life cycle, with the reason where one is needed."""

    to = forms.TypedChoiceField(
        choices=[(state.value, state.value) for state in State], coerce=State
    )
    reason = forms.CharField(required=False, max_length=2000)
