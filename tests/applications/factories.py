from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from samgak.applications import queries
from samgak.applications.models import AnswerFile, Application, ApplicationForm
from samgak.applications.services.inviting import search_text
from tests.factories import EditionFactory, PersonFactory
from tests.uploads.made import PDF

AT = datetime(2029, 11, 10, 6, tzinfo=UTC)

# Every question of the usual form that must be answered.
WHOLE = {
    "family_name": "Ospanova",
    "given_name": "Aigerim",
    "native_name": "Оспанова Әйгерім",
    "sex": "F",
    "born_on": "1990-05-09",
    "nationality": "Kazakhstan",
    "email": "aigerim@ministry.example",
    "telephone": "+7 701 1234567",
    "organisation": "Ministry of Digital Development",
    "level": "central",
    "position": "Head of division",
    "in_post_since": "2020-02-01",
    "duties": "One-stop services",
    "supervisor_name": "Серік Ахметов",
    "supervisor_email": "serik@ministry.example",
    "education": [{"institution": "Eurasian National University", "until": "2012"}],
    "languages": [
        {
            "language": "kk",
            "listening": "excellent",
            "speaking": "excellent",
            "reading": "good",
            "writing": "good",
        }
    ],
    "needs_interpretation": "no",
    "had_training": "no",
    "motivation": "To learn how others do it",
    "problem": "Four visits for one paper",
    "intended_use": "One visit",
    "undertaking_course": "agreed",
    "undertaking_conduct": "agreed",
    "consent_selection": "agreed",
    "consent_transfer": "agreed",
    "consent_photographs": "refused",
    "consent_alumni": "agreed",
}


class ApplicationFormFactory(DjangoModelFactory):
    class Meta:
        model = ApplicationForm

    edition = factory.SubFactory(EditionFactory, state="call_open")
    number = 1
    definition = factory.LazyFunction(queries.usual_definition)
    made_at = AT


class ApplicationFactory(DjangoModelFactory):
    """A draft that has begun; `whole` answers everything, `submitted` hands it in."""

    class Meta:
        model = Application

    class Params:
        whole = factory.Trait(answers=factory.LazyFunction(lambda: dict(WHOLE)))
        submitted = factory.Trait(
            answers=factory.LazyFunction(lambda: dict(WHOLE)),
            state="submitted",
            submitted_at=AT,
            supervisor_name="Серік Ахметов",
            supervisor_email="serik@ministry.example",
        )

    edition = factory.SubFactory(EditionFactory, state="call_open")
    person = factory.SubFactory(PersonFactory)
    state_changed_at = AT
    invited_at = AT
    began_at = AT
    language = "en"
    search_text = factory.LazyAttribute(lambda one: search_text(one.person))

    @factory.lazy_attribute
    def form(self):
        found = queries.newest_form(self.edition) or ApplicationFormFactory(edition=self.edition)
        return found if self.submitted_at else None

    submitted_at = None


class AnswerFileFactory(DjangoModelFactory):
    class Meta:
        model = AnswerFile

    application = factory.SubFactory(ApplicationFactory)
    question = "motivation"
    file_name = "letter.pdf"
    kind = "pdf"
    content = PDF
    size_bytes = len(PDF)
    sha256 = "0" * 64
    uploaded_at = AT
