from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "samgak.portal"
    default_auto_field = "django.db.models.BigAutoField"
