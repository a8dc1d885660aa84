from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import path

from tests.benchmarks.bare.models import Row


@login_required
def table(request):
    return render(request, "table.html", {"rows": Row.objects.select_related("owner")})


urlpatterns = [path("", table)]
