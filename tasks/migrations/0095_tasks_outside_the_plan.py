"""What is set up outside the plan stands nowhere in its text, and begins on a day."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('leaders', '0003_absences'),
        ('tasks', '0094_first_restrictions'),
        ('units', '0010_reorganised_units'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='milestone',
            name='milestone_span_not_empty',
        ),
        migrations.RemoveConstraint(
            model_name='task',
            name='task_span_not_empty',
        ),
        migrations.AddField(
            model_name='specialproject',
            name='is_extra',
            field=models.BooleanField(default=False, editable=False, verbose_name='outside the plan'),
        ),
        migrations.AddField(
            model_name='task',
            name='added_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='added on'),
        ),
        migrations.AlterField(
            model_name='milestone',
            name='source_end',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='ends before character'),
        ),
        migrations.AlterField(
            model_name='milestone',
            name='source_start',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='begins at character'),
        ),
        migrations.AlterField(
            model_name='task',
            name='source_end',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='ends before character'),
        ),
        migrations.AlterField(
            model_name='task',
            name='source_start',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='begins at character'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('source_end', None), ('source_start', None)), models.Q(('source_end__gt', models.F('source_start')), ('source_start__isnull', False)), _connector='OR'), name='milestone_span_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='specialproject',
            constraint=models.UniqueConstraint(condition=models.Q(('is_extra', True)), fields=('plan',), name='project_one_is_extra'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('added_on', None), ('source_end__gt', models.F('source_start')), ('source_start__isnull', False)), models.Q(('added_on__isnull', False), ('number__gt', 1000), ('source_end', None), ('source_start', None)), _connector='OR'), name='task_stands_in_the_text_or_was_added'),
        ),
    ]
