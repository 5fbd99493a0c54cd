from samgak.nominations import urls_selections

app_name = "nominations"
urlpatterns = [*urls_selections.urlpatterns]
