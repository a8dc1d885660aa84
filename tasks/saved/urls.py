from django.urls import path

from tasks.saved.views import ChangeView, RemoveView, SavedViews, SaveView

urlpatterns = [
    path("views/", SavedViews.as_view(), name="saved-views"),
    path("views/new/<slug:page>/", SaveView.as_view(), name="save-view"),
    path("views/<int:pk>/", ChangeView.as_view(), name="change-view"),
    path("views/<int:pk>/remove/", RemoveView.as_view(), name="remove-view"),
]
