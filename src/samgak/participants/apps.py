from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    name = "samgak.participants"
    default_auto_field = "django.db.models.BigAutoField"
