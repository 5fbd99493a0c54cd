from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.core.management import call_command
from django.db import migrations


def create_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    """Exclusion constraints need btree_gist, search in any script pg_trgm, shared rate limits a cache."""

    dependencies = [("core", "0001_initial")]
    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
    ]
