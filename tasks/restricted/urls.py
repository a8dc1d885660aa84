from django.urls import path

from tasks.restricted.rules import KINDS
from tasks.restricted.views import Admit, Lift, Referral, Restrict

ON_REQUEST = KINDS.keys() - {"slip"}
urlpatterns = [
    *(
        path(f"restricted/{kind}/<int:pk>/", Restrict.as_view(kind=kind), name=f"restrict-{kind}")
        for kind in ON_REQUEST
    ),
    path("restricted/slip/<int:pk>/", Referral.as_view(), name="restrict-slip"),
    path("restricted/<int:pk>/lift/", Lift.as_view(), name="lift-restriction"),
    path("restricted/<int:pk>/leaders/", Admit.as_view(), name="admit-leader"),
]
