from django.apps import AppConfig


class DemandConfig(AppConfig):
    name = "samgak.demand"
    default_auto_field = "django.db.models.BigAutoField"
