"""Numbers of the time when each plan counted for itself, and the way back."""

from tests.factories import make_milestone
from tests.supervising import make_instruction, make_slip


def test_papers_keep_the_numbers_that_two_plans_gave(migrate):
    first, second = make_milestone(), make_milestone()
    slips = [make_slip(first, number=3), make_slip(second, number=4)]
    orders = [
        make_instruction(task, plan=task.plan, year=2015, number=number)
        for task, number in ((first.task, 1), (second.task, 2))
    ]
    old = migrate("0065_events_of_past_batches")
    old.get_model("tasks", "Slip").objects.filter(pk=slips[1].pk).update(number=3)
    old.get_model("tasks", "Instruction").objects.filter(pk=orders[1].pk).update(year=2014)

    new = migrate("0076_one_series_of_numbers")
    told = new.get_model("tasks", "Slip").objects.order_by("pk")
    assert list(told.values_list("number", "shares_number")) == [(3, True), (3, True)]
    told = new.get_model("tasks", "Instruction").objects.order_by("pk")
    assert list(told.values_list("number", "shares_number")) == [(1, False), (2, False)]
