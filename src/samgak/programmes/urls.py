from samgak.programmes import urls_editions, urls_people

app_name = "programmes"
urlpatterns = [*urls_editions.urlpatterns, *urls_people.urlpatterns]
