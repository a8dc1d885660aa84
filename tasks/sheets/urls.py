from django.urls import path

from tasks.sheets.views import ReportSheet

urlpatterns = [path("reports/sheet/", ReportSheet.as_view(), name="report-sheet")]
