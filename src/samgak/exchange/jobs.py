from django.conf import settings
from procrastinate.contrib.django import app

from samgak.actionplans import services as actionplans
from samgak.applications import services as applications
from samgak.calls import services_deadlines as calls
from samgak.core.jobs import BY_CLOCK
from samgak.demand import services as demand
from samgak.exchange import clock
from samgak.exchange.services import forgetting
from samgak.nominations import queries as nominations
from samgak.privacy import services as privacy
from samgak.programmes import services as programmes


@app.periodic(cron="* * * * *")
@app.task(name="exchange.move_by_clock", queue=BY_CLOCK)
def move_by_clock(timestamp: int) -> None:
    """Open and close calls when their moment comes."""
    programmes.move_by_clock(at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="exchange.close_silent_procedures", queue=BY_CLOCK)
def close_silent_procedures(timestamp: int) -> None:
    """Approve what nobody objected to when its time is over."""
    demand.close_by_clock(at=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="exchange.ask_what_is_due", queue=BY_CLOCK)
def ask_what_is_due(timestamp: int) -> None:
    """Ask those whose month of the follow-up has come how their plans stand."""
    actionplans.ask_what_is_due(at=clock.now())


@app.periodic(cron="*/30 * * * *")
@app.task(name="exchange.remind_of_applications", queue=BY_CLOCK)
def remind_of_applications(timestamp: int) -> None:
    """Remind supervisors and authors of drafts, and draft what applicants are to know of a later version."""
    applications.remind(at=clock.now())
    applications.tell_of_new_versions(at=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="exchange.purge_what_is_due", queue=BY_CLOCK)
def purge_what_is_due(timestamp: int) -> None:
    """Delete the personal data whose day has come."""
    privacy.purge_what_is_due(at=clock.now())
    # A visitor may move the demonstration's clock back, and would find its invented nominees gone.
    if not settings.DEMONSTRATION:
        forgetting.forget_the_not_selected(at=clock.now())


@app.periodic(cron="*/30 * * * *")
@app.task(name="exchange.remind_of_deadlines", queue=BY_CLOCK)
def remind_of_deadlines(timestamp: int) -> None:
    """Remind focal points who may still nominate that the deadline is near."""
    calls.remind(at=clock.now(), nominated=nominations.nominated_by_country)
