from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "samgak.reporting"
    default_auto_field = "django.db.models.BigAutoField"
