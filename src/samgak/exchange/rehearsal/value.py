"""Every partner answers, for each side on which it stands, what the co-operation added."""

from django.utils.translation import gettext as _

from samgak.accounts.models import User
from samgak.exchange.rehearsal.stage import Stage
from samgak.partners.models import OrganisationRole, Role
from samgak.programmes.models import PartnerRole
from samgak.programmes.permissions import access_of
from samgak.valueadded import queries, rules, services

# How the marks of a side lie: most are fours, the beneficiary sees a little less ownership.
WEIGHTS = {"facilitating": (0, 1, 3, 6, 4), "pivotal": (0, 1, 3, 6, 4)}
DOUBTFUL = (1, 2, 5, 5, 1)
MARK = "Rehearsal: "


def ask_the_sides(stage: Stage) -> None:
    with stage.scene("value_added", _("Asking every side for the value added")):
        sides = PartnerRole.objects.filter(edition=stage.edition, role__in=rules.SIDES)
        for role in sides.order_by("pk").select_related("organisation"):
            _answer(stage, role, _answerer(stage, role))
        found = queries.overview(stage.edition)
        stage.results["value_added"] = {
            row.dimension: {
                "gap": row.gap.gap and round(row.gap.gap, 4),
                "sides": {
                    side: {"answers": view.answers, "mean": round(view.mean, 4)}
                    for side, view in row.gap.views.items()
                },
            }
            for row in found.rows
        }
        stage.summary.check("every_side_answered", len(found.answers) == found.expected)


def _answerer(stage: Stage, role: PartnerRole) -> User:
    if role.country:
        return stage.actor(str(Role.FOCAL_POINT), country=role.country)
    email = f"value-{role.organisation.key}@rehearsal.invalid"
    user, is_new = User.objects.get_or_create(email=email, defaults={"name": "Rehearsal"})
    if is_new:
        OrganisationRole.objects.create(
            user=user, organisation=role.organisation, role=Role.PROGRAMME_OFFICER
        )
    return user


def _answer(stage: Stage, role: PartnerRole, user: User) -> None:
    stage.allowed(user, "valueadded.answer")
    access = access_of(user, stage.edition, on=stage.now.date())
    seat = next(
        one
        for one in queries.seats_of(access)
        if (one.side, one.organisation, one.country) == (role.role, role.organisation, role.country)
    )
    weights = WEIGHTS.get(role.role, DOUBTFUL)
    marks = {
        statement: stage.chance.choices(range(1, 6), weights)[0] for statement in rules.STATEMENTS
    }
    services.save(
        stage.edition,
        seat,
        marks=marks,
        evidence={"ownership": f"{MARK}an example"},
        is_final=True,
        language=stage.edition.working_language,
        by=user,
        at=stage.now,
    )
