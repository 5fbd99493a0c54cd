from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0002_plans_that_live")]

    operations = [
        migrations.RunSQL(
            "UPDATE actionplans_actionplan SET state = 'submitted'"
            " WHERE submitted_at IS NOT NULL AND state = 'draft'",
            migrations.RunSQL.noop,
        ),
    ]
