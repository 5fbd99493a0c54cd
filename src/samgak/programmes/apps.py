from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "samgak.programmes"
    default_auto_field = "django.db.models.BigAutoField"
