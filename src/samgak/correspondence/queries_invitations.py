from samgak.correspondence.models import Letter


def invitations_to(user):
    """The invitations and links we wrote to somebody, the latest first; their words stay closed."""
    kinds = [Letter.Kind.INVITATION, Letter.Kind.SIGN_IN]
    return Letter.objects.filter(user=user, kind__in=kinds).defer("body").order_by("-drafted_at")
