from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from samgak.attendance import rules
from samgak.attendance.phrases import RULE_TEXTS, STATUS_TEXTS
from samgak.attendance.queries import SheetRow
from samgak.timetable.models import Session


class SheetForm(forms.Form):
    """The sheet of a session: a mark for each person, and minutes for who came late."""

    def __init__(self, *args, session: Session, rows: Sequence[SheetRow], **more):
        super().__init__(*args, **more)
        self.session = session
        self.people = [row.participant for row in rows]
        for row in rows:
            self._add(row)

    def _add(self, row: SheetRow) -> None:
        key, record, name = row.participant.pk, row.record, row.participant.person.passport_name
        is_late = record is not None and record.status == rules.LATE
        self.fields[f"mark_{key}"] = forms.ChoiceField(
            label=name,
            choices=[(code, STATUS_TEXTS[code]) for code in rules.STATUSES],
            widget=forms.RadioSelect,
            required=False,
            initial=record.status if record else None,
        )
        self.fields[f"minutes_{key}"] = forms.IntegerField(
            label=_("Minutes there: %(name)s") % {"name": name},
            required=False,
            min_value=1,
            max_value=32_000,
            initial=record.minutes_present if record and is_late else None,
        )

    def lines(self):
        """Each person with the two fields of the sheet."""
        return [(one, self[f"mark_{one.pk}"], self[f"minutes_{one.pk}"]) for one in self.people]

    def clean(self):
        cleaned = super().clean()
        for person in self.people:
            status = cleaned.get(f"mark_{person.pk}")
            field = f"minutes_{person.pk}"
            if not status or field in self.errors:
                continue
            for reason in rules.reasons_not_a_mark(
                status, session_minutes=self.session.minutes, told=cleaned.get(field)
            ):
                self.add_error(field, RULE_TEXTS[reason] % {"minutes": self.session.minutes})
        return cleaned

    def marks(self) -> dict[int, str]:
        """The mark of each person who has one, by participant id."""
        told = {one.pk: self.cleaned_data.get(f"mark_{one.pk}") for one in self.people}
        return {key: status for key, status in told.items() if status}

    def marks_of_all(self) -> dict[int, str]:
        """Like `marks`; everyone without one is present."""
        return {one.pk: rules.PRESENT for one in self.people} | self.marks()

    def late_minutes(self) -> dict[int, int]:
        """The minutes of those who came late, by participant id."""
        told = {one.pk: self.cleaned_data.get(f"minutes_{one.pk}") for one in self.people}
        return {key: minutes for key, minutes in told.items() if minutes is not None}
