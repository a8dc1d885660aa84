"""What supervisors enter at once of work done before."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('tasks', '0062_a_line_for_each_inspected_unit'), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name='PastBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entered_on', models.DateField(verbose_name='entered on')),
                ('number', models.PositiveIntegerField(verbose_name='number of facts')),
                ('lifted', models.JSONField(default=list, editable=False, verbose_name='slips lifted')),
                ('undone_on', models.DateField(blank=True, null=True, verbose_name='undone on')),
                ('undone_note', models.TextField(blank=True, verbose_name='why it was undone')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='past_batches', to='tasks.plan', verbose_name='plan')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='undone by')),
            ],
            options={
                'verbose_name': 'entry of earlier work',
                'verbose_name_plural': 'entries of earlier work',
                'ordering': ['-id'],
            },
        ),
        migrations.AddConstraint(
            model_name='pastbatch',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='past_batch_enters_something'),
        ),
        migrations.AddConstraint(
            model_name='pastbatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_by__isnull', True), ('undone_note', ''), ('undone_on__isnull', True)), models.Q(('undone_by__isnull', False), ('undone_on__isnull', False), models.Q(('undone_note', ''), _negated=True)), _connector='OR'), name='past_batch_undone_for_a_reason'),
        ),
    ]
