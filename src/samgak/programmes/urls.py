from samgak.programmes import urls_people

app_name = "programmes"
urlpatterns = [*urls_people.urlpatterns]
