"""A form printed as {{ form }}: every question has its label, its hint and its error."""

from datetime import date

import pytest
from django import forms
from django.utils import translation
from i18nfield.forms import I18nFormField, I18nTextarea, I18nTextInput
from i18nfield.strings import LazyI18nString
from lxml import html

from samgak.core.rendering import DatePartsInput, DayInput, MomentInput


class Nominee(forms.Form):
    name = forms.CharField(label="Name", help_text="As in the passport")
    email = forms.EmailField(label="E-mail", required=False)
    rank = forms.IntegerField(label="Rank")
    country = forms.ChoiceField(
        label="Country", choices=[("KZ", "Kazakhstan"), ("TJ", "Tajikistan")]
    )
    decision = forms.ChoiceField(
        label="Decision", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect
    )
    speaks = forms.MultipleChoiceField(
        label="Languages", choices=[("ru", "Russian")], widget=forms.CheckboxSelectMultiple
    )
    consent = forms.BooleanField(label="I agree")
    born_on = forms.DateField(label="Date of birth", widget=DatePartsInput)
    leaves_on = forms.DateField(label="Leaves on", widget=DayInput)
    arrives_at = forms.DateTimeField(label="Arrives at", widget=MomentInput)
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    motive = forms.CharField(label="Motive", widget=forms.Textarea)
    passport = forms.FileField(label="Passport")
    title = I18nFormField(label="Title", widget=I18nTextInput, required=False)
    remark = I18nFormField(label="Remark", widget=I18nTextarea)


def shown(form):
    return html.fromstring(f"<div>{form}</div>")


@pytest.mark.parametrize("form", [Nominee(), Nominee({})], ids=["empty", "sent empty"])
def test_every_input_has_a_label(form):
    page = shown(form)
    labelled = set(page.xpath("//label/@for"))

    inputs = page.xpath("//input[not(@type='hidden')] | //select | //textarea")

    assert len(inputs) > 15
    assert [one.get("id") for one in inputs if one.get("id") not in labelled] == []


def test_ids_are_unique_and_descriptions_exist():
    page = shown(Nominee({}))
    ids = page.xpath("//@id")

    described = " ".join(page.xpath("//@aria-describedby")).split()

    assert len(ids) == len(set(ids))
    assert set(described) <= set(ids)
    assert {"id_name_helptext", "id_name_error"} <= set(described)


def test_every_line_of_the_error_summary_leads_to_an_input_of_its_field():
    form = Nominee({})
    page = shown(form)

    targets = [link.removeprefix("#") for link in page.xpath("//*[@role='alert']//a/@href")]

    assert len(targets) == len(form.errors)
    for target in targets:
        (reached,) = page.xpath(f"//*[@id='{target}']")
        assert reached.tag in {"input", "select", "textarea"}


def test_a_right_form_has_no_error_summary():
    assert shown(Nominee()).xpath("//*[@role='alert']") == []


def test_an_optional_question_says_so():
    labels = {
        label.get("for"): label.text_content().strip()
        for label in shown(Nominee()).xpath("//label")
    }

    assert labels["id_email"] == "E-mail (optional)"
    assert labels["id_name"] == "Name"


class Birth(forms.Form):
    born_on = forms.DateField(widget=DatePartsInput)


def test_three_numbers_are_read_as_a_date_and_shown_again():
    form = Birth({"born_on_day": " 7", "born_on_month": "3", "born_on_year": "1986"})

    assert form.is_valid()
    assert form.cleaned_data["born_on"] == date(1986, 3, 7)
    again = shown(Birth(initial=form.cleaned_data))
    assert again.xpath("//input/@value") == ["7", "3", "1986"]


def test_a_day_that_does_not_exist_is_refused_and_kept_to_be_mended():
    form = Birth({"born_on_day": "31", "born_on_month": "2", "born_on_year": "1986"})

    assert not form.is_valid()
    assert shown(form).xpath("//input/@value") == ["31", "2", "1986"]


def test_no_number_at_all_is_no_date():
    assert Birth({}).errors["born_on"].as_data()[0].code == "required"


def test_koreans_write_the_year_first():
    with translation.override("ko"):
        page = shown(Birth({}))

    assert page.xpath("//input/@name") == ["born_on_year", "born_on_month", "born_on_day"]
    assert page.xpath("//*[@role='alert']//a/@href") == ["#id_born_on_2"]


def test_languages_that_are_written_stand_open_and_the_others_are_folded():
    title = LazyI18nString({"ko": "디지털 정부", "en": "Digital government"})
    page = shown(Nominee(initial={"title": title}))

    unfolded = page.xpath("//input[starts-with(@name, 'title_')][not(ancestor::details)]/@value")
    folded = page.xpath("//details//input[starts-with(@name, 'title_')]/@lang")

    assert unfolded == ["Digital government", "디지털 정부"]
    assert set(folded) == {"ru", "kk", "ky", "uz", "tg", "tk"}


def test_a_picker_is_filled_in_the_form_it_understands():
    page = shown(Nominee(initial={"leaves_on": date(2025, 8, 24)}))

    assert page.xpath("//input[@name='leaves_on']/@value") == ["2025-08-24"]
    assert page.xpath("//input[@name='leaves_on']/@type") == ["date"]


def test_entries_of_a_formset_are_numbered():
    entries = forms.formset_factory(Birth, extra=2)()

    legends = html.fromstring(f"<div>{entries}</div>").xpath("//legend/text()")

    assert [text for text in legends if text.startswith("Entry")] == ["Entry 1", "Entry 2"]
