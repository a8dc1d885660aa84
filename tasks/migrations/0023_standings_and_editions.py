"""How each milestone stood in each span of days, and the number that every act raises."""

from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):
    dependencies = [('tasks', '0022_past_namings_and_dates'), ('units', '0003_reminders')]
    operations = [
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='since')),
                ('until', models.DateField(verbose_name='until')),
                ('due', models.DateField(null=True, verbose_name='due date')),
                ('stage', models.CharField(choices=[('open', 'In progress'), ('signing', "Waiting for the head's signature"), ('submitted', 'Waiting for review'), ('done', 'Done'), ('stopped', 'Stopped')], max_length=20, verbose_name='stage')),
                ('ended_on', models.DateField(null=True, verbose_name='done or stopped on')),
                ('settled', models.PositiveSmallIntegerField(choices=[(0, 'Stopped'), (1, 'Ongoing'), (2, 'Unscheduled'), (3, 'Done on time'), (4, 'Done late'), (5, 'In time'), (6, 'Due soon'), (7, 'Overdue')], null=True, verbose_name='light')),
                ('settled_original', models.PositiveSmallIntegerField(choices=[(0, 'Stopped'), (1, 'Ongoing'), (2, 'Unscheduled'), (3, 'Done on time'), (4, 'Done late'), (5, 'In time'), (6, 'Due soon'), (7, 'Overdue')], null=True, verbose_name="light by the document's date")),
                ('is_dated', models.BooleanField(verbose_name='counts in rates')),
                ('holder', models.CharField(choices=[('unit', 'the unit'), ('head', 'the head of the unit'), ('supervisor', 'the supervisors')], max_length=20, verbose_name='whose turn')),
                ('held_since', models.DateField(null=True, verbose_name='whose turn since')),
                ('last_report_on', models.DateField(null=True, verbose_name='last report')),
                ('answering', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='answering unit')),
                ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standings', to='tasks.milestone', verbose_name='milestone')),
            ],
            options={
                'verbose_name': 'standing',
                'verbose_name_plural': 'standings',
                'ordering': ['milestone', 'since'],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(default=0, verbose_name='number')),
                ('plan', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='edition', to='tasks.plan', verbose_name='plan')),
            ],
            options={
                'verbose_name': 'edition',
                'verbose_name_plural': 'editions',
            },
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.UniqueConstraint(fields=('milestone', 'since'), name='standing_one_a_day'),
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.UniqueConstraint(fields=('milestone', 'until'), name='standing_ends_once'),
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.CheckConstraint(condition=models.Q(('since__lt', models.F('until'))), name='standing_lasts_a_day'),
        ),
    ]
