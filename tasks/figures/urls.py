from django.urls import path

from tasks.figures.collision_views import CollisionMap
from tasks.figures.forecast_views import ForecastPage
from tasks.figures.owner_views import LeaderList, LeaderPage, UnitList, UnitPage
from tasks.figures.project_views import ProjectPage
from tasks.figures.timeline_views import TimelinePage
from tasks.figures.views import Overview

urlpatterns = [
    path("", Overview.as_view(), name="overview"),
    path("timeline/", TimelinePage.as_view(), name="timeline"),
    path("collisions/", CollisionMap.as_view(), name="collision-map"),
    path("forecast/", ForecastPage.as_view(), name="forecast"),
    path("projects/<int:number>/", ProjectPage.as_view(), name="project"),
    path("units/", UnitList.as_view(), name="unit-list"),
    path("units/<int:pk>/", UnitPage.as_view(), name="unit"),
    path("leaders/", LeaderList.as_view(), name="leader-list"),
    path("leaders/<int:pk>/", LeaderPage.as_view(), name="leader"),
]
