from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "samgak.surveys"
    default_auto_field = "django.db.models.BigAutoField"
