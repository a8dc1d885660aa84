"""The forms of the workflow fit the acts that they carry out."""

from inspect import Parameter, signature

import pytest

from tasks.frame.fields import WordsForm
from tasks.workflow.forms import FORMS
from tasks.workflow.moves import Action
from tests.factories import TODAY, make_milestone


def form_of(action, task):
    """The form with all that it can ask; a report also asks about other milestones."""
    about = {"about": make_milestone(task=task), "on": TODAY}
    if action == Action.REPORT:
        about["others"] = [make_milestone(task=task)]
    return FORMS[action](**about)


@pytest.mark.parametrize("action", FORMS)
def test_a_form_asks_for_what_its_act_takes_and_nothing_else(action, task):
    form = form_of(action, task)
    form.cleaned_data = dict.fromkeys(form.fields)
    asked = set(form.clean()) - ({"seen"} if form.only_adds else set())
    words = signature(form.act).parameters.values()
    taken = {word.name for word in words if word.kind == Parameter.KEYWORD_ONLY}
    assert asked | {"by", "on"} == taken


@pytest.mark.parametrize(
    ("typed", "is_good"),
    [("。", False), ("……！", False), ("—— 。", False), ("1", True), ("好。", True), ("", False)],
)
def test_signs_alone_are_no_words(typed, is_good):
    form = WordsForm({"text": typed}, label="理由")
    assert form.is_valid() == is_good
