from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "samgak.learning"
    default_auto_field = "django.db.models.BigAutoField"
