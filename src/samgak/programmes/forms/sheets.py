"""The sections of an edition, each a sheet of one or several forms that are kept together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BaseFormSet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samgak.core.versions import Stored, VersionForm, contents, differences
from samgak.programmes import queries
from samgak.programmes.forms import choices, editions, rows
from samgak.programmes.models import Call, Claim, Edition, PartnerRole


@dataclass(frozen=True)
class Part:
    """A form, or a list of rows, under its heading."""

    title: str | Promise
    content: forms.Form | BaseFormSet
    hint: str | Promise = ""

    @property
    def rows(self) -> BaseFormSet | None:
        return self.content if isinstance(self.content, BaseFormSet) else None

    @property
    def forms(self) -> list[forms.Form]:
        return [self.content] if isinstance(self.content, forms.Form) else list(self.content.forms)


class Sheet:
    """Several forms that are sent, checked and kept as one."""

    meanwhile: list[Stored] | None = None

    def __init__(self, data, edition: Edition, *, version: str = "") -> None:
        self.refusals: list[str] = []
        self.opened = VersionForm(data, version=version)
        self.parts = self.ask(data, edition)

    def ask(self, data, edition: Edition) -> tuple[Part, ...]:
        """The parts of the sheet, filled with what was sent or with what is stored."""
        raise NotImplementedError

    def values(self) -> dict:
        """What the service takes."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[Part]:
        return iter(self.parts)

    def is_valid(self) -> bool:
        """Whether every form is; all of them are asked, so that every fault is shown at once."""
        answers = [one.is_valid() for one in (self.opened, *(part.content for part in self.parts))]
        return all(answers)

    @property
    def seen(self) -> str:
        """The version with which the sheet was opened."""
        return self.opened.cleaned_data["seen"]

    def lay_beside(self, fresh: "Sheet") -> None:
        """Show what is stored now beside what was typed; saved again, the sheet replaces it."""
        self.meanwhile = [
            one
            for typed, stored in zip(self.parts, fresh.parts, strict=True)
            for one in _differences(typed, stored)
        ]
        self.opened.see(fresh.opened.initial["seen"])

    @property
    def forms(self) -> list[forms.Form]:
        return [form for part in self.parts for form in part.forms]

    @property
    def has_rows(self) -> bool:
        return any(part.rows is not None for part in self.parts)

    @property
    def row_errors(self) -> list[str]:
        """What is wrong with a list as a whole."""
        lists = [part.rows for part in self.parts if part.rows is not None and part.rows.is_bound]
        return [error for one in lists for error in one.non_form_errors()]

    @property
    def errors(self) -> list[Any]:
        """All that is wrong; the title of the page then says so."""
        return [*self.refusals, *self.row_errors, *(one.errors for one in self.forms if one.errors)]


class BasicsSheet(Sheet):
    def ask(self, data, edition: Edition) -> tuple[Part, ...]:
        self.basics = editions.BasicsForm(data, edition=edition)
        return (Part("", self.basics),)

    def values(self) -> dict:
        return self.basics.values()


class TextsSheet(Sheet):
    def ask(self, data, edition: Edition) -> tuple[Part, ...]:
        self.languages = editions.LanguagesForm(data, edition=edition)
        self.objectives = rows.rows_of(rows.ObjectiveForm, empty=1)(
            data,
            prefix="objectives",
            initial=[{"text": text} for text in edition.objectives],
            form_kwargs={"working": edition.working_language},
        )
        return (
            Part(_("Objectives"), self.objectives),
            Part(_("Languages"), self.languages),
        )

    def values(self) -> dict:
        objectives = [text for text in self.objectives.values() if text]
        return {"values": self.languages.values(), "objectives": objectives}


class PartnersSheet(Sheet):
    def ask(self, data, edition: Edition) -> tuple[Part, ...]:
        stored = PartnerRole.objects.filter(edition=edition)
        self.partners = rows.rows_of(rows.PartnerForm, empty=1)(
            data,
            prefix="partners",
            initial=[rows.partner_initial(role) for role in stored],
            form_kwargs={
                "organisations": choices.organisations(),
                "countries": choices.countries(),
            },
        )
        return (Part("", self.partners),)

    def values(self) -> dict:
        return {"rows": self.partners.values()}


