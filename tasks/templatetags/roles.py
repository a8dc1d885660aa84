from django import template

from units import roles

register = template.Library()


@register.filter
def may(user, action):
    """``{% if request.user|may:"confirm dates" %}``; the rules are in ``units.roles``."""
    return roles.may(user, action)


@register.filter
def takes(actor, paper):
    """``{% if actor|takes:instruction %}``: there is a paper, and he may have it as a Word file."""
    return bool(paper.sheet) and actor.takes(paper.receivers)
