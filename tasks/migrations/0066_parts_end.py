"""A part that went into another one ends, and stays for the days before."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0065_events_of_past_batches'),
        ('units', '0010_reorganised_units'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='assignment',
            name='unit_once_per_task',
        ),
        migrations.RemoveConstraint(
            model_name='assignment',
            name='unit_order_unique',
        ),
        migrations.AddField(
            model_name='assignment',
            name='ended_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='ended on'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('task', 'unit'), name='unit_once_per_task'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('task', 'role', 'order'), name='unit_order_unique'),
        ),
    ]
