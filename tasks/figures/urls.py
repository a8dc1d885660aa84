from django.urls import path

from tasks.figures.collision_views import CollisionMap
from tasks.figures.forecast_views import ForecastPage
from tasks.figures.owner_views import (
    LeaderBook,
    LeaderList,
    LeaderPage,
    LeaderText,
    UnitBook,
    UnitList,
    UnitPage,
    UnitText,
)
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
    path("units/units.xlsx", UnitBook.as_view(), name="unit-book"),
    path("units/units.csv", UnitText.as_view(), name="unit-text"),
    path("leaders/leaders.xlsx", LeaderBook.as_view(), name="leader-book"),
    path("leaders/leaders.csv", LeaderText.as_view(), name="leader-text"),
    path("units/<int:pk>/", UnitPage.as_view(), name="unit"),
    path("leaders/", LeaderList.as_view(), name="leader-list"),
    path("leaders/<int:pk>/", LeaderPage.as_view(), name="leader"),
]
