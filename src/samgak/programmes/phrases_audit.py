"""The words of the audit trail: kinds of objects, their fields and what these hold."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime

from django.db import models
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from samgak.core.dates import moment_with_place, plain_date
from samgak.core.places import country_name, language_name
from samgak.core.texts import LANGUAGES, shown
from samgak.programmes import phrases, queries_audit, trail
from samgak.programmes.models import Edition
from samgak.programmes.phrases_kinds import KIND_TEXTS

MOST_LETTERS = 300
# Whoever reads the trail must not sign in with it, nor learn somebody's answers.
KEPT_BACK = re.compile(r"secret|password|token|answers|definition|statement")
LINK = re.compile(r"(/account/link/|/place/|/appeal/)\S+")

ACT_TEXTS = {
    "insert": pgettext_lazy("audit", "Added"),
    "update": pgettext_lazy("audit", "Changed"),
    "delete": pgettext_lazy("audit", "Deleted"),
}
ORIGIN_TEXTS = {
    queries_audit.OUTSIDE: _("Outside Samgak (database)"),
    queries_audit.PROGRAM: _("Samgak itself"),
}
FIELD_TEXTS = {
    "activities_done": _("Activities carried out"),
    "about": _("About"),
    "action_plan_required": _("Action plan required"),
    "acts_as": _("Acts as"),
    "address": _("E-mail address"),
    "alt": _("What the picture shows"),
    "amount": _("Amount"),
    "answer": _("Answer"),
    "answer_by": _("Answer by"),
    "answer_days": _("Days to accept or decline a seat"),
    "answered_at": _("Answered"),
    "answered_by": _("Answered by"),
    "appeal_days": _("Days to appeal against a decision"),
    "application": pgettext_lazy("act of a person", "Application"),
    "approved_at": _("Approved"),
    "approved_by": _("Approved by"),
    "asked_at": _("Approval asked"),
    "asked_by": _("Approval asked by"),
    "attempts": _("Attempts"),
    "attendance_percent_required": _("Attendance required, per cent"),
    "away_from": _("Away from"),
    "away_until": _("Away until"),
    "batch": _("Confirmed together"),
    "began_at": _("Begun"),
    "bodies": _("Text"),
    "body": _("Words of the letter"),
    "booths": _("Interpreters' booths"),
    "born_on": _("Date of birth"),
    "bounced_at": _("Came back"),
    "call": _("Call"),
    "certificate_native_name": _("Name on the certificate, own script"),
    "certificate_passport_name": _("Name on the certificate, as in the passport"),
    "changed_at": _("Changed"),
    "closed_at": _("Closed"),
    "closes_at": _("Deadline"),
    "code": _("Code"),
    "columns": _("Columns"),
    "competencies": _("Competencies"),
    "computed": _("Computed"),
    "contact_email": _("E-mail address of the contact"),
    "contact_name": _("Contact"),
    "contact_telephone": _("Telephone of the contact"),
    "count": _("Number"),
    "countries": _("Countries of the data"),
    "country": _("Country"),
    "covers_from": _("First day of the data"),
    "covers_until": _("Last day of the data"),
    "criterion": _("Criterion"),
    "currency": _("Currency"),
    "data_class": _("Class of data"),
    "data_kind": _("Data"),
    "dataset": _("Dataset"),
    "decided_at": _("Decided"),
    "decided_by": _("Decided by"),
    "decision": _("Decision"),
    "decision_reason": _("Reason of the decision"),
    "delivered_in": _("Delivered in"),
    "description": _("What the marks from 0 to 5 mean"),
    "digest": _("Fingerprint"),
    "done_at": _("Reviewed"),
    "drafted_at": _("Drafted"),
    "drafted_by": _("Drafted by"),
    "due_on": _("Hand in by"),
    "each_nominee": _("Reviewers for each nominee"),
    "each_organisation": _("For each organisation"),
    "edition": _("Edition"),
    "eligible": _("Eligible"),
    "email": _("E-mail address"),
    "emergency_telephone": _("Emergency telephone"),
    "ended_at": _("Ended"),
    "ends_at": _("End"),
    "ends_on": _("Last day"),
    "enrolled_at": _("Enrolled"),
    "erased": _("Deleted"),
    "facts": _("Numbers approved"),
    "facts_shown": _("Numbers shown"),
    "family_name": _("Family name"),
    "fault": _("Fault"),
    "file_name": _("File"),
    "fixed_at": _("Fixed time"),
    "form": _("Form of the application"),
    "frequency": _("How often new data come"),
    "from_state": _("From"),
    "frozen_at": _("Frozen"),
    "frozen_by": _("Frozen by"),
    "given_name": _("Given name"),
    "group": pgettext_lazy("timetable", "Group"),
    "group_code": pgettext_lazy("timetable", "Group"),
    "handed_in_at": _("Handed in"),
    "handed_in_by": _("Handed in by"),
    "grounds": _("In common"),
    "happened_on": _("Date"),
    "has_conflict": _("Conflict of interest"),
    "headline": _("Headline"),
    "held_from": _("First day"),
    "held_until": _("No longer from"),
    "iati_identifier": _("IATI identifier"),
    "imported_at": _("Imported"),
    "imported_by": _("Imported by"),
    "indicators": _("Public indicators"),
    "interpreter": _("Interpreter"),
    "invited_at": _("Invited"),
    "is_anonymous": _("Reviewers see no name, sex, country or organisation"),
    "is_cancelled": _("Cancelled"),
    "issued_at": _("Issued"),
    "issued_by": _("Issued by"),
    "item": _("Item"),
    "kept_at": _("Saved"),
    "kept_by": _("Saved by"),
    "key": _("Code"),
    "key_column": _("Column that names each row"),
    "keywords": _("Keywords"),
    "kind": _("Kind"),
    "language": _("Language"),
    "language_at_least": _("Language, at least"),
    "language_code": _("Language"),
    "languages": _("Languages"),
    "last_question": _("Question last open"),
    "last_training_on": _("Last training abroad"),
    "layout": _("Layout"),
    "lead": _("First paragraph"),
    "lecturer": _("Lecturer"),
    "legal_ground": _("Legal ground"),
    "lesson": _("Lesson"),
    "licence": _("Licence"),
    "link_number": _("Number of the link"),
    "loaded_at": _("Loaded"),
    "made_at": _("Made"),
    "made_by": _("Made by"),
    "material_languages": _("Languages of the materials"),
    "maximum": _("Most seats"),
    "medical_days": _("Medical verdict: days after the course"),
    "median_weight": _("Points of the panel in the score"),
    "minimum": _("Fewest seats"),
    "minimum_years_in_service": _("Years in service, at least"),
    "minutes": _("Minutes"),
    "minutes_present": _("Minutes present"),
    "moment": pgettext_lazy("test", "Before or after"),
    "name": _("Name"),
    "name_confirmed_at": _("Name confirmed"),
    "native_name": _("Name in the own script"),
    "nominated_at": _("Nominated"),
    "nominated_by": _("Nominated by"),
    "nomination": _("Nomination"),
    "not_selected_months": _("Data of people who were not selected: months after the decision"),
    "note": _("Note"),
    "number": _("Number"),
    "objectives": _("Objectives"),
    "offered_languages": _("Languages offered"),
    "own_answers": _("Questions of the country"),
    "opened_at": _("Opened"),
    "openness": _("Openness"),
    "opens_at": _("Opening"),
    "organisation": _("Organisation"),
    "other_days": _("Travel, diet, emergency contact: days after the course"),
    "participant": _("Participant"),
    "passport_days": _("Passport: days after the visa and the journey"),
    "passport_name": _("Name as in the passport"),
    "payer": _("Payer"),
    "people": _("People"),
    "person": _("Person"),
    "points": _("Points"),
    "position": _("Position"),
    "position_held": _("Position"),
    "post_test_required": _("Post-test required"),
    "predecessor": _("Before"),
    "programme": _("Programme"),
    "promoted_at": _("Decided"),
    "promoted_by": _("Decided by"),
    "proposed_at": _("Proposed"),
    "proposed_by": _("Proposed by"),
    "published_at": _("Published"),
    "publisher": _("Publisher"),
    "purged_at": _("Deleted"),
    "purpose": _("Purpose"),
    "purpose_done_on": _("The purpose is fulfilled"),
    "queued_at": _("Released for sending"),
    "queued_by": _("Released for sending by"),
    "rank": _("Rank"),
    "read_at": _("Read"),
    "read_by": _("Read by"),
    "reason": _("Reason"),
    "received_at": pgettext_lazy("appeal", "Received"),
    "recorded_at": _("Recorded"),
    "recorded_by": _("Recorded by"),
    "replaced_by": _("Replaced by"),
    "remedy": _("Outcome"),
    "retained_until": _("Kept until"),
    "review": _("Review"),
    "review_from": _("Reviews begin on"),
    "review_until": _("Reviews end on"),
    "reviewer": _("Reviewer"),
    "role": _("Role"),
    "room": _("Room"),
    "row_count": _("Rows"),
    "rule": _("Reason"),
    "saved_at": _("Saved"),
    "screening_from": _("Screening begins on"),
    "screening_until": _("Screening ends on"),
    "seats": _("Seats"),
    "sectors": _("Sectors"),
    "sent_at": _("Sent"),
    "session": _("Session"),
    "sex": _("Sex"),
    "size_bytes": _("Size in bytes"),
    "source": _("Source"),
    "sources": _("Sources"),
    "speaker": _("Speaker"),
    "starts_at": _("Beginning"),
    "starts_on": _("First day"),
    "state": _("State"),
    "state_before": _("State before"),
    "state_changed_at": _("State since"),
    "state_changed_by": _("State changed by"),
    "state_reason": _("Reason"),
    "status": _("Attendance"),
    "story": _("Public story"),
    "subject": _("Subject"),
    "submitted_at": _("Submitted"),
    "successor": _("After"),
    "summary": _("Summary"),
    "supervisor_email": _("E-mail address of the supervisor"),
    "supervisor_name": _("Name of the supervisor"),
    "taken_at": _("Taken"),
    "taken_by": _("Taken by"),
    "takes_effect_on": _("From"),
    "tasks": _("Tasks"),
    "test": _("Test"),
    "text": _("Text"),
    "text_version": _("Version"),
    "theme": _("Theme"),
    "tie_seed": _("Seed for ties"),
    "title": _("Title"),
    "to_state": _("To"),
    "total_score": _("Total score"),
    "undone_at": _("Undone"),
    "uploaded_at": _("Uploaded"),
    "uploaded_by": _("Uploaded by"),
    "user": _("Account"),
    "value": _("Value"),
    "venue_city": _("City"),
    "venue_country": _("Country of the venue"),
    "venue_name": _("Venue"),
    "venue_timezone": _("Time zone of the venue"),
    "weight": _("Weight"),
    "verdict": _("What you find"),
    "withdrawn_at": _("Withdrawn"),
    "withdrawn_by": _("Withdrawn by"),
    "withdrawn_reason": _("Reason of the withdrawal"),
    "words": _("Words"),
    "working_language": _("Working language"),
    "years_in_service": _("Years in service"),
    "years_since_training_abroad": _("Years since training abroad"),
    "sections": _("Sections"),
    "told": _("Published words"),
    "published_by": _("Published by"),
    "saved_by": _("Saved by"),
    "deadline": _("Deadline"),
    "earlier_deadline": _("Deadline before"),
    "days_before": _("Days before the deadline"),
    "reminded_at": _("Reminded"),
}
CODE_TEXTS = {
    ("programmes-edition", "state"): phrases.STATE_TEXTS,
    ("programmes-edition", "state_before"): phrases.STATE_TEXTS,
    ("programmes-edition", "kind"): phrases.KIND_TEXTS,
    ("programmes-editionstep", "from_state"): phrases.STATE_TEXTS,
    ("programmes-editionstep", "to_state"): phrases.STATE_TEXTS,
    ("programmes-editionrole", "role"): phrases.ROLE_TEXTS,
    ("partners-organisationrole", "role"): phrases.ROLE_TEXTS,
    ("programmes-partnerrole", "role"): phrases.PARTNER_ROLE_TEXTS,
}
COUNTRIES = frozenset({"country", "venue_country"})
LANGUAGE_FIELDS = frozenset({"language", "language_code", "working_language"})


def kind_name(kind: str) -> str:
    """A kind of object in words; its own name where it has none yet."""
    return str(KIND_TEXTS.get(kind) or trail.kinds()[kind].pgh_tracked_model.__name__)


def field_name(field: models.Field) -> str:
    """A field in words."""
    return str(FIELD_TEXTS.get(field.name) or field.verbose_name)


def title(entry: queries_audit.Entry, found: queries_audit.Trail) -> str:
    """What the object of an entry is called."""
    if own := queries_audit.own_name(entry.row):
        return _words(own)
    if after := queries_audit.named_after(entry.kind, entry.row):
        return _named(*after, found.names)
    name, held = queries_audit.least_name(entry.row)
    if not name:
        return f"#{entry.key}"
    model = trail.kinds()[entry.kind].pgh_tracked_model
    return _coded(model._meta.get_field(name), held) or _words(held)


def who(entry: queries_audit.Entry, found: queries_audit.Trail) -> str:
    """Who acted: a person, Samgak by itself, or somebody past Samgak."""
    if entry.user_id is None:
        return str(ORIGIN_TEXTS[entry.origin])
    return _named("accounts-user", str(entry.user_id), found.names)


def value(
    field: models.Field, held: object, *, found: queries_audit.Trail, edition: Edition
) -> str:
    """What a field held, as a reader would write it; empty where it held nothing."""
    if held is None or held == "":
        return ""
    if KEPT_BACK.search(field.name):
        return gettext("(not shown here)")
    if field.related_model:
        return _named(trail.kind_of(field.related_model), str(held), found.names)
    return _plain(field, held, edition) or _coded(field, held) or _cut(_words(held))


def _plain(field: models.Field, held: object, edition: Edition) -> str:
    if isinstance(field, models.BooleanField):
        return gettext("yes") if held else gettext("no")
    if isinstance(field, models.DateTimeField):
        moment = datetime.fromisoformat(str(held))
        return moment_with_place(moment, edition.venue_timezone, _reader())
    if isinstance(field, models.DateField):
        return plain_date(date.fromisoformat(str(held)), _reader())
    return ""


def _coded(field: models.Field, held: object) -> str:
    texts = CODE_TEXTS.get((trail.kind_of(field.model), field.name), {})
    if str(held) in texts:
        return str(texts[str(held)])
    if field.name in COUNTRIES:
        return country_name(str(held), _reader())
    return language_name(str(held), _reader()) if field.name in LANGUAGE_FIELDS else ""


def _named(kind: str, key: str, names: Mapping[tuple[str, str], object]) -> str:
    name = names.get((kind, key))
    if isinstance(name, tuple):
        name = names.get(name)
    return _words(name) if name and not isinstance(name, tuple) else f"#{key}"


def _words(held: object) -> str:
    if isinstance(held, str) and held.startswith("{"):
        try:
            held = json.loads(held)
        except ValueError:
            return str(held)
    if isinstance(held, dict) and held and set(held) <= set(LANGUAGES):
        return shown(held, reader=_reader(), working="en").text
    if isinstance(held, list):
        return "; ".join(_words(one) for one in held)
    return json.dumps(held, ensure_ascii=False) if isinstance(held, dict) else str(held)


def _cut(text: str) -> str:
    text = LINK.sub(r"\1…", text)
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"


def _reader() -> str:
    return get_language() or "en"
