"""An event names the slip, instruction, inspection or self-assessment round that it concerns."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0017_evidence_has_a_task'),
    ]

    operations = [
        migrations.AddField(
            model_name='event',
            name='inspection',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='tasks.inspection', verbose_name='inspection'),
        ),
        migrations.AddField(
            model_name='event',
            name='instruction',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='tasks.instruction', verbose_name='instruction'),
        ),
        migrations.AddField(
            model_name='event',
            name='round',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='tasks.assessmentround', verbose_name='self-assessment round'),
        ),
        migrations.AddField(
            model_name='event',
            name='slip',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='tasks.slip', verbose_name='slip'),
        ),
    ]
