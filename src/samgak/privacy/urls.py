from django.urls import path

from samgak.privacy.views import officers, own

app_name = "privacy"
MINE = "<slug:code>/my-data/"
VAULT = "<slug:code>/vault/"
urlpatterns = [
    path(MINE, own.my_data, name="my_data"),
    path(f"{MINE}consents/<slug:purpose>/<slug:data_class>/", own.answer, name="answer"),
    path(f"{MINE}erasure/", own.ask_for_erasure, name="ask_for_erasure"),
    path(f"{MINE}<slug:item>/", own.item, name="item"),
    path(VAULT, officers.items, name="items"),
    path(f"{VAULT}visa-list/", officers.visa_list, name="visa_list"),
    path(f"{VAULT}purpose-done/", officers.purpose_done, name="purpose_done"),
    path(f"{VAULT}terms/", officers.terms, name="terms"),
    path(f"{VAULT}<int:participant_id>/<slug:item>/", officers.read, name="read"),
    path(f"{VAULT}<int:participant_id>/<slug:item>/retain/", officers.retain, name="retain"),
]
