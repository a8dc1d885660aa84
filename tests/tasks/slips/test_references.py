from tasks.slips.models import Slip
from tasks.slips.rules import references


def test_numbers_that_follow_each_other_are_one_entry():
    slips = [Slip(year=2015, number=number) for number in (6, 7, 8, 11)]
    assert list(references([*slips, Slip(year=2016, number=12)])) == [
        "督办〔2015〕6号至8号", "督办〔2015〕11号", "督办〔2016〕12号",
    ]  # fmt: skip
