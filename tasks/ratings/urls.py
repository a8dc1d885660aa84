from django.urls import path

from tasks.ratings.views import RatingList

urlpatterns = [path("supervision/ratings/", RatingList.as_view(), name="rating-list")]
