from django.urls import path

from samgak.nominations.views import comparing, selections, studio

urlpatterns = [
    path("<slug:code>/selection/studio/", studio.studio, name="studio"),
    path("<slug:code>/selection/studio/line/", studio.studio_line, name="studio_line"),
    path("<slug:code>/selection/", selections.page, name="selection"),
    path("<slug:code>/selection/compare/", comparing.compare, name="compare"),
    path("<slug:code>/selection/<int:pk>/minutes.<slug:kind>", comparing.minutes, name="minutes"),
    path("<slug:code>/selection/outcome/", selections.outcome, name="outcome"),
    path("<slug:code>/selection/propose/", selections.propose, name="propose"),
    path("<slug:code>/selection/<int:pk>/approve/", selections.approve, name="approve"),
    path("<slug:code>/selection/<int:pk>/reject/", selections.reject, name="reject"),
    path("<slug:code>/selection/exceptions/<int:pk>/", selections.override, name="override"),
    path(
        "<slug:code>/selection/exceptions/<int:pk>/remove/",
        selections.remove_override,
        name="remove_override",
    ),
    path(
        "<slug:code>/selection/files/<slug:part>.<slug:kind>",
        selections.download,
        name="selection_file",
    ),
]
