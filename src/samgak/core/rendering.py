from django.forms.renderers import TemplatesSetting


class PageFormRenderer(TemplatesSetting):
    """Draws every form with the templates of this house."""
