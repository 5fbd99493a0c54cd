from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "samgak.partners"
    default_auto_field = "django.db.models.BigAutoField"
