"""What an administrator sends when he corrects official facts."""

from django.urls import reverse


def form_of(client, row):
    """What the administration's form of ``row`` would send as it is."""
    page = client.get(reverse(f"admin:tasks_{row._meta.model_name}_change", args=[row.pk]))
    context = page.context
    fields = {"reason": "校对原文"}
    formsets = [formset.formset for formset in context["inline_admin_formsets"]]
    forms = [context["adminform"].form, *(form for one in formsets for form in one.forms)]
    for form in [*forms, *(one.management_form for one in formsets)]:
        for bound in form:
            value = bound.value()
            if bound.name != "reason" and value is not None and value is not False:
                fields[bound.html_name] = value
    return fields


def send(client, row, fields):
    return client.post(reverse(f"admin:tasks_{row._meta.model_name}_change", args=[row.pk]), fields)


def save(client, row, **changes):
    return send(client, row, form_of(client, row) | changes)
