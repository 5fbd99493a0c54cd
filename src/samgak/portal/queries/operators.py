from samgak.partners.models import Organisation


def operators():
    """The organisations whose administrators look after the whole site."""
    return Organisation.objects.filter(operates_site=True)
