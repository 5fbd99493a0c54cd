"""What an application agrees to or refuses, in the register of consents, where it can be withdrawn."""

from datetime import datetime

from samgak.applications.models import Application
from samgak.privacy import rules
from samgak.privacy import services as privacy
from samgak.questionnaires import fields
from samgak.questionnaires.model import Form


def record(application: Application, *, form: Form, at: datetime) -> None:
    """Record each answer under its purpose, class, version of the text, and language; undertakings are none."""
    for question in form.questions:
        about, answer = question.agreement, application.answers.get(question.key)
        if about is None or answer not in (fields.AGREED, fields.REFUSED):
            continue
        if rules.newest_text(about.purpose, about.data_class) is None:
            continue
        privacy.consent(
            person=application.person,
            edition=application.edition,
            purpose=about.purpose,
            data_class=about.data_class,
            text_version=f"{form.version}/{about.text_version}"[:20],
            language=application.language,
            agreed=answer == fields.AGREED,
            at=at,
            is_of_a_form=True,
        )
