from django.urls import path

from samgak.certificates.views import completion, corrections, seat, verify

app_name = "certificates"
urlpatterns = [
    path("verify/", verify.form, name="verify_form"),
    path("verify/<str:number>/", verify.verify, name="verify"),
    path("editions/<slug:code>/certificates/", completion.certificates, name="certificates"),
    path("editions/<slug:code>/certificates/issue/", completion.issue, name="issue"),
    path(
        "editions/<slug:code>/certificates/<str:number>/",
        corrections.certificate,
        name="certificate",
    ),
    path("editions/<slug:code>/certificates/<str:number>/pdf/", corrections.pdf, name="pdf"),
    path(
        "editions/<slug:code>/certificates/<str:number>/reissue/",
        corrections.reissue,
        name="reissue",
    ),
    path(
        "editions/<slug:code>/certificates/<str:number>/revoke/",
        corrections.revoke,
        name="revoke",
    ),
    path(
        "editions/<slug:code>/participants/<int:participant_id>/name/",
        corrections.confirm_on_behalf,
        name="confirm_on_behalf",
    ),
    path("editions/<slug:code>/my-name/", seat.confirm_name, name="confirm_name"),
    path("editions/<slug:code>/my-plan/take-back/", seat.take_back_plan, name="take_back_plan"),
]
