from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "samgak.correspondence"
    default_auto_field = "django.db.models.BigAutoField"
