"""Several plans on one page: the switch in the band, and parts that are about one plan each."""

from django import template

from tasks.frame.context import acts_in
from tasks.frame.plans import switch
from tasks.ground.clock import today

register = template.Library()


@register.inclusion_tag("frame/_switch.html", takes_context=True)
def switch_of_plans(context):
    """The ways to this page in the other plans, where there are others."""
    request = context.request
    return {"groups": switch(request, today()), "plan": request.plan}


@register.tag
def in_plan(parser, token):
    """``{% in_plan part %}…{% endin_plan %}``: what stands inside has the names of the dict ``part``,
    and its links and buttons are those of the plan that it names.
    """
    part = parser.compile_filter(token.split_contents()[1])
    inside = parser.parse(("endin_plan",))
    parser.delete_first_token()
    return InPlan(part, inside)


class InPlan(template.Node):
    def __init__(self, part, inside):
        self.part, self.inside = part, inside

    def render(self, context):
        part, request = self.part.resolve(context), context.request
        plan, request.plan = request.plan, part["plan"]
        acts = acts_in(request.plan, request.user, today())
        try:
            with context.push(**part, acts_today=acts):
                return self.inside.render(context)
        finally:
            request.plan = plan
