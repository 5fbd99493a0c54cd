"""A year with the action plans: endorsed, asked after 1, 3, 6 and 12 months, confirmed, verified."""

from datetime import timedelta

from django.utils.translation import gettext as _

from samgak.actionplans import queries, rules, services
from samgak.actionplans.models import ActionPlan, CheckIn, PlanVersion
from samgak.certificates import services as certificates
from samgak.exchange.rehearsal.stage import Stage
from samgak.participants.models import Participant
from samgak.practice.addresses import address_of
from samgak.practice.models import ServiceModel
from samgak.practice.phrases.results import result_lines, title_of
from samgak.practice.queries.results import result_of

EVALUATOR = "evaluation_officer"
# How likely somebody answers a question, and how it then stands.
ANSWERS = 0.7
STANDS = {1: (0.85, 0.15, 0.0), 3: (0.65, 0.25, 0.1), 6: (0.5, 0.25, 0.25), 12: (0.25, 0.25, 0.5)}
CONFIRMS = 0.8
MARK = "Rehearsal: "


def lay_result(stage: Stage, service: ServiceModel) -> None:
    """A member of the team takes the plan back, lays the team's result into it, and submits it again."""
    seat = Participant.objects.filter(
        edition=stage.edition, pk__in=service.team.members.values("participant")
    ).first()
    if seat is None:
        return
    with stage.scene("result_in_plan", _("Laying the result of the practice into a plan")):
        stage.allowed(seat.person.user, "actionplans.write_plan")
        plan = certificates.take_back_plan(seat)
        result = result_of(service)
        services.attach_result(
            seat,
            title=title_of(result, reader=plan.language),
            url=address_of(stage.edition)(result.page, service_id=service.pk),
            numbers=result_lines(result),
            language=plan.language,
            at=stage.now,
        )
        services.submit(
            seat, title=plan.title, text=plan.text, language=plan.language, at=stage.now
        )


def endorse(stage: Stage) -> None:
    """Every plan names a supervisor, who endorses it by the link of a letter."""
    for plan in ActionPlan.objects.filter(participant__edition=stage.edition).order_by("pk"):
        plan.supervisor_name = f"{MARK}supervisor"
        plan.supervisor_email = f"supervisor-{plan.pk}@rehearsal.invalid"
        plan.save(update_fields=["supervisor_name", "supervisor_email"])
        services.ask_supervisor(plan, at=stage.now)
        if stage.chance.random() < CONFIRMS:
            services.endorse(plan, words="", at=stage.now)


def follow_up(stage: Stage) -> None:
    """The clock goes through the year; what people would answer is drawn from the seed."""
    with stage.scene("follow_up", _("Following up the action plans for a year")):
        endorse(stage)
        for month in rules.WAVES:
            stage.let_the_clock_pass(
                rules.due_at(stage.edition.ends_on, month, stage.edition.zone)
                + timedelta(minutes=1)
            )
            services.ask_what_is_due(at=stage.now)
            _answer(stage, month)
        _verify(stage)
        _keep_results(stage)


def _answer(stage: Stage, month: int) -> None:
    asked = CheckIn.objects.filter(plan__participant__edition=stage.edition, month=month)
    for check_in in asked.order_by("pk"):
        if stage.chance.random() >= ANSWERS:
            continue
        (status,) = stage.chance.choices(rules.STATUSES, STANDS[month])
        obstacles = stage.chance.sample(rules.OBSTACLES, 2) if status == rules.STALLED else []
        services.answer(
            check_in,
            status=status,
            obstacles=obstacles,
            note=f"{MARK}a note",
            language=check_in.plan.language,
            at=stage.now,
        )
        if stage.chance.random() < CONFIRMS:
            services.confirm(check_in, agrees=True, remark="", at=stage.now)


def _verify(stage: Stage) -> None:
    evaluator = stage.allowed(stage.actor(EVALUATOR), "actionplans.verify")
    confirmed = CheckIn.objects.filter(confirmed_at__isnull=False).values("plan")
    done = ActionPlan.objects.filter(
        participant__edition=stage.edition, state="achieved", pk__in=confirmed
    )
    for position, plan in enumerate(done.order_by("pk")):
        services.verify(plan, actor="evaluator", by=evaluator, at=stage.now)
        if position % 3 == 0:
            services.record_adoption(
                plan,
                kind="rule",
                reference=f"{MARK}order",
                adopted_on=stage.now.date(),
                by=evaluator,
                at=stage.now,
            )


def _keep_results(stage: Stage) -> None:
    found = queries.results(stage.edition)
    plans = ActionPlan.objects.filter(participant__edition=stage.edition)
    stage.results["plans"] = {
        "participants": found.participants,
        "submitted": found.submitted,
        "endorsed": found.endorsed,
        "states": dict(found.states),
        "waves": [
            {"month": one.month, "asked": one.asked, "answered": one.answered}
            | {"statuses": dict(one.statuses), "confirmed": one.confirmed}
            for one in found.waves
        ],
        "obstacles": dict(found.obstacles),
        "adoptions": dict(found.adoptions),
        "practice_results": sum(len(plan.attachments) for plan in plans),
        "versions": PlanVersion.objects.filter(plan__in=plans).count(),
    }
    asked = sum(one.asked for one in found.waves)
    stage.summary.check("plans_are_followed_up", asked >= found.submitted > 0)
