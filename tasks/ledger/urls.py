from django.urls import path

from tasks.ledger.views import LedgerBook, LedgerText

urlpatterns = [
    path("milestones/ledger.xlsx", LedgerBook.as_view(), name="ledger-book"),
    path("milestones/ledger.csv", LedgerText.as_view(), name="ledger-text"),
]
