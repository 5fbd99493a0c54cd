from django.apps import AppConfig


class NominationsConfig(AppConfig):
    name = "samgak.nominations"
    default_auto_field = "django.db.models.BigAutoField"
