from django.urls import path

from samgak.practice.views import teams

urlpatterns = [
    path("<slug:code>/practice/", teams.practice, name="practice"),
    path("<slug:code>/practice/teams/mix/", teams.mix, name="mix_teams"),
    path("<slug:code>/practice/teams/add/", teams.add, name="add_team"),
    path("<slug:code>/practice/teams/<slug:team_key>/", teams.team, name="team"),
    path("<slug:code>/practice/teams/<slug:team_key>/change/", teams.change, name="change_team"),
    path("<slug:code>/practice/teams/<slug:team_key>/remove/", teams.remove, name="remove_team"),
]
