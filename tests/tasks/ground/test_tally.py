import pytest

from tasks.ground.lights import Light
from tasks.ground.tally import Tally, pivot


def tally_of(**lights):
    tally = Tally()
    for name, number in lights.items():
        light = Light[name.upper()]
        tally.add(light, light not in (Light.ONGOING, Light.UNSCHEDULED, Light.STOPPED), number)
    return tally


FULL = {
    "done": 3,
    "late": 1,
    "red": 2,
    "amber": 4,
    "green": 5,
    "ongoing": 6,
    "unscheduled": 7,
    "stopped": 8,
}


def test_each_light_is_counted_under_its_name():
    tally = tally_of(**FULL)
    counted = {name: getattr(tally, name) for name in FULL} | {"done": tally.on_time}
    assert counted == FULL


def test_rates_leave_out_what_has_no_date():
    tally = tally_of(**FULL)
    assert (tally.total, tally.dated, tally.done) == (36, 15, 4)
    assert tally.completion_rate == pytest.approx(100 * 4 / 15)
    assert tally.on_time_rate == pytest.approx(100 * 3 / 6)


def test_no_rate_is_better_than_a_wrong_one():
    assert (tally_of(ongoing=2).completion_rate, tally_of(green=2).on_time_rate) == (None, None)


def test_ongoing_work_that_was_closed_stays_out_of_the_rates():
    tally = Tally()
    tally.add(Light.DONE, False, 1)
    assert (tally.total, tally.done, tally.completion_rate) == (1, 0, None)
    tally.add(Light.DONE, True, 2)
    assert (tally.showing(Light.DONE), tally.showing(Light.RED)) == (3, 0)


def test_tallies_add_up():
    tally = tally_of(red=1, ongoing=1) + tally_of(red=2, done=1)
    assert (tally.red, tally.on_time, tally.ongoing, tally.total) == (3, 1, 1, 5)


def test_one_key_stands_alone_and_several_make_a_tuple():
    row = {"unit": 1, "role": "lead", "light": Light.RED, "is_dated": True, "number": 2}
    assert {key: tally.red for key, tally in pivot([row], "unit").items()} == {1: 2}
    assert list(pivot([row], "unit", "role")) == [(1, "lead")]
