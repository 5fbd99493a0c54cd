from samgak.exchange import urls_clock, urls_editions, urls_privacy, urls_sign_ins

app_name = "exchange"
urlpatterns: list = [
    *urls_clock.urlpatterns,
    *urls_sign_ins.urlpatterns,
    *urls_editions.urlpatterns,
    *urls_privacy.urlpatterns,
]
