from django import template

from units import rights, roles

register = template.Library()


@register.filter
def may(user, action):
    """``{% if request.user|may:"confirm dates" %}``; the rules are in ``units.roles``."""
    return roles.may(user, action)


@register.filter
def gives(user, role):
    """``{% if request.user|gives:person.role %}``: he lets people of that role in, but not himself."""
    return rights.may_give(user, role)


@register.filter
def takes(actor, paper):
    """``{% if actor|takes:instruction %}``: he may have the paper as a Word file."""
    return actor.takes(paper.receivers)
