from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ProgrammesConfig(AppConfig):
    name = "samgak.programmes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Commands and jobs ask for permissions too, without any page being loaded.
        autodiscover_modules("permissions")
