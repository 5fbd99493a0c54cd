from django.apps import AppConfig


class ValueAddedConfig(AppConfig):
    name = "samgak.valueadded"
    default_auto_field = "django.db.models.BigAutoField"