class ClaimsSheet(Sheet):
    def ask(self, data, edition: Edition) -> tuple[Part, ...]:
        stored = Claim.objects.filter(edition=edition)
        self.claims = rows.rows_of(rows.ClaimForm, empty=1)(
            data,
            prefix="claims",
            initial=[rows.initial_of(claim, rows.ClaimForm) for claim in stored],
            form_kwargs={"organisations": choices.organisations()},
        )
        return (Part("", self.claims),)

    def values(self) -> dict:
        return {"rows": self.claims.values()}


class CallSheet(Sheet):
    def ask(self, data, edition: Edition) -> tuple[Part, ...]:
        call = queries.call_to_ask_in(edition)
        self.call = editions.CallForm(data, edition=edition, call=call)
        named = dict(choices.countries())
        sending = [(code, named.get(code, code)) for code in queries.beneficiary_countries(edition)]
        self.quotas = rows.rows_of(rows.QuotaForm, empty=1)(
            data,
            prefix="quotas",
            initial=_stored(call, "quota_lines", rows.QuotaForm),
            form_kwargs={
                "countries": _with_stored(sending, call, named),
                "answers": choices.answers(call),
            },
        )
        self.score = rows.rows_of(rows.ScoreForm, empty=1)(
            data, prefix="score", initial=_stored(call, "score_parts", rows.ScoreForm)
        )
        return (
            Part(_("The call"), self.call),
            Part(
                _("Quotas"),
                self.quotas,
                hint=_("Countries are those of the beneficiary partners."),
            ),
            Part(
                _("Score"),
                self.score,
                hint=_(
                    "The score of a nominee is the sum of each weight times a value from 0 to 1."
                ),
            ),
        )

    def values(self) -> dict:
        return {
            "values": self.call.cleaned_data,
            "quotas": self.quotas.values(),
            "score": self.score.values(),
        }


class ContactSheet(Sheet):
    def ask(self, data, edition: Edition) -> tuple[Part, ...]:
        self.contact = editions.ContactForm(data, edition=edition)
        return (Part("", self.contact),)

    def values(self) -> dict:
        return self.contact.values()


class CompletionSheet(Sheet):
    def ask(self, data, edition: Edition) -> tuple[Part, ...]:
        self.completion = editions.CompletionForm(data, edition=edition)
        self.sectors = rows.rows_of(rows.SectorForm, empty=1)(
            data, prefix="sectors", initial=edition.sectors
        )
        return (
            Part(_("For the certificate"), self.completion),
            Part(
                _("Sectors"),
                self.sectors,
                hint=_(
                    "DAC purpose codes under which the edition is reported; 100 percent in all."
                ),
            ),
        )

    def values(self) -> dict:
        return {"values": self.completion.cleaned_data, "sectors": self.sectors.values()}


def _differences(typed: Part, stored: Part) -> list[Stored]:
    if typed.rows is None or stored.rows is None:
        return differences(typed.content, stored.content)
    sent = {_key(row, index): row for index, row in enumerate(typed.rows.initial_forms)}
    found = []
    for index, row in enumerate(stored.rows.initial_forms):
        known = sent.pop(_key(row, index), None)
        changes = differences(known, row) if known else contents(row)
        words = "; ".join(f"{one.label}: {one.words or _('(empty)')}" for one in changes)
        if words:
            found.append(Stored(_entry(index), words))
    gone = [index for index, row in enumerate(typed.rows.initial_forms) if row in sent.values()]
    return found + [Stored(_entry(index), str(_("no longer stored"))) for index in gone]


def _key(row: forms.Form, index: int) -> str:
    """By what a row is known: its stored row where it has one, else its place."""
    return str(row["pk"].value() or f"#{index}") if "pk" in row.fields else f"#{index}"


def _entry(index: int) -> str:
    return gettext("Entry %(number)s") % {"number": index + 1}


def _stored(call: Call | None, relation: str, form: type[forms.Form]) -> list[dict]:
    if call is None:
        return []
    return [rows.initial_of(row, form) for row in getattr(call, relation).all()]


def _with_stored(
    sending: list[tuple[str, str]], call: Call | None, named: dict[str, str]
) -> list[tuple[str, str]]:
    """The sending countries, and those that quotas name already."""
    lines = call.quota_lines.all() if call else ()
    used = {line.country: named.get(line.country, line.country) for line in lines if line.country}
    return list((dict(sending) | used).items())
