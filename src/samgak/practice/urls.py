from samgak.practice import urls_cases, urls_datasets, urls_services, urls_teams

app_name = "practice"
urlpatterns = [
    *urls_teams.urlpatterns,
    *urls_services.urlpatterns,
    *urls_datasets.urlpatterns,
    *urls_cases.urlpatterns,
]
