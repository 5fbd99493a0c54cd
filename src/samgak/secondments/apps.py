from django.apps import AppConfig


class SecondmentsConfig(AppConfig):
    name = "samgak.secondments"
    default_auto_field = "django.db.models.BigAutoField"
