from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "samgak.exchange"
    default_auto_field = "django.db.models.BigAutoField"
