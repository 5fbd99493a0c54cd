from django.apps import AppConfig

from samgak.database.rendering import render_only_what_changes


class CoreConfig(AppConfig):
    name = "samgak.core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        render_only_what_changes()
