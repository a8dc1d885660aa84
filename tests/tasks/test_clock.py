from datetime import date

from django.utils.timezone import localdate

from tasks.clock import today


def test_the_plans_date_wins(settings):
    settings.PLAN_TODAY = date(2015, 6, 18)
    assert today() == date(2015, 6, 18)


def test_without_one_it_is_the_local_date():
    assert today() == localdate()
