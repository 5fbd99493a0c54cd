from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("samgak.portal.urls_outside")),
    path("", include("samgak.certificates.urls_verify_short")),
    path("", include("samgak.timetable.urls_calendar")),
    *i18n_patterns(
        path("", include("samgak.portal.urls")),
        path("account/", include("samgak.accounts.urls")),
        path("account/", include("allauth.urls")),
        path("partners/", include("samgak.partners.urls")),
        path("roles/", include("samgak.programmes.urls_roles")),
        path("editions/", include("samgak.programmes.urls")),
        path("editions/", include("samgak.funding.urls")),
        path("editions/", include("samgak.timetable.urls")),
        path("editions/", include("samgak.correspondence.urls")),
        path("", include("samgak.correspondence.urls_invitations")),
        path("editions/", include("samgak.nominations.urls")),
        path("editions/", include("samgak.attendance.urls")),
        path("editions/", include("samgak.surveys.urls")),
        path("editions/", include("samgak.learning.urls")),
        path("editions/", include("samgak.actionplans.urls")),
        path("editions/", include("samgak.discussions.urls")),
        path("editions/", include("samgak.practice.urls")),
        path("editions/", include("samgak.secondments.urls")),
        path("editions/", include("samgak.valueadded.urls")),
        path("editions/", include("samgak.reporting.urls")),
        path("", include("samgak.stories.urls")),
        path("", include("samgak.actionplans.urls_links")),
        path("", include("samgak.certificates.urls")),
        path("", include("samgak.exchange.urls")),
    ),
]
