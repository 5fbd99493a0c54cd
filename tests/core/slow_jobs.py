"""`samgak` with a job for tests: slow, in many steps."""

import os
import time

import django

STEPS = 12


def register():
    """The slow job; in a program of its own, Django must be set up before."""
    from samgak.core import jobs, services
    from samgak.partners.models import Organisation

    @jobs.task("tests.found_agencies", title="Founding agencies", sentence=str)
    def found_agencies(work, *, at):
        for step in range(STEPS):
            Organisation.objects.create(key=f"agency-{step}", name="An agency", country="KR")
            services.advance(work, done=step + 1, total=STEPS)
            time.sleep(0.35)
        return "/done/"

    return found_agencies


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samgak.config.settings")
    django.setup()
    register()
    from samgak.config.command import main

    main()
