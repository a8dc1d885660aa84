from django.urls import path

from tasks.consent.views import Consent, Withdraw

urlpatterns = [
    path("corrections/<int:pk>/", Consent.as_view(), name="consent"),
    path("corrections/<int:pk>/withdraw/", Withdraw.as_view(), name="withdraw-correction"),
]
